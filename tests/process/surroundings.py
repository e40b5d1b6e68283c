"""Commands that are refused, and what is in a library afterwards."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pseudo_terminal import Terminal, environment, launched

Run = Callable[..., Terminal]
DATABASE = "annotations.db"
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))\n"


def refused(library: Path, *arguments: str, before: str = "", **env: str) -> str:
    """What a command that ends with 2 says, in one line on stderr."""
    done = subprocess.run(
        launched(before, *arguments),
        env=environment(MEIPI_LIBRARY=str(library), **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.startswith("meipi: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def marks(library: Path) -> list[tuple[str, str]]:
    """The beginnings and tags of Lin's annotations, in order, in a database that is sound."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(
            "SELECT substr(n.exact, 1, 2), n.tag FROM annotation n"
            " JOIN annotator p ON p.id = n.annotator WHERE p.name = 'Lin' AND n.deleted = 0"
            " ORDER BY n.created"
        ).fetchall()


def place_kept(library: Path) -> int | None:
    """Where reading stopped."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        row = connection.execute("SELECT position FROM reading").fetchone()
    return None if row is None else int(row[0])


def wait_written(terminal: Terminal, keys: str, shown: str) -> None:
    terminal.send(keys)
    terminal.wait_for(shown)
