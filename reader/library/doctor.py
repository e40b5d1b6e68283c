"""Is everything in order? Checks of a library, backups, and putting a backup back.

`examine` changes nothing, not even an old schema or a starter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.errors import InputError, LibraryError
from reader.library import inventory
from reader.store import backups, restoring
from reader.store.checking import anchors, database, references, summary, surroundings, texts
from reader.store.checking.finding import Finding, Tick
from reader.store.checking.opening import stamp, untouched
from reader.store.connection import translate
from reader.store.restoring import Restored

__all__ = ["DAMAGED", "UNUSABLE", "Finding", "Report", "Restored", "back_up", "examine", "restore"]

DAMAGED = {"database_damaged", "database_missing"}
"""Findings after which only a backup helps."""

UNUSABLE = DAMAGED | {
    "database_unreadable", "database_locked", "database_foreign", "database_newer",
}  # fmt: skip
"""Findings after which nothing further can be said."""

MOST = 3
"""So often a check begins anew that another program disturbed."""

Progress = Callable[[str, int, int], None]
"""Told the name of a check, how much of it is done, and how much there is to do."""

Check = Callable[[], Iterator[Finding]]


def no_progress(check: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and how much there is. `repaired` says how often what was mended."""

    findings: tuple[Finding, ...]
    articles: int = 0
    annotations: int = 0
    backups: int = 0
    repaired: tuple[tuple[str, int], ...] = ()

    @property
    def in_order(self) -> bool:
        """Whether nothing is wrong; hints may be there all the same."""
        return all(finding.hint for finding in self.findings)

    @property
    def is_damaged(self) -> bool:
        """Whether the database must be restored from a backup."""
        return any(finding.code in DAMAGED for finding in self.findings)


def examine(root: Path, progress: Progress = no_progress) -> Report:
    """Look at everything in the library in a folder; not a byte of it is changed."""
    path = root / "annotations.db"
    findings = list(database.of_file(path))
    held = summary.Holdings(0, 0, False)
    if not findings:
        for _ in range(MOST):
            before = stamp(path)
            findings, held = _examined(root, path, progress)
            # Without a log it is read without locks: who opened it meanwhile may have written.
            if stamp(path) == before or not any(each.code in UNUSABLE for each in findings):
                break
    if any(each.code in DAMAGED for each in findings):
        findings += _what_is_left(path)
    elif not any(each.code in UNUSABLE for each in findings):
        findings += surroundings.files(path, starter=held.starter)
        used = bool(held.annotations) and not held.starter
        findings += surroundings.copies(path, used=used)
    findings += surroundings.leftovers(path)
    return Report(tuple(findings), held.articles, held.annotations, len(backups.backups(path)))


def _examined(root: Path, path: Path, progress: Progress) -> tuple[list[Finding], summary.Holdings]:
    """What the database says when it is read as it lies."""
    findings: list[Finding] = []
    held = summary.Holdings(0, 0, False)
    try:
        with untouched(path) as connection:
            findings += database.identity(connection, path)
            if any(each.code in UNUSABLE for each in findings):
                return findings, held
            findings += database.integrity(connection, path, partial(progress, "database"))
            findings += database.schema(connection)
            if any(each.code in UNUSABLE | {"table_missing"} for each in findings):
                return findings, held
            held = summary.holdings(connection)
            for check in _checks(connection, root, progress):
                findings += check()
    except sqlite3.Error as error:
        findings.append(_unusable(path, error))
    return findings, held


def _checks(connection: sqlite3.Connection, root: Path, progress: Progress) -> Iterator[Check]:
    def tick(name: str) -> Tick:
        return partial(progress, name)

    yield lambda: texts.findings(connection, tick("texts"))
    yield lambda: anchors.findings(connection, tick("anchors"))
    yield lambda: references.findings(connection)
    yield lambda: references.search_index(connection, tick("search"))
    yield lambda: inventory.check(root, summary.files(connection), tick("files"))


def _unusable(path: Path, error: sqlite3.Error) -> Finding:
    """The finding for what SQLite reports."""
    raised = translate(error, path)
    code = raised.code if isinstance(raised, LibraryError) else ""
    if code == "library_locked":
        return Finding("database_locked", params={"path": str(path)})
    if code in ("library_unreadable", "library_read_only"):
        return Finding("database_unreadable", params={"path": str(path), "reason": str(error)})
    return database.damaged(path, str(error))


def _what_is_left(path: Path) -> Iterator[Finding]:
    """What a damaged database still says, and from which backup it can be restored."""
    if path.exists():
        counts = restoring.counts(path)
        shown = {"articles": "article", "annotations": "annotation"}
        params = {name: str(counts.get(table, 0)) for name, table in shown.items()}
        yield Finding("left_readable", hint=True, params=params)
    source = next(restoring.sources(path), None)
    if source is None:
        yield Finding("restore_impossible")
    else:
        yield Finding("restore_possible", hint=True, params={"backup": source.name})


def back_up(root: Path) -> Path:
    """Make a verified backup now, which stays until it is deleted by hand; its path.

    Raises LibraryError as `store.backups.back_up` does, and `backup_underway`.
    """
    path = root / "annotations.db"
    try:
        return backups.back_up(path)
    except backups.AbandonedError as error:
        raise LibraryError("backup_underway", path=str(path)) from error


def restore(root: Path, which: str) -> Restored:
    """Put a backup in the database's place: a file's path or name, or "newest" for the best one.

    What a damaged database holds beyond the backup is taken over as far as it can be read; a whole
    one is replaced as it is, and only by a backup that was named. Both are set aside. Raises
    InputError `restore_needless`, `backup_none`, `file_missing`, and as `store.restoring.restore`.
    """
    path = root / "annotations.db"
    damaged = examine(root).is_damaged
    if which == "newest":
        if not damaged:
            raise InputError("restore_needless", path=str(path))
        source = next(restoring.sources(path), None)
        if source is None:
            raise InputError("backup_none", path=str(path))
    else:
        source = next((each for each in (Path(which), root / which) if each.is_file()), None)
        if source is None:
            raise InputError("file_missing", path=which)
    return restoring.restore(path, source, salvage=damaged)
