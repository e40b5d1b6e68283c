"""Keys in the order they came: the next one is handed over when nothing more can take the last.

A key goes from the widget with the focus up to the app, from queue to queue. What it opens gets
the focus only then; a key on its way behind it would come to the wrong place, or too late.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial

from textual import events

LOOK = 0.01
"""Seconds between two looks at what has become of a key, or of what the next is meant for."""
LOOKS = 50
"""Number of looks after which a key counts as taken, when what it went through is gone.

Looks, for they are as far apart as the machine is slow: a key is not given up while it is held up.
"""
PATIENCE = 2.0
"""Seconds to wait for it at most, whatever is typed meanwhile."""

Typed = events.Key | events.Paste


class Passed(events.Event, bubble=True):
    """Event behind a key, which follows it through everything that may take it.

    `again` asks for another one, behind what the widget that took the key told of it.
    """

    def __init__(self, number: int, *, again: bool) -> None:
        super().__init__()
        self.number, self.again = number, again


class InOrder:
    """Queue of keys and pastes, each handed over when the one before has been taken.

    `hand_over` returns whether something that was typed is on its way; `follow` sends a Passed with
    a number behind it, and returns whether it could; `opening` whether what the next one is meant
    for is about to be shown; `later` calls something in so many seconds, in the app. `rest` is how
    many seconds a Passed stays behind, unless more is typed: what a key led to is painted first.
    """

    def __init__(
        self,
        hand_over: Callable[[Typed], Awaitable[bool]],
        follow: Callable[[int], bool],
        opening: Callable[[], bool],
        later: Callable[[float, Callable[[], Awaitable[None]]], object],
    ) -> None:
        self._hand_over, self._follow, self._opening = hand_over, follow, opening
        self._later = later
        self._waiting: deque[Typed] = deque()
        self._number = 0
        self._under_way: asyncio.TimerHandle | None = None
        self.rest = LOOK
        self._followed = False  # whether a Passed is behind what is under way
        self._looking = 0.0  # seconds that it was waited for

    @property
    def busy(self) -> bool:
        """Whether something that was typed waits for its turn, or can be taken still."""
        return bool(self._waiting) or self._under_way is not None

    async def take(self, event: Typed) -> None:
        """Hand it over as soon as it is its turn."""
        self._waiting.append(event)
        if self._under_way is not None and not self._followed:
            self._send(self._number)
        elif len(self._waiting) == 1:
            await self._go_on()

    async def passed(self, number: int) -> None:
        """Go on to the next key, for nothing more can take the one of this number."""
        if self._under_way is not None and number == self._number:
            self._end()
            await self._go_on()

    def _send(self, number: int) -> None:
        """Find out when the key under way has passed."""
        self._end()
        if self._follow(number):
            self._followed = True
            self._look_after(number, LOOKS)
        else:
            self._later(0, self._go_on)

    def _look_after(self, number: int, looks: int) -> None:
        """Give a key up after so many more looks, unless it has passed by then."""
        if looks:
            self._under_way = asyncio.get_running_loop().call_later(
                LOOK, self._look_after, number, looks - 1
            )
        else:
            self._later(0, partial(self.passed, number))

    def _end(self) -> None:
        if self._under_way is not None:
            self._under_way.cancel()
        self._under_way = None

    async def _go_on(self) -> None:
        while self._waiting and self._under_way is None:
            if not self._opening():
                self._looking = 0.0
            elif self._looking < PATIENCE:
                self._looking += LOOK
                self._later(LOOK, self._go_on)
                return
            self._number += 1
            self._followed = False
            if await self._hand_over(self._waiting.popleft()):
                self._under_way = asyncio.get_running_loop().call_later(
                    0 if self._waiting else self.rest, self._send, self._number
                )
