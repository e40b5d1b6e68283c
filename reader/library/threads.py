"""Work that a thread does while the one that asked for it goes on."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class ThreadResult(Generic[T]):
    """Result of work in a thread of its own, which begins at once."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._returned: list[T] = []
        self._raised: BaseException | None = None
        self._thread = Thread(target=self._run, name="thread-result", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._returned.append(self._work())
        except BaseException as error:  # for the one who asks for the result
            self._raised = error

    def result(self) -> T:
        """Wait for the work to end; raises what it raised."""
        self._thread.join()
        if self._raised is not None:
            raise self._raised
        return self._returned[0]
