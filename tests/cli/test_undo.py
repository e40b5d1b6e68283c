"""`meipi undo` and `meipi redo`: what was done last, of marks and in the library."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.library import open_library
from reader.model import Tag

QUOTES = {"car": "近年來", "taxi": "三十年车"}
TAXI = "---\ntitle: 计程车司机\n---\n\n老陈开了三十年车。\n"


Run = Callable[..., Any]


def tags(folder: Path) -> dict[str, list[Tag | None]]:
    with open_library(folder) as library:
        return {name: [it.tag for it in library.annotations(library.find(name))] for name in QUOTES}


def make(folder: Path, run: Run) -> None:
    """Two articles, marked at once from JSON lines."""
    (folder / "articles" / "taxi.md").write_text(TAXI, encoding="utf-8")
    lines = [
        json.dumps({"article": name, "quote": quote, "occurrence": 1, "tag": "fact"})
        for name, quote in QUOTES.items()
    ]
    done = run("annotate", "--batch", "-", "--as", "王", stdin="\n".join(lines))
    assert done.exit_code == 0, done.output


def test_a_batch_is_taken_back_at_once_if_that_is_meant(library: Path, run: Run) -> None:
    make(library, run)
    both = {"car": [Tag.FACT], "taxi": [Tag.FACT]}
    asked = run("undo")
    assert asked.exit_code == 2
    assert "2 marks in 2 articles" in asked.output
    assert "meipi undo --yes" in asked.output
    assert tags(library) == both
    undone = run("undo", "--yes")
    assert (undone.exit_code, undone.output) == (0, "Undone: 2 marks in 2 articles\n")
    assert tags(library) == {"car": [], "taxi": []}
    assert run("redo", "taxi").exit_code == 2
    assert run("redo", "taxi", "--yes").exit_code == 0
    assert tags(library) == both


def test_the_advice_turns_what_was_asked_for(library: Path, run: Run) -> None:
    make(library, run)
    assert run("annotate", "taxi", "--quote", "老陈", "--tag", "opinion").exit_code == 0
    for op, left in (("undo", []), ("redo", [Tag.FACT])):
        asked = run(op, "car", "--as", "王")
        assert asked.exit_code == 2
        advice = asked.output.strip().rpartition(": meipi ")[2]
        assert run(*shlex.split(advice)).exit_code == 0
        assert tags(library) == {"car": left, "taxi": [Tag.OPINION, *left]}


def test_whoever_is_a_person_of_their_own_again_redoes_what_was_theirs(
    library: Path, run: Run
) -> None:
    assert (
        run("annotate", "car", "--quote", "近年來", "--tag", "fact", "--as", "lin").exit_code == 0
    )
    assert (
        run("annotate", "car", "--quote", "會合作", "--tag", "fact", "--as", "Lin").exit_code == 0
    )
    assert run("annotators", "join", "lin", "Lin").exit_code == 0
    for _ in range(2):
        assert run("undo", "car", "--as", "Lin").exit_code == 0
    assert run("annotators", "undo").exit_code == 0
    redone = run("redo", "--as", "lin")
    assert redone.exit_code == 0, redone.output
    with open_library(library) as opened:
        assert [it.tag for it in opened.annotations(opened.find("car"))] == [Tag.FACT]


def test_the_last_change_of_all_and_that_of_an_article(library: Path, run: Run) -> None:
    make(library, run)
    with open_library(library) as opened:
        taxi, article = opened.find("taxi"), opened.find("car")
        opened.submit(lambda edits: edits.shelf.put_state(taxi, "starred", True)).result()
        (mark,) = opened.annotations(article)
        opened.submit(lambda edits: edits.edit(article, mark.id, note="查")).result()
        opened.submit(lambda edits: edits.shelf.enqueue(article)).result()
    title = "京東造車"
    said = [run(*command).output for command in (
        ("undo", "car"), ("undo",), ("undo",), ("redo",), ("redo",), ("redo", "car"),
    )]  # fmt: skip
    assert said == [
        f"Undone: “近年來” in {title}\n",
        f"Undone: into the queue: {title}\n",
        "Undone: star: 计程车司机\n",
        "Redone: star: 计程车司机\n",
        f"Redone: into the queue: {title}\n",
        f"Redone: “近年來” in {title}\n",
    ]


def test_nothing_to_take_back_writes_nothing(library: Path, run: Run) -> None:
    assert run("list").exit_code == 0
    before = {path: path.read_bytes() for path in library.glob("annotations.db*")}
    for command in ("undo", "redo"):
        told = run(command)
        assert (told.exit_code, told.stdout) == (1, "")
        assert told.stderr.startswith(f"meipi: Nothing to {command}")
    assert {path: path.read_bytes() for path in library.glob("annotations.db*")} == before


def test_removals_joins_and_corrected_names_are_taken_back_and_named(
    library: Path, run: Run
) -> None:
    make(library, run)
    assert run("annotate", "car", "--quote", "近年來", "--label", "數子").exit_code == 0
    assert run("remove", "taxi").exit_code == 0
    assert "removed: 计程车司机" in run("undo").output
    assert "计程车司机" in run("list").stdout
    assert run("join", "car", "taxi").exit_code == 0
    assert "joined with another: " in run("undo").output
    assert run("join", "--undo", "car").exit_code == 2
    assert run("labels", "rename", "數子", "數字").exit_code == 0
    assert "label renamed" in run("undo").output
    assert run("labels", "undo").exit_code == 1
    assert "數子" in run("labels").stdout
    assert "label renamed" in run("redo").output
    assert run("labels", "undo").exit_code == 0
    assert "數子" in run("labels").stdout


def test_a_list_of_feeds_is_told_by_their_number(run: Run) -> None:
    rows = "".join(f'<outline text="{n}" xmlUrl="https://example.org/{n}"/>' for n in range(3))
    opml = f"<opml><body>{rows}</body></opml>"
    assert run("feeds", "import", "-", stdin=opml).exit_code == 0
    assert run("undo").stdout == "Undone: subscribed: 3 feeds\n"
    assert run("redo").stdout.endswith("3 feeds\n")


def test_a_mark_in_an_article_that_another_removed_is_told_with_its_title(
    library: Path, run: Run
) -> None:
    make(library, run)
    assert run("annotate", "taxi", "--quote", "老陈", "--tag", "opinion").exit_code == 0
    assert run("annotate", "car", "--quote", "近年來", "--tag", "none", "--as", "李").exit_code == 0
    assert run("remove", "taxi").exit_code == 0
    undone = run("undo", "--as", "王")
    assert undone.output == "Undone: “老陈” in 计程车司机 (removed)\n"
