"""Broken settings, terminals that will not do, and signals that end the reader."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from surroundings import DATABASE, Run, marks, place_kept, refused, wait_written


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (b"theme = [", "are not valid TOML"),
        (b"\xff\xfe\x00", "are not valid TOML"),
        (b"teme = 'ink'", "unknown key “teme”. Known keys: language"),
        (b"measure = 'wide'", "wrong value for “measure”. It may be: 20"),
        (b"[keymap]\nnothing = 'x'", "command “nothing” that does not exist"),
    ],
)
def test_broken_settings(
    library: Path, run: Run, tmp_path: Path, settings: bytes, said: str
) -> None:
    (tmp_path / "settings.toml").write_bytes(settings)
    terminal = run(env={"MEIPI_CONFIG": str(tmp_path / "settings.toml")})
    assert terminal.wait_end() == 2
    assert said in terminal.output
    assert "Traceback" not in terminal.output


def test_terminals_that_cannot_show_the_reader(library: Path, run: Run) -> None:
    for options, said in (
        ({"columns": 39}, "Make it 40×10 or larger"),
        ({"rows": 9}, "Make it 40×10 or larger"),
        ({"env": {"TERM": "dumb"}}, "TERM=dumb"),
    ):
        terminal = run(**options)
        assert terminal.wait_end() == 2
        assert said in terminal.output
        assert b"\x1b" not in terminal.written
    assert "meipi show ARTICLE" in refused(library)


@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_that_is_no_terminal(run: Run, stream: int) -> None:
    """Textual draws on stderr: with any of the three elsewhere nothing is seen or typed."""
    terminal = run(before=f"os.dup2(os.open(os.devnull, os.O_RDWR), {stream})\n")
    assert terminal.wait_end() == 2
    assert b"\x1b" not in terminal.written
    assert ("meipi show ARTICLE" in terminal.output) == (stream != 2)


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_as_quitting_does(library: Path, run: Run, signum: int) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    wait_written(terminal, "f", "1/75 marked")
    wait_written(terminal, "a", "ctrl+j")
    terminal.send("草稿")
    terminal.wait_for("草稿")
    terminal.pump(1.0)
    terminal.kill(signum)
    assert terminal.wait_end() == 128 + signum
    if signum != signal.SIGHUP:
        assert terminal.modes_now() == terminal.modes
        assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
        assert b"\x1b[?25h" in terminal.written
    assert [tag for _, tag in marks(library)] == ["fact"]
    assert (place_kept(library) or 0) > 0
    assert sorted(path.name for path in library.iterdir() if DATABASE in path.name) == [DATABASE]
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        assert connection.execute("SELECT words FROM draft").fetchall() == [("草稿",)]


def test_bytes_that_are_no_characters_do_not_end_the_reader(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    for sent in (b"\x1b[M \xb4\xa1", b"\xff", b"\xed\xa0\x80", "觀".encode("big5")):
        terminal.send_bytes(sent)
        terminal.pump(0.2)
    wait_written(terminal, "f", "1/75 marked")
    terminal.send("q")
    assert terminal.wait_end() == 0


def test_a_terminal_that_is_closed(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    wait_written(terminal, "f", "1/75 marked")
    terminal.send("jj")
    terminal.hang_up()
    assert terminal.process.wait(20) == 128 + signal.SIGHUP
    assert [tag for _, tag in marks(library)] == ["fact"]
    assert (place_kept(library) or 0) > 0
