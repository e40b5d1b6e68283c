"""All checks of a database, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.sqlite_errors import readable_message, translate
from reader.store.repair.checks import agreement, anchors, database, references, rows, texts, times
from reader.store.repair.checks.finding import Finding, Tick
from reader.store.repair.checks.open_database import untouched
from reader.store.repair.checks.summary import Known, LibrarySize, known_files, library_size

DAMAGED = {
    "database_damaged", "database_missing", "table_missing", "table_differs", "trigger_strange",
    "log_strange",
}  # fmt: skip
"""Findings after which only a backup helps, or taking a log away that is another's."""

UNUSABLE = DAMAGED | {
    "database_link", "database_beside", "database_unreadable", "database_locked",
    "database_foreign", "database_newer",
}  # fmt: skip
"""Findings after which nothing further can be examined."""

Progress = Callable[[str, int, int], None]
"""Callback that gets the name of a check, how much of it is done, and how much there is to do."""

Check = Callable[[], Iterator[Finding]]

Files = Callable[[Sequence[Known], Tick], Iterator[Finding]]
"""Checks the files that the database knows."""


def examine(path: Path, files: Files, progress: Progress) -> tuple[list[Finding], LibrarySize]:
    """Findings of a database read as it lies, and what it holds."""
    findings: list[Finding] = []
    held = LibrarySize(0, 0, False)
    try:
        with untouched(path) as connection, readable_message():
            findings += database.identity(connection, path)
            if any(each.code in UNUSABLE for each in findings):
                return findings, held
            findings += database.integrity(connection, path, partial(progress, "database"))
            findings += database.schema(connection)
            if any(each.code in UNUSABLE for each in findings):
                return findings, held
            findings += database.text(connection, path, partial(progress, "texts"))
            findings += database.rules(connection, path)
            if any(each.code in UNUSABLE for each in findings):
                return findings, held
            held = library_size(connection)
            if any(each.code == "database_old" for each in findings):
                return findings, held  # its tables are others; they are looked into once migrated
            for check in _checks(connection, files, progress):
                findings += check()
    except sqlite3.Error as error:
        findings.append(_unusable(path, error))
    return findings, held


def _checks(connection: sqlite3.Connection, files: Files, progress: Progress) -> Iterator[Check]:
    def tick(name: str) -> Tick:
        return partial(progress, name)

    yield lambda: rows.findings(connection, tick("database"))
    yield lambda: texts.findings(connection, tick("texts"))
    yield lambda: anchors.findings(connection, tick("anchors"))
    yield lambda: references.findings(connection)
    yield lambda: agreement.findings(connection, tick("database"))
    yield lambda: times.findings(connection)
    yield lambda: references.search_index(connection, tick("search"))
    yield lambda: files(known_files(connection), tick("files"))


def _unusable(path: Path, error: sqlite3.Error) -> Finding:
    """The finding for what SQLite reports."""
    raised = translate(error, path)
    code = raised.code if isinstance(raised, LibraryError) else ""
    if code == "library_locked":
        return Finding("database_locked", params={"path": str(path)})
    if code not in ("library_damaged", "library_rows", "library_io"):
        return Finding("database_unreadable", params={"path": str(path), "reason": str(error)})
    return database.damaged(path, str(error))
