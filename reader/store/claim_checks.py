"""The check of a claim: how an annotation gets one, and what an edit of it writes.

A check comes into being unchecked and without a journal entry, as the anchor of an annotation does;
edits of it are journalled. An undone check therefore stays, empty.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import NamedTuple

from reader.model import Annotation, Status
from reader.store import code_book
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields

FIELDS = ("status", "verdict", "justification", "method", "priority", "due", "assignee")
"""Fields of a check that may be set together with fields of an annotation."""


class CheckFields(NamedTuple):
    """Fields set by one action: those of the annotation itself, and those of its check."""

    annotation: Fields
    check: Fields


def parted(
    connection: sqlite3.Connection, values: Fields, me: str, standing: Annotation | None = None
) -> CheckFields:
    """Checked fields, parted; `me` decides today if they name a verdict.

    A status by itself leaves the verdict; only `unchecked` takes it back, and with it the reasons
    that were given for it, if it is `standing`. A verdict by itself makes the claim decided.
    Raises InputError `verdict_unknown`.
    """
    check = {name: values[name] for name in FIELDS if name in values}
    plain = {name: value for name, value in values.items() if name not in FIELDS}
    if check.get("verdict"):
        check["verdict"] = code_book.verdict(connection, str(check["verdict"]))
        check = {"status": "decided", **check, "checked_by": me}
        check["checked_on"] = date.today().isoformat()  # the reader's own day
    elif "verdict" in check or check.get("status") == "unchecked":
        check = {"status": "unchecked", **check, "verdict": None}
        check |= {"checked_by": "", "checked_on": ""}
        if standing and (standing.verdict or standing.status is Status.DECIDED):
            check = {"justification": "", **check}
    return CheckFields(plain, check)


def ensured(connection: sqlite3.Connection, stamp: str, annotation: str) -> str:
    """The id of an annotation's check, which is made if there is none."""
    (known,) = connection.execute(
        "SELECT claim_check FROM annotation WHERE id = ?", (annotation,)
    ).fetchone()
    if known is not None:
        return str(known)
    sql = "INSERT INTO claim_check (id) VALUES (?) ON CONFLICT (id) DO NOTHING"
    ident = annotation
    if not connection.execute(sql, (ident,)).rowcount:
        ident = uuid7()  # its own check was given to others
        connection.execute(sql, (ident,))
    connection.execute(
        "UPDATE annotation SET claim_check = ?, clock = json_set(clock, '$.claim_check', ?)"
        " WHERE id = ?",
        (ident, stamp, annotation),
    )
    return ident


def has_content(connection: sqlite3.Connection, annotation: str) -> bool:
    """Whether the check that an annotation points to holds anything."""
    found = connection.execute(
        "SELECT 1 FROM annotation a JOIN claim_check c ON c.id = a.claim_check"
        " WHERE a.id = ? AND c.deleted = 0 AND (c.status <> 'unchecked' OR c.verdict IS NOT NULL"
        " OR c.justification <> '' OR c.method <> '' OR c.priority <> 0 OR c.due <> ''"
        " OR c.assignee <> '' OR EXISTS (SELECT 1 FROM evidence e"
        "   WHERE e.claim_check = c.id AND e.deleted = 0))",
        (annotation,),
    )
    return found.fetchone() is not None


def sharing(connection: sqlite3.Connection, annotations: list[str]) -> list[str]:
    """These annotations and all others that point to a check of one of them."""
    found = connection.execute(
        "SELECT b.id FROM json_each(?) wanted JOIN annotation a ON a.id = wanted.value"
        " JOIN annotation b ON b.claim_check = a.claim_check",
        (json.dumps(annotations),),
    )
    return list(dict.fromkeys([*annotations, *(row[0] for row in found)]))
