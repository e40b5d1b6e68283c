"""Which of a database's files may not be written to is said by its name."""

import os
import sqlite3
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.store.db.sqlite_errors import translate


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_file_at_fault_is_named(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "annotations.db"
    for each in ("", "-wal", "-shm"):
        path.with_name(path.name + each).touch()
    closed = path.with_name(path.name + end)
    monkeypatch.setattr(os, "access", lambda asked, _: asked != closed)  # root may do everything
    error = sqlite3.OperationalError("attempt to write a readonly database")
    error.sqlite_errorcode = sqlite3.SQLITE_READONLY
    raised = translate(error, path, writing=True)
    assert isinstance(raised, LibraryError)
    assert (raised.code, raised.params["path"]) == ("library_read_only", str(closed))
