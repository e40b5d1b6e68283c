"""Measures taken from outside: the start, keys, memory, and the processor when nothing happens."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, figure
from benchmarks.programs import Program
from benchmarks.terminal import Answer, SilenceError, Terminal

EMPTY = "empty app"
START_GOAL = "≤ 1.35×"
STEP_GOAL = "≤ 4 ms, p95 ≤ 16 ms, < 1500 bytes"
MILLISECONDS = 1000.0
MEGABYTE = 1024 * 1024

FAST, WRITING = 0.04, 0.1
"""Seconds of quiet that end an answer: of a key that only moves, of one that waits for the disk."""

Programs = Mapping[str, Program]
Report = Callable[[str], None]


def starts(floor: Program, programs: Programs, rounds: int) -> list[Figure]:
    """From starting the process to the read that shows the first text.

    The first round is not counted: it compiles modules and fills the system's caches. Every other
    round goes backwards, so that none always follows the same one.
    """
    every = {EMPTY: floor, **programs}
    times: dict[str, list[float]] = {name: [] for name in every}
    for number in range(rounds + 1):
        for name in list(every)[:: -1 if number % 2 else 1]:
            program = every[name]
            with program.start() as terminal:
                taken = terminal.wait_for(program.ready)
            if number:
                times[name].append(taken * MILLISECONDS)
    return [figure("Start to first text", EMPTY, "ms", times[EMPTY])] + [
        figure(
            "Start to first text", name, "ms", times[name],
            against=EMPTY, floor=times[EMPTY], goal=START_GOAL,
        )
        for name in programs
    ]  # fmt: skip


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
    goal: str = ""


STEP = Run("j: next sentence", "j", 60, goal=STEP_GOAL)
PAGE = Run("space: next page", " ", begin="g", back="b")
TAG = Run("f: tag", "f", quiet=WRITING, begin="g")
VIEW = Run("s: another script", "s", 12, WRITING, "g", goal="≤ 50 ms, 10 MB ≤ 100 ms")
UNDO = Run("u: undo", "u", quiet=WRITING)


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
                terminal.wait_for(program.ready)
                self.terminals[name] = terminal
            self._open = self._open.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def press(self, run: Run) -> dict[str, list[Answer]]:
        """Press a key in every program, in turn; the first press of each is not counted."""
        answers: dict[str, list[Answer]] = {name: [] for name in self.terminals}
        for terminal in self.terminals.values():
            if run.begin:
                terminal.type(run.begin)
        for number in range(run.presses + 1):
            for name, terminal in self.terminals.items():
                answer = terminal.press(run.key, quiet=run.quiet)
                if number:
                    answers[name].append(answer)
                if run.back:
                    terminal.type(run.back)
        return answers


def keys(sitting: Sitting) -> list[Figure]:
    """From the write of a key to the read after which the screen differs."""
    made: dict[str, list[Figure]] = {name: [] for name in sitting.names}
    for run in (STEP, PAGE, VIEW, TAG, UNDO):
        answers = sitting.press(run)
        for name in sitting.names:
            made[name] += _answered(name, run, answers[name], answers[EMPTY])
    return [each for name in sitting.names for each in made[name]]


def _answered(
    name: str, run: Run, answers: Sequence[Answer], floor: Sequence[Answer]
) -> list[Figure]:
    first = [answer.first * MILLISECONDS for answer in answers]
    last = [answer.last * MILLISECONDS for answer in answers]
    least = [answer.first * MILLISECONDS for answer in floor]
    sizes = [answer.size for answer in answers]
    group = f"Key to paint, {name}"
    if run is not TAG:
        return [
            figure(
                group, run.name, "ms", first, against=EMPTY, floor=least, sizes=sizes, goal=run.goal
            )
        ]
    return [
        figure(group, f"{run.name}, the cursor moves on", "ms", first, against=EMPTY, floor=least),
        figure(
            group, f"{run.name}, on disk and shown", "ms", last,
            against=EMPTY, floor=least, sizes=sizes,
        ),
    ]  # fmt: skip


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


def memory(sitting: Sitting) -> list[Figure]:
    """The most memory that each has held so far."""
    peaks = {name: _peak(terminal.pid) for name, terminal in sitting.terminals.items()}
    return [
        figure(
            "Peak memory, after the keys", name, "MB", [peaks[name]],
            against=EMPTY, floor=[peaks[EMPTY]],
        )
        for name in sitting.names
    ]  # fmt: skip


def _busy(pid: int) -> float:
    """Seconds that a process has run, from Linux' /proc/PID/task/TID/schedstat."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _peak(pid: int) -> float:
    """The peak resident memory of a process in megabytes, from Linux' /proc/PID/status."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / MEGABYTE
    raise SilenceError("the system does not tell a process's peak memory")
