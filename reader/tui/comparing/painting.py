"""A row of two revisions to styled segments: gutter, signs and words. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style

from reader.model import Tag
from reader.tui.comparing.columns import GAP, SIGN, Columns
from reader.tui.comparing.sides import Cell, Ink, Line, Mark, Tone
from reader.tui.page.glyphs import Glyphs
from reader.tui.page.painting import gutter
from reader.tui.page.styles import Look, Styles
from reader.tui.strips import Part, fit

STRUCK, UNDERLINED = Style(strike=True), Style(underline=True)


class Brush:
    """Draws rows in one set of styles; `letters` are the tags' glyphs, `other` is for no tag."""

    def __init__(
        self, ink: Styles, letters: Mapping[Tag, str], other: str, signs: Glyphs, ambiguous: int
    ) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self._letters, self._other, self._signs = letters, other, signs

    def draw(self, line: Line, here: bool, columns: Columns) -> list[Segment]:
        """The segments of one row, `columns.width` cells in all."""
        blank = self.ink.blank
        rest = columns.width - columns.text_at - columns.whole
        return [
            Segment(" " * columns.left, blank),
            *self._gutter(line, here, columns.gutter),
            *self._body(line, here, columns),
            Segment(" " * max(0, rest), blank),
        ]

    def _gutter(self, line: Line, here: bool, width: int) -> list[Segment]:
        """The cursor's mark, and the tags of what begins on the row."""
        cells = [cell for cell in (line.right, line.left) if cell is not None]
        every = [*line.glyphs, *(glyph for cell in cells for glyph in cell.glyphs)]
        said = dict.fromkeys((glyph.tag, glyph.unsure) for glyph in every)
        signs: list[Part] = [
            (self._letters[tag] + ("?" if unsure else ""), self.ink.tags[tag])
            if tag
            else (self._other, self.ink.note)
            for tag, unsure in said
        ]
        mark = Segment(self._signs.here if here and not line.blank else " ", self.ink.rule)
        return gutter(mark, signs, width, self.ink.blank)

    def _body(self, line: Line, here: bool, columns: Columns) -> list[Segment]:
        blank = self.ink.blank
        if line.words or line.blank:
            parts = [(text, self._words(ink)) for text, ink in line.words]
            return fit(parts, columns.whole, blank, self.ambiguous)
        segments = self._cell(line.left, here, columns.text)
        if columns.beside:
            segments.append(Segment(" " * GAP, blank))
            segments += self._cell(line.right, here, columns.text)
        return segments

    def _words(self, ink: Ink) -> Style:
        style: Style = getattr(self.ink, ink)
        return style

    def _cell(self, cell: Cell | None, here: bool, width: int) -> list[Segment]:
        blank = self.ink.blank
        if cell is None:
            return [Segment(" " * (SIGN + width), blank)]
        parts: list[Part] = [(f"{cell.sign:<{SIGN}}", self.ink.muted), *self._runs(cell, here)]
        return fit(parts, SIGN + width, blank, self.ambiguous)

    def _runs(self, cell: Cell, here: bool) -> list[Part]:
        """The words of a row, each part in its own style; thin gaps look like what is before."""
        row, drawn, before = cell.row, 0, Tone(aside=True)
        runs: list[Part] = []
        for span, tone in cell.side.parts:
            first, last = row.extent(span.start, span.end)
            if last <= max(first, drawn):
                continue
            gap = before if before == tone else Tone(aside=True)
            runs.append((row.text[drawn:first], self._style(gap, here)))
            runs.append((row.text[max(drawn, first) : last], self._style(tone, here)))
            drawn, before = last, tone
        runs.append((row.text[drawn:], self._style(before, here)))
        return [run for run in runs if run[0]]

    def _style(self, tone: Tone, here: bool) -> Style:
        """Changed words have the background of a hit, and are struck out or underlined.

        Those that were only moved or set in another script are neither.
        """
        if tone.aside:
            return self.ink.muted
        style = self.ink.look(Look(tag=tone.tag, here=here, hit=1 if tone.mark else 0))
        if tone.mark is Mark.STRUCK:
            return style + STRUCK
        return style + UNDERLINED if tone.mark is Mark.INSERTED else style
