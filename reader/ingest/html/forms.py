"""What a line's place and form on the page say of its role: caption or sub-heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.ingest.html.lines import Piece
from reader.text.roles import is_marked_caption

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASS = re.compile(
    r"caption|(?:pic|img|image|photo|figure|slide)[a-z]{0,24}[-_]{0,2}"
    r"(?:desc|info|text|title|note|cap|intro|memo|word|tip)"
    r"|(?:desc|note|text)[-_](?:pic|img|image|photo)|(?<![a-z])(?:tuzhu|imgtext|pictext)(?![a-z])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?<![a-z])(?:authors?|byline|reporters?|writers?|columnists?)(?![a-z])", re.IGNORECASE
)
_LONGEST_SIGNED = 40
_LONGEST_CAPTION = 200
_LONGEST_HEADING = 42
_END = "。；;，,、：:…"
_ASKED = re.compile(r"(?:[QA問问答]|Q\d+|A\d+|[記记]者|主持人)\s*[：:.．、]")
_CONTACT = re.compile(r"[\d-]{7,}|@|https?:|www\.")


def is_marked(piece: Piece, container: object) -> bool:
    """Whether a line is marked as a picture's, by its element, its classes or its words."""
    if len(piece.text) > _LONGEST_CAPTION:
        return False
    marked = piece.caption or piece.within(container, _CLASS)
    return marked or is_marked_caption(piece.text)


def is_caption(piece: Piece, container: object) -> bool:
    """Whether a line tells of a picture: it is marked so, or stands under one, no sentence."""
    if is_marked(piece, container):
        return True
    if not piece.pictured or piece.strong > 0.5 or piece.heading:
        return False
    return len(piece.text) <= 60 and piece.text[-1] not in "。！？!?；：:，"


def is_signed(piece: Piece) -> bool:
    """Whether a short line's own element or one of the two around it is named for an author."""
    around: _Element | None = piece.element
    for _ in range(3):
        if around is None or len(piece.text) > _LONGEST_SIGNED:
            break
        names = " ".join(around.get(key) or "" for key in ("class", "id", "itemprop", "rel"))
        if _AUTHOR.search(names):
            return True
        around = around.getparent()
    return False


def may_head(piece: Piece) -> bool:
    """Whether a line is marked like a sub-heading: an `h2` to `h6`, or bold as a whole."""
    text = piece.text
    if not 1 <= len(text) <= _LONGEST_HEADING or text[-1] in _END or not text[-1].strip():
        return False
    if not (piece.heading or piece.strong >= 0.95) or piece.linked > 0.5:
        return False
    return not (_ASKED.match(text) or _CONTACT.search(text))
