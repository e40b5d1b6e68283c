"""Surroundings of a database: who may read it, what was left there, and its backups."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.store import settings
from reader.store.backup.backup_files import backups, kept_copies
from reader.store.backup.backups import leftover
from reader.store.backup.verification import fault_of
from reader.store.db import disks
from reader.store.db.file_identity import PLAIN, is_link
from reader.store.db.locking import try_lock
from reader.store.repair.checks.finding import Finding, findings_about
from reader.store.repair.checks.open_database import side_file, untouched

OLD = timedelta(days=7)
"""Age of a backup, behind the last change of the library, from which on it is old."""

ABANDONED = 3600
"""Seconds after which nobody goes on writing a file of the library that was begun."""


def files(path: Path, *, starter: bool) -> Iterator[Finding]:
    """The modes of a database's files, and logs that wait to be taken in."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077 and not starter:  # a starter is anybody's, and lies in a checkout
        yield Finding("mode_open", params={"mode": f"{mode:o}"}, repairable=True)
    log = side_file(path, "-wal")
    if log.exists() and log.stat().st_size:
        yield Finding("log_waits", hint=True, params={"path": log.name})
    if side_file(path, "-journal").exists():
        yield Finding("write_interrupted", hint=True, params={"path": path.name})


def broken_off(path: Path) -> Iterator[Finding]:
    """A purge that has begun and has not come to its end."""
    with suppress(sqlite3.Error, OSError), untouched(path) as connection:
        if settings.get(connection, settings.PURGE) is not None:
            yield Finding("purge_unfinished")


def disk(path: Path) -> Iterator[Finding]:
    """Findings about the disk: what it lacks, and whether other computers write to it, too."""
    lacks, about = disks.lack(path), disks.error_params(path)
    if lacks in ("library_unshared", "library_unlocked"):
        code = lacks.replace("library", "disk")
        yield Finding(code, params={"path": str(path.parent), **about})
    elif disks.is_remote(about["kind"]):
        yield Finding("remote_disk", hint=True, params={"path": str(path.parent), **about})
    service = disks.service(path.parent)
    if service:
        params = {"path": str(path.parent), "service": service}
        yield Finding("folder_synced", hint=True, params=params)


_PART = re.compile(r"\.meipi-[0-9a-f]{16}\.part")


def leftovers(path: Path) -> Iterator[Finding]:
    """Findings about files that killed processes left, and that were set aside."""
    yield from findings_about(
        "leftover", (_below(path, each) for each in left(path)), repairable=True
    )
    young = (_below(path, each) for each in _parts(path.parent, old=False))
    yield from findings_about("leftover_young", young, hint=True)
    ends = (".damaged", ".replaced", ".salvaged.json", ".strange-wal", ".strange-journal")
    aside = [_below(path, each) for each in kept_copies(path, "*") if each.name.endswith(ends)]
    yield from findings_about("set_aside", aside, hint=True)


def left(path: Path) -> list[Path]:
    """Files and folders that nobody writes to any more and that belong to no database."""
    part = leftover(path)
    found = [] if part is None else [part]
    if _is_free(side_file(path, ".lock")):
        found += path.parent.glob(f"{path.name}.new*")
        found += path.parent.glob(".salvage-*")
    return [*found, *_parts(path.parent, old=True)]


def _parts(root: Path, *, old: bool) -> Iterator[Path]:
    """Files of the library that were begun, and never finished if they are old."""
    now = time.time()
    if is_link(root / "articles"):
        return  # what lies there is not ours to clear away
    for place, folders, files in os.walk(root / "articles"):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in filter(_PART.fullmatch, sorted(files)):
            part = Path(place, name)
            with suppress(FileNotFoundError):  # it has just been finished
                found = part.lstat()
                if stat.S_ISREG(found.st_mode) and (now - found.st_mtime > ABANDONED) == old:
                    yield part


def _below(path: Path, left: Path) -> str:
    """The name of a leftover, from the database's folder on."""
    name = left.relative_to(path.parent).as_posix()
    return name if name.isprintable() else ascii(name)[1:-1]


def clear(path: Path) -> int:
    """Delete what `left` names; how many there were."""
    found = left(path)
    for each in found:
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    return len(found)


def copies(path: Path, *, used: bool) -> Iterator[Finding]:
    """The backups: whether the newest is whole and new enough, and whether one can be made.

    `used` says that there is something of the reader's own that would be missed.
    """
    found = backups(path)
    whole = None
    bad = []
    for backup in found:
        if not fault_of(backup.path):
            whole = backup
            break
        bad.append(backup.path.name)
    yield from findings_about("backup_damaged", bad)
    if whole is None and used:
        yield Finding("backup_none", hint=True)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if whole is not None and written - whole.moment > OLD and _newest(path) != _newest(whole.path):
        yield Finding("backup_old", hint=True, params={"date": f"{whole.moment:%Y-%m-%d}"})
    if used and not os.access(path.parent, os.W_OK):
        yield Finding("folder_closed", hint=True, params={"path": str(path.parent)})
    elif used and shutil.disk_usage(path.parent).free < path.stat().st_size * 11 // 10:
        yield Finding("no_room", params={"path": str(path.parent)})


def _newest(path: Path) -> int:
    """The number of the newest change in a database's journal; a clock may have been set back."""
    try:
        with untouched(path) as connection:
            row = connection.execute("SELECT max(seq) FROM journal").fetchone()
    except (sqlite3.Error, OSError):
        return -1
    return int(row[0] or 0)


def _is_free(lock: Path) -> bool:
    """Whether nobody holds a lock file."""
    try:
        descriptor = os.open(lock, os.O_RDONLY | PLAIN)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        return try_lock(descriptor)
    except OSError:  # no locks, so nobody knows
        return False
    finally:
        os.close(descriptor)
