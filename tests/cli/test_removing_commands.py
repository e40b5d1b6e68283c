"""`meipi remove`, `restore` and `join`: articles as wholes, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

OTHER = """---
title: 京東造車（轉載）
---

銷量增長了13%。我認為重點不在此。

京東說會合作。重點在價格，京東說。
"""


def test_removed_and_restored(library: Path, run: Run) -> None:
    removed = run("remove", "造車")
    assert removed.stdout == "removed   京東造車  (`meipi restore` puts it back)\n"
    assert run("list").exit_code == 1
    assert "京東造車" in run("list", "--removed").stdout
    assert run("remove", "造車").exit_code == 2
    assert (library / "articles" / "car.md").is_file()
    assert run("restore", "造車").stdout == "restored  京東造車\n"
    assert "京東造車" in run("list").stdout
    there = run("restore", "造車")
    assert (there.exit_code, "“京東造車” is in the library" in there.stderr) == (2, True)
    nobody = run("restore", "沒有這篇")
    assert (nobody.exit_code, "`meipi list --removed`" in nobody.stderr) == (2, True)


def test_what_was_removed_is_listed_without_counts_that_are_none(marked: Run) -> None:
    marked("remove", "造車")
    assert "sentences" not in marked("list", "--removed").stdout
    (row,) = json.loads(marked("list", "--removed", "--json").stdout)
    assert row["title"] == "京東造車"
    assert "facts" not in row


def test_a_file_that_lies_there_is_told_by_its_title(library: Path, run: Run) -> None:
    added = run("add", str(library / "articles" / "car.md"))
    assert added.stdout == "the same  京東造車  (articles/car.md)\n"


def test_a_file_that_is_named_is_back_and_said_to_be(library: Path, run: Run) -> None:
    run("remove", "car.md")
    added = run("add", str(library / "articles" / "car.md"))
    assert "“京東造車” had been removed; it is back in the library" in added.stderr
    run("remove", "car.md")
    shown = run("show", str(library / "articles" / "car.md"))
    assert (shown.exit_code, "car" in run("list", "--json").stdout) == (0, False)


def test_joined_and_parted(library: Path, run: Run) -> None:
    (library / "articles" / "other.md").write_text(OTHER, encoding="utf-8")
    run("annotate", "car.md", "--quote", "重點在價格", "--tag", "fact", "--as", "Lin")
    run("annotate", "other.md", "--quote", "重點在價格", "--tag", "fact")
    assert run("join", "car.md", "other.md").stdout.startswith("joined    京東造車")
    (row,) = json.loads(run("list", "--json").stdout)
    assert row["facts"] == 2
    assert run("join", "--undo", "京東造車").stdout.startswith("parted    京東造車")
    assert len(json.loads(run("list", "--json").stdout)) == 2
    assert run("join", "--undo", "car.md").exit_code == 2
    assert run("join", "car.md").exit_code == 2
