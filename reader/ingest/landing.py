"""Landing of an article's address: recognises one that did not lead to the article."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_FRONT = re.compile(
    r"/*(?:(?:[a-z]{2}(?:[-_][a-z]{2,4})?)/*)?(?:(?:index|default|home|main)(?:\.[a-z]{2,5})?/*)?",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"/(?:error[-_/]?)?(?:404|not[-_]?found|page[-_]?not[-_]?found|err(?:or)?)(?:\.[a-z]{2,5})?/*\Z",
    re.IGNORECASE,
)
_LONG = 16
"""Code points from which on a part of an address is the title of an article."""


def is_elsewhere(asked: str, got: str) -> bool:
    """Whether the address of an article led to the front page of its site, or its page of errors.

    `asked` counts as that of an article if a number or a long name stands in its path. An address
    of another site says nothing: articles move.
    """
    if not asked or asked == got:
        return False
    try:
        one, other = urlsplit(asked), urlsplit(got)
        same = _site(one.hostname or "") == _site(other.hostname or "")
    except ValueError:
        return False
    parts = one.path.split("/")
    of_article = bool(re.search(r"\d", one.path)) or any(len(part) >= _LONG for part in parts)
    if not (same and of_article) or _FRONT.fullmatch(one.path) or _LOST.search(one.path):
        return False
    front = _FRONT.fullmatch(other.path) and not other.query
    return bool(front or _LOST.search(other.path))


def _site(host: str) -> str:
    """A host without the label of the screen that it is for."""
    return re.sub(r"\A(?:www|m|mobile|wap)\.", "", host.lower())
