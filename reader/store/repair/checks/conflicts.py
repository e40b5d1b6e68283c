"""Copies of a database that a syncing service made because two computers wrote to it."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from reader.store.db.sqlite_errors import APPLICATION_ID
from reader.store.repair.checks.finding import Finding
from reader.store.repair.checks.open_database import untouched

_MAGIC = b"SQLite format 3\x00"
_OWNER = slice(68, 72)
"""Bytes of a database file that hold `PRAGMA application_id`."""


def copies(path: Path) -> list[Path]:
    """Our databases beside a database whose names begin and end as its own does.

    That is how every service names them: `annotations.sync-conflict-….db`, `annotations 2.db`,
    `annotations (1).db`, `annotations-DESKTOP.db`, `annotations (王的衝突複本 …).db`.
    """
    found = sorted(path.parent.glob(f"{path.stem}*{path.suffix}"))
    return [each for each in found if each != path and _is_ours(each)]


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return False
    return head.startswith(_MAGIC) and int.from_bytes(head[_OWNER]) == APPLICATION_ID


def findings(path: Path) -> Iterator[Finding]:
    """A finding for each copy, with how many annotations are only in it, or newer there."""
    for copy in copies(path):
        about = {"path": copy.name, **_commands(path, copy)}
        count = _newer(path, copy)
        if count is None:
            yield Finding("conflict_unreadable", params=about)
        elif count:
            yield Finding("conflict_newer", count, params=about)
        else:
            yield Finding("conflict_older", hint=True, params=about)


def _newer(path: Path, copy: Path) -> int | None:
    """Number of annotations of a copy that the database lacks or has older; None if it cannot be
    read.
    """
    try:
        with untouched(copy) as theirs, untouched(path) as ours:
            rows = theirs.execute("SELECT id, updated, deleted FROM annotation")
            known = dict(ours.execute("SELECT id, updated FROM annotation"))
            return sum(
                bool(updated > known[ident] if ident in known else not deleted)
                for ident, updated, deleted in rows
            )
    except sqlite3.Error:
        return None


def _commands(path: Path, copy: Path) -> dict[str, str]:
    """The command lines that open a copy as a library of its own, and write what is in it."""
    root = path.parent
    other = root.with_name(f"{root.name}-{copy.stem.removeprefix(path.stem).strip(' .-()')}")
    place, articles = shlex.quote(str(other)), shlex.quote(str(root / "articles"))
    database = shlex.quote(str(copy))
    return {
        "open": f"mkdir {place} && cp -R {articles} {place} && "
        f"cp {database} {shlex.quote(str(other / path.name))} && meipi --library {place}",
        "export": f"meipi export --library {place} --format csv -o {shlex.quote(f'{other}.csv')}",
        "restore": f"meipi doctor --library {shlex.quote(str(root))} --restore {database}",
    }
