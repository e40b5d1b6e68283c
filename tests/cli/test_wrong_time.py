"""What is said of a clock that was once wrong, and how it is mended from the command line."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from reader.store.clocks import clock
from reader.words import LANGUAGES, load

Run = Callable[..., Result]
AHEAD = 400 * clock.DAY
MARK = ("annotate", "car", "--quote", "重點在價格，京東說。", "--tag", "opinion")


@pytest.fixture
def ahead(marked: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A library in which one mark was made more than a year from now."""
    with monkeypatch.context() as patch:
        patch.setattr(clock, "_now_ms", lambda: time.time_ns() // 1_000_000 + AHEAD)
        assert marked(*MARK).exit_code == 0
    return marked


def test_it_is_told_once_and_mended_by_the_command_that_is_named(ahead: Run) -> None:
    first, second = ahead("list"), ahead("list")
    assert "meipi doctor --repair" in first.stderr
    assert first.exit_code == 0
    assert second.stderr == ""
    looked = ahead("doctor")
    assert looked.exit_code == 1
    assert "* Changes with times that a wrong clock gave" in looked.stdout
    mended = ahead("doctor", "--repair")
    assert mended.exit_code == 0
    assert "Mended: changes with times that a wrong clock gave: 1" in mended.stdout
    assert ahead("list").stderr == ""


def test_a_restore_that_would_bring_them_in_says_what_to_do(ahead: Run, library: Path) -> None:
    ahead("doctor", "--backup")
    (backup,) = library.rglob("*.backup")
    refused = ahead("doctor", "--restore", str(backup))
    assert refused.exit_code == 2
    assert str(backup) in refused.stderr
    assert "add --repair" in refused.stderr
    assert not list(library.rglob("*.replaced"))
    done = ahead("doctor", "--restore", str(backup), "--repair")
    assert done.exit_code == 0, done.stdout
    assert "Mended: changes with times that a wrong clock gave: 1" in done.stdout
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        (newest,) = connection.execute("SELECT max(clock) FROM journal").fetchone()
    assert newest <= clock.horizon()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_each_language(language: str) -> None:
    words = load(language)
    gaps = {"until": "2031-01-02", "now": "2026-12-01", "path": "x.db", "count": 2}
    for key in ("notice.clock_ahead", "doctor.clock_ahead", "error.stamps_ahead"):
        said = words(key, **gaps)
        assert "2031-01-02" in said
        assert "--repair" in said
    for key in ("notice.clock_unset", "doctor.clock_unset"):
        assert "2026-12-01" in words(key, **gaps)
