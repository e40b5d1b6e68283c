"""The rows of the page as segments: gutter, text, margin and scrollbar."""

from __future__ import annotations

from rich.segment import Segment

from reader.model import Span, Tag
from reader.text.layout import Line
from reader.text.typesetting import Row
from reader.tui.desk.desk import Desk
from reader.tui.page.difference import merged
from reader.tui.page.margin import EMPTY, draw
from reader.tui.page.painting import Scene, gutter, paint
from reader.tui.page.styles import Styles
from reader.tui.page.view import View
from reader.tui.strips import fit
from reader.words import Words

KEPT = 1000
"""Rows that are kept drawn, at most."""


class Drawing:
    """Draws what the view shows; rows without the cursor, a selection or a current hit are kept."""

    def __init__(self, desk: Desk, view: View, words: Words, ink: Styles, ambiguous: int) -> None:
        self.desk, self.view, self.ink = desk, view, ink
        self._ambiguous = ambiguous
        self._letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}
        self._kept: dict[tuple[int, int, int], list[Segment]] = {}
        self._kept_for: tuple[object, ...] = ()
        self._revision = -1
        self._busy: list[Span] = []
        self._thumb = range(0)

    def row(self, y: int) -> list[Segment]:
        """A row of the page as it was when last looked at, all columns."""
        body, aside = self._body(self.view.lines[y], y), self._aside(y)
        last, first = body[-1], aside[0]
        if last.style is not first.style:
            return body + aside
        return [*body[:-1], Segment(last.text + first.text, last.style), *aside[1:]]

    def ahead(self) -> None:
        """Draw what a page down and a page up would show, so that it is there when asked for."""
        self.look()
        view = self.view
        height = view.size.height
        for rows in (height, -height):
            for line in view.flow.lines(view.flow.move(view.top, rows), height):
                if line.row is not None:
                    self._neutral(line, line.row)

    # what is kept

    def look(self) -> None:
        """Look where the reader is; what was drawn from something else is given up."""
        desk = self.desk
        chosen = desk.selection.span if desk.selection else None
        self._busy = [span for span in (desk.here, chosen, desk.hit) if span]
        self._thumb = self.view.thumb()
        now = (self.view.flow, desk.hits, self.ink)
        same = len(self._kept) < KEPT and len(self._kept_for) == len(now)
        changed = desk.marks.changed_since(self._revision)
        self._revision = desk.marks.revision
        if not same or any(old is not new for old, new in zip(self._kept_for, now, strict=True)):
            changed = None
        if changed is None:
            self._kept, self._kept_for = {}, now
        for span in changed or ():
            for key in [key for key in self._kept if key[1] <= span.end and span.start <= key[2]]:
                del self._kept[key]

    def _body(self, line: Line, y: int) -> list[Segment]:
        """A row up to the margin."""
        g, blank, row = self.view.geometry, self.ink.blank, line.row
        if row is None:
            shown = self._masthead(self.view.top.row + y) if line.paragraph < 0 else []
            wide = g.gap if shown else g.text + g.gap
            left = Segment(" " * (g.left + g.gutter), blank)
            return merged([left, *shown, Segment(" " * wide, blank)])
        reach = row.reach
        if any(span.overlaps(reach) for span in self._busy):
            return merged(self._drawn(line, row))
        return self._neutral(line, row)

    def _neutral(self, line: Line, row: Row) -> list[Segment]:
        key = (line.paragraph, row.start, row.end)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = merged(self._drawn(line, row, neutral=True))
        return known

    # drawing

    def _drawn(self, line: Line, row: Row, *, neutral: bool = False) -> list[Segment]:
        g, blank = self.view.geometry, self.ink.blank
        return [
            Segment(" " * g.left, blank),
            *self._gutter(row, neutral),
            *self._text(line, row, neutral),
            Segment(" " * g.gap, blank),
        ]

    def _gutter(self, row: Row, neutral: bool) -> list[Segment]:
        span, ink = Span(row.start, row.end), self.ink
        signs = [
            (
                self._letters[annotation.tag] + ("?" if annotation.unsure else ""),
                ink.tags[annotation.tag],
            )
            for annotation in self.desk.over(span)
            if annotation.tag and annotation.span and row.start <= annotation.span.start
        ]
        here = not neutral and self.desk.here.overlaps(row.reach)
        mark = Segment(self.view.signs.here if here else " ", ink.rule)
        return gutter(mark, signs, self.view.geometry.gutter, ink.blank)

    def _text(self, line: Line, row: Row, neutral: bool) -> list[Segment]:
        desk, span = self.desk, row.reach
        scene = Scene(annotations=tuple(desk.over(span)), hits=desk.hits_over(span))
        if not neutral:
            chosen = desk.selection.span if desk.selection else None
            scene = scene._replace(here=None if chosen else desk.here, chosen=chosen, hit=desk.hit)
        blank = max(0, self.view.geometry.text - row.cells)
        return [*paint(row, line.role, scene, self.ink), Segment(" " * blank, self.ink.blank)]

    def _masthead(self, number: int) -> list[Segment]:
        ink, rows = self.ink, self.view.masthead
        text, strong = rows[number] if number < len(rows) else ("", False)
        style = ink.title if strong else ink.muted
        return fit([(text, style)], self.view.geometry.text, ink.blank, self._ambiguous)

    def _aside(self, y: int) -> list[Segment]:
        """The margin and the scrollbar."""
        view, ink = self.view, self.ink
        g = view.geometry
        sign = Segment(view.signs.thumb if y in self._thumb else " ", ink.faint)
        if not g.margin or view.margin[y] is EMPTY:
            return [Segment(" " * (g.margin + g.rest), ink.blank), sign]
        remark = draw(view.margin[y], g.margin, ink, view.signs, self._ambiguous)
        return [*merged([*remark, Segment(" " * g.rest, ink.blank)]), sign]
