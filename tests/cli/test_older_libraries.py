"""What the command line says while a library of an older version is brought to this one."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from reader.cli import progress_bars as bars
from reader.cli.state import State
from reader.words import LANGUAGES
from tests.archives import unpack

OLD = Path(__file__).parents[1] / "store" / "old_libraries" / "0001.tar.xz"


class Terminal:
    """A stderr that somebody looks at."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None: ...


@pytest.fixture
def old(tmp_path: Path) -> Path:
    unpack(OLD, tmp_path)
    return tmp_path / "library"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bar_says_that_the_library_is_brought_to_the_new_version(
    old: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, state = Terminal(), State()
    state.library, state.language = str(old), language
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(bars, "ProgressBar", partial(bars.ProgressBar, 0.0))
    with state.opened(sync=False) as library:
        assert len(library.list()) == 3
    shown = terminal.written.split("\r\x1b[K")
    assert shown[-1] == ""
    assert state.words("cli.migrating", percent=100) in shown[-2]
    assert "[####" in shown[-2]


@pytest.mark.parametrize(("columns", "bar"), [(80, True), (60, False), (30, True), (10, False)])
def test_a_bar_never_takes_two_rows(
    old: Path, columns: int, bar: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal, state = Terminal(), State()
    state.library, state.language = str(old), "en"
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(bars, "ProgressBar", partial(bars.ProgressBar, 0.0))
    with state.opened(sync=False):
        pass
    shown = terminal.written.split("\r\x1b[K")
    assert any("[#" in each for each in shown) == bar
    assert all(len(each) < columns for each in shown)


def test_a_pipe_is_told_nothing(old: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(old), "list"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "河濱大禮堂" in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stops_it_is_said_with_what_to_do(
    old: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (old / "annotations.db").read_bytes()
    (old / "annotations.db.backups").write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(old), "--language", language, "list"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    state = State()
    state.language = language
    assert done.returncode == 2
    assert done.stdout == ""
    told = state.words("error.migration_no_backup", path=str(old / "annotations.db"), reason="")
    assert told.rstrip() in done.stderr
    assert len(done.stderr.rstrip()) > len(f"meipi: {told}".rstrip())
    assert (old / "annotations.db").read_bytes() == before
