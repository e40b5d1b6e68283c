"""Facts remembered on this machine, in the user's state folder, and in no library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def remember(name: str, row: Sequence[str]) -> bool:
    """Keep a row in the file of that name; false if it was there. What cannot be kept is not."""
    if is_remembered(name, row):
        return False
    path = state_folder() / name
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="ascii") as file:
            file.write(f"{_line(row)}\n")
    return True


def is_remembered(name: str, row: Sequence[str]) -> bool:
    """Whether a row was kept."""
    try:
        return _line(row) in (state_folder() / name).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return False


def _line(row: Sequence[str]) -> str:
    return json.dumps(list(row), ensure_ascii=True)


def state_folder() -> Path:
    """The folder of what the user's programs keep from one session to the next."""
    from platformdirs import user_state_path

    return user_state_path("meipi", appauthor=False)
