"""A figure says whether its goal is reached, and the tables say it of all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import (
    anchoring,
    annotations,
    keys,
    large,
    listing,
    pages,
    screens,
    scripts,
    searching,
)
from benchmarks.__main__ import PAGE, as_json, groups, main
from benchmarks.figures import Figure, Goal, figure, missing
from benchmarks.tables import BEGIN, END, put_between, summary, table

MODULES = (anchoring, annotations, keys, large, listing, pages, screens, scripts, searching)
STEP = Goal(ratio=1.3, p95=5, size=1024, frames=1)


def key(values: list[float], sizes: list[int], frames: list[int]) -> Figure:
    floor = [1.0] * len(values)
    return figure("Keys", "j", "ms", values, floor=floor, sizes=sizes, frames=frames, goal=STEP)


def test_a_goal_is_reached_at_its_limit_and_missed_above_it() -> None:
    assert key([1.3, 1.3, 1.3], [1024, 1024, 1024], [1, 1, 1]).reached
    late = key([1, 1, 6], [1024, 1024, 1024], [1, 1, 1])
    assert (late.reached, late.missed) == (False, ["p95 6× (goal ≤ 5×)"])
    assert key([1, 1, 1], [1025, 1025, 9], [1, 1, 1]).missed == ["1025 bytes (goal ≤ 1024 bytes)"]
    # One page of a hundred in two frames is a page in two frames.
    assert key([1] * 100, [9] * 100, [1] * 99 + [2]).missed == ["frames 2 (goal ≤ 1)"]
    assert figure("Keys", "u", "ms", [1]).reached is None


def test_a_machine_that_slows_down_reaches_the_same_goals() -> None:
    fast, goal = [1.2, 1.25, 4.0], Goal(ratio=1.3, p95=5)
    figures = [
        figure(
            "Keys", "j", "ms", [slow * value for value in fast],
            floor=[slow, slow, slow], goal=goal,
        )
        for slow in (1.0, 3.0)
    ]  # fmt: skip
    assert [(each.ratio, each.p95_ratio, each.reached) for each in figures] == [
        (1.25, 4.0, True),
        (1.25, 4.0, True),
    ]
    missed = figure("Keys", "j", "ms", [4.2], floor=[3.0], goal=goal)
    assert missed.missed == ["1.40× (goal ≤ 1.30×)", "p95 not measured (goal ≤ 5×)"]


def test_every_goal_of_time_is_a_ratio() -> None:
    found = {
        f"{module.__name__}.{name}": value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, Goal)
    }
    assert len(found) > 20
    assert [name for name, goal in found.items() if goal.ratio is None] == []


def test_a_goal_without_its_figure_is_not_reached() -> None:
    assert figure("Starts", "a", "ms", [1, 1], goal=Goal(ratio=1.3)).missed == [
        "not measured (goal ≤ 1.30×)"
    ]


def test_the_summary_lists_what_is_short_and_what_is_absent() -> None:
    figures = [
        key([1, 1.2, 3], [9, 9, 9], [1, 1, 1]),
        figure("Starts", "seed", "ms", [14], floor=[10], goal=Goal(ratio=1.3)),
        figure("Starts", "floor", "ms", [10]),
        missing("Peers", "newsboat", "not installed"),
    ]
    said = summary(figures)
    assert said.startswith("Goals reached: **1 of 2**.")
    assert "- Starts · seed: 1.40× (goal ≤ 1.30×)" in said
    assert "- Peers · newsboat: not installed" in said
    shown = table(figures)
    assert "| newsboat | not installed |" in shown
    assert "≤ 1.30×, p95 ≤ 5×, ≤ 1024 bytes, frames ≤ 1 | yes     |" in shown
    told = json.loads(as_json({"load": 1}, figures))
    assert (told["load"], told["goals"], told["reached"]) == (1, 2, 1)
    assert [each["reached"] for each in told["figures"]] == [True, False, None, None]
    assert told["figures"][3]["note"] == "not installed"
    first = told["figures"][0]
    assert (first["floor"], first["ratio"], first["p95_ratio"]) == (1, 1.2, 3)
    assert first["goal"] == {"ratio": 1.3, "p95": 5, "size": 1024, "frames": 1}


def test_a_note_stays_in_its_cell() -> None:
    shown = table([missing("Peers", "vim", "shows nothing:\n| ~ |\n" + "x" * 500)])
    assert [line.count("|") for line in shown.splitlines()[2:]] == [3, 3, 3]
    assert len(shown) < 800


def test_a_column_without_any_value_is_left_out() -> None:
    lines = table([figure("Pages", "import", "ms", [3])]).splitlines()
    assert lines[2] == "| what   | median |"
    assert lines[4] == "| import | 3 ms   |"


def test_the_tables_go_between_their_markers(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", "utf-8")
    put_between(page, "new")
    put_between(page, "newer")
    assert page.read_text("utf-8") == f"before\n{BEGIN}\nnewer\n\n{END}after\n"
    page.write_bytes(PAGE.read_bytes())
    put_between(page, "the figures of a run")
    assert "the figures of a run" in page.read_text("utf-8")
    page.write_text("no markers", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        put_between(page, "new")
    assert page.read_text("utf-8") == "no markers"


def test_parts_are_run_by_name_in_the_order_of_a_whole_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert groups("keys, starts") == ["starts", "keys"]
    with pytest.raises(SystemExit):
        main(["--only", "starts,nothing"])
    assert "nothing" in capsys.readouterr().err
    target = tmp_path / "figures.json"
    assert main(["--only", "pages", "--rounds", "1", "--json", str(target)]) == 0
    told = json.loads(target.read_text("utf-8"))
    printed, reported = capsys.readouterr()
    assert f"Goals reached: **{told['reached']} of {told['goals']}**" in printed
    assert f"goals reached: {told['reached']} of {told['goals']}\n" in reported
    assert all(each["ratio"] and each["floor"] for each in told["figures"] if each["goal"])
    assert {each["group"] for each in told["figures"]} == {"Pages"}
    assert all(f"| {each['name']}" in printed for each in told["figures"])
