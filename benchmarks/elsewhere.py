"""Measures of other terminal readers beside Meipi and the empty app: start, keys, memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.environment import AbsentError
from benchmarks.figures import Figure, figure, missing
from benchmarks.keys import FAST, Run, Sitting
from benchmarks.peers import PEERS, Peer
from benchmarks.programs import Program, meipi, only_article
from benchmarks.screens import EMPTY, MILLISECONDS, Programs, Starts
from benchmarks.terminal import Answer, SilenceError

PRESSES = 12
OURS = Peer("meipi", lambda folder, _: meipi(folder))
START = "Other readers: start to the article's first text"
LINE = "Other readers: next line (Meipi: next sentence), until all of it is shown"
PAGE = "Other readers: next page, until all of it is shown"
MEMORY = "Other readers: peak memory when the first text is shown"


def elsewhere(
    floor: Program, libraries: Mapping[str, Path], place: Path, rounds: int
) -> list[Figure]:
    """Each reader on each text; `libraries` have one article each, by what its size is called.

    The first is so short that its readers go to and fro between two pages.
    """
    programs: dict[str, Program] = {}
    kinds: dict[str, Peer] = {}
    absent: dict[str, str] = {}
    for peer in (OURS, *PEERS):
        for size, library in libraries.items():
            name = f"{peer.name}, {size}"
            kinds[name] = peer
            folder = library if peer is OURS else place / peer.name / size.replace(" ", "")
            folder.mkdir(parents=True, exist_ok=True)
            try:
                programs[name] = peer.prepare(folder, only_article(library))
            except AbsentError as error:
                absent[name] = str(error)
    made = Starts({EMPTY: floor, **programs}, rounds)
    running = {name: it for name, it in programs.items() if name not in made.failed}
    figures = [each for name in programs for each in _started(made, name)]
    figures += _pressed(floor, running, kinds, next(iter(libraries)))
    figures += [missing(START, name, note) for name, note in absent.items()]
    return sorted(figures, key=lambda each: (START, LINE, PAGE, MEMORY).index(each.group))


def _started(made: Starts, name: str) -> list[Figure]:
    return [made.time(START, name, EMPTY), made.memory(MEMORY, name, EMPTY)]


def _pressed(
    floor: Program, programs: Programs, kinds: Mapping[str, Peer], short: str
) -> list[Figure]:
    """Times of lines and pages; a reader that is silent is reported, and the others are
    measured.
    """
    with Sitting(floor, programs) as sitting:
        figures = _silent(sitting, kinds)
        lines = sitting.press(
            Run("line", "j", PRESSES),
            {name: Run("line", kinds[name].line) for name in sitting.names},
        )
        pages = sitting.press(
            Run("page", " ", PRESSES, back="b"),
            {
                name: Run("page", kinds[name].page, back=kinds[name].back * name.endswith(short))
                for name in sitting.names
            },
        )
        names = tuple(sitting.names)
    for name in names:
        figures += [
            _whole(LINE, name, lines[name], lines[EMPTY]),
            _whole(PAGE, name, pages[name], pages[EMPTY]),
        ]
    return figures


def _silent(sitting: Sitting, kinds: Mapping[str, Peer]) -> list[Figure]:
    """Leave out the readers that their keys do not move, and say what they show instead."""
    found = []
    for name in tuple(sitting.names):
        try:
            for key in (kinds[name].line, kinds[name].page, kinds[name].back):
                sitting.terminals[name].press(key, quiet=FAST)
        except SilenceError as error:
            sitting.leave_out(name)
            found.append(missing(LINE, name, f"does not answer: {error}"))
    return found


def _whole(group: str, name: str, answers: Sequence[Answer], floor: Sequence[Answer]) -> Figure:
    return figure(
        group, name, "ms", [answer.last * MILLISECONDS for answer in answers], against=EMPTY,
        floor=[answer.last * MILLISECONDS for answer in floor],
        sizes=[answer.size for answer in answers],
        frames=[answer.frames for answer in answers],
    )  # fmt: skip
