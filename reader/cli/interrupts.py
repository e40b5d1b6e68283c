"""⌃c ends the program wherever it is, also where Python would swallow it."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

CODE = 130
"""The exit code of a program that ⌃c ended: 128 and the signal's number."""

SOON = 0.01
"""Seconds after which an interrupt that was swallowed comes again."""

_heard = threading.Event()


def listen() -> None:
    """Hear ⌃c from now on, unless whoever started the program has it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _again


def was_heard() -> bool:
    """Whether ⌃c came, whatever became of it."""
    return _heard.is_set()


def _interrupt(_: int, __: FrameType | None) -> None:
    _heard.set()
    raise KeyboardInterrupt


def _again(told: UnraisableHookArgs) -> None:
    """Send the signal once more if it came while something was cleared away, as in an import.

    There Python has nobody to raise to (`sys.unraisablehook`), and goes on.
    """
    if not issubclass(told.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(told)
        return
    timer = threading.Timer(SOON, signal.raise_signal, (signal.SIGINT,))
    timer.daemon = True
    timer.start()
