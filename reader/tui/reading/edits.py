"""Signed edits of annotations: written under a name, and taken in when they are on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from reader.model import Change, Span
from reader.tui.kit.edit_queue import Written, signed
from reader.tui.kit.question import Question

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.tui.reading.display import Display
    from reader.tui.reading.host import ReadingHost
    from reader.tui.reading.targeting import Targeting

Result = TypeVar("Result")

NAMELESS = ("name_empty", "name_too_long")
"""Errors for a name that cannot be taken."""


class SignedEdits:
    """The edits of one article, each signed; what follows from one waits until it is on disk.

    `signature` is the name to sign with; empty once the library knows who I am. `turns` says where
    the next undo and redo will lead.
    """

    def __init__(
        self, host: ReadingHost, display: Display, targets: Targeting, signature: str
    ) -> None:
        self._host, self._edit_queue = host, host.edit_queue
        self._display, self._targets = display, targets
        self.signature = signature
        self.failures = 0
        self._stuck = False
        self.turns: dict[str, list[Span]] = {"undo": [], "redo": []}

    # whose

    @property
    def signing(self) -> str:
        """The name to sign with."""
        me = self._host.session.marks.me
        return self.signature or (me.name if me else "")

    def sign(self, action: Callable[[], None]) -> None:
        """Do something that needs my name; ask for it first if it is not known."""
        host = self._host
        if host.session.marks.me is not None or self.signature:
            action()
            return

        def named(name: str) -> None:
            if name:
                self.signature = name
                action()

        host.ask(Question("name", "", named))

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """An action that signs with my name, then does `work`."""
        me = self._host.session.marks.me
        known = me is not None and self.signature in ("", me.name)
        return signed(self.signing, work, me.id if me is not None and known else "")

    def know_annotators(self) -> None:
        """Take in the annotator of now; the library knows me from here on."""
        self.signature = ""
        library = self._host.library
        self._host.session.marks.know(library.annotators(), library.me())

    # writing

    def settle(self, event: Written) -> None:
        """Go on with the write that is on disk now, or show why it failed."""
        host, error = self._host, event.error
        if error is not None:
            if error.code in NAMELESS:
                self.signature = ""
            self.failures += 1
        self._edit_queue.settle(event)
        if error is not None:
            host.show_unsaved(error)

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something that looks at the marks here, after those that are on their way to disk."""
        if self._edit_queue.busy:
            self._edit_queue.write(lambda _: None, lambda _: action())
        else:
            action()

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
        host = self._host

        def landed(change: Change) -> None:
            self._stuck = False
            self.turns = {"undo": [*self.turns["undo"], at], "redo": []}
            host.session.take_in(change)
            if self.signature or change.stepped_aside:
                self.know_annotators()
            self._targets.end(at)
            done(change)
            self._display.show_marks()

        def failed() -> None:
            self._targets.end(at, kept=False)
            if not self._stuck:  # of several, the first one is where to go on
                host.session.go_to(at)
                host.page.view.bring(host.session.here)
                self._display.show()
            self._stuck = True
            otherwise()

        def write() -> None:
            self._targets.begin(at)
            self._edit_queue.write(self.signed(work), landed, failed)

        self.sign(write)

    def keep(
        self, target: Span | str, span: Span, say: Callable[[], None], **fields: object
    ) -> None:
        """Write some fields of an annotation; the selection is done with."""
        self._targets.leave_selection()
        self.edit(
            lambda edits: edits.edit(self._host.article, target, **fields),
            lambda change: self.show_kept(change, say),
            span,
        )

    def show_kept(self, change: Change, say: Callable[[], None]) -> None:
        """Show a message about a change; none where nothing has changed."""
        if change.pairs:
            say()
        else:
            self._host.show_text("")
        self._display.check_panel()
