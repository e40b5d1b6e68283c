"""Measures of programs in use, from outside: keys, memory, and the processor when all is quiet."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, Goal, figure
from benchmarks.programs import Program
from benchmarks.screens import (
    EMPTY,
    LONG_MEMORY_GOAL,
    MILLISECONDS,
    SHORT_MEMORY_GOAL,
    Programs,
    peak,
)
from benchmarks.terminal import Answer, Terminal

KEY_GOAL = Goal(ratio=1.3, p95=5)
STEP_GOAL = Goal(ratio=1.3, p95=5, size=1024)
PAGE_GOAL = Goal(ratio=1.3, p95=5, frames=1)
VIEW_GOAL = Goal(ratio=16)
STORED_GOAL = Goal(ratio=2.5)
"""Of a tag that is shown once it is on disk."""

FAST, WRITING = 0.04, 0.1
"""Seconds of quiet that end an answer: of a key that only moves, of one that waits for the disk."""


class Run(NamedTuple):
    """A key to press again and again: what it is called, and the quiet that ends its answer.

    `begin` is a key before all of them, `back` one after each, which gives it its room again.
    The seed has 75 sentences to step over.
    """

    name: str
    key: str
    presses: int = 25
    quiet: float = FAST
    begin: str = ""
    back: str = ""
    goal: Goal | None = None


STEP = Run("j: next sentence", "j", 60, goal=STEP_GOAL)
PAGE = Run("space: next page", " ", 30, begin="g", back="b", goal=PAGE_GOAL)
TAG = Run("f: tag", "f", 30, quiet=WRITING, begin="g", goal=KEY_GOAL)
VIEW = Run("s: another script", "s", 12, WRITING, "g", goal=VIEW_GOAL)
UNDO = Run("u: undo", "u", 30, quiet=WRITING, goal=KEY_GOAL)


class Sitting:
    """The floor and some programs, all running at once and pressed in turn."""

    def __init__(self, floor: Program, programs: Programs) -> None:
        self._open = ExitStack()
        self._all = {EMPTY: floor, **programs}
        self.names = list(programs)
        self.terminals: dict[str, Terminal] = {}

    def __enter__(self) -> Sitting:
        with self._open:
            for name, program in self._all.items():
                terminal = self._open.enter_context(program.start())
                program.wake(terminal)
                self.terminals[name] = terminal
            self._open = self._open.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def leave_out(self, name: str) -> None:
        """End a program that cannot be pressed like the others."""
        self.terminals.pop(name).kill()
        self.names.remove(name)

    def press(self, run: Run, others: Mapping[str, Run] | None = None) -> dict[str, list[Answer]]:
        """Press a key in every program, in turn; the first press of each is not counted.

        `others` are runs of the programs that have other keys for the same.
        """
        runs = dict.fromkeys(self.terminals, run) | dict(others or {})
        answers: dict[str, list[Answer]] = {name: [] for name in self.terminals}
        for name, terminal in self.terminals.items():
            if runs[name].begin:
                terminal.type(runs[name].begin)
        for number in range(run.presses + 1):
            for name, terminal in self.terminals.items():
                answer = terminal.press(runs[name].key, quiet=run.quiet)
                if number:
                    answers[name].append(answer)
                if runs[name].back:
                    terminal.type(runs[name].back)
        return answers


def keys(sitting: Sitting, short: str) -> list[Figure]:
    """Times from the write of a key to the read after which the screen differs.

    The `short` one has few pages, so it goes to and fro between two of them.
    """
    made: dict[str, list[Figure]] = {name: [] for name in sitting.names}
    for run in (STEP, PAGE, VIEW, TAG, UNDO):
        others = {name: run._replace(back="") for name in sitting.names if name != short}
        answers = sitting.press(run, others)
        for name in sitting.names:
            made[name] += of_run(f"Key to paint, {name}", run, answers[name], answers[EMPTY])
    return [each for name in sitting.names for each in made[name]]


def tagged(group: str, answers: Sequence[Answer], floor: Sequence[Answer]) -> list[Figure]:
    """The two figures of a tag: the cursor moves on at once, the tag is shown when on disk."""
    last = [answer.last * MILLISECONDS for answer in answers]
    least = [answer.first * MILLISECONDS for answer in floor]
    return [
        answered(group, f"{TAG.name}, the cursor moves on", answers, floor, TAG.goal),
        figure(
            group, f"{TAG.name}, on disk and shown", "ms", last,
            against=EMPTY, floor=least, goal=STORED_GOAL,
        ),
    ]  # fmt: skip


def of_run(
    group: str, run: Run, answers: Sequence[Answer], floor: Sequence[Answer]
) -> list[Figure]:
    """The figures of one key, beside the floor's own."""
    if run is TAG:
        return tagged(group, answers, floor)
    return [answered(group, run.name, answers, floor, run.goal)]


def answered(
    group: str,
    name: str,
    answers: Sequence[Answer],
    floor: Sequence[Answer],
    goal: Goal | None = None,
) -> Figure:
    """The figure of the first change that a key brings, with all bytes and changes it brings."""
    return figure(
        group, name, "ms", [answer.first * MILLISECONDS for answer in answers],
        against=EMPTY, floor=[answer.first * MILLISECONDS for answer in floor],
        sizes=[answer.size for answer in answers],
        frames=[answer.frames for answer in answers],
        goal=goal,
    )  # fmt: skip


def idle(sitting: Sitting, seconds: float) -> list[Figure]:
    """The processor that each takes while nothing happens, in percent of one core."""
    for terminal in sitting.terminals.values():
        terminal.settle(0.5)
    before = {name: _busy(terminal.pid) for name, terminal in sitting.terminals.items()}
    began = time.perf_counter()
    time.sleep(seconds)
    passed = time.perf_counter() - began
    share = {
        name: 100 * (_busy(terminal.pid) - before[name]) / passed
        for name, terminal in sitting.terminals.items()
    }
    return [
        figure(
            f"Idle, over {seconds:g} seconds", name, "% of a core", [share[name]],
            against=EMPTY, floor=[share[EMPTY]],
        )
        for name in sitting.names
    ]  # fmt: skip


def memory(sitting: Sitting, short: str, long: str) -> list[Figure]:
    """The most memory that each has held so far; of two programs by name it is limited."""
    peaks = {name: peak(terminal.pid) for name, terminal in sitting.terminals.items()}
    goals = {short: SHORT_MEMORY_GOAL, long: LONG_MEMORY_GOAL}
    return [
        figure(
            "Peak memory, after the keys", name, "MB", [peaks[name]],
            against=EMPTY, floor=[peaks[EMPTY]], goal=goals.get(name),
        )
        for name in sitting.names
    ]  # fmt: skip


def _busy(pid: int) -> float:
    """Seconds that a process has run, from Linux' /proc/PID/task/TID/schedstat."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
