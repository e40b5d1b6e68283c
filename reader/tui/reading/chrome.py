"""The lines around the page: title and progress, the keys, the current note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model import Annotation, Tag
from reader.text.scripts.view_choices import VOCABULARY, region_of
from reader.tui.kit.commands import Command, shown_keys
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.status_line import hinted
from reader.tui.kit.strips import Part, cells, cut
from reader.tui.kit.styles import Styles
from reader.tui.page.margin import INSET, Remark, remark
from reader.tui.page.masthead import byline
from reader.tui.reading.commands import READING, SELECTING
from reader.tui.session.names import Hand, hands
from reader.tui.session.session import ArticleSession
from reader.words import Words

HINTS = hinted(READING)
SELECT_IDS = ("fact", "opinion", "none", "highlight", "note")
REVIEW = next(command for command in READING if command.id == "review")
PLACING = [c._replace(words="placing.here") for c in READING if c.id == "open"]
LEAVE_PLACING = SELECTING[-1]._replace(words="placing.back")
STRIP_LINES = 2
LEAST_TITLE = 12


class Chrome:
    """Parts of each line, made from the session."""

    def __init__(
        self,
        session: ArticleSession,
        words: Words,
        ink: Styles,
        ambiguous: int,
        keymap: Mapping[str, str],
    ) -> None:
        self.session, self.words, self.ink = session, words, ink
        self.ambiguous, self.keymap = ambiguous, keymap
        self.signs = glyphs(ambiguous)

    def top(self, width: int) -> tuple[list[Part], list[Part]]:
        """The seal, the title and where it is from; how far the article is marked."""
        ink, session, words = self.ink, self.session, self.words
        progress = session.progress
        key = f"progress.{session.counts_whose}" if session.counts_whose else "progress"
        count = words(key, marked=progress.marked, total=progress.total)
        seal = f" {words('app.name')} "
        count += self._waiting(width - cells(seal + count) - 4)
        choice = session.article_view.choice
        seen = f" {self.signs.dot} {self.view_name(choice)}"
        if choice or width - cells(seal + count + seen) - 4 >= LEAST_TITLE:
            count += seen  # the source goes without saying where there is no room
        right: list[Part] = [(f" {count} ", ink.bar_text)]
        room = width - cells(seal) - cells(count) - 4
        title = session.head.title or words("untitled")
        left: list[Part] = [(seal, ink.seal)]
        if room >= LEAST_TITLE:
            left += [("  ", ink.bar), (cut(title, room, self.ambiguous), ink.bar_title)]
        origin = byline(session.head, f" {self.signs.dot} ")
        if origin and room - cells(title, self.ambiguous) >= cells(origin, self.ambiguous) + 3:
            left += [("   ", ink.bar), (origin, ink.bar)]
        return left, right

    def _waiting(self, room: int) -> str:
        """Numbers of marks without a place and of those to be reviewed, as far as there is room.

        Both are told by other means too; the review comes first.
        """
        told = []
        if self.session.to_review:
            key = shown_keys(REVIEW, self.keymap, 1)
            told.append(self.words("review.count", count=self.session.to_review, key=key))
        if lost := len(self.session.marks.lost):
            told.insert(0, self.words("orphans.count", count=lost))
        texts = [f" {self.signs.dot} {text}" for text in told]
        return next((t for t in ("".join(texts), *texts[-1:]) if cells(t) <= room), "")

    def hinted(self) -> Sequence[Command]:
        """The commands whose keys the bottom line names."""
        if self.session.placing:
            return [*PLACING, *SELECTING[:4], LEAVE_PLACING]
        if self.session.selection:
            chosen = [command for command in READING if command.id in SELECT_IDS]
            return [*chosen, *SELECTING[:2], SELECTING[-1]]
        return HINTS

    def strip(self, width: int, line: int) -> tuple[list[Part], list[Part]]:
        """One of the two lines below the page that stand in for the margin.

        A note is shown before what is only known of a claim, and mine before another's; how many
        more there are stands at the end.
        """
        session, ink = self.session, self.ink
        whose = hands(session.marks, self.words)
        room = max(8, width - 10)
        made = [
            (annotation, told)
            for annotation in map(session.as_shown, session.shown_here())
            if (told := self._remark(annotation, room, whose))
        ]
        if not made:
            return [], []
        _, told = max(made, key=lambda one: (bool(one[0].note), session.marks.is_mine(one[0])))
        rows = told.folded(STRIP_LINES)
        if line >= len(rows):
            return [], []
        text, written = rows[line]
        style = ink.note if written else ink.muted
        more = f" +{len(made) - 1}" if len(made) > 1 and line == 0 else ""
        shown = cut(text, room, self.ambiguous)
        return [
            ("  ", ink.blank), (f"{self.signs.rule} ", ink.rule), (shown, style), (more, ink.muted)
        ], []  # fmt: skip

    def _remark(
        self, annotation: Annotation, room: int, whose: Mapping[str, Hand]
    ) -> Remark | None:
        name = whose[annotation.annotator].name if whose else ""
        return remark(annotation, room + INSET, self.words, self.signs, self.ambiguous, name=name)

    def view_name(self, choice: str) -> str:
        """The short name of a script view; of the source, also its script."""
        script = self.session.article_view.script
        if not choice:
            return self.words(f"view.source.{script}" if script else "view.source")
        region = region_of(choice)
        short = f"view.words.{region}" if choice in VOCABULARY else f"view.{region or choice}"
        return self.words(short)

    def letters(self) -> dict[Tag, str]:
        """The glyph of each tag in the language of the screen."""
        return {tag: self.words(f"tag.{tag}.glyph") for tag in Tag}
