"""The benchmarks' terminal sees what a program shows, and their figures are reckoned right."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.figures import figure, share
from benchmarks.floor import TEXT
from benchmarks.programs import (
    Program,
    long_library,
    meipi,
    only_article,
    python,
    short_library,
    the_floor,
)
from benchmarks.tables import table
from benchmarks.terminal import SilenceError
from reader.model import ROLES, Role


def test_the_floor_starts_and_answers_keys(tmp_path: Path) -> None:
    floor = the_floor(tmp_path)
    with floor.start() as terminal:
        assert terminal.wait_for(floor.ready) > 0
        answers = [terminal.press("j") for _ in range(3)]
        assert terminal.text.strip() == f"{TEXT} 3"
        assert all(0 < answer.first <= answer.last for answer in answers)
        assert all(0 < answer.size < 1000 for answer in answers)
        terminal.kill()
        with pytest.raises(ProcessLookupError):
            os.kill(terminal.pid, 0)


def test_meipi_opens_the_article_of_a_library_made_for_it(tmp_path: Path) -> None:
    program = meipi(short_library(tmp_path / "short"))
    with program.start() as terminal:
        terminal.wait_for(program.ready)
        terminal.press("j")
        assert "75" in terminal.text


def test_a_frame_counts_when_its_synchronized_update_is_closed(tmp_path: Path) -> None:
    drawing = (
        "import sys, time, tty; tty.setraw(0)\n"
        "def say(text): sys.stdout.write(text); sys.stdout.flush(); time.sleep(0.1)\n"
        "say('ready'); sys.stdin.read(1)\n"
        "say('\\x1b[?2026h one'); say(' two'); say('\\x1b[?2026l'); sys.stdin.read(1)\n"
    )
    with Program(python("-c", drawing), tmp_path, "ready").start() as terminal:
        terminal.wait_for("ready")
        answer = terminal.press("x", quiet=1.0)
    assert "ready one two" in terminal.text
    assert answer.first == answer.last  # one change, in the last of three reads
    assert answer.frames == 1
    assert answer.size == len("\x1b[?2026h one two\x1b[?2026l")


def test_updates_that_come_in_one_read_are_counted_each(tmp_path: Path) -> None:
    drawing = (
        "import sys, time, tty; tty.setraw(0)\n"
        "def say(text): sys.stdout.write(text); sys.stdout.flush(); time.sleep(0.1)\n"
        "say('ready'); sys.stdin.read(1)\n"
        "say('\\x1b[?2026h one\\x1b[?2026l\\x1b[?2026h two\\x1b[?2026l')\n"
        "say('\\x1b[?2026h\\x1b[?2026l'); sys.stdin.read(1)\n"
    )
    with Program(python("-c", drawing), tmp_path, "ready").start() as terminal:
        terminal.wait_for("ready")
        answer = terminal.press("x", quiet=1.0)
    assert (answer.frames, answer.first) == (2, answer.last)  # the empty update changes nothing


def test_strings_for_a_real_terminal_are_not_shown(tmp_path: Path) -> None:
    asking = (
        "import sys, time, tty; tty.setraw(0)\n"
        "for part in ('\\x1bP+q436f', '\\x1b', '\\\\\\x1b[>c\\x1b[?4m', 'shown'):\n"
        "    sys.stdout.write(part); sys.stdout.flush(); time.sleep(0.05)\n"
        "sys.stdin.read(1)\n"
    )
    with Program(python("-c", asking), tmp_path, "shown").start() as terminal:
        terminal.wait_for("shown")
        assert terminal.text.strip() == "shown"


def test_a_key_brings_the_text_that_is_waited_for(tmp_path: Path) -> None:
    slow = (
        "import sys, time, tty; tty.setraw(0)\n"
        "def say(text): sys.stdout.write(text); sys.stdout.flush()\n"
        "say('ready '); sys.stdin.read(1); say('soon '); time.sleep(0.3); say('there')\n"
        "sys.stdin.read(1)\n"
    )
    program = Program(python("-c", slow), tmp_path, "ready", steps=[("x", "there")])
    with program.start() as terminal:
        assert program.show(terminal) > 0.3
        assert terminal.text.strip() == "ready soon there"


def test_a_program_that_shows_nothing_is_told(tmp_path: Path) -> None:
    mute = Program(python("-c", "print('only this')"), tmp_path, "")
    with mute.start() as terminal, pytest.raises(SilenceError, match="only this"):
        terminal.wait_for("something else")


def test_a_long_article_is_as_long_as_asked_for(tmp_path: Path) -> None:
    short = short_library(tmp_path / "short")
    document = only_article(long_library(tmp_path / "long", like=short, size=60_000))
    assert 60_000 <= len(document.text.encode()) < 62_000
    assert document.outline.roles.count(ROLES.index(Role.HEADING)) > 2
    assert document.outline.claims > 300


def test_ratios_are_taken_round_by_round() -> None:
    drifting = figure("Group", "thing", "ms", [3, 20, 200], against="it", floor=[1, 10, 100])
    assert (drifting.median, drifting.floor, drifting.ratio, drifting.best) == (20, 10, 2, 3)
    assert "| thing | 20 ms  | 200 ms | 10 ms (it) | 2×    | 3×   |" in table([drifting])
    with pytest.raises(ValueError, match="zip"):
        figure("Group", "thing", "ms", [2, 20], against="it", floor=[1])


def test_the_95th_percentile_leaves_out_a_twentieth() -> None:
    assert share(list(range(1, 101)), 0.95) == 95
    assert share([3, 1, 2], 0.95) == 3
