"""Rows of two revisions as styled segments: gutter, signs and words."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from reader.tui.compare.columns import GAP, SIGN, Columns
from reader.tui.compare.sides import Cell, Ink, SideLine, SideMark, SideTone
from reader.tui.kit.gutter import GutterPainter
from reader.tui.kit.list_model import Drawn
from reader.tui.kit.strips import Part, fit
from reader.tui.kit.styles import Look, Styles
from reader.tui.page.painting import runs
from reader.words import Words

STRUCK, UNDERLINED = Style(strike=True), Style(underline=True)


class PassagePainter:
    """Painter of rows in one set of styles; `other` is the sign of an annotation without a tag."""

    def __init__(self, ink: Styles, words: Words, ambiguous: int) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self._gutter = GutterPainter(ink, words, ambiguous)
        self._other: Part = (words("review.untagged"), ink.note)

    def draw(self, line: SideLine, here: bool, columns: Columns) -> Drawn:
        """A whole row: the cursor's mark, the tags of what begins on it, and the words."""
        cells = [cell for cell in (line.right, line.left) if cell is not None]
        every = [*line.glyphs, *(glyph for cell in cells for glyph in cell.glyphs)]
        signs = self._gutter.tags(((glyph.tag, glyph.unsure) for glyph in every), self._other)
        body = self._body(line, here, columns)
        return self._gutter.row(
            columns[:3], signs, body, columns.whole, here=here and not line.blank
        )

    def _body(self, line: SideLine, here: bool, columns: Columns) -> list[Segment]:
        blank = self.ink.blank
        if line.words or line.blank:
            parts = [(text, self._words(ink)) for text, ink in line.words]
            return fit(parts, columns.whole, blank, self.ambiguous)
        segments = self._cell(line.left, here, columns.text)
        if columns.side_by_side:
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
        """The words of a row, each part in its own style; thin gaps look like what is around."""

        def between(one: SideTone | None, two: SideTone | None) -> SideTone:
            return one if one is not None and two in (one, None) else SideTone(aside=True)

        shown = runs(cell.row, cell.side.parts, between)
        return [(text, self._style(tone, here)) for text, tone in shown]

    def _style(self, tone: SideTone, here: bool) -> Style:
        """The style of words: if changed, a hit's background, and struck out or underlined.

        Those that were only moved or set in another script are neither.
        """
        if tone.aside:
            return self.ink.muted
        style = self.ink.look(Look(tag=tone.tag, here=here, hit=1 if tone.mark else 0))
        if tone.mark is SideMark.STRUCK:
            return style + STRUCK
        return style + UNDERLINED if tone.mark is SideMark.INSERTED else style
