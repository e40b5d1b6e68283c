"""The journal, applied from nothing, against the tables that it tells of."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.torture.soundness import DATABASE

Row = dict[str, Any]
Key = tuple[str, ...]

KEYS: dict[str, Key] = {
    "annotation": ("id",),
    "label": ("annotation", "entry"),
    "claim_check": ("id",),
    "evidence": ("id",),
    "link": ("annotation", "target", "kind"),
    "queue": ("article",),
    "saved_filter": ("id",),
    "feed": ("id",),
}
"""Tables whose every row comes from the journal; anchors are also carried over without it."""
BASED: dict[str, Key] = {"article": ("id",), "reading": ("article",)}
"""Tables of which the journal has changes, but not how a row came there."""
OWNERS = {"annotation": "id", "claim_check": "id", "evidence": "claim_check"}
"""The columns that name a row's annotation; the check of one has its id."""

UNSAID = {
    "status": "unchecked", "verdict": None, "checked_by": "", "checked_on": "", "ready": 0,
    "approved_by": "", "approved_on": "", "deleted": 0,
}  # fmt: skip
"""What a check says before anything is said of it; it comes without a journal entry."""


def replayed(connection: sqlite3.Connection, faults: list[str]) -> dict[str, dict[Key, Row]]:
    """The tables as the journal's entries make them, one after another.

    Each entry must find what it says stood there before.
    """
    tables: dict[str, dict[Key, Row]] = {name: {} for name in KEYS | BASED}
    entries = connection.execute(
        "SELECT j.seq, j.clock, r.name, r.key, r.before, r.after FROM journal j"
        " JOIN journal_row r ON r.journal = j.seq ORDER BY j.seq, r.position"
    )
    for seq, clock, name, key, before, after in entries:
        if name not in tables:
            continue
        rows, ident, fields = tables[name], tuple(json.loads(key)), json.loads(after)
        row = rows.get(ident)
        if row is None and name == "claim_check":
            rows[ident] = row = {"id": ident[0], "clock": {}} | UNSAID
        elif row is None and name in BASED:
            rows[ident] = row = {"clock": {}} | json.loads(before)
        if before is None:
            if row is not None:
                faults.append(f"entry {seq} makes {name} {ident}, which was there")
            rows[ident] = row = dict(zip(KEYS[name], ident, strict=True)) | {"clock": {}}
        elif row is None:
            faults.append(f"entry {seq} changes {name} {ident}, which was not there")
            continue
        else:
            for field, value in json.loads(before).items():
                if row.get(field) != value and field in row and field != "read":
                    faults.append(f"entry {seq}: {field} was {row[field]!r}, not {value!r}")
        row.update(fields)
        row["clock"].update(dict.fromkeys(fields, clock))
    return tables


def unjournalled(library: Path) -> list[str]:
    """What stands in the tables and not in the journal, or the other way round."""
    faults: list[str] = []
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        connection.row_factory = sqlite3.Row
        tables = replayed(connection, faults)
        sample = {
            row["id"]
            for row in connection.execute(
                "SELECT n.id FROM annotation n JOIN annotator p ON p.id = n.annotator"
                " WHERE p.kind = 'sample'"
            )
        }
        for name, rows in tables.items():
            owner = OWNERS.get(name, "annotation")
            stored = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
            found = {
                tuple(row[column] for column in (KEYS | BASED)[name]): row
                for row in stored
                if row.get(owner) not in sample
            }
            if name in BASED:
                found = {key: row for key, row in found.items() if key in rows}
            silent = found if name == "claim_check" else {}
            told: dict[Key, Row] = {key: UNSAID | {"clock": {}} for key in silent} | rows
            faults += _differences(name, told, found)
    return faults


def _differences(name: str, told: dict[Key, Row], found: dict[Key, Row]) -> list[str]:
    faults = [f"{name} {key} is not in the journal" for key in found.keys() - told.keys()]
    faults += [f"{name} {key} is only in the journal" for key in told.keys() - found.keys()]
    for key in told.keys() & found.keys():
        row = dict(found[key])
        row["clock"] = json.loads(row["clock"])
        if name == "annotation":
            row["clock"].pop("claim_check", None)  # which check it has is not journalled
        wrong = [
            field
            for field, value in told[key].items()
            if row[field] != value and field != "read"  # an article that was left at its end
        ]
        faults += [f"{name} {key}: {field} is {row[field]!r}" for field in wrong]
    return faults


def entries(library: Path) -> int:
    """How many entries the journal has."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        return int(connection.execute("SELECT count(*) FROM journal").fetchone()[0])
