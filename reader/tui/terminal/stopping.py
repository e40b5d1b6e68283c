"""Stopping as ^z does, until the shell says to go on."""

from __future__ import annotations

import os
import signal


def stop() -> None:
    """Stop all programs of the job; returns when the shell continues it.

    The system stops nobody whom no shell could continue: then it returns at once.
    """
    if os.name != "posix":
        return
    before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.killpg(os.getpgrp(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, before)
