"""Undo goes to the start, exactly, and redo to the end."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

from reader.library import Library, open_library
from reader.store.edits import Edits
from tests.torture import replay
from tests.torture.soundness import DATABASE

STANDING = {
    "annotation": "id, article, annotator, tag, unsure, private, highlight, source, kind, note,"
    " note_private, exact, prefix, suffix, created, updated",
    "label": "annotation, entry",
    "claim_check": "id, status, verdict, checked_by, checked_on",
    "evidence": "id, claim_check, url, remark",
    "link": "annotation, target, kind",
}
"""What the reader has made, but for the clocks, which go on; tombstones are as nothing."""

STANDS = {"claim_check": "status <> 'unchecked' OR verdict IS NOT NULL"}
"""What is more than nothing, where that is not what was removed."""

IDENTITY = replay.KEYS | {"anchor": ("annotation", "text")}
State = dict[str, list[tuple[object, ...]]]


def state(library: Path) -> State:
    """Every row that stands in the tables that hold the reader's work."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        found: State = {
            table: connection.execute(
                f"SELECT {columns} FROM {table} WHERE {STANDS.get(table, 'deleted = 0')}"
                " ORDER BY 1, 2"
            ).fetchall()
            for table, columns in STANDING.items()
        }
        found["anchor"] = connection.execute(
            'SELECT p.annotation, p.text, p.start, p."end", p.status, p.score, p.review'
            " FROM anchor p JOIN annotation n ON n.id = p.annotation AND n.deleted = 0"
            " WHERE p.deleted = 0 ORDER BY 1, 2"
        ).fetchall()
    return found


def differing(one: State, other: State) -> list[str]:
    """Rows that stand in one state and not in the other."""
    return [
        f"{table}: {row}"
        for table in one
        for row in sorted(set(one[table]) ^ set(other[table]), key=str)
    ]


def to_the_start(folder: Path, counted: Counter[str]) -> list[str]:
    """Take back everything in every article, for everyone; then do all of it again.

    At the start nobody has marked anything. What is done again is what stood at the end.
    """
    faults: list[str] = []
    end = state(folder)
    library = open_library(folder)
    try:
        taken = _turned(library, "undo", {}, faults)
        start = state(folder)
        sample = {person.id for person in library.annotators() if person.kind == "sample"}
        shipped = {row[0] for row in start["annotation"] if row[2] in sample}
        for table, rows in start.items():
            owner = 1 if table == "evidence" else 0
            left = [row for row in rows if row[owner] not in shipped]
            faults += [f"undo to the start left in {table}: {row}" for row in left]
        done = _turned(library, "redo", taken, faults)
        if done != taken:
            faults.append(f"undone {taken}, but redone {done}")
        faults += [f"redo to the end: {each}" for each in differing(end, state(folder))]
        counted["undone"] += sum(taken.values())
    finally:
        library.close()
    return faults


def _turned(
    library: Library, op: str, most: dict[tuple[str, str], int], faults: list[str]
) -> dict[tuple[str, str], int]:
    """Undo or redo all of everyone in every article, or as often as `most` says; how often."""
    turned: dict[tuple[str, str], int] = {}
    for person in library.annotators():
        if person.kind != "person":
            continue
        library.submit(partial(_become, name=person.name)).result()
        for entry in library.list():
            key = (person.name, entry.head.id)
            times = 0
            while times < most.get(key, 0) or not most:
                if library.submit(partial(_turn, article=entry.head.id, op=op)).result() is None:
                    break
                times += 1
                faults += wrongly_turned(library.database)
            if times:
                turned[key] = times
    return turned


def wrongly_turned(database: Path) -> list[str]:
    """What the last undo or redo did not bring back as the entry that it turned says."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        op, entry = connection.execute(
            "SELECT op, undoes FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        rows = connection.execute(
            "SELECT name, key, before, after FROM journal_row WHERE journal = ?"
            f" ORDER BY position {'DESC' if op == 'undo' else 'ASC'}",
            (entry,),
        ).fetchall()
        told: dict[tuple[str, str], dict[str, object]] = {}
        for name, key, before, after in rows:  # of a row that was written twice the last one counts
            image = (before or '{"deleted": 1}') if op == "undo" else after
            told.setdefault((name, key), {}).update(json.loads(image))
        faults = []
        for (name, key), values in told.items():
            where = " AND ".join(f"{column} = ?" for column in IDENTITY[name])
            row = connection.execute(f"SELECT * FROM {name} WHERE {where}", json.loads(key))
            fields = dict(row.fetchone())
            faults += [
                f"{op} of {entry}: {name}.{field} is {fields[field]!r}, not {value!r}"
                for field, value in values.items()
                if fields[field] != value
            ]
    return faults


def _become(edits: Edits, name: str) -> None:
    edits.become(name)


def _turn(edits: Edits, article: str, op: str) -> object:
    return edits.undo(article) if op == "undo" else edits.redo(article)
