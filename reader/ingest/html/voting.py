"""Votes of two libraries on the lines of a page that are its article.

Each library alone is weak: one loses sub-headings, the other keeps lists of links. Their word
counts only as a vote on lines of the page's own tree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.ingest.extra import web_missing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHINGLE = 5
"""Code points of the pieces of text that are compared."""

_ENOUGH = 0.6
"""The share of a line's shingles that a library must have taken."""

_BARE = re.compile(r"[\W_]+")
_LONGEST = 2_000_000
_MOST = 15_000
"""Code points and elements of a page that the libraries get; more takes them minutes."""


def bare(text: str) -> str:
    """The letters and digits of a text, by which lines are compared."""
    return _BARE.sub("", text)


def votes(markup: str, lines: Sequence[str]) -> list[int]:
    """Number of the two libraries that take each line, 0 to 2.

    Raises InputError `web_missing` if they are not installed.
    """
    if len(markup) > _LONGEST or markup.count("<") > 2 * _MOST:
        return [0] * len(lines)
    taken = [shingles_of(bare(text)) for text in _opinions(markup)]
    return [sum(share_of(bare(line), shingles) >= _ENOUGH for shingles in taken) for line in lines]


def _opinions(markup: str) -> list[str]:
    try:
        import trafilatura
        from readability import Document
        from readability.readability import Unparseable
    except ImportError as error:
        raise web_missing() from error
    import logging

    from lxml import etree, html

    # Both report pages without an article as errors of their own; that is a vote for nothing.
    for name in ("trafilatura", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = []
    try:
        tree = _tree_of(markup)
    except (etree.LxmlError, ValueError):
        return []
    try:
        found.append(trafilatura.extract(tree, include_comments=False, fast=True) or "")
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        found.append("")
    try:
        summary = Document(tree).summary()
        found.append("\n".join(html.fromstring(summary).itertext()))
    except (
        Unparseable, etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError,
    ):  # fmt: skip
        found.append("")
    return found


def _tree_of(markup: str) -> HtmlElement:
    """A page's tree for both libraries, each of which copies it before it changes anything."""
    from lxml import html

    return html.document_fromstring(markup.encode("utf-8", "replace"), parser=_parser())


@cache
def _parser() -> Any:
    """The parser for trees that nobody follows a link of, which the libraries would look for.

    One class for every element is looked up in lxml itself, not in Python for each.
    """
    from lxml import etree, html

    class Unlinked(html.HtmlElement):  # type: ignore[misc]  # lxml has no types
        """An element whose links were taken out of the page before."""

        def rewrite_links(self, *_: object, **__: object) -> None:
            """Leave the tree as it is."""

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Unlinked))
    return parser


def shingles_of(text: str) -> set[str]:
    """The pieces of `SHINGLE` code points of a bare text."""
    return {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}


def share_of(line: str, shingles: set[str]) -> float:
    """The share of a bare line's pieces that are among others; 0 for a line shorter than one."""
    own = [line[at : at + SHINGLE] for at in range(len(line) - SHINGLE + 1)]
    return sum(each in shingles for each in own) / len(own) if own else 0.0
