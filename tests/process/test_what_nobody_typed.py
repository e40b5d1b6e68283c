"""Replies and pastes come while the real program runs: they mark nothing and type nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pseudo_terminal import Terminal
from surroundings import Run, marks, wait_written

REPLIES = (
    b"\x1bP>|foot(1.21.0)\x1b\\", b"\x1bP!|00000000\x1b\\", b"\x1b]11;rgb:0f0f/0f0f/0f0f\x1b\\",
    b"\x1b]52;c;Zm9vZm9vZm9v\x07", b"\x1b[?62;22c", b"\x1b[?997;1n", b"\x1b[102~",
)  # fmt: skip
NOTE = "first line fod\rsecond line fod\rthird fod\r"
TEXTUAL = b"\x1b[?1000h"


def ready(terminal: Terminal) -> None:
    """Wait for the page, and until Textual listens and has painted it."""
    terminal.wait_for("75/75")
    terminal.wait_for(lambda it: TEXTUAL in it.written)
    quiet(terminal)


def quiet(terminal: Terminal) -> None:
    while terminal.pump(0.5):
        pass


def end(terminal: Terminal) -> None:
    terminal.send("\x1b")
    quiet(terminal)
    terminal.send("q")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.written


@pytest.mark.parametrize("opened", ["", "a", "l", "\x06", "?", "R", "\x10", "+", "v"])
def test_replies_change_nothing_on_any_screen(library: Path, run: Run, opened: str) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    if opened:
        page = terminal.rows
        terminal.send(opened)
        terminal.wait_for(lambda it: it.rows != page)
        quiet(terminal)
    shown = terminal.rows
    for reply in REPLIES:
        terminal.send_bytes(reply)
        terminal.send_bytes(reply[:4])
        time.sleep(0.01)
        terminal.send_bytes(reply[4:])
    quiet(terminal)
    assert terminal.rows == shown
    end(terminal)
    assert marks(library) == []


def test_replies_before_the_first_picture(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")  # drawn before Textual is loaded
    for reply in REPLIES:
        terminal.send_bytes(reply)
    terminal.send_bytes(b"fodhwa" * 3 + b"\r")  # more than anybody types ahead
    terminal.wait_for(lambda it: TEXTUAL in it.written)
    quiet(terminal)
    assert "75/75" in terminal.text
    end(terminal)
    assert marks(library) == []


def test_late_replies(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    for reply in REPLIES:
        for cut in (1, 2, 5):
            terminal.send_bytes(reply[:cut])
            terminal.pump(0.3)
            terminal.send_bytes(reply[cut:])
            terminal.pump(0.1)
    wait_written(terminal, "f", "1/75 marked")
    end(terminal)
    assert [tag for _, tag in marks(library)] == ["fact"]


@pytest.mark.parametrize("sent", [NOTE, f"\x1b[200~{NOTE}\x1b[31mfod\x1b[201~"])
def test_a_paste_on_the_page_is_no_keys(library: Path, run: Run, sent: str) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    wait_written(terminal, sent, "Pasted text never acts as keys")
    wait_written(terminal, "市政府發言人昨天說", "nput method")
    end(terminal)
    assert marks(library) == []


@pytest.mark.parametrize("sent", [NOTE, f"\x1b[200~{NOTE}\x1b[201~"])
def test_a_paste_in_a_prompt_stays_there_to_its_last_character(run: Run, sent: str) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    wait_written(terminal, "a", "ctrl+j")
    wait_written(terminal, sent, "third fod")
    quiet(terminal)
    assert "ctrl+j" in terminal.said
    assert "first line fod" in terminal.text
    wait_written(terminal, "\r", "Note kept")
    end(terminal)


def test_a_held_key_is_not_a_paste(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    wait_written(terminal, "f" * 12, "12/75 marked")
    end(terminal)
    assert [tag for _, tag in marks(library)] == ["fact"] * 12


@pytest.mark.parametrize(
    "sent", [b"\x1b[48;32;100;0;0t\x1b[<0;5;5M\x1b[<0;5;5m", b"\x1b[97:65;2u", b"\x1b[1;1:3B"]
)
@pytest.mark.parametrize("before", [b"", b"\x1b[?2048;2$y"])
def test_what_once_crashed(run: Run, sent: bytes, before: bytes) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    terminal.send_bytes(before + sent)
    quiet(terminal)
    terminal.send("?")
    terminal.wait_for("Read a sentence, press")
    end(terminal)


@pytest.mark.parametrize("opener", ["\x06", "/", "a", "\x10", "+"])
def test_what_comes_behind_the_key_that_opens_stands_in_order(run: Run, opener: str) -> None:
    terminal = run("--as", "Lin")
    ready(terminal)
    for text in ("一二三四", "abcd", "五六七八"):
        wait_written(terminal, opener + text, text)
        for key in ("\x15", "\x1b", "\x1b"):
            terminal.send(key)
            quiet(terminal)
    end(terminal)
