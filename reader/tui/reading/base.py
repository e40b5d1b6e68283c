"""What every part of the reading screen shares: desk, page, pen, prompt and bottom line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from reader.config import Config
from reader.errors import MeipiError
from reader.model import AnchorStatus, Change, Document, Span
from reader.tui.bars import Bar
from reader.tui.contents import Contents
from reader.tui.desk.desk import Desk, signed_by
from reader.tui.over import mount_on
from reader.tui.page.page import Page
from reader.tui.page.styles import Styles
from reader.tui.page.view import Held
from reader.tui.panels.panel import Content, Panel
from reader.tui.pen import Pen, Written, signed
from reader.tui.question import Question
from reader.tui.reading.chrome import STRIP_LINES, Chrome
from reader.tui.reading.targeting import Targeting
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Edits, Library

Result = TypeVar("Result")

AFTER_DRAWING = 0.004
"""Seconds from a key until what it writes goes to the writer: longer than drawing takes."""

NAMELESS = ("name_empty", "name_too_long")
"""Errors that say that a name cannot be taken."""


class ReadingBase(Screen[None]):
    """The widgets, the state, and how a change reaches the disk and comes back."""

    def __init__(
        self,
        library: Library,
        document: Document,
        *,
        config: Config,
        words: Words,
        ink: Styles,
        signing: str = "",
    ) -> None:
        super().__init__()
        ambiguous = config.ambiguous_width
        self.library, self.config, self.words, self.ink = library, config, words, ink
        self.signature = " ".join(signing.split())  # to sign with; empty once the library knows me
        self.article = document.head.id
        self.desk = Desk(signed_by(document, self.signature), words("orphans.title"))
        self.chrome = Chrome(self.desk, words, ink, ambiguous, config.keymap)
        read = (self.article, document.head.text)
        self.pen = Pen(library, self.post_message, read, later=AFTER_DRAWING)
        self.page = Page(self.desk, words, config, ink)
        self.contents = Contents(self.desk, words, ink, ambiguous)
        self.top_bar = Bar("top", ink, self.chrome.top, ambiguous)
        self.strip_bars = [
            Bar(f"strip-{n}", ink, partial(self.chrome.strip, line=n), ambiguous, on_page=True)
            for n in range(STRIP_LINES)
        ]
        self.bottom_bar = Bar("bottom", ink, self.chrome.bottom, ambiguous)
        self.panel: Panel | None = None
        self.renew_panel: Callable[[], None] | None = None  # for contents made once
        self._left: tuple[Held, Span] | None = None  # the page before something opened over it
        self.advance = config.advance
        self.failures = 0
        self.stuck = False
        self.turns: dict[str, list[Span]] = {"undo": [], "redo": []}  # where the next will lead
        self.ready = False  # whether the open prompt takes keys already
        self.targets = Targeting(self)
        self.drafts: dict[Span | str, str] = {  # of a mark without a place by its id
            draft.span: draft.text for draft in document.drafts if draft.field == "note"
        }
        self.drafts |= dict(document.note_drafts)
        self.naming: dict[int, str] = {}  # labels on their way to the code book, by their digit

    @property
    def on_top(self) -> bool:
        """Whether nothing lies over the page, not even something that lets it show through."""
        return self.app.screen is self

    # telling

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line until the next one."""
        self.tell(self.words(key, **gaps))

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; an empty one brings the keys back."""
        if (text, bad) != (self.chrome.message, self.chrome.bad):
            self.chrome.message, self.chrome.bad = text, bad
            self.bottom_bar.refresh()

    def show_under_way(self, text: str) -> None:
        """Say what goes on in the background, while there is nothing else to say."""
        if text != self.chrome.under_way:
            self.chrome.under_way = text
            self.bottom_bar.refresh()

    def also(self, key: str, /, **gaps: object) -> None:
        """Add a message to the one on the bottom line."""
        said = (self.chrome.message, self.words(key, **gaps))
        self.tell("　".join(filter(None, said)), bad=self.chrome.bad)

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen; a file by its name, for there is one line."""
        return self.words.error(
            error, lambda name, value: PurePath(str(value)).name if name == "path" else str(value)
        )

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
            self.tell(self.wording(error), bad=True)
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
        self.chrome.asking, self.ready = self.words("saving"), False

        def go_on() -> None:
            self.chrome.asking = ""
            self.bottom_bar.refresh()
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
        from reader.tui.prompt import Prompt

        self._leave_page()
        prompt = Prompt(question, self.words, self.ink, self.config.ambiguous_width)
        self.chrome.asking = self.words(f"prompt.{question.kind}.hint", **dict(question.gaps))
        self.tell("")
        self.bottom_bar.refresh()
        mount_on(self, prompt, before=self.bottom_bar)
        self.call_after_refresh(self.keep_in_sight)

    def discreet(self, question: Question, known: str = "") -> Question:
        """A question for a text that is exported: a private name in it is to be said twice."""
        from reader.tui.reading.discretion import discreet

        return discreet(question, self, known)

    def _leave_page(self) -> None:
        """Remember how the page stands, before the first thing opens over it."""
        if self.panel is None and not self.chrome.asking:
            self._left = self.page.view.held(), self.desk.here

    def _return_to_page(self) -> None:
        """Show the page as it stood before, if nothing is open and the cursor has not moved."""
        if self._left is None or self.panel is not None or self.chrome.asking:
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
        self._tell_keys(content)
        if self.panel is not None:
            self.panel.show(content)
            self.panel.focus()
            return
        self._leave_page()
        self.panel = Panel(content, self.ink, self.config.ambiguous_width)
        mount_on(self, self.panel, before=self.bottom_bar)
        self.panel.focus()
        self.call_after_refresh(self.keep_in_sight)

    def _tell_keys(self, content: Content | None) -> None:
        """Let the bottom line name the keys that work."""
        alone = content.hint if content is not None and content.alone else ""
        if alone != self.chrome.alone:
            self.chrome.alone = alone
            self.bottom_bar.refresh()

    def check_panel(self) -> None:
        """Close the card of an annotation that is gone; repaint any other."""
        if self.panel is not None:
            if self.panel.content.gone:
                self.close_panel()
            else:
                self.panel.show()

    def close_panel(self) -> None:
        """Give the page its room back."""
        panel, self.panel, self.renew_panel = self.panel, None, None
        self._tell_keys(None)
        if panel is not None:
            panel.remove()
            self.page.focus()
            self._return_to_page()
            self.show()
