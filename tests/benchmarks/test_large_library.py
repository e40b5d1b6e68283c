"""The large library is kept, copied, and opened with the seed article in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

from benchmarks import large
from benchmarks.keys import STEP, TAG, of_run
from benchmarks.programs import Program, meipi_on, short_library
from benchmarks.suite import Suite, size_of
from benchmarks.terminal import Answer
from reader.library import open_library

COUNT = 30


def test_a_kept_library_is_made_once_and_never_changed(tmp_path: Path) -> None:
    kept = tmp_path / "somewhere" / "kept"
    seed = short_library(tmp_path / "seed")
    for _ in range(2):
        with Suite(tmp_path / "place", rounds=1, articles=COUNT, kept=kept) as suite:
            copy = suite.many
            assert size_of(copy) == "30 articles, 300 annotations"
            before = (kept / "annotations.db").read_bytes()
            large.with_seed(copy, seed)
            assert size_of(copy).startswith("31 articles")
        assert not copy.exists()
        assert (kept / "annotations.db").read_bytes() == before
        assert [path.name for path in kept.parent.iterdir()] == ["kept"]


def test_the_list_of_the_library_opens_from_the_seed_article(tmp_path: Path) -> None:
    with Suite(tmp_path, rounds=1, articles=COUNT, kept=None) as suite:
        folder = suite.many
        document = large.with_seed(folder, suite.short)
    library = open_library(folder)
    try:
        assert library.last_read() == document.head.id
    finally:
        library.close()
    alone = meipi_on(folder, document)
    steps = [("l", large.newest(folder))]
    program = Program(alone.command, folder, alone.ready, alone.variables, steps)
    with program.start() as terminal:
        assert document.head.title != steps[0][1]  # it stands above the article, too
        assert program.show(terminal) > 0
        assert "31" in terminal.text
        terminal.press("j")


def test_the_opening_of_the_list_is_beside_a_start_and_a_key_of_the_empty_app() -> None:
    def program(start: float, key: float) -> Any:
        terminal = MagicMock()
        terminal.__enter__.return_value = terminal
        terminal.bring.return_value = key
        terminal.press.return_value = Answer(key, key, 40, 1)
        return MagicMock(start=lambda: terminal, wake=lambda _: start)

    first, again = large.list_opened(program(0.5, 0.01), program(9, 0.1), "Keys", "title", 1)
    assert (first.floor, first.ratio, first.reached) == (500, 0.2, True)
    assert (again.floor, again.ratio, again.reached) == (10, 10, False)
    assert again.rounds == large.AGAIN * first.rounds


def test_a_tag_has_two_figures_beside_the_same_key() -> None:
    answers = [Answer(0.002, 0.005, 2000, 2)] * 3
    floor = [Answer(0.002, 0.002, 40, 1)] * 3
    moved, stored = of_run("Keys", TAG, answers, floor)
    assert (moved.ratio, stored.ratio) == (1, 2.5)
    assert (moved.reached, stored.reached) == (True, True)
    (step,) = of_run("Keys", STEP, answers, floor)
    assert step.missed == ["2000 bytes (goal ≤ 1024 bytes)"]
