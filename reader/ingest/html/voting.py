"""Which lines of a page two libraries take for its article.

Each library alone is weak: one loses sub-headings, the other keeps lists of links. Their word
counts only as a vote on lines of the page's own tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.errors import InputError

SHINGLE = 5
"""Code points of the pieces of text that are compared."""

_ENOUGH = 0.6
"""The share of a line's shingles that a library must have taken."""

_BARE = re.compile(r"[\W_]+")
_MOST = 2_000_000
"""Code points of markup that the libraries are given; beyond it they would take too long."""


def bare(text: str) -> str:
    """The letters and digits of a text, by which lines are compared."""
    return _BARE.sub("", text)


def votes(markup: str, lines: Sequence[str]) -> list[int]:
    """How many of the two libraries take each line, 0 to 2.

    Raises InputError `web_missing` if they are not installed.
    """
    if len(markup) > _MOST:
        return [0] * len(lines)
    taken = [_shingles(bare(text)) for text in _opinions(markup)]
    return [sum(_has(shingles, bare(line)) for shingles in taken) for line in lines]


def _opinions(markup: str) -> list[str]:
    try:
        import trafilatura
        from readability import Document
        from readability.readability import Unparseable
    except ImportError as error:
        raise InputError("web_missing") from error
    import logging

    from lxml import etree, html

    # Both report pages without an article as errors of their own; that is a vote for nothing.
    for name in ("trafilatura", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = []
    try:
        found.append(trafilatura.extract(markup, include_comments=False, fast=True) or "")
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        found.append("")
    try:
        summary = Document(markup).summary()
        found.append("\n".join(html.fromstring(summary).itertext()))
    except (
        Unparseable, etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError,
    ):  # fmt: skip
        found.append("")
    return found


def _shingles(text: str) -> set[str]:
    return {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}


def _has(shingles: set[str], line: str) -> bool:
    own = [line[at : at + SHINGLE] for at in range(len(line) - SHINGLE + 1)]
    return bool(own) and sum(each in shingles for each in own) >= _ENOUGH * len(own)
