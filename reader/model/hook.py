"""Hooks: programs of the reader's own that are given a passage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Hook(NamedTuple):
    """A program and its arguments; with `hints`, the lines of its answer are words of the text."""

    name: str
    command: tuple[str, ...]
    hints: bool = False


def hook_of(name: str, written: object) -> Hook | None:
    """A hook as the settings have it, a list or a table with the list as `run`; None if neither."""
    hinting = False
    if isinstance(written, Mapping):
        hinting = written.get("hints", False)
        if not written.keys() <= {"run", "hints"} or not isinstance(hinting, bool):
            return None
        written = written.get("run")
    if not isinstance(written, list) or not written or not (name.strip() and name.isprintable()):
        return None
    if not all(isinstance(part, str) and "\0" not in part for part in written) or not written[0]:
        return None
    return Hook(name, tuple(written), hinting)
