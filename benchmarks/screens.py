"""Measures of fresh processes, from outside: start, memory, and commands that only print."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, Goal, figure, missing
from benchmarks.programs import ANY, Program, python
from benchmarks.rooms import beside
from benchmarks.terminal import SilenceError, Terminal

EMPTY = "empty app"
SHORT, LONG = "seed article", "10 MB article"
FIRST_GOAL, SOUGHT_GOAL = Goal(ratio=0.45), Goal(ratio=0.54)
"""Of the first text, and of one that is a fifth more work: ten megabytes, or found by its title."""
ANSWER_GOAL = Goal(ratio=1.3)
LONG_START_GOAL = Goal(ratio=1.2)
SHORT_MEMORY_GOAL, LONG_MEMORY_GOAL = Goal(ratio=2), Goal(ratio=2.1)
PRINT_GOAL = Goal(ratio=5.8)
MILLISECONDS = 1000.0
MEGABYTE = 1024 * 1024

Programs = Mapping[str, Program]
Taken = tuple[str, dict[str, list[float]]]
"""A unit, and the values of each program."""


class Starts:
    """Programs started in turn: milliseconds to the first text and to the first answer, and memory.

    A key is pressed as soon as the first text is there, whether or not the program can hear it
    yet; the memory is the most that was held until that was answered.

    The first round is not counted: it compiles modules and fills the system's caches. Every other
    round goes backwards, so that none always follows the same one. A program that does not show
    its text is not started again; `failed` says what it showed instead.
    """

    def __init__(self, programs: Programs, rounds: int) -> None:
        self.answers: dict[str, list[float]] = {name: [] for name in programs}
        self.times: dict[str, list[float]] = {name: [] for name in programs}
        self.peaks: dict[str, list[float]] = {name: [] for name in programs}
        self.failed: dict[str, str] = {}
        self.mute: dict[str, str] = {}
        for number in range(rounds + 1):
            for name in list(programs)[:: -1 if number % 2 else 1]:
                if name not in self.failed:
                    self._start(name, programs[name], counted=number > 0)

    def _start(self, name: str, program: Program, *, counted: bool) -> None:
        with program.start() as terminal:
            try:
                taken = program.show(terminal)
            except SilenceError as error:
                self.failed[name] = str(error)
                return
            answered = self._answered(name, terminal)
            if counted:
                self.times[name].append(taken * MILLISECONDS)
                self.answers[name].append(answered * MILLISECONDS)
                self.peaks[name].append(peak(terminal.pid))

    def _answered(self, name: str, terminal: Terminal) -> float:
        """Seconds to the first answer; 0 from a program that gives none, and is not asked again."""
        if name not in self.mute:
            try:
                return terminal.first_answer(ANY)
            except SilenceError as error:
                self.mute[name] = str(error)
        terminal.settle()
        return 0.0

    def time(self, group: str, name: str, against: str = "", goal: Goal | None = None) -> Figure:
        """The figure of one program's starts, beside those of another."""
        return self._figure(("ms", self.times), group, name, against, goal)

    def answer(self, group: str, name: str, against: str = "", goal: Goal | None = None) -> Figure:
        """The figure of one program's first answers, beside those of another."""
        if name in self.mute:
            return missing(group, name, f"answers nothing: {self.mute[name]}")
        return self._figure(("ms", self.answers), group, name, against, goal)

    def memory(self, group: str, name: str, against: str = "", goal: Goal | None = None) -> Figure:
        """The figure of one program's most memory, beside another's."""
        return self._figure(("MB", self.peaks), group, name, against, goal)

    def _figure(
        self, taken: Taken, group: str, name: str, against: str, goal: Goal | None
    ) -> Figure:
        unit, values = taken
        if name in self.failed:
            return missing(group, name, f"shows nothing: {self.failed[name]}")
        floor = values[against] if against else ()
        return figure(group, name, unit, values[name], against=against, floor=floor, goal=goal)


def starts(floor: Program, short: Program, long: Program, rounds: int) -> list[Figure]:
    """Times from the start of the process to the first text and the first answer; memory then."""
    made = Starts({EMPTY: floor, SHORT: short, LONG: long}, rounds)
    first, memory = "Start to first text", "Peak memory when the first key is answered"
    answer = "Start to the first answer"
    beside_short = made.time(first, LONG, SHORT, LONG_START_GOAL)
    return [
        made.time(first, EMPTY),
        made.time(first, SHORT, EMPTY, FIRST_GOAL),
        made.time(first, LONG, EMPTY, SOUGHT_GOAL),
        beside_short,
        made.answer(answer, EMPTY),
        made.answer(answer, SHORT, EMPTY, ANSWER_GOAL),
        made.answer(answer, LONG, EMPTY, ANSWER_GOAL),
        made.memory(memory, EMPTY),
        made.memory(memory, SHORT, EMPTY, SHORT_MEMORY_GOAL),
        made.memory(memory, LONG, EMPTY, LONG_MEMORY_GOAL),
    ]


def printing(short: Program, rounds: int) -> list[Figure]:
    """Commands that print and end, as whole processes, against a Python that does nothing.

    Raises CalledProcessError if one of them fails.
    """
    return [_printed(short, option, rounds) for option in ("--version", "--help")]


def _printed(program: Program, option: str, rounds: int) -> Figure:
    def run(*arguments: str) -> None:
        subprocess.run(
            python(*arguments), env=program.environment, cwd=program.folder, check=True,
            capture_output=True,
        )  # fmt: skip

    return beside(
        "Commands that print", f"meipi {option}", lambda: run("-m", "reader", option),
        "python -c pass", lambda: run("-c", "pass"), rounds=rounds, goal=PRINT_GOAL,
    )  # fmt: skip


def peak(pid: int) -> float:
    """The peak resident memory of a process in megabytes, from Linux' /proc/PID/status."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / MEGABYTE
    raise SilenceError(f"{os.uname().sysname} does not tell a process's peak memory")
