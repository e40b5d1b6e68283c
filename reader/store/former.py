"""What rows of earlier versions say in the tables of today, for what is salvaged of such a library.

A whole library is migrated; of a damaged one only rows are left, which no migration can be run on.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from reader.model.code_book import FORMER, VERDICTS
from reader.store.code_book import find_label, label_id
from reader.store.salvaging import Row

Said = Iterator[tuple[str, Row]]

_DISPUTED = {"id": VERDICTS["disputed"], "kind": "verdict", "position": len(VERDICTS)}
_DISPUTED["averitec"] = "Conflicting Evidence/Cherrypicking"


def today(whole: sqlite3.Connection, table: str, row: Row) -> Said:
    """The rows, and their tables, that say what a row says; itself if it is of today.

    `whole` is where they will stand. Of the journal nothing is taken over that names labels by
    their names or the status of an annotation, for it could not be undone.
    """
    if table == "label" and "name" in row:
        yield from _label(whole, row)
    elif table == "annotation" and "status" in row:
        yield from _annotation(row)
    elif table == "evidence" and "annotation" in row:
        rest = {name: value for name, value in row.items() if name != "annotation"}
        yield "claim_check", {"id": row["annotation"]}
        yield table, {**rest, "claim_check": row["annotation"]}
    elif table == "setting" and re.fullmatch("label\\.[1-9]", str(row.get("key"))):
        name = str(row.get("value"))
        known = find_label(whole, name) or label_id(name)
        yield "code_book", {"id": known, "kind": "label", "name": name}
        yield "digit", {"id": known, "digit": int(str(row["key"])[-1])}
    elif not (table == "journal_row" and _is_former(row)):
        yield table, row


def settle(whole: sqlite3.Connection, digits: list[Row]) -> None:
    """Give annotations the checks that came with their evidence, and labels their digits."""
    whole.execute(
        "UPDATE annotation SET claim_check = id WHERE claim_check IS NULL"
        " AND id IN (SELECT claim_check FROM evidence)"
    )
    whole.executemany(
        "UPDATE OR IGNORE code_book SET digit = :digit WHERE id = :id AND digit IS NULL", digits
    )


def _label(whole: sqlite3.Connection, row: Row) -> Said:
    name = str(row["name"])
    entry = find_label(whole, name) or label_id(name)
    rest = {name: value for name, value in row.items() if name != "name"}
    yield "code_book", {"id": entry, "kind": "label", "name": name}
    yield "label", {**rest, "entry": entry}


def _annotation(row: Row) -> Said:
    plain = {name: value for name, value in row.items() if name != "status"}
    status = str(row["status"])
    if status == "disputed":
        yield "code_book", _DISPUTED
    if status != "unchecked":
        verdict = VERDICTS.get(FORMER.get(status, ""))
        state = {"status": "decided" if verdict else status, "verdict": verdict}
        yield "claim_check", {"id": row["id"], **state}
        plain["claim_check"] = row["id"]
    yield "annotation", plain


def _is_former(row: Row) -> bool:
    """Whether a change of the journal is one of the tables of before."""
    name, said = row.get("name"), f"{row.get('before')}{row.get('after')}"
    if name == "label":
        return not re.search(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"\]$', str(row.get("key")))
    return (name == "annotation" and '"status"' in said) or (
        name == "evidence" and '"annotation"' in said
    )
