"""Every pattern of the package, by the name that it has, and how it is used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import reader

AnyPattern = re.Pattern[str] | re.Pattern[bytes]
_WAYS = frozenset(["search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"])
_FROM_START = frozenset(["match", "fullmatch"])


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, its place in the package, and whether it is only tried where a text begins.

    `whole` says that all of a text has to match.
    """

    name: str
    pattern: AnyPattern
    anchored: bool
    whole: bool


def every() -> tuple[list[Used], set[str]]:
    """Every pattern, and the calls in which one is made of what is known only at run time."""
    modules = list(_modules())
    trees = {module.__name__: ast.parse(_source(module)) for module in modules}
    ways = _ways(trees)
    found: dict[tuple[str, int], Used] = {}
    made: set[str] = set()
    for module in modules:
        for name, pattern in _held_by(module):
            own = name.split("[")[0]
            used = ways[module.__name__, own] if own.startswith("_") else ways["", own]
            _put(found, f"{module.__name__}.{name}", pattern, used)
        for call in _calls(trees[module.__name__]):
            pattern_ = _inline(module, call)
            if pattern_ is None:
                made.add(f"{module.__name__}: {ast.unparse(call.args[0])}")
            elif call.func.attr == "compile":  # type: ignore[attr-defined]
                if (str(pattern_.pattern), pattern_.flags) not in found:
                    _put(found, f"{module.__name__}:{call.lineno}", pattern_, set())
            else:
                used = {call.func.attr}  # type: ignore[attr-defined]
                _put(found, f"{module.__name__}:{call.lineno}", pattern_, used)
    return list(found.values()), made


def _put(
    found: dict[tuple[str, int], Used], name: str, pattern: AnyPattern, ways: set[str]
) -> None:
    """Keep a pattern once, under its first name, for all the ways in which it is used."""
    key = (str(pattern.pattern), pattern.flags)
    before = found.get(key)
    anchored = bool(ways) and ways <= _FROM_START and (before is None or before.anchored)
    whole = "fullmatch" in ways or (before is not None and before.whole)
    found[key] = Used(before.name if before else name, pattern, anchored, whole)


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(reader.__path__, "reader."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _ways(trees: dict[str, ast.Module]) -> dict[tuple[str, str], set[str]]:
    """The methods by which each name is used: in its module, and, by "", anywhere."""
    ways: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _WAYS:
                name = ast.unparse(node.value).split(".")[-1]
                ways[module, name].add(node.attr)
                ways["", name].add(node.attr)
    return ways


def _held_by(module: ModuleType) -> Iterator[tuple[str, AnyPattern]]:
    """The patterns that a module and its classes hold, also in tuples and tables."""
    for name, value in vars(module).items():
        yield from _held(name, value)
        if isinstance(value, type) and value.__module__ == module.__name__:
            for inner, said in vars(value).items():
                yield from _held(f"{name}.{inner}", said)


def _held(name: str, value: Any) -> Iterator[tuple[str, AnyPattern]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield name, value.__self__
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _held(f"{name}[{key}]", each)
    elif isinstance(value, tuple | list) and len(value) < 100:
        for place, each in enumerate(value):
            yield from _held(f"{name}[{place}]", each)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls of `re` with a pattern."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            of_re = isinstance(call.func.value, ast.Name) and call.func.value.id == "re"
            if of_re and call.func.attr in _WAYS | {"compile"}:
                yield call


def _inline(module: ModuleType, call: ast.Call) -> AnyPattern | None:
    """The pattern that stands in a call; None if it is made at run time."""
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    flags += [each for each in call.args[1:] if ast.unparse(each).startswith("re.")]
    try:
        pattern, *said = (eval(ast.unparse(each), vars(module)) for each in (call.args[0], *flags))
    except NameError:
        return None
    return re.compile(pattern, sum(said))
