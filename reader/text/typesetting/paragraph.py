"""Typesetting of a paragraph into rows of terminal cells, and the way back to every offset.

Where rows may end is the business of `breaking`. Here a first-line indent and thin gaps are added:
one cell between Han and the letters and digits of other scripts (clreq, "Mixed text composition";
CSS Text 4, `text-autospace: normal`), for the eye only, so neither beside punctuation nor at the
edge of a row. Rows hold every code point of the text; spaces at a break are kept but not drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.model import Span
from reader.text.joined_lines import JoinedText
from reader.text.joined_lines import joined as joined_lines
from reader.text.typesetting.cell_width import GAP, clusters, is_plain, table
from reader.text.typesetting.line_breaking import SPACES, break_rows, fitting_indent


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a set paragraph: the code points `[start, end)` and how they are drawn.

    `text` is what to draw: `indent` spaces, then the characters, with a space at every index in
    `gaps`. `cells` is its width. What hangs over the end (spaces) is in the span, not in `text`.
    `ambiguous` is the width of ambiguous characters, `joined` says that some characters are made
    of several code points. `unseen` are the code points between those that are drawn, counted from
    `start`, that have no cell: line ends inside the paragraph.
    """

    start: int
    end: int
    text: str
    cells: int
    indent: int = 0
    gaps: tuple[int, ...] = ()
    ambiguous: int = 1
    joined: bool = False
    unseen: tuple[int, ...] = ()

    def offset_at(self, cell: int) -> int:
        """The offset of the character that covers a cell, either half of a wide one.

        The indent and a gap belong to the character after them; a cell beyond the end belongs to
        the last character. A row that draws nothing answers with its start.
        """
        if cell < self.indent or len(self.text) <= self.indent:
            return self.start
        if self._is_even:
            index = min(self.indent + (cell - self.indent) // 2, len(self.text) - 1)
            return self._offset(index)
        edge = index = self.indent
        for start, _, cells in self._clusters():
            index = start
            edge += cells
            if cell < edge:
                break
        return self._offset(index)

    def cell_at(self, offset: int) -> int:
        """The first cell of the character that holds `offset`.

        A code point that joins the one before it has the cell of that one. An offset before the
        row has the cell of the row's first character, one after it or in its undrawn spaces the
        cell after its last.
        """
        if offset >= self._drawn_end:
            return self.cells
        index = self._index(max(offset, self.start))
        if self._is_even:
            return self.indent + 2 * (index - self.indent)
        edge = self.indent
        for _, end, cells in self._clusters():
            if index < end:
                break
            edge += cells
        return edge

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The indices into `text` that draw the offsets `[start, end)`, whole characters only.

        Gaps between two of its characters are in the range, those around it are not; the range is
        empty if the row draws nothing of the span.
        """
        start, end = max(start, self.start), min(end, self._drawn_end)
        while end > start and end - 1 - self.start in self.unseen:
            end -= 1
        if start >= end:
            return (0, 0)
        first, after = self._index(start), self._index(end - 1) + 1
        if self.joined:
            pieces = [piece for piece in self._clusters() if piece[1] > first and piece[0] < after]
            first, after = pieces[0][0], pieces[-1][1]
        return (first, after)

    def inset(self, cells: int) -> Row:
        """The same row drawn `cells` further to the right."""
        return replace(
            self,
            text=" " * cells + self.text,
            cells=self.cells + cells,
            indent=self.indent + cells,
            gaps=tuple(gap + cells for gap in self.gaps),
        )

    def shifted(self, base: int) -> Row:
        """The same row with `base` code points added to its offsets."""
        return replace(self, start=self.start + base, end=self.end + base)

    @property
    def reach(self) -> Span:
        """Everything that the row draws a part of; more than its own span only in a script view."""
        return Span(self.start, self.end)

    def around(self, offset: int) -> Span:
        """Span that cannot be drawn in parts and has `offset` inside; an empty span if there is
        none.
        """
        return Span(offset, offset)

    @property
    def _is_even(self) -> bool:
        # Every character drawn takes two cells.
        # No character is wider than two cells, so the sum can only be reached by all of them.
        return self.cells - self.indent == 2 * (len(self.text) - self.indent)

    @property
    def _drawn_end(self) -> int:
        return self.start + len(self.text) - self.indent - len(self.gaps) + len(self.unseen)

    def _offset(self, index: int) -> int:
        passed = sum(1 for gap in self.gaps if gap < index)
        after = index - self.indent - passed
        for place in self.unseen:
            after += place <= after
        return self.start + after

    def _index(self, offset: int) -> int:
        after = offset - self.start
        index = after + self.indent - sum(1 for place in self.unseen if place < after)
        for gap in self.gaps:
            if gap > index:
                break
            index += 1
        return index

    def _clusters(self) -> list[tuple[int, int, int]]:
        found = clusters(self.text[self.indent :], self.ambiguous)
        return [(start + self.indent, end + self.indent, cells) for start, end, cells in found]


# What may never reach a terminal: control characters, line separators, explicit changes of
# direction (they would move cells about), lone surrogates, and the mark that stands for a gap.
_unsafe = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0]")
_foreign = re.compile("[0-9A-Za-z\u00aa-\u10ff\u1e00-\u1fff]+")


def set_paragraph(
    text: str,
    width: int,
    *,
    indent: int = 0,
    ambiguous: int = 1,
    strict: bool = True,
    autospace: bool = True,
    base: int = 0,
) -> list[Row]:
    """Set one paragraph into rows of at most `width` cells.

    `indent` is the first row's, in cells; a row too narrow for it gets a smaller one. `ambiguous`
    (1 or 2) is the width of ambiguous characters, `strict` keeps —— and …… off the start of rows
    as well, `autospace` adds the thin gaps. Offsets are code points of `text`, plus `base`; the
    first row starts at 0, each next one where the row before ends, the last at `len(text)`. Line
    ends inside the paragraph take no cell, but one between words of other scripts. There is always
    one row; a row is wider than `width` only where one character is. Control characters
    are drawn as spaces or U+FFFD. Raises ValueError if `width` is not positive.
    """
    if width < 1:
        raise ValueError("width must be at least one cell")
    if "\n" in text:
        line = joined_lines(text)
        whole = set_paragraph(
            line.text, width, indent=indent, ambiguous=ambiguous, strict=strict, autospace=autospace
        )
        return [_unjoined(row, line, base) for row in whole]
    safe = _unsafe.sub(_harmless, text)
    joined = not is_plain(safe)
    shapes, offsets = _shapes(safe, ambiguous) if joined else (safe, range(len(safe) + 1))
    if autospace:
        shapes = _with_gaps(shapes)
    cells_of = table(ambiguous)
    if indent:
        indent = fitting_indent(shapes, width, indent, cells_of, strict)
    rows: list[Row] = []
    begin = seen = 0
    for end, ink in break_rows(shapes, width, indent, cells_of, strict):
        piece = shapes[begin:end]
        after = seen + len(piece) - piece.count(GAP)
        drawn = piece.rstrip(SPACES)
        if not drawn:
            indent = 0
        if joined:
            drawn = _spell(drawn, safe, offsets[seen : after + 1])
        gaps: tuple[int, ...] = ()
        if GAP in drawn:
            gaps = tuple(i for i, char in enumerate(drawn, indent) if char == GAP)
            drawn = drawn.replace(GAP, " ")
        start, stop, cells = base + offsets[seen], base + offsets[after], ink if drawn else 0
        rows.append(Row(start, stop, " " * indent + drawn, cells, indent, gaps, ambiguous, joined))
        begin, seen, indent = end, after, 0
    return rows


def _unjoined(row: Row, line: JoinedText, base: int) -> Row:
    """A row of a joined line in the offsets of the paragraph."""
    start, end = line.offset(row.start) if row.start else 0, line.offset(row.end)
    drawn = line.end(row.start + len(row.text) - row.indent - len(row.gaps))
    unseen = tuple(place - start for place in line.unseen(start, drawn))
    return replace(row, start=base + start, end=base + end, unseen=unseen)


def _harmless(match: re.Match[str]) -> str:
    return " " if match.group() in "\t\n\r\v\f\x85\u2028\u2029" else "\ufffd"


def _shapes(text: str, ambiguous: int) -> tuple[str, Sequence[int]]:
    """One code point a visible character, to break by, and where each starts in `text`.

    A character is shown to the breaker by its first code point that takes room, unless it has
    another width than that one: then 〓 stands in, and 漢 for ideographs of the higher planes.
    """
    cells_of = table(ambiguous)
    shapes: list[str] = []
    offsets: list[int] = []
    for start, end, cells in clusters(text, ambiguous):
        base = next((char for char in text[start:end] if cells_of[char]), text[start])
        if "\U00020000" <= base <= "\U0003ffff":
            base = "漢"
        elif cells_of[base] != cells:
            base = "〓"
        shapes.append(base)
        offsets.append(start)
    offsets.append(len(text))
    return "".join(shapes), offsets


def _spell(shapes: str, text: str, offsets: Sequence[int]) -> str:
    """The text behind `shapes`, whose characters start at `offsets`, with its gap marks."""
    parts: list[str] = []
    bounds = pairwise(offsets)
    for shape in shapes:
        if shape == GAP:
            parts.append(GAP)
        else:
            start, end = next(bounds)
            parts.append(text[start:end])
    return "".join(parts)


def _with_gaps(shapes: str) -> str:
    parts: list[str] = []
    done = 0
    for match in _foreign.finditer(shapes):
        start, end = match.span()
        if start and _is_letter(shapes[start]) and _is_han(shapes[start - 1]):
            parts += shapes[done:start], GAP
            done = start
        if end < len(shapes) and _is_letter(shapes[end - 1]) and _is_han(shapes[end]):
            parts += shapes[done:end], GAP
            done = end
    if not parts:
        return shapes
    parts.append(shapes[done:])
    return "".join(parts)


def _is_letter(char: str) -> bool:
    return char.isalpha() or char.isdecimal()


def _is_han(char: str) -> bool:
    """Whether a character is an ideograph or written among them, as kana and bopomofo are."""
    east_asian = "\u3005" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"
    return east_asian and (char.isalpha() or char == "〇")
