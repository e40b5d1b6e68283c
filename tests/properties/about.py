"""Which public functions there are, and which of them the properties have called.

A property names what it is about: `@about(clean)`, below `@given`. Until each of these has been
called from a file of this folder, its examples run under `sys.setprofile`; so a name that is only
listed, or only reached through something else, does not count.

`given` is hypothesis's own with our settings: few examples and always the same, or as many as
MEIPI_PROPERTIES says, which differ from run to run unless pytest gets `--hypothesis-seed`.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import hypothesis
from hypothesis import HealthCheck, settings

import reader
from reader.errors import InputError

HERE = str(Path(__file__).parent)
WHOLE = (
    "config", "errors", "model", "text", "analysis", "exchange", "reports", "ingest", "words",
)  # fmt: skip
"""The rooms in which every public class counts; in the others only values do."""
PARTS = ("library", "store", "tui")
PLAIN = ("reader.tui.session", "reader.tui.kit.list_rows", "reader.store.clocks.clock")
"""Modules of the others whose classes need neither a screen nor a database."""
OUTSIDE = {
    "Connection", "Path", "Library", "LibraryCore", "LibraryReads", "Readers", "Edits", "Event",
    "ArticlePainter", "ResultPainter", "PassagePainter", "ScreenHost", "ReadingHost",
    "ReadingControllers", "LibraryControllers", "TerminalApp",
}  # fmt: skip
"""Whoever takes one of these needs more than values."""
BEHAVIOURS = (".controllers", ".tui.intake.preview_edits", ".tui.review.decisions")
"""Rooms of what acts on a screen: Pilot presses its keys."""

MANY = int(os.environ.get("MEIPI_PROPERTIES", "0"))
TRIED = settings(
    max_examples=MANY or 15,
    derandomize=not MANY,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=(
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ),
)

called: set[CodeType] = set()
PROPERTIES: dict[str, frozenset[CodeType]] = {}
"""What each property is about; it is filled as pytest collects the files."""


def given(*args: Any, **kwargs: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A property of everything that these strategies give."""
    return lambda test: TRIED(hypothesis.given(*args, **kwargs)(test))


def about(*things: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say which functions, methods or properties of the reader a property is about."""
    codes = frozenset(map(code_of, things))

    def mark(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def run(*args: object, **kwargs: object) -> None:
            if codes <= called:
                return test(*args, **kwargs)
            with_caches = {code_of(thing): thing for thing in things if _asked(thing) is not None}
            before = {code: _asked(thing) for code, thing in with_caches.items()}
            sys.setprofile(_notice)
            try:
                test(*args, **kwargs)
            finally:
                sys.setprofile(None)
            # What a cache answers is no call of the function; the cache counts it.
            called.update(c for c, thing in with_caches.items() if _asked(thing) != before[c])
            return None

        name = f"{test.__module__}.{test.__qualname__}"
        PROPERTIES[name] = PROPERTIES.get(name, frozenset()) | codes  # there may be several lines
        return run

    return mark


def refused(error: InputError, *codes: str) -> None:
    """An error that a function may raise; any other is a fault."""
    assert error.code in codes, error


def code_of(thing: object) -> CodeType:
    """The code that runs when a function, method or property is used."""
    for inner in ("fget", "func", "__func__"):
        thing = getattr(thing, inner, None) or thing
    return inspect.unwrap(thing).__code__  # type: ignore[arg-type, no-any-return]


def _asked(thing: Any) -> int | None:
    info = getattr(thing, "cache_info", None)
    return None if info is None else info().hits + info().misses


def _notice(frame: FrameType, event: str, _: object) -> None:
    if event != "call" or frame.f_code in called:
        return
    caller = frame.f_back
    if caller and caller.f_code.co_filename == functools.__file__:  # a cached property
        caller = caller.f_back
    if caller and caller.f_code.co_filename.startswith(HERE):
        called.add(frame.f_code)


def public() -> dict[str, CodeType]:
    """The public functions of all rooms, and the methods of their public classes, by name."""
    found: dict[str, CodeType] = {}
    for info in pkgutil.walk_packages(reader.__path__, "reader."):
        room = info.name.split(".")[1]
        if room not in WHOLE + PARTS or info.name.endswith("__main__"):
            continue
        if any(room in info.name for room in BEHAVIOURS):
            continue
        module = importlib.import_module(info.name)
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", None) != info.name:
                continue
            for full, part in _parts(name, thing, room in WHOLE or info.name.startswith(PLAIN)):
                if not _outside(part):
                    found[f"{info.name.removeprefix('reader.')}.{full}"] = code_of(part)
    return found


def _parts(name: str, thing: Any, whole: bool) -> Iterator[tuple[str, object]]:
    if inspect.isfunction(inspect.unwrap(thing)):
        yield name, thing
    value = is_dataclass(thing) or (inspect.isclass(thing) and issubclass(thing, tuple))
    if inspect.isclass(thing) and (whole or value) and not getattr(thing, "_is_protocol", False):
        for inner, part in vars(thing).items():
            if not inner.startswith("_") and _is_code(part):
                yield f"{name}.{inner}", part


def _is_code(part: object) -> bool:
    kinds = (property, classmethod, staticmethod)
    return inspect.isfunction(part) or isinstance(part, kinds) or hasattr(part, "func")


def _outside(part: object) -> bool:
    code = code_of(part)
    function: Any = part
    for inner in ("fget", "func", "__func__"):
        function = getattr(function, inner, None) or function
    notes = inspect.unwrap(function).__annotations__
    abstract = getattr(function, "__isabstractmethod__", False)
    takes = " ".join(str(notes.get(arg, "")) for arg in code.co_varnames)
    return abstract or any(word.strip("'\"") in OUTSIDE for word in _names(takes))


def _names(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
