"""Reads for a screen, in threads: one at a time, and of those that wait only the newest."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar, cast

from textual.dom import DOMNode

from reader.errors import MeipiError
from reader.tui.kit.workers import run_in_background

Result = TypeVar("Result")


async def in_its_own_thread(read: Callable[[], Result]) -> Result:
    """The result of a read in a thread that ends with the program."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def give(result: Result | None, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(cast("Result", result))

    def run() -> None:
        result, failure = None, None
        try:
            result = read()
        except BaseException as error:
            failure = error
        with suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(give, result, failure)

    threading.Thread(target=run, daemon=True).start()
    return await answer


class Request(NamedTuple, Generic[Result]):
    """A read, with the callbacks for its result and its failure."""

    number: int
    read: Callable[[], Result]
    then: Callable[[Result], None]
    failed: Callable[[MeipiError], None]


class LatestRequest(Generic[Result]):
    """Latest-wins queue of reads: a newer request replaces one that has not begun, and the reply to
    one that has begun is dropped, so that typing never waits.

    Reads go on for as long as `owner` is there, a screen or the app. `apart` is for work that may
    take seconds: leaving the program does not wait for it.
    """

    def __init__(self, owner: DOMNode, *, apart: bool = False) -> None:
        self._owner = owner
        self._thread = in_its_own_thread if apart else asyncio.to_thread
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
        """Discard the reply to the request under way, and the request that waits."""
        self._number += 1
        self._waiting = None

    def _begin(self) -> None:
        if self._waiting is not None and not self._reading:
            request, self._waiting = self._waiting, None
            self._reading = True
            run_in_background(self._owner, self._answer, request)

    async def _answer(self, request: Request[Result]) -> None:
        failure: MeipiError | None = None
        try:
            result = await self._thread(request.read)
        except MeipiError as error:
            failure = error
        self._reading = False
        if request.number == self._number:
            if failure is not None:
                request.failed(failure)
            else:
                request.then(result)
        self._begin()
