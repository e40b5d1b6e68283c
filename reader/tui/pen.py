"""What the screen writes goes through here: one queue, and an answer when it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from textual.message import Message

from reader.errors import MeipiError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Edits, Library

Result = TypeVar("Result")


class Written(Message):
    """An action is on disk, or it failed; `then` or `otherwise` goes on, on the screen's side."""

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
        """What went wrong, if it did; a bug is raised, not returned."""
        failure = self.future.exception()
        if failure is None or isinstance(failure, MeipiError):
            return failure
        raise failure


class Pen:
    """Hands actions to the library's writer in order and posts `Written` when each is done."""

    def __init__(
        self,
        library: Library,
        post: Callable[[Message], bool],
        read: tuple[str, str] = ("", ""),
    ) -> None:
        """`read` is the article on the page, if there is one, and the revision of its spans."""
        self.library = library
        self._read = read
        self._post = post
        self._waiting: set[Future[object]] = set()

    @property
    def busy(self) -> bool:
        """Whether something is not on disk yet."""
        return bool(self._waiting)

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

        future: Future[object] = self.library.submit(read)
        go_on = cast("Callable[[object], None] | None", then)
        self._waiting.add(future)
        future.add_done_callback(lambda done: self._done(Written(done, go_on, otherwise)))

    def _done(self, written: Written) -> None:
        self._waiting.discard(written.future)
        self._post(written)
