"""What a scenario is given, what it gives back, and what all of them share."""

from __future__ import annotations

import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a scenario goes on: for a number of rounds, or until a moment (monotonic seconds).

    There is always one round at least.
    """

    until: float = 0.0
    rounds: int | None = None

    def each(self, chance: random.Random) -> Iterator[tuple[int, random.Random]]:
        """The rounds, each with a generator of its own.

        What a round draws depends on the seed and its number alone, not on how much the machine's
        speed let the rounds before it draw.
        """
        number = 0
        while not number or self._goes_on(number):
            yield number, random.Random(chance.getrandbits(64))
            number += 1

    def _goes_on(self, done: int) -> bool:
        return time.monotonic() < self.until if self.rounds is None else done < self.rounds


@dataclass(frozen=True, slots=True)
class Result:
    """What a scenario did: rounds, what was counted, the faults found; or why it could not run."""

    rounds: int
    counted: dict[str, int]
    faults: tuple[str, ...] = ()
    skipped: str = ""


def shortened(text: str, most: int = 4000) -> str:
    """A long text without its middle."""
    return text if len(text) <= most else f"{text[: most // 2]}\n…\n{text[-most // 2 :]}"


@dataclass(slots=True)
class Tally:
    """What a scenario keeps count of while it runs; `with tally.round(number)` catches faults."""

    rounds: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def round(self, number: int) -> Iterator[None]:
        """A round; an error in it is a fault of this round, and the next round goes on."""
        self.rounds += 1
        try:
            yield
        except Exception:
            self.fault(number, shortened(traceback.format_exc()))

    def fault(self, number: int, what: str) -> None:
        """Note a fault that was found in a round."""
        self.faults.append(f"round {number}: {what}")

    def check(self, number: int, faults: list[str]) -> None:
        """Note all faults that a check found in a round."""
        for what in faults:
            self.fault(number, what)

    def result(self) -> Result:
        """What there is to tell at the end."""
        return Result(self.rounds, dict(self.counted), tuple(self.faults))


Run = Callable[[Path, random.Random, Limit], Result]
"""Works in an empty folder of its own, draws from the generator, and heeds the limit."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of the table.

    `proofs` names the counts that must not be zero if the scenario did what it says. `short` is
    the number of rounds in `make test`, `share` its part of the time beside the other scenarios.
    """

    name: str
    what: str
    run: Run
    proofs: tuple[str, ...] = ()
    short: int = 1
    share: float = 1.0


def unproved(scenario: Scenario, result: Result) -> tuple[str, ...]:
    """What the scenario claims to have done and never did."""
    if result.skipped:
        return ()
    return tuple(name for name in scenario.proofs if not result.counted.get(name))
