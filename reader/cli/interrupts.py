"""End of the program by ⌃c, also where Python would swallow it or wait for ever."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

CODE = 130
"""The exit code of a program that ⌃c ended: 128 and the signal's number."""

SOON = 0.01
"""Seconds after which an interrupt that was swallowed comes again."""

GRACE = 5.0
"""Seconds in which an interrupted program clears up.

It may wait for ever: an import that was interrupted can leave its lock closed to other threads.
What is on disk is whole at every moment, so that it may be ended anywhere.
"""

_HAS_ALARM = hasattr(signal, "setitimer")


class _Heard:
    """Time of the first ⌃c, in seconds of the monotonic clock; 0 before."""

    at = 0.0


def listen() -> None:
    """Hear ⌃c from now on, unless the parent process has it ignored."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    signal.signal(signal.SIGINT, _interrupt)
    if _HAS_ALARM:
        signal.signal(signal.SIGALRM, _remind)
        sys.unraisablehook = _again


def was_heard() -> bool:
    """Whether ⌃c came, whatever became of it."""
    return _Heard.at > 0


def _interrupt(_: int, __: FrameType | None) -> None:
    if not was_heard():
        _Heard.at = time.monotonic()
        warnings.simplefilter("ignore")  # what is left half done is not worth a word
        if _HAS_ALARM:
            signal.setitimer(signal.ITIMER_REAL, GRACE)
    raise KeyboardInterrupt


def _remind(_: int, __: FrameType | None) -> None:
    left = _Heard.at + GRACE - time.monotonic()
    if left < SOON:
        os._exit(CODE)
    signal.setitimer(signal.ITIMER_REAL, left)
    raise KeyboardInterrupt


def _again(unraisable: UnraisableHookArgs) -> None:
    """Interrupt once more if it came while something was cleared away, as in an import.

    There Python has nobody to raise to (`sys.unraisablehook`), and goes on.
    """
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, SOON)
    elif not was_heard():
        sys.__unraisablehook__(unraisable)
