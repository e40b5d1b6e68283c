"""An article of the list to rows of styled segments. Pure functions of an entry and a width."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.model import Entry, Role, Tag
from reader.text.typesetting.article_view import in_region
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.row_difference import merged
from reader.tui.kit.strips import Part, cells, cut, fit, safe
from reader.tui.kit.styles import Look, Styles
from reader.words import Words

STATES = 6  # cells before a title: the cursor's mark, the row's, unread, the star
GAP = 3
DATE_FROM, SOURCE_FROM = 46, 24  # widths of a row
BAR = 10


class Signs(NamedTuple):
    """One-cell signs of an article's state."""

    unread: str
    star: str
    mark: str


FINE = Signs("•", "★", "✓")
SURE = Signs("o", "*", "+")


class ArticlePainter:
    """Painter of articles in one set of styles; `region` names the script, "" the source's.

    What stands for a note is `words("library.note.glyph")`, as the tags have glyphs of their own.
    """

    def __init__(self, ink: Styles, words: Words, ambiguous: int, region: str = "") -> None:
        self.ink, self.words, self.ambiguous, self.region = ink, words, ambiguous, region
        self.glyphs = glyphs(ambiguous)
        self.signs = FINE if ambiguous == 1 else SURE

    def in_script(self, text: str) -> str:
        """A text in the script of the region."""
        return in_region(text, self.region).text if self.region and text else text

    def title(self, entry: Entry) -> str:
        """The title of an article, in the script of the region, on one line."""
        title = safe(self.in_script(entry.head.title)).strip()
        return title or self.words("untitled")

    def first(
        self, entry: Entry, width: int, *, here: bool, lit: bool, marked: bool
    ) -> list[Segment]:
        """The row of the title: the cursor's mark, the row's, unread, star, title, and the date.

        `lit` gives the title of the one at the cursor a background.
        """
        ink, signs = self.ink, self.signs
        date = entry.head.date[:10] if width >= DATE_FROM else ""
        aside = cells(date, self.ambiguous) + GAP if date else 0
        room = max(2, width - STATES - aside)
        title = cut(self.title(entry), room, self.ambiguous)
        gap = " " * (width - STATES - cells(title, self.ambiguous) - cells(date, self.ambiguous))
        parts: list[Part] = [
            (self.glyphs.here if here else " ", ink.rule),
            (signs.mark, ink.rule) if marked else (" ", ink.blank),
            (" " if entry.read else signs.unread, ink.note), (" ", ink.blank),
            (signs.star if entry.starred else " ", ink.tally_opinion), (" ", ink.blank),
            (title, self._title_style(entry, lit=here and lit, marked=marked)),
            (gap, ink.blank), (date, ink.muted),
        ]  # fmt: skip
        return merged(fit(parts, width, ink.blank, self.ambiguous))

    def _title_style(self, entry: Entry, *, lit: bool, marked: bool) -> Style:
        """An unread title is strong; the one at the cursor and those marked have a background."""
        role = Role.BODY if entry.read else Role.HEADING
        return self.ink.look(Look(role, here=lit, chosen=marked and not lit))

    def second(self, entry: Entry, width: int) -> list[Segment]:
        """The row below: who published it; how far it was read, and what is marked in it."""
        ink = self.ink
        right = self._state(entry, width)
        wide = sum(cells(text, self.ambiguous) for text, _ in right)
        room = width - STATES - wide - (GAP if wide else 0)
        source = safe(self.in_script(entry.head.source)).strip()
        left = cut(source, room, self.ambiguous) if room >= 4 else ""
        gap = " " * max(0, width - STATES - cells(left, self.ambiguous) - wide)
        parts: list[Part] = [(" " * STATES, ink.blank), (left, ink.muted), (gap, ink.blank), *right]
        return merged(fit(parts, width, ink.blank, self.ambiguous))

    def _state(self, entry: Entry, width: int) -> list[Part]:
        ink, words = self.ink, self.words
        parts: list[Part] = []
        if entry.head.private:
            parts.append((words("library.private"), ink.muted))
        if entry.archived:
            parts.append((words("library.archived"), ink.muted))
        if entry.queued:
            parts.append((words("library.queued", number=entry.queued), ink.muted))
        if entry.place and not entry.read:
            share = max(1, round(100 * entry.place))
            parts.append((words("library.place", share=share), ink.muted))
        parts += [
            (f"{words(f'tag.{tag}.glyph')}{count}", style)
            for tag, count, style in (
                (Tag.FACT, entry.facts, ink.tally_fact),
                (Tag.OPINION, entry.opinions, ink.tally_opinion),
            )
            if count
        ]
        if entry.notes:
            parts.append((f"{words('library.note.glyph')}{entry.notes}", ink.note))
        spaced: list[Part] = []
        for part in parts if width >= SOURCE_FROM else parts[-2:]:
            spaced += [("  ", ink.blank), part] if spaced else [part]
        return spaced

    # the lines about the article at the cursor

    def about(self, entry: Entry, width: int) -> list[Part]:
        """The authors, the topics, and the file or address of an article."""
        dot = f" {self.glyphs.dot} "
        head = entry.head
        authors = "、".join(map(self.in_script, head.authors))
        topics = " ".join(f"#{self.in_script(topic)}" for topic in head.topics)
        known = dot.join(safe(part) for part in (authors, topics, head.path or head.url) if part)
        return [(cut(known, width, self.ambiguous), self.ink.muted)]

    def progress(self, entry: Entry, width: int, names: dict[str, str]) -> list[Part]:
        """Progress of each annotator in an article: a thin bar and the numbers."""
        ink = self.ink
        parts: list[Part] = []
        for share in sorted(entry.shares, key=lambda share: -share.marked):
            name = safe(names.get(share.annotator, share.name))
            total = max(share.marked, entry.claims)
            full = max(1, round(BAR * share.marked / total)) if share.marked else 0
            one: list[Part] = [
                (f"{name} ", ink.text),
                (self.glyphs.bar * full, ink.muted),
                (self.glyphs.bar * (BAR - full), ink.faint),
                (f" {share.marked}/{total}", ink.muted),
            ]
            used = sum(cells(text, self.ambiguous) for text, _ in [*parts, *one])
            if used > width and parts:
                break
            parts += [*one, ("   ", ink.blank)]
        return parts
