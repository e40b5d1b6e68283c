"""The rows of the page as segments: gutter, text, margin and scrollbar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.model import Annotation, Span, Tag
from reader.text.typesetting import Row
from reader.text.typesetting.article_layout import LaidLine
from reader.tui.kit.row_difference import merged
from reader.tui.kit.strips import fit, gutter
from reader.tui.kit.styles import Styles
from reader.tui.page.margin import EMPTY, draw
from reader.tui.page.painting import Scene, paint
from reader.tui.page.view import View
from reader.tui.session.names import Hand, hands
from reader.tui.session.session import ArticleSession
from reader.words import Words

KEPT = 1000
"""Rows that are kept drawn, at most."""


class Drawing:
    """Drawn rows of the view; those without cursor, selection or current hit are kept."""

    def __init__(
        self, session: ArticleSession, view: View, words: Words, ink: Styles, ambiguous: int
    ) -> None:
        self.session, self.view, self.ink = session, view, ink
        self._ambiguous = ambiguous
        self._words = words
        self._hands: Mapping[str, Hand] = {}
        self._letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}
        self._kept: dict[tuple[int, int, int, bool], list[Segment]] = {}
        self._kept_for: tuple[object, ...] = ()
        self._revision = -1
        self._busy: list[Span] = []
        self._thumb = range(0)

    def row(self, y: int) -> list[Segment]:
        """A row of the page as it was when last looked at, all columns.

        What is kept is the same list each time, and must not be changed.
        """
        view, thumb = self.view, y in self._thumb
        line, margin = view.lines[y], self._margin(y)
        in_masthead = line.row is None and line.paragraph < 0
        if not margin and not in_masthead and not self._is_busy(line):
            return self._neutral(line, thumb)
        return _joined(self._body(line, y), margin or self._blank_margin(thumb))

    def ahead(self) -> Iterator[list[Segment]]:
        """Draw what a page down and a page up would show, so that it is there when asked for.

        The rows are those where nothing stands in the margin.
        """
        self.look()
        view = self.view
        for rows in (view.page_rows, -view.page_rows):
            top = view.after(rows)
            thumb = view.thumb(top)
            for y, line in enumerate(view.flow.lines(top, view.size.height)):
                if line.row is not None:
                    yield self._neutral(line, y in thumb)

    # what is kept

    def look(self) -> None:
        """Look where the reader is; what was drawn from something else is dropped."""
        session = self.session
        chosen = session.selection.span if session.selection else None
        if self._revision != session.marks.revision:
            whose = hands(session.marks, self._words)
            self._hands = self._hands if self._hands == whose else whose
        self._busy = [span for span in (session.here, chosen, session.hit) if span]
        self._thumb = self.view.thumb()
        now = (self.view.flow, session.hits, self.ink, self._hands, session.hinting)
        same = len(self._kept) < KEPT and len(self._kept_for) == len(now)
        changed = session.marks.changed_since(self._revision)
        self._revision = session.marks.revision
        if not same or any(old is not new for old, new in zip(self._kept_for, now, strict=True)):
            changed = None
        if changed is None:
            self._kept, self._kept_for = {}, now
        for span in changed or ():
            for key in [key for key in self._kept if key[1] <= span.end and span.start <= key[2]]:
                del self._kept[key]

    def _is_busy(self, line: LaidLine) -> bool:
        """Whether the row is drawn otherwise than without a reader."""
        return line.row is not None and any(span.overlaps(line.row.reach) for span in self._busy)

    def _neutral(self, line: LaidLine, thumb: bool = False) -> list[Segment]:
        """A row, or an empty one, with nothing in the margin."""
        row = line.row
        key = (line.paragraph, row.start, row.end, thumb) if row else (-1, -1, -1, thumb)
        known = self._kept.get(key)
        if known is None:
            body = self._drawn(line, row, neutral=True) if row else self._empty()
            known = self._kept[key] = _joined(merged(body), self._blank_margin(thumb))
        return known

    # drawing

    def _body(self, line: LaidLine, y: int) -> list[Segment]:
        """A row up to the margin."""
        if line.row is not None:
            return merged(self._drawn(line, line.row, neutral=not self._is_busy(line)))
        shown = self._masthead(self.view.top.row + y) if line.paragraph < 0 else []
        return merged(self._empty(shown))

    def _empty(self, shown: Sequence[Segment] = ()) -> list[Segment]:
        g, blank = self.view.geometry, self.ink.blank
        wide = g.gap if shown else g.text + g.gap
        return [Segment(" " * (g.left + g.gutter), blank), *shown, Segment(" " * wide, blank)]

    def _drawn(self, line: LaidLine, row: Row, *, neutral: bool = False) -> list[Segment]:
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
            self._sign(annotation)
            for annotation in self.session.overlapping(span)
            if annotation.tag and annotation.span and row.start <= annotation.span.start
        ]
        here = not neutral and self.session.here.overlaps(row.reach)
        mark = Segment(self.view.signs.here if here else " ", ink.rule)
        return gutter(mark, signs, self.view.geometry.gutter, ink.blank)

    def _sign(self, annotation: Annotation) -> tuple[str, Style]:
        """The glyph of a tag; another's is quieter and numbered, where there are several."""
        tag = annotation.tag or Tag.NONE
        sign = self._letters[tag] + ("?" if annotation.unsure else "")
        whose = self._hands.get(annotation.annotator)
        if whose is None or not whose.sign:
            return sign, self.ink.tags[tag]
        return sign + whose.sign, self.ink.muted

    def _text(self, line: LaidLine, row: Row, neutral: bool) -> list[Segment]:
        session, span = self.session, row.reach
        # Mine are what is seen.
        annotations = sorted(session.overlapping(span), key=session.marks.is_mine)
        hints = [it.span for it in session.hinting.overlapping(span)] if session.hinting else ()
        scene = Scene(annotations, hits=session.hits_overlapping(span), hints=hints)
        if not neutral:
            chosen = session.selection.span if session.selection else None
            scene = scene._replace(
                here=None if chosen else session.here, chosen=chosen, hit=session.hit
            )
        blank = max(0, self.view.geometry.text - row.cells)
        return [*paint(row, line.role, scene, self.ink), Segment(" " * blank, self.ink.blank)]

    def _masthead(self, number: int) -> list[Segment]:
        ink, rows = self.ink, self.view.masthead
        text, strong = rows[number] if number < len(rows) else ("", False)
        style = ink.title if strong else ink.muted
        return fit([(text, style)], self.view.geometry.text, ink.blank, self._ambiguous)

    def _margin(self, y: int) -> list[Segment]:
        """The margin and the scrollbar of a row; nothing where the margin is empty."""
        view, ink = self.view, self.ink
        g = view.geometry
        if not g.margin or view.margin[y] is EMPTY:
            return []
        remark = draw(view.margin[y], g.margin, ink, view.signs, self._ambiguous)
        return [*merged([*remark, Segment(" " * g.rest, ink.blank)]), self._bar(y in self._thumb)]

    def _blank_margin(self, thumb: bool) -> list[Segment]:
        g = self.view.geometry
        return [Segment(" " * (g.margin + g.rest), self.ink.blank), self._bar(thumb)]

    def _bar(self, thumb: bool) -> Segment:
        return Segment(self.view.signs.thumb if thumb else " ", self.ink.faint)


def _joined(body: list[Segment], margin: list[Segment]) -> list[Segment]:
    """A whole row of its two parts."""
    last, first = body[-1], margin[0]
    if last.style is not first.style:
        return body + margin
    return [*body[:-1], Segment(last.text + first.text, last.style), *margin[1:]]
