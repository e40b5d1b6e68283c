"""`meipi changes`: what the publisher changed, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reader.cli.changes import command

Run = Callable[..., Result]

SOLD = "銷量增長了12%。"
LESS = "銷量增長了9%。"


def edit(library: Path, *edits: tuple[str, str]) -> None:
    path = library / "articles" / "car.md"
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.fixture
def edited(library: Path, run: Run) -> Path:
    """A tagged claim whose figure was changed, and a paragraph more."""
    run("annotate", "car.md", "--quote", SOLD, "--tag", "fact", "--as", "Lin")
    edit(library, ("12%", "9%"), ("## 不一樣", "工廠在下個月開工。\n\n## 不一樣"))
    return library


def as_json(result: Result) -> Any:
    return json.loads(result.stdout)


def test_changes_for_people(edited: Path, run: Run) -> None:
    result = run("changes", "car.md", "--language", "zh_hant")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert rows[0] == "京東造車"
    assert "第 1 版" in rows[1]
    assert rows[2] == "改了 1 段、加了 1 段、動到 1 條標記"
    assert "    實  銷量增長了［-12-］［+9+］%。我認為重點不在此。" in rows
    assert "    ［+工廠在下個月開工。+］" in rows


def test_changes_for_programs(edited: Path, run: Run) -> None:
    result = run("changes", "car.md", "--json")
    found = as_json(result)
    assert (found["article"], found["from"]["number"], found["to"]["number"]) == (
        "articles/car.md",
        1,
        2,
    )
    changed, added = found["changes"]
    assert (changed["kind"], added["kind"], added["old"]) == ("changed", "added", None)
    (annotation,) = found["annotations"]
    assert changed["annotations"] == [annotation["id"]]
    assert (annotation["tag"], annotation["exact"]) == ("fact", SOLD)
    start, end = annotation["new"]
    first = changed["new"]
    assert first["text"][start - first["start"] : end - first["start"]] == LESS
    stretches = [one for one in changed["stretches"] if one["kind"] != "same"]
    assert [(one["old"]["text"], one["new"]["text"]) for one in stretches] == [("12", "9")]


def test_any_two_revisions(edited: Path, run: Run) -> None:
    run("list")
    edit(edited, ("9%", "8%"))
    newest = as_json(run("changes", "car.md", "--json"))
    assert (newest["from"]["number"], newest["to"]["number"]) == (2, 3)
    both = as_json(run("changes", "car.md", "--from", "1", "--to", "3", "--json"))
    assert [one["kind"] for one in both["changes"]] == ["changed", "added"]
    back = as_json(run("changes", "car.md", "--from", "3", "--to", "1", "--json"))
    assert [one["kind"] for one in back["changes"]] == ["changed", "removed"]


def test_only_one_revision(library: Path, run: Run) -> None:
    result = run("changes", "car.md", "--json")
    assert (result.exit_code, as_json(result)) == (1, {"changes": [], "fate": None})
    assert "only once" in result.stderr


def test_another_script_is_no_change(library: Path, run: Run) -> None:
    run("list")
    edit(library, ("銷量增長了12%。", "销量增长了12%。"))
    result = run("changes", "car.md", "--language", "zh_hant")
    assert result.exit_code == 1
    assert "字句都沒有改、1 段只換了字形" in result.stdout


def test_a_revision_that_is_not_there(edited: Path, run: Run) -> None:
    result = run("changes", "car.md", "--from", "7")
    assert result.exit_code == 2
    assert "There is no revision 7; this article has 2." in result.stderr


def test_private_annotations_are_left_out_and_counted(library: Path, run: Run) -> None:
    run("annotate", "car.md", "--quote", SOLD, "--tag", "fact", "--private", "--as", "Lin")
    edit(library, ("12%", "9%"))
    found = as_json(run("changes", "car.md", "--json"))
    assert (found["annotations"], found["private"]) == ([], 1)


@pytest.mark.parametrize(
    ("format", "named"),
    [
        ("markdown", f"## 原文中已找不到的標記\n\n> {SOLD}"),
        ("csv", ",orphan,"),
        ("jsonld", '"meipi:anchor": "orphan"'),
    ],
)
def test_a_mark_that_lost_its_words_is_exported_with_them(
    library: Path, run: Run, format: str, named: str
) -> None:
    run("annotate", "car.md", "--quote", SOLD, "--tag", "fact", "--as", "Lin")
    edit(library, (SOLD, ""))
    out = run("export", "car.md", "--format", format, "-o", "-", "--language", "zh_hant").stdout
    assert named in out
    assert SOLD in out


def test_no_control_byte_of_an_article_is_printed(library: Path, run: Run) -> None:
    run("list")
    edit(library, ("12%", "9%\u202e\x1b[31m"))
    result = run("changes", "car.md")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_the_help_has_an_example() -> None:
    assert command.help is not None
    assert "Example:" in command.help


def test_a_changed_headline_alone(library: Path, run: Run) -> None:
    run("list")
    edit(library, ("title: 京東造車", "title: 京東不造車"))
    result = run("changes", "car.md")
    assert result.exit_code == 0
    assert "The title was changed: it was “京東造車”, it is “京東不造車”" in result.stdout
    found = as_json(run("changes", "car.md", "--json"))
    assert found["published"] == {"title": {"from": "京東造車", "to": "京東不造車"}}
    assert found["changes"] == []
    assert found["from"]["sha256"] == found["to"]["sha256"]
    assert found["from"]["id"] != found["to"]["id"]
