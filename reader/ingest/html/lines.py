"""The tree of a page to the lines that a reader sees, each with its form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.ingest.html.lists import LISTS, TERM, markers_of
from reader.ingest.html.tables import CELLS, row_of_term, rows_of
from reader.ingest.html.voting import bare
from reader.model import Role
from reader.text.folding import fold
from reader.text.structure.list_items import BULLETS

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "address", "amp-img", "article", "aside", "blockquote", "body", "caption", "center", "dd",
        "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend",
        "li", "main", "menu", "nav", "ol", "p", "picture", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", "video",
    ]
)  # fmt: skip
_POINTS = frozenset("，。、；：！？…—「『《（")
_LONGEST_NAME = 1000
"""Code points of a class or id that are looked at."""

_PARTS_OF_ROWS = CELLS | {"dt", "dd"}
_CAPTIONS = frozenset(["figcaption", "caption"])
_STRONG = frozenset(["b", "strong"])
_PICTURES = frozenset(["img", "picture", "amp-img", "video", "iframe"])
_WORDLESS = _PICTURES | {"br"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HEADING_CLASS = re.compile(r"(?<![A-Za-z])[Hh]([2-6])(?![A-Za-z0-9])")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_ROOMY = re.compile(r"[ \t\r\n\f\v\u00a0]+")


@dataclass(slots=True)
class Piece:
    """A line of a page: its words, the block they stand in, and how much of them is what.

    `element` is the innermost block; `strong` and `linked` are shares of the words' code points.
    `heading` is the level of an `h1` to `h6` around it, else 0. `pictured` says that a picture
    stands right before it or around it, `caption` that it is marked as a picture's, `row` that it
    is a table's row with a bar between its cells (`text.structure.table_rows`), `code` that it is a
    program's, `aside` that it is no sentence of the article, whatever stands around it. `marker`
    is the number or bullet before it. `spaced` are the words with a space wherever an inline
    element begins or ends, as the rows under headlines are set.
    """

    text: str
    element: _Element
    strong: float = 0.0
    linked: float = 0.0
    heading: int = 0
    caption: bool = False
    pictured: bool = False
    row: bool = False
    spaced: str = ""
    code: bool = False
    aside: bool = False
    marker: str = ""
    known: dict[object, dict[_Element, bool]] = field(default_factory=dict, repr=False)
    _bare: str | None = field(default=None, init=False, repr=False, compare=False)
    _folded: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def bare(self) -> str:
        """The letters and digits of the words; made once, since nearly every step compares them."""
        if self._bare is None:
            self._bare = bare(self.text)
        return self._bare

    @property
    def folded(self) -> str:
        """The words in the search fold; made once."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    def with_marker(self, role: Role | None) -> str:
        """The words with the number or bullet before them, where the line has such a role."""
        marked = role in (None, Role.BODY) or (role is Role.HEADING and not self.is_bulleted)
        return self.marker + self.text if marked else self.text

    @property
    def is_bulleted(self) -> bool:
        """Whether the line is an item of a list without numbers."""
        return self.marker[:1] in tuple(BULLETS)

    def within(
        self, container: object, form: re.Pattern[str], tags: frozenset[str] = frozenset()
    ) -> bool:
        """Whether an element between the line and a container has a class or id like `form`.

        Or is one of `tags`. The container itself does not count. `known` is what was found for
        the elements of the page, which are asked once for all lines that stand in them.
        """
        known = self.known.setdefault((container, form, tags), {})
        asked: list[_Element] = []
        element: _Element | None = self.element
        while element is not None and element is not container and element not in known:
            asked.append(element)
            element = element.getparent()
        found = element is not None and known.get(element, False)
        for inner in reversed(asked):
            found = found or inner.tag in tags or form.search(_names_of(inner)) is not None
            known[inner] = found
        return found


def _names_of(element: _Element) -> str:
    """The class and the id of an element, as far as anybody's go."""
    kind, name = element.get("class") or "", element.get("id") or ""
    return f"{kind[:_LONGEST_NAME]} {name[:_LONGEST_NAME]}"


@dataclass(slots=True)
class _Walk:
    """State of the line at hand, and the marks that are open around it."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    strong: int = 0
    linked: int = 0
    bold: int = 0
    links: int = 0
    figures: int = 0
    lined: int = 0
    pictured: bool = False
    titled: int = 0
    rows: dict[_Element, str] = field(default_factory=dict)
    row: _Element | None = None
    markers: dict[_Element, str] = field(default_factory=dict)
    marker: str = ""
    last: str = ""
    known: dict[object, dict[_Element, bool]] = field(default_factory=dict)


def pieces_of(root: _Element) -> list[Piece]:
    """The lines of a tree in the order of the page; the tree holds what is seen only."""
    return list(_pieces(root))


def _pieces(root: _Element) -> Iterator[Piece]:
    from lxml import etree

    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        starts = event == "start"
        breaks = _breaks(walk, element, starts=starts)
        if breaks and (piece := _taken(walk, element.getparent() if starts else element)):
            yield _as_row(piece, walk.rows[element]) if element is walk.row else piece
        _open(walk, element, 1 if starts else -1)
        if starts:
            if element.tag not in _WORDLESS and (text := element.text):
                yield from _added(walk, text, element)
        elif text := element.tail:
            yield from _added(walk, text, element.getparent())


def _breaks(walk: _Walk, element: _Element, *, starts: bool) -> bool:
    """Whether a line ends where an element starts or ends."""
    tag, parent = element.tag, element.getparent()
    if walk.row is not None:
        if element is not walk.row:
            if starts and tag in _PARTS_OF_ROWS and walk.words:
                walk.words.append(" ")
            return False
    elif starts and _begins_row(walk, element):
        walk.row = element
    elif tag == "br" and parent is not None and parent.tag in _HEADINGS:
        # A headline over two lines is one.
        if starts:
            walk.words.append("" if walk.last in _POINTS else " ")
        return False
    return tag in _BLOCKS or tag == "br"


def _begins_row(walk: _Walk, element: _Element) -> bool:
    """Whether an element is a row; those of a table are found where it begins."""
    if element.tag == "table":
        walk.rows |= rows_of(element)
    elif element.tag == "div" and element.get("class") == TERM:
        walk.rows |= row_of_term(element)
    return element in walk.rows


def _as_row(piece: Piece, text: str) -> Piece:
    """The line of a row of a table, with its cells apart."""
    return replace(piece, row=True, text=text)


def _open(walk: _Walk, element: _Element, step: int) -> None:
    tag, style = element.tag, element.get("style")
    if tag in _STRONG or (style and _BOLD_STYLE.search(style)):
        walk.bold += step
    if tag == "pre" or (style and _KEEPS_LINES.search(style)):
        walk.lined += step
    if tag == "a":
        walk.links += step
    elif tag in LISTS and step == 1:
        walk.markers |= markers_of(element)
    elif tag == "li":
        walk.marker = walk.markers.get(element, "") if step == 1 else ""
    elif tag == "figure":
        walk.figures += step
        walk.pictured = False
    elif tag in _PICTURES and step == 1:
        walk.pictured = True
    elif walk.pictured and step == -1 and not walk.words and _is_empty_caption(element):
        walk.pictured = False
    elif tag == "span" and step == 1 and (named := _HEADING_CLASS.search(_class_of(element))):
        walk.titled = int(named[1])
    if step == -1 and element is walk.row:
        walk.row = None


def _class_of(element: _Element) -> str:
    return (element.get("class") or "")[:_LONGEST_NAME]


def _is_empty_caption(element: _Element) -> bool:
    """Whether an element is the place for a picture's caption with nothing in it."""
    return "caption" in _class_of(element).lower() and not "".join(element.itertext()).strip()


def _added(walk: _Walk, text: str, element: _Element | None) -> Iterator[Piece]:
    """Add words of an element; where it keeps its line ends, the lines that end in them."""
    if not walk.lined or walk.row is not None:
        _add(walk, text)
        return
    *ended, last = text.split("\n")
    for line in ended:
        _add(walk, line)
        if piece := _taken(walk, element):
            yield piece
    _add(walk, last)


def _add(walk: _Walk, text: str) -> None:
    walk.words.append(text)
    words = "".join(text.split())
    if not words:
        return
    length = len(words)
    walk.last = words[-1]
    walk.length += length
    if walk.bold:
        walk.strong += length
    if walk.links:
        walk.linked += length


def _taken(walk: _Walk, element: _Element | None) -> Piece | None:
    """The line that was gathered, which ends here."""
    words, length, strong, linked = walk.words, walk.length, walk.strong, walk.linked
    if words:
        walk.words, walk.length, walk.strong, walk.linked, walk.last = [], 0, 0, 0, ""
    if not length or element is None:
        return None
    text = _ROOMY.sub(" ", "".join(words)).strip()
    spaced = " ".join(" ".join(words).split())
    inner = element
    heading, caption, code = walk.titled, False, False
    walk.titled = 0
    for around in (inner, *_ancestors(inner, 6)):
        tag = around.tag
        heading = heading or _HEADINGS.get(tag, 0)
        caption = caption or tag in _CAPTIONS
        code = code or tag == "pre"
    piece = Piece(
        text, element, strong / length, linked / length, heading, caption,
        walk.pictured or walk.figures > 0, spaced=spaced, code=code, marker=walk.marker,
        known=walk.known,
    )  # fmt: skip
    walk.pictured, walk.marker = False, ""
    return piece


def _ancestors(element: _Element, most: int) -> Iterator[_Element]:
    around = element.getparent()
    while around is not None and most:
        yield around
        around, most = around.getparent(), most - 1
