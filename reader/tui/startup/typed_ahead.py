"""The terminal while the reader starts: what is typed is kept for it, as it is typed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from types import FrameType

ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


class HeldKeys(NamedTuple):
    """Hold on the keys: `release` ends it when something else listens to signals, `restore` is
    called whenever the terminal is lent to somebody else: it is then as it was at first. A signal
    that ends the program calls the functions in `ending` before.
    """

    release: Callable[[], None]
    restore: Callable[[], None]
    ending: list[Callable[[], None]]


@contextmanager
def typed_ahead() -> Iterator[HeldKeys]:
    """Show nothing of what is typed, and end on a signal as the reader does.

    Afterwards the terminal is as it was; between the two Textual changes it, and puts back what
    it found.
    """
    if os.name != "posix":
        yield HeldKeys(lambda: None, lambda: None, [])
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    handlers = {name: signal.getsignal(getattr(signal, name)) for name in ENDINGS}
    ending: list[Callable[[], None]] = []

    def end(signum: int, _: FrameType | None) -> None:
        # An exception would be raised wherever the program stands, which may make another one of
        # it or none. Nothing that was reported as on disk is lost by leaving here.
        for give_back in ending:
            give_back()
        restore()
        os._exit(128 + signum)

    def release() -> None:
        for name, handler in handlers.items():
            if signal.getsignal(getattr(signal, name)) is end:
                signal.signal(getattr(signal, name), handler)

    def restore() -> None:
        with suppress(termios.error):  # the terminal itself may be gone
            termios.tcsetattr(sys.stdin, termios.TCSANOW, before)

    for name, handler in handlers.items():
        if handler is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), end)
    _quiet(before)
    try:
        yield HeldKeys(release, restore, ending)
    finally:
        release()
        restore()


def _quiet(attributes: list[Any]) -> None:
    """Let the terminal hand on every key; ⌃c still ends the program."""
    import termios

    changed, characters = [*attributes], [*attributes[6]]
    # Else enter would come as ctrl+j, and ctrl+s, ctrl+q and ctrl+v not at all.
    changed[0] = attributes[0] & ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    changed[3] = attributes[3] & ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    # Stopping would leave a page that no key moves. Systems differ in which character is none.
    none = bytes([os.fpathconf(sys.stdin.fileno(), "PC_VDISABLE")])
    characters[termios.VSUSP] = characters[termios.VQUIT] = none
    changed[6] = characters
    termios.tcsetattr(sys.stdin, termios.TCSANOW, changed)
