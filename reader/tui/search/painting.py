"""A row of the results to styled segments: gutter and words. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from reader.model import Role, Span, Tag
from reader.text.typesetting import Row
from reader.tui.colours import legible
from reader.tui.page.glyphs import Glyphs
from reader.tui.page.painting import gutter
from reader.tui.page.styles import Look, Styles
from reader.tui.search.sheet import Kind, Line
from reader.tui.strips import ELLIPSIS, Part, fit


class Brush:
    """Draws rows in one set of styles; `letters` are the glyphs of the tags."""

    def __init__(
        self, ink: Styles, letters: Mapping[Tag, str], other: str, signs: Glyphs, ambiguous: int
    ) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self._letters, self._other, self._signs = letters, other, signs

    def gutter(self, line: Line, here: bool, width: int) -> list[Segment]:
        """The cursor's mark, ≈ for another region's word, and the tags of the passage."""
        ink, passage = self.ink, line.passage
        signs: list[Part] = []
        if passage is not None and line.begins:
            signs += [(self._other, ink.muted)] if any(passage.also) else []
            shown = dict.fromkeys((a.tag, a.unsure) for a in passage.annotations if a.tag)
            signs += [
                (self._letters[tag] + ("?" if unsure else ""), ink.tags[tag])
                for tag, unsure in shown
                if tag
            ]
        mark = Segment(self._signs.here if here else " ", ink.rule)
        return gutter(mark, signs, width, ink.blank)

    def words(self, line: Line, here: bool, width: int) -> list[Segment]:
        """What stands on the row, `width` cells in all."""
        ink = self.ink
        parts: list[Part] = []
        if line.kind is Kind.NOTE:
            parts += [(self._signs.rule, ink.rule), (" ", ink.blank)]
        if line.row is not None:
            parts += self._runs(line, here)
        if line.text:
            parts.append((line.text, ink.muted))
        return fit(parts, width, ink.blank, self.ambiguous)

    def _runs(self, line: Line, here: bool) -> list[Part]:
        """The words of a row, its hits marked."""
        row = line.row
        if row is None:
            return []
        near = _near(line, row)
        edges = {edge for hit, _ in near for edge in (hit.start, hit.end)}
        cuts = sorted({edge for edge in edges if row.start < edge < row.end})
        parts: list[Part] = []
        drawn = 0
        for start, end in pairwise([row.start, *cuts, row.end]):
            touching = [also for hit, also in near if hit.start < end and start < hit.end]
            first, last = row.extent(start, end)
            on_text = here and drawn > 0  # an indent is not a part of the passage
            parts.append((row.text[drawn:first], self._style(line.kind, on_text, 0)))
            hit = 0 if not touching else 2 if all(touching) else 1
            parts.append((row.text[max(drawn, first) : last], self._style(line.kind, here, hit)))
            drawn = max(drawn, last)
        parts.append((row.text[drawn:], self._style(line.kind, here, 0)))
        return [part for part in parts if part[0]]

    def _style(self, kind: Kind, here: bool, hit: int) -> Style:
        """`hit` is 1 for what was typed and 2 for another region's word, which is underlined."""
        ink, palette = self.ink, self.ink.palette
        if kind is Kind.NOTE:
            if palette.plain:
                style = ink.note + Style(bold=here or None, reverse=bool(hit) or None)
            else:
                back = palette.marked if hit else palette.here if here else palette.background
                front = legible(palette.cinnabar, back)
                style = Style(color=front.rich_color, bgcolor=back.rich_color)
        else:
            role = Role.HEADING if kind is Kind.TITLE else Role.BODY
            style = ink.look(Look(role, here=here, hit=1 if hit else 0))
        return style + Style(underline=True) if hit == 2 else style


def _near(line: Line, row: Row) -> list[tuple[Span, bool]]:
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
