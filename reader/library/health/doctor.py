"""Checks of a library, its backups, and putting a backup back.

`examine` changes nothing, not even an old schema or a starter.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.errors import InputError, LibraryError
from reader.library.devices import Devices
from reader.library.health import outside_links as leading
from reader.library.intake import inventory
from reader.store.backup import backup_files as kept_backups
from reader.store.backup import backups
from reader.store.backup.verification import fault_of
from reader.store.db.file_identity import is_file, is_there, refuse_link, without_waiting
from reader.store.repair import restore as restoring
from reader.store.repair import strange_logs
from reader.store.repair.checks import conflicts, database, examination, surroundings
from reader.store.repair.checks.examination import DAMAGED, UNUSABLE, Progress
from reader.store.repair.checks.finding import Finding
from reader.store.repair.checks.open_database import stamp
from reader.store.repair.checks.summary import LibrarySize
from reader.store.repair.restore import Restored

__all__ = [
    "DAMAGED",
    "UNUSABLE",
    "Finding",
    "HealthReport",
    "Progress",
    "Restored",
    "back_up",
    "examine",
    "restore",
]

MOST = 3
"""Times that a check begins anew if another program disturbed it."""


def no_progress(check: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Findings of a check, and the library's size. `repaired` says how often what was mended."""

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
        return _damaged(self.findings)

    @property
    def has_strange_log(self) -> bool:
        """Whether it is whole without a log that lies beside it and is not its own."""
        return any(finding.code == "log_strange" for finding in self.findings)


def _damaged(findings: Iterable[Finding]) -> bool:
    return any(finding.code in DAMAGED for finding in findings)


def examine(root: Path, progress: Progress = no_progress) -> HealthReport:
    """Look at everything in the library in a folder; not a byte of it is changed."""
    path = root / "annotations.db"
    findings = list(database.of_file(path))
    held = LibrarySize(0, 0, False)
    if not findings:
        for _ in range(MOST):
            before = stamp(path)
            files = partial(inventory.check, root)
            findings, held = examination.examine(path, files, progress)
            # Without a log it is read without locks: who opened it meanwhile may have written.
            if stamp(path) == before or not any(each.code in UNUSABLE for each in findings):
                break
    broken = DAMAGED | {"index_damaged"}
    suspect = any(each.code in broken for each in findings)
    log = strange_logs.strange(path) if suspect else None
    if log is not None:
        params = {"path": path.name, "log": log.name}
        findings = [Finding("log_strange", params=params, repairable=True)]
    elif _damaged(findings):
        findings += _what_is_left(path)
    elif not any(each.code in UNUSABLE for each in findings):
        findings += surroundings.files(path, starter=held.starter)
        findings += surroundings.broken_off(path)
        used = bool(held.annotations) and not held.starter
        findings += surroundings.copies(path, used=used)
        findings += conflicts.findings(path)
    findings += surroundings.disk(path)
    findings += [*leading.links(root, path), *surroundings.leftovers(path)]
    return HealthReport(
        tuple(findings), held.articles, held.annotations, len(kept_backups.backups(path))
    )


def _what_is_left(path: Path) -> Iterator[Finding]:
    """Findings on what a damaged database still says, and the backup it can be restored from."""
    if path.exists():
        shown = {"articles": "article", "annotations": "annotation"}
        counts = restoring.counts(path, shown.values())
        if counts is not None:
            params = {name: str(counts[table]) for name, table in shown.items()}
            yield Finding("left_readable", hint=True, params=params)
    source = next(restoring.sources(path), None)
    if source is None:
        if path.exists():
            yield Finding("restore_impossible", hint=True)
    else:
        yield Finding("restore_possible", hint=True, params={"backup": source.name})
        beyond = restoring.lacking(path, source) if path.exists() else None
        if beyond and beyond.changes:
            params = {"changes": str(beyond.changes), "since": beyond.since}
            yield Finding("restore_lacks", hint=True, params=params)


def damage(root: Path) -> LibraryError | None:
    """The error of a damaged database, or of one whose rows were edited; it takes a while."""
    path = root / "annotations.db"
    if not is_file(path):
        return None
    found, _ = examination.examine(path, lambda known, tick: iter(()), no_progress)
    wrong = {each.code for each in found if not each.hint}
    if wrong & DAMAGED or fault_of(path, thorough=True):
        backup = kept_backups.newest_backup(path)
        return LibraryError("library_damaged", path=str(path), backup=backup)
    return LibraryError("library_rows", path=str(path)) if wrong - UNUSABLE else None


def back_up(root: Path) -> Path:
    """Make a verified backup now, which stays until it is deleted by hand; its path.

    Raises InputError `file_missing`, LibraryError `backup_underway` and as `store.backups.back_up`
    does.
    """
    path = root / "annotations.db"
    refuse_link(path)
    try:
        path.stat()
    except FileNotFoundError as error:
        raise InputError("file_missing", path=str(path)) from error
    except OSError:
        pass  # copying it says why
    try:
        return backups.back_up(path)
    except backups.AbandonedError as error:
        raise LibraryError("backup_underway", path=str(path)) from error


def _named(root: Path, which: str) -> tuple[Path, ...]:
    """The files that the name of a backup may mean."""
    return Path(which), root / which, kept_backups.folder_of(root / "annotations.db") / which


def _check_head(source: Path) -> None:
    """Raise InputError if a file is not even plain, before SQLite waits for a pipe or a device."""
    try:
        with open(source, "rb", opener=without_waiting) as file:
            plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            head = file.read(16) if plain else b""
    except OSError as error:
        code = "file_is_folder" if source.is_dir() else "file_unreadable"
        raise InputError(code, path=str(source)) from error
    if not plain:
        raise InputError("file_unreadable", path=str(source))
    if not (head or b"").startswith(b"SQLite format 3"):
        raise InputError("backup_damaged", path=str(source), reason="no SQLite")


def restore(root: Path, which: str, *, any_time: bool = False) -> Restored:
    """Put a backup in the database's place: a file's path or name, or "newest" for the best one.

    What a damaged database holds beyond the backup is taken over as far as it can be read; a whole
    one is replaced as it is, and only by a backup that was named. Both are set aside. From then on
    this machine is another device to the library. `any_time` as `store.restoring.restore` has it.
    Raises InputError `restore_needless`, `backup_none`, `backup_unknown`, `file_unreadable`, and as
    that does.
    """
    path = root / "annotations.db"
    refuse_link(path)
    report = examine(root)
    if which == "newest":
        if not report.is_damaged:
            raise InputError("restore_needless", path=str(path))
        source = next(restoring.sources(path), None)
        if source is None:
            raise InputError("backup_none", path=str(path))
    else:
        source = next((each for each in _named(root, which) if is_there(each)), None)
        if source is None:
            raise InputError("backup_unknown", name=which, path=str(kept_backups.folder_of(path)))
        _check_head(source)
    Devices(root).forget()
    salvage = report.is_damaged and not report.has_strange_log
    return restoring.restore(path, source, salvage=salvage, any_time=any_time)
