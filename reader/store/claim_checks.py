"""The check of a claim: how an annotation gets one, and what an edit of it writes.

A check comes into being unchecked and without a journal entry, as the anchor of an annotation does;
edits of it are journalled. An undone check therefore stays, empty.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import NamedTuple

from reader.errors import InputError
from reader.model import Annotation, Status
from reader.model.annotation import NO_CLAIMS
from reader.store import code_book
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields

FIELDS = (
    "status", "verdict", "justification", "method", "priority", "due", "assignee", "ready",
    "approved",
)  # fmt: skip
"""Fields of a check that may be set together with fields of an annotation."""


_NOT_APPROVED: Fields = {"approved_by": "", "approved_on": ""}


class CheckFields(NamedTuple):
    """Fields set by one action: those of the annotation itself, and those of its check."""

    annotation: Fields
    check: Fields


def parted(
    connection: sqlite3.Connection, values: Fields, me: str, standing: Annotation | None = None
) -> CheckFields:
    """Checked fields, parted; `me` decides today if they name a verdict, and approves today.

    A status by itself leaves the verdict; only `unchecked` takes it back, and with it the reasons
    that were given for it, if it is `standing`. A verdict by itself makes the claim decided. An
    approval goes with the verdict that it was given to, and with the words that this was given for.
    Raises InputError `verdict_unknown`, `verdict_unclaimed` and `approval_undecided`.
    """
    check = {name: values[name] for name in FIELDS if name in values}
    plain = {name: value for name, value in values.items() if name not in FIELDS}
    approved = check.pop("approved", None)
    if check.get("verdict"):
        _refuse_unclaimed(values, standing)
        check["verdict"] = code_book.verdict(connection, str(check["verdict"]))
        check = {"status": "decided", **check, "checked_by": me}
        check["checked_on"] = date.today().isoformat()  # the reader's own day
        if (
            standing
            and standing.verdict
            and (standing.verdict.id != check["verdict"] or standing.is_stale)
        ):
            check = {"ready": 0, **check, **_NOT_APPROVED}
    elif "verdict" in check or check.get("status") == "unchecked":
        check = {"status": "unchecked", **check, "verdict": None}
        check |= {"ready": 0, "checked_by": "", "checked_on": "", **_NOT_APPROVED}
        if standing and (standing.verdict or standing.status is Status.DECIDED):
            check = {"justification": "", **check}
    if approved is not None:
        check |= _approval(me, check, standing) if approved else _NOT_APPROVED
    return CheckFields(plain, check)


def _refuse_unclaimed(values: Fields, standing: Annotation | None) -> None:
    """Refuse a verdict of what is tagged as nothing that can be looked up."""
    tag = values.get("tag", standing and standing.tag)
    if tag in NO_CLAIMS:
        raise InputError("verdict_unclaimed", tag=str(tag))


def _approval(me: str, check: Fields, standing: Annotation | None) -> Fields:
    """The fields of an approval by `me` today, of a claim that is decided."""
    status = check.get("status", standing and standing.status)
    verdict = check.get("verdict", standing and standing.verdict)
    if status != Status.DECIDED or not verdict:
        raise InputError("approval_undecided")
    return {"approved_by": me, "approved_on": date.today().isoformat()}


class CheckRow(NamedTuple):
    """The check of an annotation; nothing points to one that is `new` yet."""

    ident: str
    new: bool


def ensured(connection: sqlite3.Connection, annotation: str) -> CheckRow:
    """The check that an annotation points to, or one made for it: whoever makes it, points to it.

    What lists annotations is written anew with each change of a check that one points to, so a new
    one is filled before.
    """
    (known,) = connection.execute(
        "SELECT claim_check FROM annotation WHERE id = ?", (annotation,)
    ).fetchone()
    if known is not None:
        return CheckRow(str(known), False)
    sql = "INSERT INTO claim_check (id) VALUES (?) ON CONFLICT (id) DO NOTHING"
    ident = annotation
    if not connection.execute(sql, (ident,)).rowcount:
        ident = uuid7()  # its own check was given to others
        connection.execute(sql, (ident,))
    return CheckRow(ident, True)


def point(
    connection: sqlite3.Connection, stamp: str, annotation: str, check: str, updated: str = ""
) -> None:
    """Have an annotation point to a check; with the time at which it was changed, if it was."""
    time = ", updated = ?2" if updated else ""
    clocks = ", '$.updated', ?3" if updated else ""
    connection.execute(
        f"UPDATE annotation SET claim_check = ?1{time},"
        f" clock = json_set(clock, '$.claim_check', ?3{clocks}) WHERE id = ?4 AND ?2 = ?2",
        (check, updated, stamp, annotation),
    )


def has_content(connection: sqlite3.Connection, annotation: str) -> bool:
    """Whether the check that an annotation points to holds anything."""
    found = connection.execute(
        "SELECT 1 FROM annotation a JOIN claim_check c ON c.id = a.claim_check"
        " WHERE a.id = ? AND c.deleted = 0 AND (c.status <> 'unchecked' OR c.verdict IS NOT NULL"
        " OR c.justification <> '' OR c.method <> '' OR c.priority <> 0 OR c.due <> ''"
        " OR c.assignee <> '' OR c.ready OR EXISTS (SELECT 1 FROM evidence e"
        "   WHERE e.claim_check = c.id AND e.deleted = 0))",
        (annotation,),
    )
    return found.fetchone() is not None


def contradicting(connection: sqlite3.Connection, annotation: str) -> list[tuple[str, str]]:
    """Contradictions that were recorded of a claim, or of one that shares its check: that claim,
    and the other.
    """
    found = connection.execute(
        "SELECT l.annotation, l.target FROM json_each(?) wanted JOIN link l"
        " ON wanted.value IN (l.annotation, l.target)"
        " WHERE l.kind = 'contradicts' AND l.deleted = 0 AND l.declined = 0"
        " ORDER BY l.annotation, l.target",
        (json.dumps(sharing(connection, [annotation])),),
    )
    pairs = [(str(one), str(other)) for one, other in found]
    own = {*sharing(connection, [annotation])}
    return list(dict.fromkeys(it if it[0] in own else (it[1], it[0]) for it in pairs))


def sharing(connection: sqlite3.Connection, annotations: list[str]) -> list[str]:
    """These annotations and all others that point to a check of one of them."""
    found = connection.execute(
        "SELECT b.id FROM json_each(?) wanted JOIN annotation a ON a.id = wanted.value"
        " JOIN annotation b ON b.claim_check = a.claim_check",
        (json.dumps(annotations),),
    )
    return list(dict.fromkeys([*annotations, *(row[0] for row in found)]))
