"""The margin stands in its column, though terminals disagree on how wide some characters are.

The terminal of these tests takes every code point for itself: it knows no variation selector, no
emoji sequence and no flag. tmux has a table of its own, and draws anew for that terminal.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from pseudo_terminal import Terminal, environment
from surroundings import Run

ODD = "⚠️❤️\u200d🔥👨\u200d👩\u200d👧👍🏽🇹🇼1️⃣葛\U000e0100e\u0301"
"""Selectors, sequences, a tone, a flag, a keycap, a mark."""
SPOKEN = [f"第{number}段{ODD}，說{ODD * 3}明。" for number in "一二三四五六七八九"]
HEAD = f"title: 警告{ODD}\nauthor: [記⚠️者]\nsource: 公園{ODD}日報\n"
COLUMNS, ROWS = 120, 16
RULES = "│┊┃┋"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A library of one article that has such characters everywhere, in notes as well."""
    folder = tmp_path / "odd"
    (folder / "articles").mkdir(parents=True)
    text = f"---\n{HEAD}date: 2026-01-02\n---\n\n" + "\n\n".join(SPOKEN)
    (folder / "articles" / "a.md").write_text(text, encoding="utf-8")
    notes = [{"quote": each, "tag": "fact", "note": f"看{ODD * 2}"} for each in SPOKEN[::2]]
    subprocess.run(
        [sys.executable, "-m", "reader", "annotate", "警告", "--batch", "-", "--as", "Lin"],
        input="\n".join(map(json.dumps, notes)).encode(),
        env=environment(MEIPI_LIBRARY=str(folder)),
        check=True,
        capture_output=True,
    )
    return folder


def where(terminal: Terminal, signs: str) -> set[int]:
    """The columns in which any of these signs stands."""
    cells = ((x, terminal.cell(x, y)) for y in range(ROWS) for x in range(COLUMNS))
    return {x for x, drawn in cells if drawn and drawn in signs}


def read_on(terminal: Terminal) -> None:
    """From the first page to the library: what is beside such characters stays where it is."""
    rules: set[int] = set()
    terminal.watch = lambda rows: rules.update(where(terminal, RULES))
    terminal.wait_for("5/9")
    for key in ("j", "o", "s", "G", "g"):
        terminal.send(key)
        terminal.pump(0.3)
        rules |= where(terminal, RULES)
    terminal.wait_for("6/9")
    assert len(rules) == 1, terminal.text
    assert where(terminal, "▐") == {COLUMNS - 1}, terminal.text
    terminal.watch = lambda rows: None
    terminal.send("l")
    terminal.wait_for("F5  O1")
    for drawn in ("2026-01-02", "F5  O1  N5"):  # at the end of rows that begin with ODD
        at = range(COLUMNS - 2 - len(drawn), COLUMNS - 2)
        ends = ["".join(terminal.cell(x, y) for x in at) for y in range(ROWS)]
        assert drawn in ends, terminal.text


def test_of_a_terminal_that_knows_no_sequences(odd: Path, run: Run) -> None:
    read_on(run("--as", "Lin", env={"MEIPI_LIBRARY": str(odd)}, columns=COLUMNS, rows=ROWS))


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_also_through_tmux(odd: Path, run: Run) -> None:
    place = tempfile.mkdtemp(dir="/tmp")  # a socket's path is short
    settings = Path(place, "conf")
    settings.write_text("set -g status off\n", encoding="utf-8")
    tmux = (shutil.which("tmux") or "", "-u", "-S", f"{place}/t", "-f", str(settings))
    command = (*tmux, "new-session", "--", sys.executable, "-m", "reader", "--as", "Lin")
    try:
        read_on(
            # The terminal knows no sequence that repeats a character, as linux has it.
            run(
                program=command,
                env={"MEIPI_LIBRARY": str(odd), "TERM": "linux"},
                columns=COLUMNS,
                rows=ROWS,
            )
        )
    finally:
        subprocess.run([*tmux, "kill-server"], check=False, capture_output=True)
        shutil.rmtree(place, ignore_errors=True)
