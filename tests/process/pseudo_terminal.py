"""A terminal for the real program: a pseudo-terminal whose screen can be read.

It answers the questions a terminal is asked (DA1, DSR, DECRQM), says that it can synchronize its
output, and looks at the screen only between whole frames, as an eye would.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pyte

ROOT = Path(__file__).resolve().parents[2]
FRAME_END = b"\x1b[?2026l"

# What pyte does not know and would print in part: DECRQM, kitty's keys, XTVERSION.
_UNKNOWN = re.compile(rb"\x1b\[(?:\?\d+\$p|[<>=][\d;]*[a-zA-Z]|\?u|>q)")
_QUESTIONS = re.compile(rb"\x1b\[(?:\?(\d+)\$p|(0?c)|(6n))")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")


def environment(**changes: str) -> dict[str, str]:
    """The variables of a process that sees no settings, locale or library of the machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    base = {"PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "TERM": "xterm-256color"}
    return {**kept, **base, "COLORTERM": "truecolor", "MEIPI_CONFIG": "/nowhere/c.toml", **changes}


TAKE_TERMINAL = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
WITHOUT_PRIVILEGES = (
    "import ctypes; [ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) for capability in (1, 2)]\n"
)
"""Permissions of files bind root too: PR_CAPBSET_DROP of CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH."""


HEARD = "import signal\nfor name in ('SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGTERM'):\n"
HEARD += "    signal.signal(getattr(signal, name), signal.SIG_DFL)\n"
"""What the tests were started to ignore, as in the background of a shell, the program hears."""


def launched(before: str, *arguments: str, program: tuple[str, ...] = ()) -> list[str]:
    """The command line of a process that runs some Python and then becomes the program."""
    become = "os.execv(sys.argv[1], sys.argv[1:])"
    code = f"import os, sys\n{HEARD}{before}\n{become}"
    program = program or (sys.executable, "-m", "reader")
    return [sys.executable, "-I", "-S", "-c", code, *program, *arguments]


class Terminal:
    """`python -m reader` with some arguments, in a terminal of `columns` by `rows` cells.

    `before` is Python that runs in the process before the program, `program` another program in
    its place. `watch` is called with the
    rows of every whole frame; `written` is every byte that the program wrote.
    """

    def __init__(
        self,
        *arguments: str,
        env: dict[str, str],
        columns: int = 120,
        rows: int = 32,
        cwd: Path | None = None,
        before: str = "",
        program: tuple[str, ...] = (),
    ) -> None:
        self.written = b""
        self.frame = 0
        self.watch: Callable[[list[str]], None] = lambda rows: None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._asked = b""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            launched(TAKE_TERMINAL + before, *arguments, program=program),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )
        self._slave = slave  # held, so that what a dead process wrote can still be read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    # the screen

    @property
    def rows(self) -> list[str]:
        """The screen as it stands, a text a row without the blanks at its end."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        cells = (buffer[row] for row in range(self._screen.lines))
        # The right half of a wide character is an empty text, whatever became of its left half.
        return ["".join(row[column].data for column in columns).rstrip() for row in cells]

    def cell(self, column: int, row: int) -> str:
        """What stands in a cell; nothing in the right half of a wide character."""
        return self._screen.buffer[row][column].data

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def output(self) -> str:
        """What was written, with no regard to where the terminal ends its lines.

        For messages: how long a path in one is decides where it would be broken on the screen.
        """
        return self.written.decode("utf-8", errors="replace")

    @property
    def cursor(self) -> tuple[int, int]:
        """The row and the column of the terminal's cursor, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def said(self) -> str:
        """The bottom line."""
        return self.rows[-1]

    def pump(self, seconds: float = 0.0) -> bool:
        """Take in what the program writes for so long; whether there was anything."""
        until = time.monotonic() + seconds
        found = False
        while True:
            left = max(0.0, until - time.monotonic())
            if not select.select([self._master], [], [], left)[0]:
                return found
            try:
                data = os.read(self._master, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                return found
            found = True
            self._take(data)

    def _take(self, data: bytes) -> None:
        self.written += data
        self._answer(data)
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        *frames, rest = _UNKNOWN.sub(b"", data).split(FRAME_END)
        for frame in frames:
            self._stream.feed(frame)
            self.frame += 1
            self.watch(self.rows)
        self._stream.feed(rest)

    def _answer(self, data: bytes) -> None:
        data = self._asked + data
        end = 0
        for question in _QUESTIONS.finditer(data):
            mode, device, _ = question.groups()
            if mode:
                state = 2 if mode == b"2026" else 0
                self.send(f"\x1b[?{mode.decode()};{state}$y")
            else:
                self.send("\x1b[?62;22c" if device else "\x1b[1;1R")
            end = question.end()
        self._asked = data[end:][-16:]

    def wait_for(self, wanted: str | Callable[[Terminal], object], seconds: float = 20.0) -> None:
        """Take in what is written until the screen shows a text or a condition holds."""
        until = time.monotonic() + seconds
        while not (wanted in self.text if isinstance(wanted, str) else wanted(self)):
            if time.monotonic() > until:
                raise AssertionError(f"{wanted!r} never came; the screen shows:\n{self.text}")
            if not self.pump(0.05) and self.process.poll() is not None:
                self.pump()
                if wanted in self.text if isinstance(wanted, str) else wanted(self):
                    return
                raise AssertionError(f"the program ended first:\n{self.text}")

    def wait_end(self, seconds: float = 20.0) -> int:
        """Wait until the program ends; its exit code."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > until:
                raise AssertionError(f"the program does not end; the screen shows:\n{self.text}")
            self.pump(0.05)
        self.pump()
        return self.process.returncode

    # what a reader does

    def send(self, keys: str) -> None:
        """Press keys."""
        self.send_bytes(keys.encode())

    def send_bytes(self, data: bytes) -> None:
        """Send what is no text, as a bad line does."""
        os.write(self._master, data)

    def overwrite(self, text: str) -> None:
        """Write on the screen as another program does, a row down."""
        self._stream.feed(f"\x1b7\x1b[3;1H{text}\x1b8".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told with SIGWINCH."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, signum: int = signal.SIGKILL) -> None:
        """Send a signal to the program."""
        self.process.send_signal(signum)

    def modes_now(self) -> list[object]:
        """The line discipline as it is now; `modes` is as it was at first."""
        return termios.tcgetattr(self._slave)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed."""
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)
        self._master = self._slave = -1
