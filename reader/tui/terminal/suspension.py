"""Stopping as ^z does, until the shell says to go on."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress

LATE = 0.1
"""Seconds in which the terminal may still answer what it was asked; it is no command of a shell."""


def can_stop() -> bool:
    """Whether a shell may be waiting: one gives each job a process group that is not its own."""
    return os.name == "posix" and os.getpgrp() != os.getsid(0)


def stop() -> None:
    """Stop all programs of the job; returns when the shell continues it.

    The system stops nobody whom no shell could continue: then it returns at once.
    """
    _drop_answers()
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, before)


def _drop_answers() -> None:
    import termios

    time.sleep(LATE)
    with suppress(termios.error):  # the terminal itself may be gone
        termios.tcflush(sys.stdin, termios.TCIFLUSH)
