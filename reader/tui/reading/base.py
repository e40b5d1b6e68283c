"""What every part of the reading screen shares: desk, page, pen, prompt and bottom line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reader.errors import MeipiError
from reader.model import AnchorStatus, Change, Document, Span
from reader.tui.bars import Bar
from reader.tui.contents import Contents
from reader.tui.desk.desk import Desk, signed_by
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.status_line import StatusLine
from reader.tui.page.page import Page
from reader.tui.page.view import Held
from reader.tui.panels.panel import Content
from reader.tui.pen import Pen, Written, signed
from reader.tui.question import Question
from reader.tui.reading.chrome import STRIP_LINES, Chrome
from reader.tui.reading.exporting import Exporter
from reader.tui.reading.targeting import Targeting

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.tui.panels.lists import Choice

Result = TypeVar("Result")

AFTER_DRAWING = 0.004
"""Seconds from a key until what it writes goes to the writer: longer than drawing takes."""

NAMELESS = ("name_empty", "name_too_long")
"""Errors that say that a name cannot be taken."""


class ReadingBase(AppScreen[None]):
    """The widgets, the state, and how a change reaches the disk and comes back."""

    def __init__(self, context: ScreenContext, document: Document, *, signing: str = "") -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous
        self.signature = " ".join(signing.split())  # to sign with; empty once the library knows me
        self.article = document.head.id
        self.desk = Desk(signed_by(document, self.signature), words("orphans.title"))
        self.chrome = Chrome(self.desk, words, ink, ambiguous, context.keymap)
        status = StatusLine(words, ink, ambiguous, context.keymap, self.chrome.hinted)
        super().__init__(context, status, "bottom")
        read = (self.article, document.head.text)
        self.pen = Pen(context.library, self.post_message, read, later=AFTER_DRAWING)
        self.page = Page(self.desk, words, context.config, ink)
        self.contents = Contents(self.desk, words, ink, ambiguous)
        self.top_bar = Bar("top", ink, self.chrome.top, ambiguous)
        self.strip_bars = [
            Bar(f"strip-{n}", ink, partial(self.chrome.strip, line=n), ambiguous, on_page=True)
            for n in range(STRIP_LINES)
        ]
        self.renew_panel: Callable[[], None] | None = None  # for contents made once
        self._left: tuple[Held, Span] | None = None  # the page before something opened over it
        self.advance = context.config.advance
        self.failures = 0
        self.stuck = False
        self.turns: dict[str, list[Span]] = {"undo": [], "redo": []}  # where the next will lead
        self.targets = Targeting(self)
        self.exporter = Exporter(self, self)
        self.drafts: dict[Span | str, str] = {  # of a mark without a place by its id
            draft.span: draft.text for draft in document.drafts if draft.field == "note"
        }
        self.drafts |= dict(document.note_drafts)
        self.naming: dict[int, str] = {}  # labels on their way to the code book, by their digit

    @property
    def on_top(self) -> bool:
        """Whether nothing lies over the page, not even something that lets it show through."""
        return self.app.screen_stack[-1:] == [self]  # there is none while the reader is left

    @property
    def digits(self) -> dict[int, str]:
        """The labels that have a digit now; another program may have changed that."""
        return self.library.code_book() | self.naming

    # showing

    def in_sight(self, span: Span) -> bool:
        """Whether a passage is in sight; one that is not is shown, and can be marked then."""
        sight = self.page.view.in_sight()
        if sight is not None and sight.overlaps(span):
            return True
        self.page.view.bring(span)
        self.page.show()
        return False

    def show(self) -> None:
        """Repaint what differs after the desk has changed."""
        self.page.show()
        self.contents.show()
        for bar in self.strip_bars:
            if bar.display:
                bar.refresh()
        if self.panel is not None:
            self.panel.show()

    def show_marks(self) -> None:
        """Repaint after annotations have changed."""
        self.count_review()
        self.top_bar.refresh()
        if self.desk.settle():
            self.page.view.renew()
            self.page.show(all_rows=True)
        self.show()

    def count_review(self) -> bool:
        """Count what is still to be reviewed; false if that is known already.

        Where every mark was made in the text that is read, nothing is.
        """
        carried = any(one.anchor is not AnchorStatus.ORIGINAL for one in self.desk.marks.every)
        try:
            count = self.library.to_review(self.article) if carried else 0
        except MeipiError as error:
            self.fail(error)
            return False
        fresh, self.desk.to_review = count != self.desk.to_review, count
        return fresh

    # writing

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        error = event.error
        if error is not None:
            if error.code in NAMELESS:
                self.signature = ""
            self.failures += 1
        self.pen.settle(event)
        if error is not None:
            self.tell(self.words("not_saved", message=self.wording(error)), bad=True)

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something that looks at the marks here, after those that are on their way to disk."""
        if self.pen.busy:
            self.pen.write(lambda _: None, lambda _: action())
        else:
            action()

    def hold(self, action: Callable[[], None]) -> None:
        """Do something once everything is on disk; keys that are pressed meanwhile follow it."""
        self.status.asking, self.ready = self.words("saving"), False

        def go_on() -> None:
            self.ask_with("")
            action()

        self.pen.write(lambda _: None, lambda _: go_on(), go_on)

    def sign(self, action: Callable[[], None]) -> None:
        """Do something that needs my name; ask for it first if it is not known."""
        if self.desk.marks.me is not None or self.signature:
            action()
            return

        def named(name: str) -> None:
            if name:
                self.signature = name
                action()

        self.ask(Question("name", "", named, left=lambda _: self.tell("")))

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """`work` after my name, in one action."""
        me = self.desk.marks.me
        known = me is not None and self.signature in ("", me.name)
        return signed(self.signing, work, me.id if me is not None and known else "")

    @property
    def signing(self) -> str:
        """The name to sign with."""
        me = self.desk.marks.me
        return self.signature or (me.name if me else "")

    def know_annotators(self) -> None:
        """Take in who annotates here now; the library knows me from here on."""
        self.signature = ""
        self.desk.marks.know(self.library.annotators(), self.library.me())

    def edit(
        self,
        work: Callable[[Edits], Change],
        done: Callable[[Change], None],
        at: Span,
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Write a change to annotations, signed; `done` follows when it is on disk.

        If it cannot be written, the cursor goes back to the passage `at`, so that the reader sees
        what is not marked, and `otherwise` follows.
        """

        def landed(change: Change) -> None:
            self.stuck = False
            self.turns = {"undo": [*self.turns["undo"], at], "redo": []}
            self.desk.take_in(change)
            if self.signature or change.stepped_aside:
                self.know_annotators()
            self.targets.end(at)
            done(change)
            self.show_marks()

        def failed() -> None:
            self.targets.end(at, kept=False)
            if not self.stuck:  # of several, the first one is where to go on
                self.desk.go_to(at)
                self.page.view.bring(self.desk.here)
                self.show()
            self.stuck = True
            otherwise()

        def write() -> None:
            self.targets.begin(at)
            self.pen.write(self.signed(work), landed, failed)

        self.sign(write)

    # asking

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        self._leave_page()
        super().ask(question)
        self.call_after_refresh(self.keep_in_sight)

    def discreet(self, question: Question, known: str = "") -> Question:
        """A question for a text that is exported: a private name in it is to be said twice."""
        from reader.tui.reading.discretion import discreet

        return discreet(question, self, known)

    def _leave_page(self) -> None:
        """Remember how the page stands, before the first thing opens over it."""
        if self.panel is None and not self.status.asking:
            self._left = self.page.view.held(), self.desk.here

    def _return_to_page(self) -> None:
        """Show the page as it stood before, if nothing is open and the cursor has not moved."""
        if self._left is None or self.panel is not None or self.status.asking:
            return
        (held, here), self._left = self._left, None
        if here == self.desk.here:
            self.page.view.return_to(held)
            self.page.show()

    def keep_in_sight(self) -> None:
        """Scroll so that the passage being worked on is not hidden by what has opened."""
        self.page.view.bring(self.desk.selection.span if self.desk.selection else self.desk.here)
        self.page.show()

    # panels

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the page."""
        self.renew_panel = None
        if self.panel is None:
            self._leave_page()
            self.call_after_refresh(self.keep_in_sight)
        super().open_panel(content)

    def list_choices(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        title: str = "",
        intro: str = "",
        columns: bool = False,
        others: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        """Open a list in the panel."""
        from reader.tui.panels.lists import Listing

        words = self.words
        hint = words(f"{name}.hint") if f"{name}.hint" in words else words("help.hint")
        ambiguous = self.ambiguous
        self.open_panel(
            Listing(
                title or words(f"{name}.title"), hint, choices, self.ink, ambiguous, intro, columns,
                others or {},
            )
        )  # fmt: skip

    def check_panel(self) -> None:
        """Close the card of an annotation that is gone; repaint any other."""
        if self.panel is not None:
            if self.panel.content.gone:
                self.close_panel()
            else:
                self.panel.show()

    def close_panel(self) -> None:
        """Give the page its room back."""
        self.renew_panel = None
        super().close_panel()

    def regain(self) -> None:
        """Take the keys back from what has lain over the page."""
        (self.panel or self.page).focus()
        self._return_to_page()
        self.show()
