"""What the house promises: no towers, no big classes or files, no name for two things."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import reader

ROOT = Path(reader.__file__).parent
FUNCTIONS, LINES, BASES = 60, 350, 2
CLASSES: dict[str, list[str]] = {}
"""Classes that share a name on purpose, by that name, with the modules; there is none."""


CONVENTIONAL = {
    "screen", "commands", "controller", "host", "lines", "navigation", "painting", "parser",
    "script_views", "state",
}  # fmt: skip
"""What each screen has, or each language."""
SUBJECTS = {
    "articles", "changes", "claims", "code_book", "completion", "counting", "cutting", "dates",
    "devices", "evidence", "export", "feeds", "filters", "folder_watch", "identity", "joining",
    "labels", "library", "listing", "offers", "page_lines", "repair", "revisions", "roles",
    "search", "sections", "snapshots", "sources", "times", "undoing",
}  # fmt: skip
"""Subjects that several layers have something to say of, each in its own words."""


class Class(NamedTuple):
    """A class with the names of its bases and functions."""

    module: str
    bases: tuple[str, ...]
    functions: frozenset[str]


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path, path.read_text("utf-8")


def classes() -> dict[str, list[Class]]:
    """All classes at the top of a module, by name."""
    found = defaultdict(list)
    for path, source in sources():
        for node in ast.parse(source).body:
            if isinstance(node, ast.ClassDef):
                bases = tuple(named(base) for base in node.bases)
                functions = frozenset(
                    it.name
                    for it in node.body
                    if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef)
                )
                module = str(path.relative_to(ROOT))
                found[node.name].append(Class(module, bases, functions))
    return dict(found)


def named(base: ast.expr) -> str:
    base = base.value if isinstance(base, ast.Subscript) else base
    return base.id if isinstance(base, ast.Name) else ""


KNOWN = classes()


def tower(name: str) -> dict[str, Class]:
    """A class with all classes of ours that it is made of."""
    whole = {name: KNOWN[name][0]}
    for base in whole[name].bases:
        if base in KNOWN:
            whole |= tower(base)
    return whole


def test_no_two_classes_have_one_name() -> None:
    several = {name: [it.module for it in each] for name, each in KNOWN.items() if len(each) > 1}
    assert several == CLASSES


def test_no_module_has_the_name_of_another_that_is_about_something_else() -> None:
    names = Counter(path.stem for path, _ in sources() if not path.stem.startswith("__"))
    several = {name for name, count in names.items() if count > 1}
    assert several == CONVENTIONAL | SUBJECTS


def test_no_screen_has_more_than_two_bases_of_ours() -> None:
    screens = [name for name in KNOWN if "AppScreen" in tower(name)]
    assert len(screens) > 8
    assert {name for name in screens if len(tower(name)) > BASES + 1} == set()


def test_no_class_has_more_functions_than_can_be_looked_over() -> None:
    many = {
        name: count
        for name in KNOWN
        if (count := len(frozenset().union(*(it.functions for it in tower(name).values()))))
        > FUNCTIONS
    }
    assert many == {}


def test_no_file_is_longer_than_can_be_looked_over() -> None:
    tables = ("words", "starter")
    long = {
        str(path.relative_to(ROOT)): lines
        for path, source in sources()
        if (lines := source.count("\n")) > LINES and path.relative_to(ROOT).parts[0] not in tables
    }
    assert long == {}


def test_the_kit_knows_none_of_the_rooms_that_are_built_from_it() -> None:
    kit = [(path, source) for path, source in sources() if path.parent.name == "kit"]
    assert len(kit) > 30
    known = re.compile(r"\breader\.tui(?:\.(?!kit\b|terminal\b)\w+| import )")
    assert [(path.name, it) for path, source in kit for it in known.findall(source)] == []


def test_no_two_test_files_have_one_name() -> None:
    names = Counter(path.name for path in Path(__file__).parents[1].rglob("test_*.py"))
    assert [name for name, times in names.items() if times > 1] == []
