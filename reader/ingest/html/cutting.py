"""Words at the end of a line that invite to go on reading, set apart from the line's sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.ingest.html.furniture import leads_on
from reader.ingest.html.hidden import KEPT
from reader.ingest.html.lines import Piece
from reader.text.folding import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

_AT_END = re.compile(
    r"(?:(?<=[。!?…\"）)\]])|(?<=\.\.\.)|(?<=\s))(?:-\s)?[\[【(「<]?"
    r"(?:点[击此][^\s。,]{0,4})?(?:继续阅读|阅读(?:全文|更多|原文)|(?:查看|展开|看)(?:全文|更多)"
    r"|read (?:more|the full \S{1,12})|(?<!to )continue reading)[\s\-\]】)\">›→▶….]*$"
)
_APPEARED = re.compile(
    r"(?:(?<=[。!?…\"])|(?<=\s))(?:the post .{1,160}? (?:first )?appeared (?:first )?on .{1,60}$"
    r"|appeared first on [^,;。!?]{1,60}$"
    r"|这篇文章[^。]{1,120}?(?:最[早先](?:出现|发[布佈表])[在于]|首先(?:出现|发[布佈表])[在于])[^。]{1,40}。?$)"
)
_ON_SOMETHING = re.compile(r"appeared (?:first )?on (?:the|an?|his|her|its|their|our) ")
"""Words that are no site's name, which would be in capitals."""
_ENDED = re.compile(r"[。!?…\")）\].]$")
_STOPPED, _SPOKEN = re.compile(r"[.。!?]\W{0,3}\Z"), re.compile(r"[:,，、]$")
_TAIL = 300
_INLINE = frozenset(["span", "b", "strong", "em", "i", "font", "u", "small"])


def set_apart(root: _Element) -> None:
    """Give links at the end of a paragraph that lead on, or back, a line of their own."""
    from lxml import etree

    for link in list(root.iter("a")):
        words = "".join(link.itertext()).strip()
        if not leads_on(words):
            continue
        outer: _Element = link
        while not (outer.tail or "").strip() and outer.getnext() is None:
            around = outer.getparent()
            if around is None or around.tag not in _INLINE:
                break
            outer = around
        parent = outer.getparent()
        if parent is not None and not (outer.tail or "").strip(" \n\t\r。.…>»"):
            parent.insert(parent.index(outer), etree.Element("br"))


def without_invitations(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines, with such words at the end of one as a line of their own that is an aside."""
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: Piece) -> list[Piece]:
    if piece.within(None, KEPT):
        return [replace(piece, aside=True)]
    start = end_of_words(piece.text)
    if start == len(piece.text) or piece.code:
        return [piece]
    before, after = piece.text[:start].rstrip(), piece.text[start:].strip()
    if not before:
        return [replace(piece, aside=True)]
    kept = replace(piece, text=before, spaced=before)
    return [kept, replace(piece, text=after, spaced=after, aside=True, marker="")]


def end_of_words(line: str) -> int:
    """Offset in a line at which the words begin that only lead on (code points); its length if none
    do.
    """
    start = max(0, len(line) - _TAIL)
    tail = fold(line[start:])
    appeared = _APPEARED.search(f" {tail}")
    if appeared and not _ON_SOMETHING.search(line[-_TAIL:]):
        return start + max(0, appeared.start() - 1)
    found = _AT_END.search(f" {tail}")
    if not found:
        return len(line)
    at = max(0, found.start() - 1)
    ends = _ENDED.search(tail[:at].rstrip())
    # With a full stop behind them they end a sentence: He said: Read more.
    spoken = not ends and (_STOPPED.search(tail) or _SPOKEN.search(tail[:at].rstrip()))
    return len(line) if spoken and at else start + at
