"""No module imports what imports it, not even in a function or for a type."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import reader

ROOT = Path(reader.__file__).parent


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imported(source: str) -> Iterator[tuple[str, str]]:
    """Each module that a source names, with what it takes from it; wherever it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def graph(known: Mapping[str, str]) -> dict[str, set[str]]:
    """Which modules each one imports, of those that are known by their sources."""
    edges: dict[str, set[str]] = {}
    for module, source in known.items():
        names = (
            f"{name}.{part}" if f"{name}.{part}" in known else name
            for name, part in imported(source)
        )
        edges[module] = {name for name in names if name in known and name != module}
    return edges


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """A circle of modules, if there is one."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_there_is_none() -> None:
    known = {name: path.read_text(encoding="utf-8") for name, path in modules().items()}
    edges = graph(known)
    assert "reader.model" in edges["reader.tui.app"]
    assert circle(edges) == []


@pytest.mark.parametrize(
    "back",
    [
        "import a",
        "from a import thing",
        "def later():\n    from a import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a",
    ],
)
def test_one_would_be_found(back: str) -> None:
    assert sorted(set(circle(graph({"a": "import b", "b": back})))) == ["a", "b"]
    assert circle(graph({"a": "import b", "b": "import c", "c": "x = 1"})) == []
