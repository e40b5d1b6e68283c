"""A file that was renamed and edited between two commands: told with what answers it."""

import json
import re
from pathlib import Path

import pytest


@pytest.fixture
def renamed(run, library: Path) -> list[str]:
    """The command that says yes, as it is told."""
    folder = library / "articles"
    text = re.sub("(?m)^url: .*\n", "", (folder / "car.md").read_text(encoding="utf-8"))
    (folder / "car.md").write_text(text, encoding="utf-8")
    run("list")
    run("annotate", "car.md", "--quote", "京東說會合作。", "--tag", "fact", "--as", "王")
    (folder / "car.md").unlink()
    newer = text.replace("增長了12%", "增長了13%").replace("京東造車", "京東造車（更正）", 1)
    (folder / "cars.md").write_text(newer, encoding="utf-8")
    told = run("list").stderr
    assert "“京東造車（更正）” (articles/cars.md) may be “京東造車”" in told
    found = re.search(r"meipi (join [0-9a-f-]+ [0-9a-f-]+);", told)
    assert found
    return found[1].split()


def test_the_command_that_is_told_joins_them_with_their_marks(run, renamed: list[str]) -> None:
    done = run(*renamed)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "may be" not in run("list").stderr
    shown = json.loads(run("show", "cars.md", "--json").stdout)
    assert "增長了13%" in shown["text"]
    assert "京東說會合作。" in run("export", "cars.md").stdout
    assert run("join", "--undo", renamed[1]).exit_code == 0
    assert "may be" not in run("list").stderr
    titles = {it["title"] for it in json.loads(run("list", "--json").stdout)}
    assert titles == {"京東造車", "京東造車（更正）"}


def test_told_that_they_are_two_it_asks_no_more(run, renamed: list[str]) -> None:
    assert "may be" in run("list").stderr
    command, one, other = renamed
    assert run(command, "--apart", one, other).stdout == (
        "They stay two articles; this is not asked again.\n"
    )
    assert "may be" not in run("list").stderr
    assert "nothing was asked" in run(command, "--apart", one, other).stdout
