"""The first page is there before Textual is: what is typed or sent meanwhile is not lost."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pseudo_terminal import ROOT, Terminal
from surroundings import DATABASE, Run, marks, wait_written

TEXTUAL = b"\x1b[?1000h"
"""Textual wants to know of the mouse: from here on the terminal is its own."""


def first_page(terminal: Terminal) -> None:
    terminal.wait_for("75/75")
    assert b"75/75" in terminal.written.partition(TEXTUAL)[0]


@pytest.mark.parametrize("colours", ["truecolor", ""])
def test_what_is_typed_at_once_is_done_and_not_echoed(
    library: Path, run: Run, colours: str
) -> None:
    seen: list[str] = []
    terminal = run("--as", "Lin", env={"COLORTERM": colours})
    terminal.watch = lambda rows: seen.append(rows[-1])
    first_page(terminal)
    before = terminal.text
    terminal.send("jjjjfq")
    assert terminal.wait_end() == 0
    assert TEXTUAL in terminal.written
    assert [tag for *_, tag in marks(library)] == ["fact"]
    assert not any("jjjj" in row for row in seen)
    assert (b"38;2;" in terminal.written) == bool(colours)
    assert "75/75" in before
    assert terminal.modes_now() == terminal.modes


def test_keys_that_stop_or_kill_others_do_nothing_at_once(run: Run) -> None:
    terminal = run("--as", "Lin")
    first_page(terminal)
    terminal.send("\x1a\x1c")
    wait_written(terminal, "f", "1/75")
    terminal.send("q")
    assert terminal.wait_end() == 0
    assert terminal.modes_now() == terminal.modes


def test_enter_typed_at_once_is_enter(library: Path, run: Run) -> None:
    for keys, shown in (("/京東\r", "1 of 57: 「京東」"), ("a急\n\x13件\r", "Note kept")):
        terminal = run("--as", "Lin")
        first_page(terminal)
        wait_written(terminal, keys, shown)
        terminal.send("q")
        assert terminal.wait_end() == 0
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        notes = connection.execute("SELECT note FROM annotation WHERE deleted = 0").fetchall()
    assert ("急\n件",) in notes


NO_TEXTUAL = """
import sys, time

class Waiting:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            time.sleep(60)

sys.meta_path.insert(0, Waiting())
"""
"""Textual takes a minute to load; a signal is heard all the same."""


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_meanwhile_gives_the_terminal_back(tmp_path: Path, run: Run, signum: int) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_TEXTUAL, encoding="utf-8")
    terminal = run(env={"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))})
    first_page(terminal)
    terminal.kill(signum)
    assert terminal.wait_end() in (128 + signum, 130)
    assert TEXTUAL not in terminal.written
    assert terminal.written.endswith(b"\x1b[?25h\x1b[?1049l")
    assert b"Traceback" not in terminal.written
    assert terminal.modes_now() == terminal.modes


NO_CLASSES = """
import builtins, os, signal
build = builtins.__build_class__

class Telling:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGNUM)
        for _ in range(1000):
            pass

def told(function, name, *bases, **named):
    made = build(function, name, *bases, **named)
    if name == "MessagePump":
        build(lambda: None, "Heard", type("Base", (), {"told": Telling()}))
    return made

builtins.__build_class__ = told
"""
"""A signal comes while a class is made, where Python makes another error of what is raised."""


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_a_class_is_made_is_one(tmp_path: Path, run: Run, signum: int) -> None:
    site = NO_CLASSES.replace("SIGNUM", signal.Signals(signum).name)
    (tmp_path / "sitecustomize.py").write_text(site, encoding="utf-8")
    terminal = run(env={"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))})
    assert terminal.wait_end() == 128 + signum
    assert b"Traceback" not in terminal.written
    assert terminal.modes_now() == terminal.modes


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("later", [0.1, 0.2, 0.3])
def test_a_signal_while_textual_takes_over_gives_the_terminal_back(
    run: Run, later: float, signum: int
) -> None:
    terminal = run()
    first_page(terminal)
    terminal.pump(later)
    terminal.kill(signum)
    assert terminal.wait_end() == 128 + signum
    modes = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", terminal.written))
    on = {mode for mode, switch in modes.items() if switch == b"h"}
    assert on - {b"7"} == {b"25"}  # lines wrap, the cursor is shown, and nothing else
    assert b"Traceback" not in terminal.written
    assert terminal.modes_now() == terminal.modes


def test_the_terminal_is_as_it_was_after_quitting(run: Run) -> None:
    terminal = run("--as", "Lin")
    first_page(terminal)
    wait_written(terminal, "f", "1/75")
    terminal.send("q")
    assert terminal.wait_end() == 0
    assert terminal.modes_now() == terminal.modes
