"""A claim of the desk to rows of styled segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from reader.model import Role
from reader.model.claim_rows import Order, ShownAnnotation
from reader.text.joined_lines import on_one_line
from reader.text.typesetting.article_view import in_region
from reader.tui.claims.groups import Names, group_name
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.row_difference import merged
from reader.tui.kit.strips import Part, cells, cut, fit, safe
from reader.tui.kit.styles import Look, Styles
from reader.tui.session.names import called
from reader.words import Words
from reader.words.sections import section_name
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_text

if TYPE_CHECKING:
    from reader.tui.claims.state import DeskState

GAP = 3
CHECK_FROM = 40
"""Cells of a row from which what its check says stands beside the quote."""
MARK = {1: "✓", 2: "+"}
"""The sign of a marked row, by the cells of a character of ambiguous width."""


class ClaimPainter:
    """Painter of claims in one set of styles; `region` names the script, "" the source's.

    `names` are those of annotators and verdicts, as they were read last.
    """

    def __init__(
        self, ink: Styles, words: Words, ambiguous: int, names: Names, region: str = ""
    ) -> None:
        self.ink, self.words, self.ambiguous = ink, words, ambiguous
        self.names, self.region = names, region
        self.glyphs = glyphs(ambiguous)
        widest = max(cells(words(f"tag.{tag}.glyph"), ambiguous) for tag in ("fact", "opinion"))
        self._tag_width = widest + 1  # with the sign of an unsure one
        self.before_quote = 3 + self._tag_width + 1

    def in_script(self, text: str) -> str:
        """A text in the script of the region, on one line."""
        text = in_region(text, self.region).text if self.region and text else text
        return safe(on_one_line(text)).strip()

    def heading(
        self, desk: DeskState, block: int, shown: ShownAnnotation | None, width: int
    ) -> list[Segment]:
        """The heading of a group: its name, what belongs to it, and how many it has."""
        ink, order = self.ink, desk.order
        name = self.in_script(group_name(self.words, order, desk.group(block), shown, self.names))
        more = ""
        if order is Order.PLACE and shown is not None:
            known = (self.in_script(shown.head.source), shown.head.day)
            more = f" {self.glyphs.dot} ".join(filter(None, known))
        count = desk.counts.groups.get(desk.group(block)) if desk.counts else None
        right = f"{count:,}" if count else ""
        room = width - 2 - (cells(right, self.ambiguous) + GAP if right else 0)
        title = cut(name, room, self.ambiguous)
        room -= cells(title, self.ambiguous) + GAP
        beside = cut(more, room, self.ambiguous) if more and room >= 8 else ""
        parts: list[Part] = [("  ", ink.blank), (title, ink.title)]
        parts += [(" " * GAP, ink.blank), (beside, ink.muted)] if beside else []
        return self._ended(parts, right, width)

    def first(
        self, shown: ShownAnnotation, width: int, *, here: bool, lit: bool, marked: bool
    ) -> list[Segment]:
        """The row of the quote: the cursor's mark, the row's, the tag, the words, the check."""
        ink, annotation = self.ink, shown.annotation
        check = self.check(shown) if width >= CHECK_FROM else ""
        check = cut(check, width // 3, self.ambiguous)
        aside = cells(check, self.ambiguous) + GAP if check else 0
        room = max(2, width - self.before_quote - aside)
        quote = cut(self.in_script(shown.quote), room, self.ambiguous)
        glyph = self.words(f"tag.{annotation.tag}.glyph") + "?" * annotation.unsure
        pad = " " * max(1, self._tag_width - cells(glyph, self.ambiguous) + 1)
        tag = ink.tags[annotation.tag] if annotation.tag else ink.muted
        style = ink.look(Look(Role.BODY, here=lit, chosen=marked and not lit))
        parts: list[Part] = [
            (self.glyphs.here if here else " ", ink.rule),
            (MARK[self.ambiguous] if marked else " ", ink.rule), (" ", ink.blank),
            (glyph, tag), (pad, ink.blank), (quote, style),
        ]  # fmt: skip
        checked = annotation.verdict is not None and not annotation.is_stale
        return self._ended(parts, check, width, note=not checked)

    def check(self, shown: ShownAnnotation) -> str:
        """Words for the check of a claim; empty for one that nobody has begun."""
        annotation = shown.annotation
        said = check_text(self.words, annotation)
        if annotation.is_stale:
            return self.words("cli.claim.stale")
        return said

    def second(self, shown: ShownAnnotation, order: Order, width: int) -> list[Segment]:
        """The row below: who says it and where; what is left to do, for whom and until when."""
        annotation, words = shown.annotation, self.words
        dot = f" {self.glyphs.dot} "
        where = [speaker_name(words, shown.speaker)]
        if order is not Order.PLACE:
            where.append(shown.head.title or words("untitled"))
        if shown.begins is not None:
            where.append(section_name(words, shown.section or None, shown.begins))
        if shown.row.start < 0:
            where.append(words("orphans.gone"))
        due = [words(f"priority.{annotation.priority}")] if annotation.priority else []
        due += [words("desk.due", day=annotation.due)] if annotation.due else []
        due += [f"{self.glyphs.arrow} {annotation.assignee}"] if annotation.assignee else []
        due += [words("desk.evidence", count=len(annotation.evidence))] * bool(annotation.evidence)
        due += [words("library.note.glyph")] if annotation.note else []
        due += [words("field.private")] if annotation.private else []
        if self.names.me is None or annotation.annotator != self.names.me.id:
            due.append(called(self.names.annotators.get(annotation.annotator), words))
        right = cut(safe(dot.join(filter(None, due))), width // 2, self.ambiguous)
        room = width - self.before_quote - (cells(right, self.ambiguous) + GAP if right else 0)
        left = cut(self.in_script(dot.join(where)), max(2, room), self.ambiguous)
        parts: list[Part] = [(" " * self.before_quote, self.ink.blank), (left, self.ink.muted)]
        return self._ended(parts, right, width)

    def _ended(
        self, parts: list[Part], right: str, width: int, *, note: bool = False
    ) -> list[Segment]:
        """Parts, and a text at the right end of the row."""
        ink = self.ink
        used = sum(cells(safe(text), self.ambiguous) for text, _ in parts)
        gap = " " * max(0, width - used - cells(right, self.ambiguous))
        style = ink.note if note else ink.muted
        return merged(
            fit([*parts, (gap, ink.blank), (right, style)], width, ink.blank, self.ambiguous)
        )
