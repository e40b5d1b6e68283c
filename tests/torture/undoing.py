"""Undo goes to the start, exactly, and redo to the end."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
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
    "claim_check": "id, status, verdict, checked_by, checked_on, approved_by",
    "evidence": "id, claim_check, url, remark",
    "link": "annotation, target, kind",
    "queue": "article, position",
    "saved_filter": "id, name, query, position",
    "feed": "id, url, folder, full_text",
}
"""What the reader has made, but for the clocks, which go on; tombstones are as nothing."""
SHELF = {
    "article": "id, title, own_title, topics, own_topics",
    "reading": "article, starred, archived",  # it is read, too, without an action of the reader's
}
"""What is there without the reader's doing."""
UNSET: dict[str, Callable[[tuple[object, ...]], bool]] = {
    "article": lambda row: row[2] is None and row[4] is None,
    "reading": lambda row: not any(row[1:]),
}
"""How that was at the start."""
ENTANGLED = """SELECT 1 FROM journal_row r
  JOIN journal_row o ON o.journal <> r.journal
    AND (o.name = r.name AND o.key = r.key OR o.annotation = r.annotation)
  JOIN journal j ON j.seq = o.journal AND j.op = 'do'
  WHERE r.journal = :entry AND ((j.standing = 'done') = (o.journal > :entry))"""
"""Whether what newer entries wrote stands on an entry's rows, or what is beneath was taken back."""

STANDS = {"claim_check": "status <> 'unchecked' OR verdict IS NOT NULL"}
"""What is more than nothing, where that is not what was removed."""

IDENTITY = (
    replay.KEYS
    | replay.BASED
    | {
        "anchor": ("annotation", "text"),
        "code_book": ("id",),
    }
)
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
        for table, columns in SHELF.items():
            found[table] = connection.execute(
                f"SELECT {columns} FROM {table} ORDER BY 1"
            ).fetchall()
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
    """Do again what can be; take back everything in every article, for everyone; and do it again.

    At the start nobody has marked anything. What is done again is what stood at the end.
    """
    faults: list[str] = []
    library = open_library(folder)
    try:
        _turned(library, "redo", faults)
        end = state(folder)
        taken = _turned(library, "undo", faults)
        start = state(folder)
        sample = {person.id for person in library.annotators() if person.kind == "sample"}
        shipped = {row[0] for row in start["annotation"] if row[2] in sample}
        for table, rows in start.items():
            owner = 1 if table == "evidence" else 0
            unset = UNSET.get(table)
            left = [row for row in rows if not (unset(row) if unset else row[owner] in shipped)]
            faults += [f"undo to the start left in {table}: {row}" for row in left]
        done = _turned(library, "redo", faults)
        if done != taken:
            faults.append(f"undone {taken}, but redone {done}")
        faults += [f"redo to the end: {each}" for each in differing(end, state(folder))]
        counted["undone"] += taken
    finally:
        library.close()
    return faults


def _turned(library: Library, op: str, faults: list[str]) -> int:
    """Undo or redo all of everyone, in the library and in every article; how many entries."""
    turned = 0
    for person in library.annotators():
        if person.kind != "person":
            continue
        library.submit(partial(_become, name=person.name)).result()
        for article in (None, *(entry.head.id for entry in library.list())):
            while library.submit(partial(_turn, article=article, op=op)).result() is not None:
                turned += 1
                faults += wrongly_turned(library.database)
    return turned


def wrongly_turned(database: Path) -> list[str]:
    """What the last undo or redo did not bring back as the entry that it turned says."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        op, entry = connection.execute(
            "SELECT op, undoes FROM journal ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        if connection.execute(ENTANGLED, {"entry": entry}).fetchone():
            return []  # then others decide what stands there
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
                if fields[field] != value and field != "private"  # that is asked for by itself
            ]
    return faults


def _become(edits: Edits, name: str) -> None:
    edits.become(name)


def _turn(edits: Edits, article: str | None, op: str) -> object:
    """In an article; or, if none is named, in the library."""
    scope = "marks" if article else "shelf"
    return edits.history.turn_next(op, article, scope=scope)
