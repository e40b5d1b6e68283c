"""Time to bring a large library of an earlier version to this one.

    python -m benchmarks.migrating FOLDER [--articles N] [--annotations N] [--from 0007] [--kills N]

The library is made in FOLDER, unless it is there; a copy of it is migrated. With `--kills` that is
killed so often, at moments drawn over the whole time, and looked at each time: it is to be of the
old version or of the new one, and nothing may be lost. FOLDER needs four times the library's size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from unittest.mock import patch

from benchmarks.old_large import old_library
from reader.library import open_library
from reader.store.backup.backup_files import backups
from reader.store.db.sql_statements import split
from reader.store.schema import MIGRATIONS

DATABASE = "annotations.db"
SHARES = (0.01, 0.125, 0.25, 0.3, 0.5, 0.75, 0.9, 0.97, 1.0)
"""Shares of the work whose moments are recorded."""

Counts = dict[str, int]


def main() -> int:
    """Measure the migration of one library; the result goes to stdout as JSON."""
    asked = parser().parse_args()
    if asked.migrate:
        return _migrate(asked.folder)
    old = asked.folder / f"{asked.version}-{asked.articles}-{asked.annotations}"
    if not old.exists():
        part = old.with_name(f"{old.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        old_library(part, asked.version, asked.articles, asked.annotations).rename(old)
    found = measured(old)
    if asked.kills:
        found |= killed(old, asked.kills, float(str(found["seconds"])), random.Random(asked.seed))
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 1 if found.get("faults") else 0


def parser() -> argparse.ArgumentParser:
    """Parser of the options."""
    made = argparse.ArgumentParser(prog="python -m benchmarks.migrating")
    made.add_argument("folder", type=Path)
    made.add_argument("--articles", type=int, default=100_000)
    made.add_argument("--annotations", type=int, default=1_000_000)
    made.add_argument("--from", dest="version", default="0007", help="the version (0007)")
    made.add_argument("--kills", type=int, default=0, help="how often it is killed on the way")
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--migrate", action="store_true", help=argparse.SUPPRESS)
    return made


def measured(old: Path) -> dict[str, object]:
    """Seconds, megabytes and when the bar was where, of migrating a copy in a process."""
    place = copied(old)
    before = counts(place)
    size = (place / DATABASE).stat().st_size
    kept, most = _bytes(place), 0
    process = subprocess.Popen(_command(place), stdout=subprocess.PIPE, text=True)
    while process.poll() is None:
        most = max(most, _bytes(place) - kept)
        time.sleep(0.05)
    found: dict[str, object] = json.loads(process.communicate()[0])
    now = counts(place)
    lost = {name: many - now[name] for name, many in before.items() if now[name] < many}
    found |= {
        "migrations": sorted(applied(place) - applied(old)),
        "articles": before["article"],
        "annotations": before["annotation"],
        "journal": before["journal"],
        "megabytes before": round(size / 1e6),
        "megabytes after": round((place / DATABASE).stat().st_size / 1e6),
        "megabytes more at most": round(most / 1e6),
        "rows lost": lost,
    }
    shutil.rmtree(place)
    return found


def _migrate(folder: Path) -> int:
    """The process that is measured."""
    moments: dict[float, float] = {}
    began = time.perf_counter()

    def progress(share: float) -> None:
        for mark in SHARES:
            if share >= mark and mark not in moments:
                moments[mark] = round(time.perf_counter() - began, 2)

    taken: list[tuple[float, str]] = []

    def timed(script: str) -> Iterator[str]:
        for statement in split(script):
            since = time.perf_counter()
            yield statement
            taken.append((round(time.perf_counter() - since, 2), " ".join(statement.split())[:100]))

    with patch("reader.store.db.apply_migrations.split", timed):
        open_library(folder, progress=progress).close()
    seconds = round(time.perf_counter() - began, 1)
    used = resource.getrusage(resource.RUSAGE_SELF)
    said = {
        "seconds": seconds,
        "seconds of the processor": round(used.ru_utime + used.ru_stime, 1),
        "seconds at share": moments,
        "megabytes of memory": used.ru_maxrss // 1024,
        "slowest statements": sorted(taken, reverse=True)[:10],
    }
    sys.stdout.write(json.dumps(said))
    return 0


def killed(old: Path, times: int, seconds: float, chance: random.Random) -> dict[str, object]:
    """Outcome for a library that was killed so often while it was migrated.

    `seconds` is how long that takes undisturbed.
    """
    place = copied(old)
    before, known = counts(place), applied(old)
    new = {name for name, _ in MIGRATIONS}
    counted: Counter[str] = Counter()
    faults: list[str] = []
    while counted["killed"] < times:
        if applied(place) == new:
            shutil.rmtree(place)
            place = copied(old)
        process = subprocess.Popen(
            _command(place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        began = time.perf_counter()
        try:
            process.wait(chance.uniform(0, 1.1 * seconds))
            counted["came to its end"] += 1
            seconds = time.perf_counter() - began  # what else the machine does may have ended
        except subprocess.TimeoutExpired:
            process.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
            process.wait()
            counted["killed"] += 1
        number = counted["killed"]
        found = applied(place)
        if found not in (known, new):
            faults.append(f"kill {number}: {sorted(found)}")
        counted["old" if found == known else "new"] += 1
        if found == known and (now := counts(place)) != before:
            faults.append(f"kill {number}: {now}")
        if found == new and not backups(place / DATABASE):
            faults.append(f"kill {number}: no backup")
        sys.stderr.write(f"{number} of {times}: {dict(counted)}, faults: {len(faults)}\n")
    open_library(place).close()
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
        faults += [] if said == ["ok"] else said
        faults += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    if len(backups(place / DATABASE)) == 0 or list(place.rglob("*.part")):
        faults.append("backups are missing or half made")
    shutil.rmtree(place)
    return {"kills": dict(counted), "faults": faults}


def copied(old: Path) -> Path:
    """A copy of the library beside it."""
    place = old.with_name(f"{old.name}.run")
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(old, place))


def counts(library: Path) -> Counts:
    """Number of rows of each table that may lose none."""
    tables = ("article", "annotation", "anchor", "evidence", "journal", "journal_row", "reading")
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in tables
        }


def applied(library: Path) -> set[str]:
    """The migrations that a library has seen."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}


def _bytes(folder: Path) -> int:
    """Size of a folder in bytes, while it changes."""
    found = 0
    for each in folder.rglob("*"):
        with suppress(FileNotFoundError):
            found += each.stat().st_size
    return found


def _command(place: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.migrating", str(place), "--migrate"]


if __name__ == "__main__":
    sys.exit(main())
