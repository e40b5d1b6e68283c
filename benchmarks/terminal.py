"""A program in a pseudo-terminal, and when its screen changed, as seen from outside.

Every read is stamped the moment it returns and understood only when the program is quiet, so that
the emulator's own time is in no figure. A screen counts as painted when a read ends outside a
synchronized update (DEC private mode 2026), as a terminal would show it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

import pyte
from pyte.screens import Char

SYNCHRONIZED = b"\x1b[?2026h"
SHOWN = b"\x1b[?2026l"

_QUESTIONS = re.compile(rb"\x1b\[(?:\?(\d+)\$p|(0?c)|(6n))")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|P[^\x1b]*\x1b?)?\Z")
# Sequences that pyte does not know and would print in part; the last are strings (DCS).
_UNKNOWN = re.compile(rb"\x1b\[(?:\?\d+\$p|[<>=][\d;]*[a-zA-Z]|\?[\d;]*[um])|\x1bP[^\x1b]*\x1b\\")

_UPDATES = re.compile(rb"(?<=\x1b\[\?2026l)")
"""Ends of synchronized updates."""

_PATIENCE = 30.0
"""Seconds after which a program that shows nothing is given up."""


class Frame(NamedTuple):
    """Result of one read: its time in seconds, its bytes, and how often the screen changed.

    Each synchronized update that changes cells is a change of its own, and what comes outside of
    one is another. Changes inside a synchronized update belong to the read that closes it.
    """

    time: float
    size: int
    changes: int


class Answer(NamedTuple):
    """Response to a key: seconds to the first and to the last change of the screen, bytes written.

    `frames` is how often the screen changed: in one frame, or in several after each other.
    """

    first: float
    last: float
    size: int
    frames: int


class SilenceError(Exception):
    """Program that did not show what it was waited for; says what it shows instead."""


class Terminal:
    """A command in a terminal of `columns` by `rows` cells that answers its questions.

    `command` begins with the path of the program.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._known = {y: self._row(y) for y in range(rows)}
        self._unread: list[tuple[float, bytes]] = []
        self._asked = self._held = b""
        self._synchronizing = False
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, environment, folder, (columns, rows))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    # what it shows

    @property
    def text(self) -> str:
        """The screen, rows without the blanks at their end."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def wait_for(self, text: str, *, quiet: float = 0.05, settled: bool = True) -> float:
        """Wait until the screen shows a text; the seconds from the program's start to that read.

        Returns when the screen has come to rest, unless it need not be `settled`. Raises
        SilenceError after half a minute, or when the program ends.
        """
        return self._wait_for(text, self.started, quiet, settled=settled)

    def _wait_for(self, text: str, since: float, quiet: float, *, settled: bool = True) -> float:
        found = self._until(lambda frame: frame.changes and text in self.text, quiet)
        if found is None:
            raise SilenceError(f"“{text}” never came; the screen shows:\n{self.text}")
        if settled:
            self.settle()
        return found - since

    def _until(
        self, wanted: Callable[[Frame], object], quiet: float, patience: float = _PATIENCE
    ) -> float | None:
        """The moment of the first frame that is wanted; None if none comes within `patience`."""
        until, found = time.perf_counter() + patience, None
        while found is None and time.perf_counter() < until:
            if not self._collect(quiet, patience=patience):
                return None
            for moment, data in self._taken():
                if wanted(self._show(moment, data)) and found is None:
                    found = moment
        return found

    def settle(self, quiet: float = 0.2) -> list[Frame]:
        """Wait until nothing has been written for so many seconds; what was shown meanwhile."""
        self._collect(quiet, patience=quiet)
        return [self._show(moment, data) for moment, data in self._taken()]

    # what a reader does

    def press(self, key: str, *, quiet: float = 0.05) -> Answer:
        """Press a key and wait until the screen is quiet again.

        `quiet` is how many seconds without output end the answer. Raises SilenceError if nothing
        changes.
        """
        self.settle(0.0)  # what came late belongs to the key before
        sent = time.perf_counter()
        os.write(self._fd, key.encode())
        until, frames = sent + _PATIENCE, list[Frame]()
        # What comes first may be the picture that is there already, drawn anew.
        while not any(frame.changes for frame in frames):
            if not self._collect(quiet, patience=max(0.0, until - time.perf_counter())):
                break
            frames += [self._show(moment, data) for moment, data in self._taken()]
        changes = [frame.time - sent for frame in frames if frame.changes]
        if not changes:
            raise SilenceError(f"{key!r} changed nothing; the screen shows:\n{self.text}")
        size, count = sum(frame.size for frame in frames), sum(frame.changes for frame in frames)
        return Answer(changes[0], changes[-1], size, count)

    def first_answer(self, key: str) -> float:
        """Press a key at once, even before it can be heard; the seconds from the program's start to
        the first change of the screen.

        Raises SilenceError if nothing changes.
        """
        os.write(self._fd, key.encode())
        found = self._until(lambda frame: frame.changes, 0.0, 5.0)
        if found is None:
            raise SilenceError(f"{key!r} changed nothing; the screen shows:\n{self.text}")
        self.settle()
        return found - self.started

    def bring(self, key: str, text: str) -> float:
        """Press a key and wait until the screen shows a text; the seconds between.

        Raises SilenceError as `wait_for` does.
        """
        self.settle(0.0)
        sent = time.perf_counter()
        os.write(self._fd, key.encode())
        return self._wait_for(text, sent, 0.05)

    def type(self, key: str) -> None:
        """Press a key that may change nothing, and let the program do what it does."""
        os.write(self._fd, key.encode())
        self._collect(0.04, patience=0.2)
        self.settle(0.0)

    def kill(self) -> None:
        """End the program at once; may be repeated."""
        if self._fd >= 0:
            os.kill(self.pid, signal.SIGKILL)
            os.close(self._fd)
            os.waitpid(self.pid, 0)
            self._fd = -1

    # reading and showing

    def _collect(self, quiet: float, patience: float) -> bool:
        """Read until nothing comes for `quiet` seconds; false if nothing came within `patience`."""
        wait = patience
        while select.select([self._fd], [], [], wait)[0]:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError as error:
                if error.errno != errno.EIO:  # EIO: the program has ended
                    raise
                break
            self._unread.append((time.perf_counter(), data))
            self._answer(data)
            wait = quiet
        return bool(self._unread)

    def _taken(self) -> list[tuple[float, bytes]]:
        taken, self._unread = self._unread, []
        return taken

    def _answer(self, data: bytes) -> None:
        """Answer DECRQM (synchronized output is known), DA1 and DSR."""
        data = self._asked + data
        end = 0
        for question in _QUESTIONS.finditer(data):
            mode, device, _ = question.groups()
            answer = b"\x1b[?62;22c" if device else b"\x1b[1;1R"
            if mode:
                answer = b"\x1b[?%b;%d$y" % (mode, 2 if mode == b"2026" else 0)
            os.write(self._fd, answer)
            end = question.end()
        self._asked = data[end:][-16:]

    def _show(self, moment: float, data: bytes) -> Frame:
        """Put what was read on the emulator's screen."""
        size, data = len(data), self._held + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._held = data[:cut], data[cut:]
        changes = 0
        for update in _UPDATES.split(data):
            opened = update.rfind(SYNCHRONIZED)
            if opened != -1 or update.endswith(SHOWN):
                self._synchronizing = not update.endswith(SHOWN)
            self._stream.feed(_UNKNOWN.sub(b"", update))
            changes += not self._synchronizing and self._changed()
        return Frame(moment, size, changes)

    def _changed(self) -> bool:
        """Whether a cell differs from when this was asked last."""
        changed = False
        for y in self._screen.dirty:
            row = self._row(y)
            changed |= row != self._known[y]
            self._known[y] = row
        self._screen.dirty.clear()
        return changed

    def _row(self, y: int) -> tuple[Char, ...]:
        line = self._screen.buffer[y]
        return tuple(line[x] for x in range(self._screen.columns))


def _become(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, size: tuple[int, int]
) -> NoReturn:
    """Be that program, in the child of a fork."""
    columns, rows = size
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.chdir(folder)
        os.execve(command[0], list(command), environment)
    finally:
        os._exit(127)
