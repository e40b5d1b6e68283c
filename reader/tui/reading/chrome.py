"""The lines around the page: title and progress, the keys, the current note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.model import Annotation, Tag
from reader.tui.kit.commands import Command, shown_keys
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.status_line import hinted
from reader.tui.kit.strips import Ends, cut
from reader.tui.kit.styles import Styles
from reader.tui.kit.title_line import Aside, Title
from reader.tui.kit.view_choice import view_name
from reader.tui.page.margin import INSET, Remark, remark
from reader.tui.page.masthead import byline
from reader.tui.reading.commands import READING, SELECTING
from reader.tui.session.names import Hand, hands
from reader.tui.session.session import ArticleSession
from reader.words import Words
from reader.words.hints import hint_text

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
        *,
        approval: bool = False,
    ) -> None:
        self.session, self.words, self.ink = session, words, ink
        self.ambiguous, self.keymap = ambiguous, keymap
        self.signs, self._approval = glyphs(ambiguous), approval

    def top_line(self) -> Title:
        """The title and where it is from; how far the article is marked."""
        session, words = self.session, self.words
        progress, choice = session.progress, session.article_view.choice
        view = view_name(words, choice, session.article_view.script)
        key = f"progress.{session.counts_whose}" if session.counts_whose else "progress"
        asides = (
            Aside((words(key, marked=progress.marked, total=progress.total),), sure=True),
            Aside(self._waiting()),
            # The source goes without saying where there is no room.
            Aside((view,), LEAST_TITLE, sure=bool(choice)),
        )
        origin = byline(session.head, f" {self.signs.dot} ")
        title = session.head.title or words("untitled")
        return Title("", title, origin, asides, LEAST_TITLE)

    def _waiting(self) -> Sequence[str]:
        """Numbers of marks without a place and of those to be reviewed, or only of the latter.

        Both are shown elsewhere too; the review comes first.
        """
        texts = []
        if self.session.to_review:
            key = shown_keys(REVIEW, self.keymap, 1)
            texts.append(self.words("review.count", count=self.session.to_review, key=key))
        if lost := len(self.session.marks.lost):
            texts.insert(0, self.words("orphans.count", count=lost))
        return (f" {self.signs.dot} ".join(texts), *texts[-1:])

    def hinted(self) -> Sequence[Command]:
        """The commands whose keys the bottom line names."""
        if self.session.placing:
            return [*PLACING, *SELECTING[:4], LEAVE_PLACING]
        if self.session.selection:
            chosen = [command for command in READING if command.id in SELECT_IDS]
            return [*chosen, *SELECTING[:2], SELECTING[-1]]
        return HINTS

    def hint_text(self) -> str:
        """The reasons of the hints of the sentence at the cursor, while hints are shown."""
        session = self.session
        if session.hinting is None or session.placing is not None:
            return ""
        from reader.text.hints import HintKind, leaning

        found = session.hinting.of(session.sentence)
        reasons = (
            (it.kind, it.why if it.kind is HintKind.HOOK else self.words(f"hint.{it.why}"))
            for it in found
        )
        return hint_text(self.words, reasons, leaning(found) or "")

    def strip(self, width: int, line: int) -> Ends:
        """One of the two lines below the page that stand in for the margin.

        A note is shown before what is only known of a claim, and mine before another's; how many
        more there are stands at the end.
        """
        session, ink = self.session, self.ink
        whose = hands(session.marks, self.words)
        room = max(8, width - 10)
        made = [
            (annotation, remark)
            for annotation in map(session.as_shown, session.shown_here())
            if (remark := self._remark(annotation, room, whose))
        ]
        if not made:
            return [], []
        _, remark = max(made, key=lambda one: (bool(one[0].note), session.marks.is_mine(one[0])))
        rows = remark.folded(STRIP_LINES)
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
        return remark(
            annotation, room + INSET, self.words, self.signs, self.ambiguous, name=name,
            approval=self._approval,
        )  # fmt: skip

    def letters(self) -> dict[Tag, str]:
        """The glyph of each tag in the language of the screen."""
        return {tag: self.words(f"tag.{tag}.glyph") for tag in Tag}
