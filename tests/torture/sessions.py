"""The real program in a terminal that is not kind to it, and what must hold at every moment."""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyte.screens import Char

from tests.process.pseudo_terminal import ROOT, Terminal, environment
from tests.process.wire import strange_on_screen

PATIENCE = 30.0
"""Seconds in which a key must be answered, on a machine that does other things as well."""

INSIDE = Path(__file__).parent / "inside"
SHOWN = 24
"""How many of the last keys a fault tells."""

_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|Unhandled exception|Fatal Python")


class BrokenError(Exception):
    """The program did what it must never do; says what, and what had been pressed."""


class Session(Terminal):
    """A program that is watched from inside as well: what fails unseen is told in the end.

    `place` is the folder of the scenario; the program is in its `work` folder and writes nowhere
    else.
    """

    def __init__(
        self,
        place: Path,
        library: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        lang: str = "en_US.UTF-8",
        **env: str,
    ) -> None:
        self.place, self.size = place, size
        self._held: list[str] | None = None  # answers that wait until another is sent
        self.pressed: deque[str] = deque(maxlen=SHOWN)
        (place / "work").mkdir(exist_ok=True)
        settings = environment(
            MEIPI_LIBRARY=str(library), MEIPI_TORTURE=str(place), LANG=lang,
            PYTHONPATH=os.pathsep.join((str(INSIDE), str(ROOT))),
            HOME=str(place / "work"), EDITOR="true", VISUAL="true", BROWSER="true", **env,
        )  # fmt: skip
        columns, rows = size
        super().__init__(*arguments, env=settings, cwd=place / "work", columns=columns, rows=rows)

    # what is done to it

    def press(self, keys: str) -> None:
        """Send keys without ever waiting for a program that waits for us."""
        self.press_bytes(keys.encode("utf-8", "surrogatepass"), keys)

    def press_bytes(self, data: bytes, told: str = "") -> None:
        """Send bytes that need be no characters, in the same way."""
        self.pressed.append(told or repr(data))
        until = time.monotonic() + PATIENCE
        while data and self.process.poll() is None:
            _, ready, _ = select.select([], [self._master], [], 0.02)
            if ready:
                data = data[os.write(self._master, data[:256]) :]
            elif time.monotonic() > until:
                raise self.broken("the program takes no keys any more", stacks=True)
            self.pump()

    def send(self, keys: str) -> None:
        """Send what a terminal answers, unless nobody is there any more."""
        if self._held is not None:
            self._held.append(keys)
        elif self.process.poll() is None:
            super().send(keys)

    @contextmanager
    def uninterrupted(self) -> Iterator[None]:
        """Send what a bad line tears without an answer between its pieces: terminals queue them."""
        self._held = []
        yield
        held, self._held = self._held, None
        for answer in held:
            self.send(answer)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.pressed.append(f"<{columns}×{rows}>")
        self.size = (columns, rows)
        super().resize(columns, rows)

    @property
    def cells(self) -> list[list[Char]]:
        """Every cell of the screen, with its colours."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return [[buffer[row][column] for column in columns] for row in range(self._screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and row of the terminal's own cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed by itself, as until the program takes it."""
        return bool(termios.tcgetattr(self._slave)[3] & termios.ECHO)

    @property
    def running(self) -> bool:
        """Whether the program has not ended."""
        return self.process.poll() is None

    @property
    def shown(self) -> bool:
        """Whether the program listens and shows something.

        It draws in frames only after the terminal has said that it knows them, so that the first
        picture may come without one.
        """
        listens = self.frame > 0 or b"\x1b[?1000h" in self.written
        return listens and any(row.strip() for row in self.rows)

    # what must hold

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Wait for something; BrokenError, with the stacks of all threads, if it does not come."""
        end = time.monotonic() + seconds
        while not condition():
            if not self.running:
                self.pump()
                if condition():
                    return
                raise self.broken(f"the program ended before {what}")
            if time.monotonic() > end:
                raise self.broken(f"{what} did not come in {seconds:.0f} seconds", stacks=True)
            self.pump(0.02)

    def check_answers(self) -> None:
        """The screen is drawn anew when its window becomes wider by a column, and back.

        A program that is busy may see only the last of two sizes, so it is tried several times.
        """
        columns, rows = self.size
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.running:
            before = self.frame
            for width in (columns + 1, columns):
                self.resize(width, rows)
                self.pressed.pop()
                pause = time.monotonic() + PATIENCE / 10
                while self.running and self.frame == before and time.monotonic() < pause:
                    self.pump(0.02)
            if self.frame > before:
                return
        if self.running:
            raise self.broken("the screen is not drawn any more", stacks=True)

    def settle(self, quiet: float = 0.25, seconds: float = PATIENCE) -> None:
        """Wait until nothing has been written for so many seconds."""
        end = time.monotonic() + seconds
        while self.pump(quiet):
            if time.monotonic() > end:
                raise self.broken("the screen never comes to rest", stacks=True)
        if not self.running:
            self.check_wire()
            raise self.broken("it ended by itself")

    def check_wire(self) -> None:
        """Nothing was written but the screen's own sequences and text; no traceback either."""
        text = self.written.decode(errors="replace")
        found = _TRACEBACK.search(text)
        if found:
            raise self.broken(f"a traceback: {plain(text[found.start() - 400 :])[:6000]}")
        ended = self.written.rsplit(b"\x1b[?1049l", 1)[0]
        whole = ended[: ended.rfind(b"\x1b[?2026l") + 1].rsplit(b"\x1b", 1)[0]
        if control := strange_on_screen(whole, visible=True):
            raise self.broken(f"a control character was written: {control}")

    def check_unseen(self) -> None:
        """Nothing failed where nobody saw it."""
        path = self.place / "unseen.txt"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            path.unlink()
            raise self.broken(f"it failed unseen: {text[:6000]}")

    def check_ended(self) -> None:
        """It ended by itself, with 0, and left nothing behind."""
        self.until(lambda: not self.running, "the end")
        self.pump()
        # Ctrl+c is an interrupt when the terminal has been given back already, and echoes it.
        late = self.process.returncode in (130, -signal.SIGINT) and self.written.endswith(b"^C")
        if self.process.returncode != 0 and not late:
            raise self.broken(f"exit code {self.process.returncode}")
        self.check_wire()
        self.check_unseen()

    def leave(self, chance: Callable[[], float] = lambda: 1.0) -> None:
        """Leave by keys, from wherever it is: escape closes, q goes back and in the end leaves."""
        rounds = 0
        end = time.monotonic() + PATIENCE
        self.press("\x1b[201~")  # a paste that was never ended takes all keys for its text
        while self.running:
            if time.monotonic() > end:
                raise self.broken("no way out with escape and q", stacks=True)
            self.press("\x1b")
            self.pump(0.1)
            self.press("\x11" if rounds > 12 or chance() < 0.1 else "q")
            self._wait_end(0.4)
            rounds += 1
        self.check_ended()

    def _wait_end(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.running and time.monotonic() < end:
            self.pump(0.02)

    def broken(self, what: str, *, stacks: bool = False) -> BrokenError:
        """What to raise for a fault."""
        keys = " ".join(ascii(each[:80]) for each in self.pressed)
        told = f"{what}\nwindow {self.size}, keys: {keys}\nthe screen:\n{self.text}"
        if stacks and self.running:
            told += self._stacks()
        return BrokenError(told)

    def _stacks(self) -> str:
        path = self.place / "stacks.txt"
        before = path.stat().st_size if path.exists() else 0
        for signum in (signal.SIGUSR1, signal.SIGUSR2):
            self.kill(signum)
            self.pump(1.0)
        found = path.read_text(encoding="utf-8")[before:] if path.exists() else ""
        return f"\nstacks:\n{found}"


def plain(text: str) -> str:
    """A text without the sequences that colour it."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
