"""Rows of a script view whose offsets are those of the source, though lengths have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.model import Span
from reader.text.typesetting.paragraph import Row


class Aligned(Protocol):
    """Map of the spans of a block to its view, and back."""

    def to_view(self, span: Span) -> Span:
        """The smallest span of the view that holds a span of the source."""
        ...

    def to_source(self, span: Span) -> Span:
        """The smallest span of the source that holds a span of the view."""
        ...


_NOTHING = Row(0, 0, "", 0)


@dataclass(frozen=True, slots=True)
class AlignedRow(Row):
    """A row that draws a part of a view; `drawn` is the same row in the view's own offsets.

    A word of changed length that is broken over two rows belongs to the upper one, so that the
    rows' spans still follow each other; both draw it, which `reach` shows.
    """

    drawn: Row = _NOTHING
    alignment: Aligned | None = None
    base: int = 0

    def _to_view(self, start: int, end: int) -> Span:
        span = Span(start - self.base, end - self.base)
        return self.alignment.to_view(span) if self.alignment else span

    def _to_source(self, start: int, end: int) -> Span:
        span = Span(start, end)
        span = self.alignment.to_source(span) if self.alignment else span
        return Span(span.start + self.base, span.end + self.base)

    def offset_at(self, cell: int) -> int:
        """The offset of the character, or of the word of changed length, that covers a cell."""
        at = self.drawn.offset_at(cell)
        return self._to_source(at, at).start

    def cell_at(self, offset: int) -> int:
        """The first cell of the character or word that holds `offset`; see `Row.cell_at`."""
        return self.drawn.cell_at(self._to_view(offset, offset).start)

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The indices into `text` that draw the offsets `[start, end)`; words stay whole."""
        span = self._to_view(start, end)
        return self.drawn.extent(span.start, span.end)

    def inset(self, cells: int) -> Row:
        """The same row drawn `cells` further to the right."""
        return _row(self, self.drawn.inset(cells), self.start, self.end)

    def shifted(self, base: int) -> Row:
        """The same row with `base` code points added to its offsets."""
        return _row(self, self.drawn, self.start + base, self.end + base, self.base + base)

    @property
    def reach(self) -> Span:
        """Everything that the row draws a part of."""
        return self._to_source(self.drawn.start, self.drawn.end)

    def around(self, offset: int) -> Span:
        """The word of changed length that has `offset` inside; an empty span if none has."""
        view = self._to_view(offset, offset)
        return self._to_source(view.start, view.end)


def _row(like: AlignedRow, drawn: Row, start: int, end: int, base: int | None = None) -> AlignedRow:
    return AlignedRow(
        start, end, drawn.text, drawn.cells, drawn.indent, drawn.gaps, drawn.ambiguous,
        drawn.joined, drawn.unseen, drawn, like.alignment, like.base if base is None else base,
    )  # fmt: skip


def aligned(rows: Sequence[Row], alignment: Aligned, base: int) -> list[Row]:
    """Rows of a view, whose offsets count from its beginning, as rows of the source.

    `base` is the offset in the source at which the view begins.
    """
    found: list[Row] = []
    for row in rows:
        # Where a break stands inside of a word of changed length, the word's end is the border.
        start, end = (alignment.to_source(Span(at, at)).end for at in (row.start, row.end))
        blank = AlignedRow(0, 0, "", 0, alignment=alignment, base=base)
        found.append(_row(blank, row, start + base, end + base))
    return found
