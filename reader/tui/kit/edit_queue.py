"""A queue of edits for the writer thread, each answered when it is on disk."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.message import Message

from reader.errors import MeipiError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Edits, Library

Result = TypeVar("Result")


def signed(
    name: str, work: Callable[[Edits], Result], ident: str = ""
) -> Callable[[Edits], Result]:
    """An action that signs with a name, then does `work`: another window may sign otherwise."""

    def signing(edits: Edits) -> Result:
        edits.become(name, ident)
        return work(edits)

    return signing if name else work


class Written(Message):
    """Outcome of an action, on disk or failed; the screen hands it to `EditQueue.settle`."""

    def __init__(
        self,
        future: Future[object],
        then: Callable[[object], None] | None,
        otherwise: Callable[[], None] | None,
    ) -> None:
        super().__init__()
        self.future = future
        self.then = then
        self.otherwise = otherwise

    @property
    def error(self) -> MeipiError | None:
        """The error of an action that failed, if it did; a bug is raised, not returned."""
        failure = self.future.exception()
        if failure is None or isinstance(failure, MeipiError):
            return failure
        raise failure


class EditQueue:
    """First-in-first-out queue of actions for the library's writer; posts `Written` after each."""

    def __init__(
        self,
        library: Library,
        post: Callable[[Message], bool],
        read: tuple[str, str] = ("", ""),
        *,
        later: float = 0.0,
    ) -> None:
        """Serve a page: `read` is its article, if there is one, and the revision of its spans.

        Actions are handed to the writer so many seconds `later`: it runs beside the screen, which
        draws what the key has changed at once a good deal faster without it.
        """
        self.library = library
        self._read = read
        self._post = post
        self._later = later
        self.otherwise: Callable[[Message], bool] = lambda _: False  # where the screen is gone
        self._held: deque[Callable[[], None]] = deque()
        self._waiting: set[Future[object]] = set()

    @property
    def busy(self) -> bool:
        """Whether something is not on disk yet, or what follows from it was not begun."""
        return bool(self._waiting or self._held)

    @property
    def unsent(self) -> bool:
        """Whether something was not submitted to the writer yet."""
        return bool(self._held)

    def flush(self) -> None:
        """Submit everything that is still held back to the writer."""
        while self._held:
            self._held.popleft()()

    def finish(self, seconds: float) -> None:
        """Wait until everything is on disk or failed, but no longer than so many seconds.

        For what is read next from the library and has to hold the keys that were pressed before.
        """
        self.flush()
        if self._waiting:
            from concurrent.futures import wait

            wait(self._waiting, timeout=seconds)

    def _submit_next(self) -> None:
        if self._held:
            self._held.popleft()()

    def write(
        self,
        action: Callable[[Edits], Result],
        then: Callable[[Result], None] | None = None,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Queue an action; `then` is called with its result once that is on disk.

        `otherwise` is called if it could not be written.
        """

        def read(edits: Edits) -> object:
            with edits.reading(*self._read):
                return action(edits)

        def submit() -> None:
            future: Future[object] = self.library.submit(read)
            self._waiting.add(future)
            future.add_done_callback(lambda done: self._done(Written(done, go_on, otherwise)))

        go_on = cast("Callable[[object], None] | None", then)
        self._held.append(submit)
        if self._later:
            asyncio.get_running_loop().call_later(self._later, self._submit_next)
        else:
            self.flush()

    def settle(self, written: Written) -> None:
        """Go on with what is on disk now, or with what is to be done where it is not."""
        self._waiting.discard(written.future)
        if written.error is None and written.then is not None:
            written.then(written.future.result())
        elif written.error is not None and written.otherwise is not None:
            written.otherwise()

    def _done(self, written: Written) -> None:
        if not self._post(written):  # the screen is closing
            self._waiting.discard(written.future)
            self.otherwise(written)
