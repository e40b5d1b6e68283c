"""What every part of the reading screen shares: desk, page, pen, prompt and bottom line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from textual.screen import Screen

from reader.config import Config
from reader.errors import MeipiError
from reader.library import Edits, Library
from reader.model import Annotation, Annotator, Change, Document, Span
from reader.tui.bars import Bar
from reader.tui.contents import Contents
from reader.tui.desk.desk import Desk
from reader.tui.page.page import Page
from reader.tui.page.styles import Styles
from reader.tui.panels.panel import Content, Panel
from reader.tui.pen import Pen, Written
from reader.tui.question import Question
from reader.tui.reading.chrome import STRIP_LINES, Chrome
from reader.words import Words

Result = TypeVar("Result")


class ReadingBase(Screen[None]):
    """The widgets, the state, and how a change reaches the disk and comes back."""

    def __init__(
        self,
        library: Library,
        document: Document,
        config: Config,
        words: Words,
        ink: Styles,
        signing: str = "",
    ) -> None:
        super().__init__()
        ambiguous = config.ambiguous_width
        self.library, self.config, self.words, self.ink = library, config, words, ink
        self.signing = signing
        self.article = document.head.id
        self.desk = Desk(document)
        self.chrome = Chrome(self.desk, words, ink, ambiguous, config.keymap)
        self.pen = Pen(library, self.post_message)
        self.page = Page(self.desk, words, config, ink)
        self.contents = Contents(self.desk, words, ink, ambiguous)
        self.top_bar = Bar("top", ink, self.chrome.top, ambiguous)
        self.strip_bars = [
            Bar(
                f"strip-{line}", ink, partial(self.chrome.strip, line=line), ambiguous,
                on_page=True,
            )  # fmt: skip
            for line in range(STRIP_LINES)
        ]
        self.bottom_bar = Bar("bottom", ink, self.chrome.bottom, ambiguous)
        self.panel: Panel | None = None
        self.advance = config.advance
        self.last_source = ""
        self.drafts = {draft.span: draft.text for draft in document.drafts if draft.field == "note"}
        self.code_book = dict(library.code_book())

    # telling

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line until the next one."""
        self.tell(self.words(key, **gaps))

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; an empty one brings the keys back."""
        if (text, bad) != (self.chrome.message, self.chrome.bad):
            self.chrome.message, self.chrome.bad = text, bad
            self.bottom_bar.refresh()

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen."""
        return self.words(f"error.{error.code}", **error.params)

    # showing

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
        self.top_bar.refresh()
        self.show()

    # writing

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        error = event.error
        if error is not None:
            self.tell(self.words("not_saved", message=self.wording(error)), bad=True)
        elif event.then is not None:
            event.then(event.future.result())
        for code, _ in self.library.take_notices():
            self.tell(self.words(f"notice.{code}"))

    def sign(self, action: Callable[[], None]) -> None:
        """Do something that needs my name; ask for it first if it is not known."""
        if self.desk.marks.me is not None:
            action()
        elif self.signing:
            self._become(self.signing, action)
        else:
            self.ask(
                Question("name", "", lambda name: self._become(name, action) if name else None)
            )

    def _become(self, name: str, action: Callable[[], None]) -> None:
        def known(me: Annotator) -> None:
            self.desk.marks.know(self.library.annotators(), me)
            action()

        self.pen.write(lambda edits: edits.become(name), known)

    def edit(
        self,
        work: Callable[[Edits], Change],
        done: Callable[[Change], None],
        at: Span | None = None,
    ) -> None:
        """Write a change to annotations, signed; `done` follows when it is on disk."""

        def landed(change: Change) -> None:
            self.desk.take_in(change)
            if change.stepped_aside:
                self.desk.marks.know(self.library.annotators(), self.desk.marks.me)
            done(change)
            self.show_marks()

        self.sign(lambda: self.pen.write(work, landed))

    # asking

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        from reader.tui.prompt import Prompt

        prompt = Prompt(question, self.words, self.ink, self.config.ambiguous_width)
        self.chrome.asking = self.words(f"prompt.{question.kind}.hint", **dict(question.gaps))
        self.tell("")
        self.bottom_bar.refresh()
        self.mount(prompt, before=self.bottom_bar)
        self.call_after_refresh(self.keep_in_sight)

    def keep_in_sight(self) -> None:
        """Scroll so that the passage being worked on is not hidden by what has opened."""
        self.page.bring(self.desk.selection.span if self.desk.selection else self.desk.here)
        self.page.show()

    # panels

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the page."""
        if self.panel is not None:
            self.panel.show(content)
            self.panel.focus()
            return
        self.panel = Panel(content, self.ink, self.config.ambiguous_width)
        self.mount(self.panel, before=self.bottom_bar)
        self.panel.focus()
        self.call_after_refresh(self.keep_in_sight)

    def check_panel(self) -> None:
        """Close a panel whose subject is gone; repaint any other."""
        raise NotImplementedError

    def open_choice(self, annotations: Sequence[Annotation]) -> None:
        """Show several annotations to choose one from."""
        raise NotImplementedError

    def close_panel(self) -> None:
        """Give the page its room back."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.remove()
            self.page.focus()
            self.show()
