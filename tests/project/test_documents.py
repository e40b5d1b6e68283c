"""What the documents say about keys, commands, settings and versions is so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reader.cli import COMMANDS
from reader.config import Config, load
from reader.exchange.registry import FORMATS
from reader.tui.changes.commands import CHANGES
from reader.tui.intake.commands import ADDING, GIVING
from reader.tui.keymap import MODES, keymap
from reader.tui.kit.commands import EVERYWHERE, Command, shown_keys
from reader.tui.kit.keys import split
from reader.tui.library.commands import LIBRARY
from reader.tui.reading.commands import CARD, READING, SELECTING
from reader.tui.review.commands import REVIEWING
from reader.tui.search.commands import SEARCHING
from reader.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-Hant.md").read_text("utf-8")
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text("utf-8")


TABLES = {"hooks", "keymap", "publishing"}
"""Settings that are tables, empty if there are none."""


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    _, _, after = text.partition(f"\n{heading}\n")
    assert after, f"no section {heading}"
    return re.split(r"^##+ ", after, maxsplit=1, flags=re.MULTILINE)[0]


def keys_named(text: str) -> set[str]:
    """The keys in the first column of a table; `1`–`9` stands for all digits."""
    first = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = set(re.findall(r"`([^`]+)`", " ".join(first)))
    return named | set("123456789") if "`1`–`9`" in " ".join(first) else named


def test_the_readme_names_every_key_of_the_reading_screen_and_no_other() -> None:
    commands = (*READING, *EVERYWHERE)
    shown = {key for command in commands for key in shown_keys(command, {}, 9).split()}
    assert keys_named(section(README, "## Keys")) == shown


@pytest.mark.parametrize(
    ("heading", "commands"),
    [
        ("### In an open annotation", CARD),
        ("### While selecting", SELECTING),
        ("### While searching in all articles", SEARCHING),
        ("### When an article came in again changed", REVIEWING),
        ("### While looking at what the publisher changed", CHANGES),
        ("### While bringing an article in", (*GIVING, *ADDING)),
    ],
)
def test_the_readme_names_every_key_of_the_other_screens(
    heading: str, commands: tuple[Command, ...]
) -> None:
    shown = {key for command in commands for key in shown_keys(command, {}, 9).split()}
    assert keys_named(section(README, heading)) == shown


def test_the_readme_names_every_key_of_the_library() -> None:
    shown = {key for command in LIBRARY for key in shown_keys(command, {}, 9).split()}
    assert keys_named(section(README, "### In the library")) == shown | {"esc"}


def test_the_settings_name_every_id_of_the_keymap_and_no_other() -> None:
    table = section(CONFIGURATION, "## Ids of commands")
    named = re.findall(r"^\| `(\w+)` \| (.*) \|", table, re.MULTILINE)
    assert dict(named) == {
        command.id: " ".join(f"`{key}`" for key in shown_keys(command, {}, 9).split())
        for mode in (*MODES, EVERYWHERE)
        for command in mode
    }
    keymap({ident: f"f{number}" for number, (ident, _) in enumerate(named, 30)})


def test_the_readme_names_every_command_and_format() -> None:
    named = section(README, "## Command line")
    assert set(re.findall(r"^meipi ([a-z]+)(?![.\w])", named, re.MULTILINE)) == set(COMMANDS) - {
        "read"
    }
    assert all(f"`{name}`" in README for name in FORMATS)


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh-Hant.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"]
)
def test_links_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", (ROOT / page).read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (ROOT / target).exists()] == []


def outline(text: str) -> list[tuple[str, ...]]:
    """What does not depend on the language: levels of headings, first cells, commands, links."""
    found: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if heading := re.match(r"(#+) ", line):
            found.append(("heading", heading[1]))
        elif line.startswith("| "):
            # Systems and keys; the heads of tables are words.
            cell = line.split("|")[1].strip()
            found.append(("row", cell if cell.isascii() or "`" in cell else ""))
        elif re.match(r"(meipi|make|pipx|eval|_MEIPI)\b", line):
            found.append(("command", re.split(r"\s{2,}#", line)[0]))
        found += [("link", target) for target in sorted(re.findall(r"\]\(([^)]+)\)", line))]
    return found


def test_the_chinese_readme_has_the_same_keys_commands_and_links() -> None:
    english = [it for it in outline(README) if it[1] not in ("README.zh-Hant.md",)]
    chinese = [it for it in outline(CHINESE) if it[1] not in ("README.md",)]
    heads = {"keys", "format", "system"}
    english = [("row", "") if it[0] == "row" and it[1] in heads else it for it in english]
    assert chinese == english


def test_every_setting_is_documented_with_its_default() -> None:
    rows = [line.split("|") for line in CONFIGURATION.splitlines() if line.startswith("| `")]
    defaults = {row[1].strip(" `"): row[3].strip(" `") for row in rows if len(row) == 6}
    assert defaults.keys() == {field.name for field in fields(Config)}
    plain = {name: value for name, value in defaults.items() if name not in TABLES}
    said = tomllib.loads("\n".join(f"{name} = {value}" for name, value in plain.items()))
    assert said == {name: getattr(Config(), name) for name in plain}


def test_the_example_settings_work(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", CONFIGURATION, re.DOTALL)
    file = tmp_path / "config.toml"
    file.write_text(example, "utf-8")
    chosen = load(file).keymap
    assert chosen
    assert keymap(chosen).keys() == chosen.keys()
    assert all(split(keys) for keys in chosen.values())


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest
    assert {project["version"], VERSION, newest[1]} == {"0.1.0"}


def test_make_help_names_only_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r'echo "make (\w+)', makefile)
    assert len(named) > 5
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.M)] == []
