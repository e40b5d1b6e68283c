"""^z goes back to the shell and fg comes back; ^l draws over what another program wrote."""

from __future__ import annotations

import shlex
import shutil
import sys
import time
from pathlib import Path

import pytest
from pseudo_terminal import ROOT, Terminal, environment
from surroundings import Run, marks, wait_written

SHELL = shutil.which("bash")
PROMPT = "SHELL:"


class Shell(Terminal):
    """A shell with job control in a terminal; the program is one of its jobs."""

    def __init__(self, library: Path, **env: str) -> None:
        settings = environment(MEIPI_LIBRARY=str(library), PS1=PROMPT, **env)
        super().__init__(env=settings, program=(SHELL or "", "--norc", "--noprofile", "-i"))

    def read(self) -> None:
        """Open the reader."""
        self.wait_for(PROMPT)
        self.send(
            f"cd {shlex.quote(str(ROOT))}; {shlex.quote(sys.executable)} -m reader --as Lin\r"
        )

    def leave(self) -> None:
        """Leave the reader, and wait for the shell."""
        before = self.written.count(PROMPT.encode())
        self.send("q")
        self.wait_for(lambda it: it.written.count(PROMPT.encode()) > before)


def of_a_shell(terminal: Terminal) -> bool:
    """Whether the reader has given the screen back."""
    return terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")


@pytest.mark.skipif(SHELL is None, reason="there is no bash")
@pytest.mark.parametrize("at_once", [False, True])
def test_suspended_and_continued(library: Path, at_once: bool) -> None:
    with Shell(library) as terminal:
        terminal.read()
        terminal.wait_for("75/75")
        if not at_once:
            terminal.wait_for(lambda it: b"\x1b[?1000h" in it.written)
            wait_written(terminal, "f", "1/75 marked")
        terminal.send("\x1a")
        terminal.wait_for("Stopped")
        assert of_a_shell(terminal)
        for mode in (b"1000", b"1003", b"1006", b"1004"):
            assert terminal.written.rindex(b"\x1b[?%sl" % mode) > terminal.written.rindex(
                b"\x1b[?%sh" % mode
            )
        wait_written(terminal, "stty -a; echo '<'done'>'\r", "<done>")
        assert " icanon" in terminal.text
        assert " echo " in terminal.text
        wait_written(terminal, "printf '\\033[2J'; echo '<'clear'>'\r", "<clear>")
        assert "Contents" not in terminal.text
        wait_written(terminal, "fg\r", "Contents")
        assert "打響互聯網造車的第一槍" in terminal.text
        wait_written(terminal, "o", "2/75 marked" if not at_once else "1/75 marked")
        terminal.leave()
        wait_written(terminal, "echo code $?\r", "code 0")
        terminal.send("exit\r")
        assert terminal.wait_end() == 0
    assert [tag for _, tag in marks(library)] == ["fact", "opinion"][at_once:]


@pytest.mark.skipif(SHELL is None, reason="there is no bash")
def test_suspended_while_a_note_is_written(library: Path) -> None:
    with Shell(library) as terminal:
        terminal.read()
        terminal.wait_for("75/75")
        terminal.wait_for(lambda it: b"\x1b[?1000h" in it.written)
        wait_written(terminal, "a", "ctrl+j")
        wait_written(terminal, "abc", "abc")
        wait_written(terminal, "\x1a", "Stopped")
        wait_written(terminal, "fg\r", "ctrl+j")
        wait_written(terminal, "def", "abcdef")
        wait_written(terminal, "\r", "Note kept")
        terminal.leave()
        terminal.send("exit\r")
        assert terminal.wait_end() == 0


def test_nobody_stops_where_no_shell_waits(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    terminal.wait_for(lambda it: b"\x1b[?1000h" in it.written)
    terminal.send("\x1a")
    wait_written(terminal, "f", "1/75 marked")
    terminal.send("q")
    assert terminal.wait_end() == 0
    assert terminal.modes_now() == terminal.modes


@pytest.mark.parametrize("opened", ["", "l", "?", "a", "\x06", "\x10", "+"])
def test_everything_is_drawn_anew(run: Run, opened: str) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    terminal.wait_for(lambda it: b"\x1b[?1000h" in it.written)
    page = terminal.rows
    terminal.send(opened)
    if opened:  # what is opened for the first time is loaded first
        terminal.wait_for(lambda it: it.rows != page)
    for _ in range(3):  # on a slow machine more may come after a silence
        while terminal.pump(1.5):
            pass
        before = terminal.rows
        terminal.overwrite("x" * 120)
        assert terminal.rows != before
        terminal.send("\x0c")
        terminal.wait_for(lambda it: "x" * 20 not in it.text)
        if settled(terminal, before):
            return
    assert terminal.rows == before


def settled(terminal: Terminal, rows: list[str]) -> bool:
    """Whether the screen comes to show some rows, and shows them still after a silence."""
    until = time.monotonic() + 10
    while terminal.rows != rows and time.monotonic() < until:
        terminal.pump(0.05)
    while terminal.pump(0.5):
        pass
    return terminal.rows == rows
