"""The claim at the cursor, beside the list: all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style

from reader.model.claim_rows import ShownAnnotation
from reader.tui.claims.painting import ClaimPainter
from reader.tui.kit.row_surface import RowSurface
from reader.tui.kit.strips import Part, fit
from reader.tui.session.annotation_fields import (
    FieldStyles,
    annotation_fields,
    field_rows,
    set_lines,
)
from reader.words.sections import section_name
from reader.words.speakers import speaker_name

WIDTH = 46
"""Cells of the card."""
LEFT, RIGHT = 2, 2


RelatedRows = Callable[[ShownAnnotation, int, FieldStyles], list[list[Part]]]
"""Rows about other claims that a claim has to do with, in so many cells, in these styles."""


class ClaimCard(RowSurface):
    """Widget with the quote of a claim, its fields, and where it stands."""

    DEFAULT_CSS = f"ClaimCard {{ width: {WIDTH}; height: 1fr; }}"

    def __init__(self, painter: ClaimPainter, related: RelatedRows) -> None:
        super().__init__(id="claim")
        self.painter, self._related = painter, related
        self._claim: ShownAnnotation | None = None

    @property
    def blank(self) -> Style:
        """The style of cells without content."""
        return self.painter.ink.blank

    def on_resize(self) -> None:
        """Set everything for the new size."""
        self.show(self._claim)

    def show(self, claim: ShownAnnotation | None) -> None:
        """Show a claim, or none."""
        self._claim = claim
        width, blank = self.size.width, self.blank
        lines = self._lines(claim, max(8, width - LEFT - RIGHT)) if claim else []
        before: Part = (" " * LEFT, blank)
        self.put([fit([before, *line], width, blank, self.painter.ambiguous) for line in lines])

    def _lines(self, claim: ShownAnnotation, width: int) -> Sequence[Sequence[Part]]:
        painter, ink, words = self.painter, self.painter.ink, self.painter.words
        annotation, ambiguous = claim.annotation, painter.ambiguous
        quote = set_lines(f"「{painter.in_script(claim.quote)}」", width, ambiguous)
        lines: list[list[Part]] = [[], *([(row, ink.text)] for row in quote), []]
        styles = FieldStyles(ink.muted, ink.text, ink.note, ambiguous)
        lines += self._related(claim, width, styles)
        speaker = speaker_name(words, claim.speaker)
        fields = annotation_fields(
            words, annotation, speaker, words("orphans.gone"), approval=painter.approval
        )
        for name, value in fields:
            lines += field_rows(words, name, value, width, styles)
        where = [painter.in_script(claim.head.title) or words("untitled")]
        if claim.begins is not None:
            where.append(section_name(words, claim.section or None, claim.begins))
        where += [claim.head.source, claim.head.day]
        lines.append([])
        for part in filter(None, where):
            rows = set_lines(painter.in_script(part), width, ambiguous)
            lines += [[(row, ink.muted)] for row in rows]
        return lines
