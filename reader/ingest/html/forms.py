"""Role of a line by its place and form on the page: caption or sub-heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.ingest.html.lines import Piece
from reader.text.structure.byline import is_attribution
from reader.text.structure.credit_lines import is_credited
from reader.text.structure.sub_headings import is_speech

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASS = re.compile(
    r"caption|(?<!to)(?:pic|img|image|photo|figure|slide)[a-z]{0,24}[-_]{0,2}"
    r"(?:desc|info|text|title|note|cap|intro|memo|word|tip)"
    r"|(?:desc|note|text)[-_](?:pic|img|image|photo)|(?<![a-z])(?:tuzhu|imgtext|pictext)(?![a-z])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?<![a-z])(?:authors?|byline|reporters?|writers?|columnists?)(?![a-z])", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?<![a-z])(?:(?:article|art|news|page|main|content|con|post|doc|big|info|bt)[-_]?)?"
    r"(?:title|headline|biaoti)(?![a-z])",
    re.IGNORECASE,
)
_CENTRED = re.compile(r"(?<![a-z])cent(?:er|re)", re.IGNORECASE)
_PARAGRAPHS = frozenset(["p", "center", "div"])
_LONGEST_SIGNED = 40
_LONGEST_CAPTION = 200
_LONGEST_HEADING = 42
_END = "。；;，,、：:…"
_ASKED = re.compile(r"(?:[QA問问答]|Q\d+|A\d+|[記记]者|主持人)\s*[：:.．、]")
_NUMBER = re.compile(
    r"(?:0?[1-9]|[12]\d|[一二三四五六七八九十]{1,3}|[ⅠIVX]{1,4}|[Pp](?:art|ART)\s?\.?\d{1,2})[.、．]?"
)
_DAY = re.compile(
    r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日號号](?:[（(]?(?:星期|週|周).[）)]?)?[：:]?"
    r"|(?:\d{4}|[一二三四五六七八九〇○零]{4})\s?年(?:\s?\d{1,2}\s?月)?[：:]?"
)
_CLOSERS = "」』”’\"'"
_LETTERS = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{3,}(?<!END)")
"""Letters that words of a caption are made of; `- THE END -` has none but one."""

_MOST_CLAUSES = 2
"""Commas of a line that is no caption though it is under a picture."""

_CONTACT = re.compile(r"[\d-]{7,}|@|https?:|www\.")


def is_marked(piece: Piece, container: object) -> bool:
    """Whether a line is marked as a picture's, by its element, its classes or its words."""
    if len(piece.text) > _LONGEST_CAPTION:
        return False
    marked = piece.caption or piece.within(container, _CLASS)
    return marked or is_credited(piece.text, pictured=piece.pictured)


def is_set_as_caption(piece: Piece, container: object) -> bool:
    """Whether a line is marked as a picture's, or shares a paragraph of their own with one."""
    return is_marked(piece, container) or _shares_paragraph(piece)


def is_caption(piece: Piece, container: object) -> bool:
    """Whether a line is a caption: it is marked so, or is under a picture and no sentence."""
    if is_set_as_caption(piece, container):
        return True
    if not piece.pictured or piece.strong > 0.5 or piece.heading or is_number(piece):
        return False
    words = piece.text.rstrip(_CLOSERS)
    short = len(piece.text) <= 60 and piece.text.count("，") < _MOST_CLAUSES
    if not short or len(_LETTERS.findall(words)) < 2 or is_attribution(piece.text):
        return False
    return words[-1] not in "。！？!?；：:，…"


def _shares_paragraph(piece: Piece) -> bool:
    """Whether a line stands with the picture above it in one centred paragraph, and nothing else.

    So portals set captions: whatever their end, no sentence of the text stands there.
    """
    if not piece.pictured or piece.heading or len(piece.text) > _LONGEST_CAPTION:
        return False
    own = piece.element
    names = " ".join(own.get(key) or "" for key in ("class", "style"))
    if own.tag not in _PARAGRAPHS or not (own.tag == "center" or _CENTRED.search(names)):
        return False
    rest = len("".join(piece.text.split()))
    for words in own.itertext():
        rest -= len("".join(words.split()))
        if rest < 0:
            return False
    return not rest and next(own.iter("img", "amp-img"), None) is not None


def is_number(piece: Piece) -> bool:
    """Whether a line is the number of a section and nothing else."""
    return bool(_NUMBER.fullmatch(piece.text))


def is_day(piece: Piece) -> bool:
    """Whether a line is a day and nothing else, as over the entries of a chronicle."""
    return bool(_DAY.fullmatch(piece.text))


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


def is_titled(piece: Piece) -> bool:
    """Whether a line's own element is named for the title of an article."""
    return any(_TITLE.search(piece.element.get(key) or "") for key in ("class", "id"))


def may_head(piece: Piece) -> bool:
    """Whether a line is marked like a sub-heading: an `h2` to `h6`, or bold as a whole."""
    text = piece.text
    if not (piece.heading or piece.strong >= 0.95) or piece.linked > 0.5:
        return False
    if is_day(piece):
        return True
    if not 1 <= len(text) <= _LONGEST_HEADING or text[-1] in _END or not text[-1].strip():
        return False
    if not piece.heading and is_speech(text):
        return False
    return not (_ASKED.match(text) or _CONTACT.search(text))
