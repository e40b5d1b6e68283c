"""Reads for a screen, in threads: one at a time, and of those that wait only the newest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, NamedTuple, TypeVar

from reader.errors import MeipiError

Result = TypeVar("Result")


class Request(NamedTuple, Generic[Result]):
    """A read, and who is told what came of it."""

    number: int
    read: Callable[[], Result]
    then: Callable[[Result], None]
    failed: Callable[[MeipiError], None]


class Lane(Generic[Result]):
    """Typing never waits: a newer request replaces one that has not begun, and makes the reply to
    one that has begun stale. A stale reply is dropped.

    `run` runs a coroutine beside everything else, for as long as the screen is there.
    """

    def __init__(self, run: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        self._run = run
        self._number = 0
        self._waiting: Request[Result] | None = None
        self._reading = False

    @property
    def busy(self) -> bool:
        """Whether the reply to the newest request is still to come."""
        return self._waiting is not None or self._reading

    def ask(
        self,
        read: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[MeipiError], None],
    ) -> None:
        """Make a read in a thread; `then` or `failed` follows, unless something newer is asked."""
        self._number += 1
        self._waiting = Request(self._number, read, then, failed)
        self._begin()

    def drop(self) -> None:
        """Nothing that was asked for is wanted any more."""
        self._number += 1
        self._waiting = None

    def _begin(self) -> None:
        if self._waiting is not None and not self._reading:
            request, self._waiting = self._waiting, None
            self._reading = True
            self._run(self._answer(request))

    async def _answer(self, request: Request[Result]) -> None:
        failure: MeipiError | None = None
        try:
            result = await asyncio.to_thread(request.read)
        except MeipiError as error:
            failure = error
        self._reading = False
        if request.number == self._number:
            if failure is not None:
                request.failed(failure)
            else:
                request.then(result)
        self._begin()
