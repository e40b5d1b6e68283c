"""⌃c at many moments: the program ends with its code, and nothing half made is left."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")

PATIENCE = 60.0
MOMENTS = (0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.2)
# Before the program itself runs, Python ends by the signal, which a shell calls 130 too.
ENDED = {130, -signal.SIGINT}
BEGUN = """
import sys
import reader.__main__
from reader.cli import interrupts
interrupts.listen()
{code}
"""


def interrupted(words: Sequence[str], after: float, **env: str) -> int:
    """The exit code of a program that gets the signal after some seconds."""
    with subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **env},
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    if process.returncode not in {*ENDED, 1}:
        assert b"Traceback" not in said
    return process.returncode


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of so many articles that taking them in lasts."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        text = f"---\ntitle: 第 {number} 篇\n---\n\n{f'河濱公園第 {number} 期開放。' * 200}\n"
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("after", MOMENTS)
def test_an_import_of_a_folder(many: Path, tmp_path: Path, after: float) -> None:
    library = tmp_path / "library"
    (library / "articles").mkdir(parents=True)
    code = interrupted(["-m", "reader", "add", str(many)], after, MEIPI_LIBRARY=str(library))
    assert code in ENDED or (code == 0 and len(list((library / "articles").iterdir())) == 200)
    assert [each.name for each in library.rglob(".meipi-*")] == []
    files = {each.name for each in (library / "articles").iterdir()}
    if (library / "annotations.db").exists():
        with closing(sqlite3.connect(library / "annotations.db")) as connection:
            assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
            known = {Path(row[0]).name for row in connection.execute("SELECT path FROM file")}
        assert files == known
    else:
        assert files == set()


@pytest.mark.parametrize("after", MOMENTS[:5])
@pytest.mark.parametrize("words", [["list"], ["export", "--format", "csv", "-o"]])
def test_a_start_that_takes_articles_in_and_an_export(
    many: Path, tmp_path: Path, after: float, words: list[str]
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    many.rename(library / "articles")
    out = tmp_path / "out" / "claims.csv"
    out.parent.mkdir()
    given = [*words, str(out)] if words[-1] == "-o" else words
    code = interrupted(["-m", "reader", *given], after, MEIPI_LIBRARY=str(library))
    assert code in ENDED | {0, 1}
    assert {each.name for each in out.parent.iterdir()} <= {"claims.csv"}
    again = subprocess.run(
        [sys.executable, "-m", "reader", "list", "--json"],
        env={**os.environ, "MEIPI_LIBRARY": str(library)},
        capture_output=True,
        check=True,
    )
    assert again.stdout.count(b'"title"') == 200


SWALLOWED = """
import signal, time
class Cleared:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
        for _ in range(1000): pass
def main():
    Cleared()
    time.sleep(30)
interrupts_main = reader.__main__._run
reader.__main__._run = main
reader.__main__.main()
"""

WAITS = """
import signal, threading, time
lock = threading.Lock()
lock.acquire()
def main():
    try:
        signal.raise_signal(signal.SIGINT)
    finally:
        lock.acquire()
reader.__main__._run = main
reader.__main__.main()
"""

CHANGED = """
import signal
def main():
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise SystemExit(1)
reader.__main__._run = main
reader.__main__.main()
"""


@pytest.mark.parametrize("code", [SWALLOWED, WAITS, CHANGED], ids=["swallowed", "waits", "changed"])
def test_whatever_becomes_of_an_interrupt_the_program_ends(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGUN.format(code=code)],
        check=False,
        capture_output=True,
        timeout=25,
    )
    assert (done.returncode, done.stderr) == (130, b"")
