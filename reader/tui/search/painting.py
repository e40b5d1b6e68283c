"""Rows of results as styled segments: gutter and words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, starmap

from rich.style import Style

from reader.model import Role, Span
from reader.text.typesetting import Row
from reader.tui.kit.geometry import Geometry
from reader.tui.kit.gutter import GutterPainter
from reader.tui.kit.list_model import Drawn
from reader.tui.kit.strips import ELLIPSIS, Part, fit
from reader.tui.kit.styles import Look, Styles
from reader.tui.kit.themes import legible
from reader.tui.page.painting import runs
from reader.tui.search.result_sheet import ResultLine, RowKind
from reader.words import Words


class ResultPainter:
    """Painter of rows in one set of styles; `other` is the sign of another region's word."""

    def __init__(self, ink: Styles, words: Words, ambiguous: int) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self._gutter = GutterPainter(ink, words, ambiguous)
        self._other = words("search.sign")

    def draw(self, line: ResultLine, here: bool, columns: Geometry) -> Drawn:
        """A whole row: the cursor's mark, ≈ for another region's word, tags, and the words."""
        ink, passage, signs = self.ink, line.passage, self._gutter.signs
        before: list[Part] = []
        if passage is not None and line.begins:
            before += [(self._other, ink.muted)] if any(passage.also) else []
            before += self._gutter.tags(((a.tag, a.unsure) for a in passage.annotations), None)
        parts: list[Part] = []
        if line.kind is RowKind.NOTE:
            parts += [(signs.rule, ink.rule), (" ", ink.blank)]
        if line.row is not None:
            parts += self._runs(line, line.row, here)
        if line.text:
            parts.append((line.text, ink.muted))
        body = fit(parts, columns.text, ink.blank, self.ambiguous)
        return self._gutter.row(columns[:3], before, body, columns.text, here=here)

    def _runs(self, line: ResultLine, row: Row, here: bool) -> list[Part]:
        """The words of a row, its hits marked; an indent is not a part of the passage."""
        near = _near(line, row)
        edges = {edge for hit, _ in near for edge in (hit.start, hit.end)}
        cuts = sorted({edge for edge in edges if row.start < edge < row.end})
        spans = starmap(Span, pairwise([row.start, *cuts, row.end]))
        parts = ((span, (here, _hit(near, span))) for span in spans)
        shown = runs(row, parts, lambda before, _: (here and before is not None, 0))
        return [(text, self._style(line.kind, *look)) for text, look in shown]

    def _style(self, kind: RowKind, here: bool, hit: int) -> Style:
        """The style of words; `hit` is 1 for a typed word, 2 for another region's, underlined."""
        ink, palette = self.ink, self.ink.palette
        if kind is RowKind.NOTE:
            if palette.plain:
                style = ink.note + Style(bold=here or None, reverse=bool(hit) or None)
            else:
                back = palette.marked if hit else palette.here if here else palette.background
                front = legible(palette.cinnabar, back)
                style = Style(color=front.rich_color, bgcolor=back.rich_color)
        else:
            role = Role.HEADING if kind is RowKind.TITLE else Role.BODY
            style = ink.look(Look(role, here=here, hit=1 if hit else 0))
        return style + Style(underline=True) if hit == 2 else style


def _hit(near: Sequence[tuple[Span, bool]], span: Span) -> int:
    touching = [also for hit, also in near if hit.start < span.end and span.start < hit.end]
    return 0 if not touching else 2 if all(touching) else 1


def _near(line: ResultLine, row: Row) -> list[tuple[Span, bool]]:
    """The hits on a row in its own offsets, each with whether it is another region's word."""
    passage, shift = line.passage, line.shift
    if passage is None:
        return []
    end = row.end
    if row.text.endswith(ELLIPSIS) and passage.text[end - 1 + shift : end + shift] != ELLIPSIS:
        end -= 1  # what is cut off is no part of a hit
    moved = [Span(hit.start - shift, min(hit.end - shift, end)) for hit in passage.hits]
    return [
        (hit, also)
        for hit, also in zip(moved, passage.also, strict=True)
        if hit.start < min(hit.end, row.end) and row.start < hit.end
    ]
