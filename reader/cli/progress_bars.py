"""A progress bar on stderr, where somebody is watching."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress

AFTER = 0.5
"""Seconds after which a bar shows that it takes longer."""

FILLED = 20
"""Cells of a bar that is full."""


class ProgressBar:
    """A bar with a text, if stderr is a terminal and it takes longer than `after` seconds."""

    def __init__(self, after: float = AFTER) -> None:
        self._from = time.monotonic() + after
        self._watched = sys.stderr.isatty()
        self._shown: tuple[int, str] | None = None

    def show(self, share: float, about: str, text: Callable[[], str]) -> None:
        """Show the share that is done, from 0 to 1.

        `text` is asked when the bar is longer than it was or `about`, what it stands for, another.
        """
        if not self._watched or time.monotonic() < self._from:
            return
        filled = int(min(1.0, max(0.0, share)) * FILLED)
        if self._shown == (filled, about):
            return
        self._shown = filled, about
        self._write(f"\r\x1b[K{_fitting(filled, text())}")

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._shown is not None:
            self._write("\r\x1b[K")
            self._shown = None

    def _write(self, text: str) -> None:
        with suppress(OSError):  # a terminal that is gone stops no work
            sys.stderr.write(text)
            sys.stderr.flush()


def _fitting(filled: int, text: str) -> str:
    """Bar and text, or what of both fits into one row: what wraps would not go away again."""
    import shutil

    from reader.text.typesetting.cell_width import cell_len

    columns = shutil.get_terminal_size().columns
    bar = f"[{'#' * filled}{'-' * (FILLED - filled)}]"
    fits = (each for each in (f"{bar} {text}", text, bar) if cell_len(each) < columns)
    return next(fits, "")
