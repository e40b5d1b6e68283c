"""Every pattern of the package, by name, and how it is used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import reader

AnyPattern = re.Pattern[str] | re.Pattern[bytes]
_ONCE = {"match", "fullmatch", "prefixmatch"}
_CALLS = {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern and where it stands; `ways` are the methods that it is used by."""

    name: str
    pattern: AnyPattern
    ways: frozenset[str]


def modules() -> Iterator[ModuleType]:
    """The modules of the package that can be imported without starting it."""
    for found in pkgutil.walk_packages(reader.__path__, "reader."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns() -> tuple[list[Used], list[str]]:
    """Every pattern, and the places where one is made of what is only known at run time."""
    held: dict[str, AnyPattern] = {}
    named: dict[str, set[str]] = defaultdict(set)
    unknown: list[str] = []
    inline: list[Used] = []
    for module in modules():
        for name, value in _values(module):
            held.setdefault(f"{module.__name__}.{name}", value)
        tree = ast.parse(open(module.__file__ or "", encoding="utf-8").read())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr not in _CALLS | {"compile"}:
                continue
            base = ast.unparse(node.value).split(".")[-1]
            if base != "re":
                named[base].add(node.attr)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func).startswith("re.") and call.func.attr in _CALLS | {"compile"}:  # type: ignore[attr-defined]
                used = _inline(module, call)
                if used is None:
                    unknown.append(f"{module.__name__}: {ast.unparse(call)}")
                else:
                    inline.append(used)
    texts = {used.pattern.pattern for used in inline}
    found = [
        Used(name, pattern, frozenset(named.get(name.split("[")[0].split(".")[-1], set())))
        for name, pattern in held.items()
    ]
    known = {used.pattern.pattern for used in found}
    _ = texts
    return found + [used for used in inline if used.pattern.pattern not in known], unknown


def _values(module: ModuleType) -> Iterator[tuple[str, AnyPattern]]:
    """The patterns that a module and its classes hold, also in tuples and dicts."""
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


def _inline(module: ModuleType, call: ast.Call) -> Used | None:
    """The pattern of a call like `re.sub(…)`; None if it is made at run time."""
    way = call.func.attr  # type: ignore[attr-defined]
    at = 2 if way not in ("sub", "subn") else 3
    arguments = [call.args[0], *(word.value for word in call.keywords if word.arg == "flags")]
    arguments += [
        arg for arg in call.args[1:at] if ast.unparse(arg).startswith("re.")
    ]
    try:
        said = [eval(ast.unparse(each), vars(module)) for each in arguments]
    except NameError:
        return None
    flags = 0
    for each in said[1:]:
        flags |= each
    name = f"{module.__name__}:{call.lineno}"
    return Used(name, re.compile(said[0], flags), frozenset({way} - {"compile"}))
