"""Names of sources: whether private annotations use them, and whether public ones do.

A private annotation that was removed still says that its source must not be known. All that hangs
on a private article is private.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection
from typing import NamedTuple


class Uses(NamedTuple):
    """Whether private and public annotations name a source, in any script."""

    private: bool
    public: bool


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Characters that nobody sees, so that they tell no names apart: Unicode's default-ignorable ones
but for fillers."""
LEAST = 2
"""Code points of the shortest name that is looked for inside a text."""


def _private(connection: sqlite3.Connection) -> list[str]:
    """The sources that private annotations name or, until they were removed, named."""
    rows = connection.execute(
        "SELECT source FROM annotation INDEXED BY annotation_private"
        " WHERE private = 1 AND deleted = 0 AND source <> ''"
        " UNION SELECT source FROM annotation INDEXED BY annotation_private_removed"
        " WHERE private = 1 AND deleted = 1 AND source <> ''"
        " UNION SELECT n.source FROM article o INDEXED BY article_private"
        " CROSS JOIN annotation n ON n.article = o.id WHERE o.private = 1 AND n.source <> ''"
    )
    return [source for (source,) in rows]


def _folded(text: str) -> str:
    """A text as it is looked for: in one script, without what nobody sees."""
    from reader.text.folding import fold

    return fold(_UNSEEN.sub("", text))


def private_in(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The sources in a text, in any script, that only private annotations name.

    In an address they may be percent-encoded.
    """
    from urllib.parse import unquote

    names = [name.strip() for name in _private(connection)] if text else []
    texts = [_folded(text), _folded(unquote(unquote(text)))] if names else []
    found = [
        name
        for name in names
        if len(name) >= LEAST and any(_folded(name) in each for each in texts)
    ]
    return tuple(name for name, used in uses(connection, found).items() if not used.public)


def uses(connection: sqlite3.Connection, names: Collection[str]) -> dict[str, Uses]:
    """Uses of each source by annotations of the library; variants count that private ones use."""
    variants: dict[str, set[str]] = {}
    for source in _private(connection):
        variants.setdefault(_folded(source), set()).add(source)
    spelled = {name: variants.get(_folded(name.strip()), set()) for name in names}
    asked = {name.strip() for name in names}.union(*spelled.values())
    public = {
        source
        for (source,) in connection.execute(
            "SELECT DISTINCT n.source FROM annotation n"
            " JOIN article a ON a.id = n.article AND a.deleted = 0"
            " WHERE n.deleted = 0 AND n.private = 0 AND a.private = 0"
            " AND n.source <> '' AND n.source IN (SELECT value FROM json_each(?))",
            (json.dumps(list(asked)),),
        )
    }
    return {
        name: Uses(bool(same), not public.isdisjoint({*same, name.strip()}))
        for name, same in spelled.items()
    }
