"""Reading a database as it lies, without a byte of it or of its folder being changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from reader.store.db.sqlite_errors import lacking, readable_message

CACHE = 64 * 1024 * 1024
"""Bytes of the database that are held in memory while it is checked."""


NOT_TEXT = "\udcff"
"""First character of a stored text that is no UTF-8; no other can have it."""


@contextmanager
def untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads; text that is no UTF-8 is read with NOT_TEXT before it.

    A write-ahead log is read along, but not taken into the database. Without one nobody else has
    the database open, and it is read without locks, which would make one: compare `stamp` before
    and after. An interrupted write of the older kind of journal is taken back in a copy; a copy is
    read, too, where the disk has no shared memory or no locks.
    """
    try:
        connection = _open(path, "mode=ro" if _is_open(path) else "mode=ro&immutable=1")
    except sqlite3.OperationalError as error:
        if not lacking(error, path) and not side_file(path, "-journal").exists():
            raise
        with _copied(path, error) as copy, closing(_open(copy, "mode=rw", lone=True)) as connection:
            yield connection
        return
    with closing(connection):
        yield connection


@contextmanager
def _copied(path: Path, error: sqlite3.Error) -> Iterator[Path]:
    """A copy of a database and its logs where there is room; raises `error` if there is none."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        try:
            for end in ("", "-journal", "-wal"):
                if side_file(path, end).exists():
                    shutil.copyfile(side_file(path, end), side_file(copy, end))
        except OSError:
            raise error from None
        yield copy


def stamp(path: Path) -> tuple[int, int, bool]:
    """Size, time and log of a database file: they differ once somebody has opened or written it."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, side_file(path, "-wal").exists()


def side_file(path: Path, end: str) -> Path:
    """The file that belongs to a database by the end of its name: "-wal", "-shm", "-journal"."""
    return path.with_name(path.name + end)


def _is_open(path: Path) -> bool:
    """Whether somebody has the database open, or writes to it without a log."""
    if side_file(path, "-wal").exists() or side_file(path, "-journal").exists():
        return True
    with path.open("rb") as file:
        return file.read(20)[18:] != b"\x02\x02"  # no write-ahead log, so a lock leaves no file


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return NOT_TEXT + data.decode(errors="replace")


def _open(path: Path, query: str, *, lone: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?{query}",
        uri=True,
        timeout=1.0,
        isolation_level=None,
    )
    try:
        connection.text_factory = _text
        with readable_message():
            if lone:  # then a write-ahead log needs no shared memory
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute(f"PRAGMA cache_size = -{CACHE // 1024}")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection
