"""The rows of the contents: sections with a thin bar and the counts in words."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.analysis.progress import Tally, section_claims
from reader.text.typesetting import set_paragraph
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.strips import Part, fit
from reader.tui.kit.styles import Styles
from reader.tui.session.names import called
from reader.tui.session.session import ArticleSession
from reader.words import Words
from reader.words.sections import section_name

BAR = 10
LEFT = 2


class SectionItem(NamedTuple):
    """One row of the contents: a line of a section's name, its bar, or a blank."""

    section: int
    name: str = ""
    bar: bool = False


def shown_name(session: ArticleSession, section: int, words: Words) -> str:
    """The name of a section, in the script view."""
    outline = session.outline
    first = outline.sections[section]
    heading = session.shown(outline.paragraph(first)) if outline.headed[section] else None
    return section_name(words, heading, outline.role(first))


class Sections:
    """The rows of an article's contents, for a size in cells."""

    def __init__(self, session: ArticleSession, words: Words, ink: Styles, ambiguous: int) -> None:
        self.session, self.words, self.ink, self.ambiguous = session, words, ink, ambiguous
        self.signs = glyphs(ambiguous)

    @property
    def current(self) -> int:
        """The section being read."""
        return self.session.outline.section_at(self.session.here.start)

    def arrange(self, columns: int, height: int) -> list[SectionItem | None]:
        """The rows from top to bottom, None for a blank one; none where there is no room."""
        width = columns - LEFT - 3
        if width <= 0 or not height:
            return []
        sections = range(len(self.session.outline.sections))
        spacious = len(sections) * 4 + 4 <= height
        items: list[SectionItem] = []
        nearby = range(max(0, self.current - height), self.current + height)
        for section in sections:
            if section not in nearby:
                continue
            name = shown_name(self.session, section, self.words)
            rows = set_paragraph(name, width, ambiguous=self.ambiguous)[:2]
            items += [SectionItem(section, row.text) for row in rows]
            items.append(SectionItem(section, bar=True))
            items += [SectionItem(section)] if spacious else []
        head: list[SectionItem | None] = [None, SectionItem(-1, self.words("contents.title")), None]
        foot = 2
        room = height - len(head) - foot
        first = 0
        if len(items) > room:
            at = next((n for n, item in enumerate(items) if item.section == self.current), 0)
            first = min(max(0, at - room // 3), len(items) - room)
        body: list[SectionItem | None] = list(items[first : first + max(0, room)])
        return [*head, *body, *[None] * max(0, room - len(body)), None, SectionItem(-2)]

    def draw(self, item: SectionItem | None, columns: int) -> list[Segment]:
        """A row, `columns` wide."""
        parts = self._parts(item) if item else []
        return fit(parts, columns, self.ink.blank, self.ambiguous)

    def _parts(self, item: SectionItem) -> list[Part]:
        ink = self.ink
        if item.section == -1:
            return [("  ", ink.blank), (item.name, ink.muted)]
        if item.section == -2:
            return self._annotators()
        here = item.section == self.current
        mark: Part = (f"{self.signs.section if here and item.name else ' '} ", ink.rule)
        if item.bar:
            tally = self.session.progress.sections.get(item.section, Tally())
            return [("  ", ink.blank), *self._bar(item.section, tally)]
        return [mark, (item.name, ink.title if here else ink.muted)]

    def _bar(self, section: int, tally: Tally) -> list[Part]:
        """The bar, filled with the tags' colours as far as is marked, and the counts in words."""
        ink, marked = self.ink, tally.facts + tally.opinions + tally.nones
        if not marked:
            return [(self.signs.bar * BAR, ink.faint)]
        total = max(marked, section_claims(self.session.outline, section))
        ends = [
            round(BAR * part / total)
            for part in (tally.facts, tally.facts + tally.opinions, marked)
        ]
        runs: list[tuple[int, Style]] = [
            (ends[0], ink.tally_fact),
            (ends[1] - ends[0], ink.tally_opinion),
            (ends[2] - ends[1], ink.muted),
            (BAR - ends[2], ink.faint),
        ]
        counts = self.words("counts", facts=tally.facts, opinions=tally.opinions)
        return [*((self.signs.bar * n, s) for n, s in runs if n), (f" {counts}", ink.muted)]

    def _annotators(self) -> list[Part]:
        ink, marks = self.ink, self.session.marks
        present = marks.present()
        title = self.words("contents.annotators" if present else "contents.nobody")
        parts: list[Part] = [("  ", ink.blank), (title, ink.muted)]
        for annotator in present:
            name = called(annotator, self.words)
            parts.append((f" {name}", ink.text if annotator.shown else ink.muted))
        return parts
