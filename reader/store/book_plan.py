"""Plan of an import of a code book: which rows become what, and what that changes.

An entry of the file is the one here that has its id, else the one that has its name, else a new
one. What the file does not name goes, unless annotations have it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from reader.errors import InputError, MeipiError
from reader.model import BookChanges, CodeBook, CodeEntry, EntryChange, Guide
from reader.store import code_book
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.field_rules import cleaned

NAME_MAX = 64
"""The longest name of an annotator or of a new entry of the code book, in code points."""

_ROWS = """SELECT id, kind, name, digit, description, averitec, rating, position, deleted
  FROM code_book"""
_USED = """SELECT (SELECT count(*) FROM label WHERE entry = :id AND deleted = 0)
  + (SELECT count(*) FROM annotation a JOIN claim_check c ON c.id = a.claim_check
     WHERE c.verdict = :id AND c.deleted = 0)"""
"""Number of annotations that have an entry, removed ones and those of removed articles included,
since they may come back.
"""


class StoredEntry(NamedTuple):
    """An entry as it is stored."""

    entry: CodeEntry
    position: int
    deleted: bool


@dataclass(slots=True)
class BookPlan:
    """The fields that rows are to have, by their ids, and what that changes for who reads it."""

    changes: BookChanges = field(default_factory=BookChanges)
    rows: dict[str, Fields] = field(default_factory=dict)


def plan(connection: sqlite3.Connection, book: CodeBook) -> BookPlan:
    """Plan an import of a code book; raises `InputError` `book_entry` as `take_in` does."""
    stored = {
        row[0]: StoredEntry(CodeEntry(*row[:7]), row[7], bool(row[8]))
        for row in connection.execute(_ROWS)
    }
    done = BookPlan()
    changes: list[EntryChange] = []
    reordered = False
    for kind, entries in (("label", book.labels), ("verdict", book.verdicts)):
        if entries is None:
            continue
        wanted = _identified(stored, kind, entries)
        if shared := wanted.keys() & done.rows.keys():
            raise _wrong(wanted[shared.pop()], "other_kind", key="id")
        kept, gone = _left(connection, stored, kind, wanted)
        _refuse_taken(kept, wanted)
        order = [*wanted, *(change.before.id for change in kept if change.before)]
        places = _places(stored, kind, order)
        reordered |= kind == "verdict" and any(
            it in stored and not stored[it].deleted and stored[it].position != at
            for it, at in places.items()
        )
        digits = {entry.digit for entry in wanted.values() if entry.digit}
        for entry in gone:  # before others take their names
            done.rows[entry.id] = {"deleted": 1, "digit": None}
        for ident, entry in wanted.items():
            changes += _put(done, stored, entry, places.get(ident))
        for change in kept:
            changes += _freed(done, change, digits, places)
        changes += [EntryChange(entry, None) for entry in gone]
    now, guide = code_book.guide(connection), book.guide
    if guide is not None:
        guide = Guide(cleaned(guide.text).strip(), " ".join(cleaned(guide.version).split()))
    done.changes = BookChanges(
        tuple(changes), reordered, None if guide in (None, now) else (now, guide or now)
    )
    return done


def _wrong(entry: CodeEntry, code: str, **gaps: object) -> InputError:
    reason = MeipiError(f"reason.{code}", **gaps)
    return InputError("book_entry", entry=f"[[{entry.kind}]] ({entry.name})", reason=reason)


def _identified(
    stored: Mapping[str, StoredEntry], kind: str, entries: Iterable[CodeEntry]
) -> dict[str, CodeEntry]:
    """The entries of a file by the ids that they have here, which no two of them share."""
    entries = [
        replace(it, description=cleaned(it.description).strip(), kind=kind, used=0)
        for it in entries
    ]
    live = {row.entry.name: ident for ident, row in stored.items() if _stands(row, kind)}
    by_id = {it.id for it in entries if it.id in stored and not stored[it.id].deleted}
    wanted: dict[str, CodeEntry] = {}
    for entry in entries:
        ident, known = entry.id, stored.get(entry.id)
        if known is not None and known.entry.kind != kind:
            raise _wrong(entry, "other_kind", key="id")
        if known is None or known.deleted:
            namesake = live.get(entry.name) if entry.name else None
            ident = namesake if namesake and namesake not in by_id else ident
        if not ident or ident in wanted:
            ident = _new_id(stored, wanted, entry)
        if len(entry.name) > NAME_MAX and (
            ident not in stored or stored[ident].entry.name != entry.name
        ):
            raise _wrong(entry, "long", key="name", longest=NAME_MAX)
        wanted[ident] = replace(entry, id=ident)
    return wanted


def _stands(row: StoredEntry, kind: str) -> bool:
    return row.entry.kind == kind and not row.deleted


def _new_id(
    stored: Mapping[str, StoredEntry], wanted: Mapping[str, CodeEntry], entry: CodeEntry
) -> str:
    """An id made of the name, or of the time where that one was given to something else."""
    make = code_book.label_id if entry.kind == "label" else code_book.verdict_id
    ident = make(entry.name)
    old = stored.get(ident)
    free = old is None or (old.deleted and old.entry.name == entry.name)
    return ident if free and ident not in wanted else uuid7()


def _left(
    connection: sqlite3.Connection,
    stored: Mapping[str, StoredEntry],
    kind: str,
    wanted: Mapping[str, CodeEntry],
) -> tuple[list[EntryChange], list[CodeEntry]]:
    """The entries that the file does not name: those that are in use, and those that go."""
    kept, gone = [], []
    rows = [row for ident, row in stored.items() if _stands(row, kind) and ident not in wanted]
    for row in sorted(rows, key=lambda row: (row.position, row.entry.id)):
        (used,) = connection.execute(_USED, {"id": row.entry.id}).fetchone()
        if used:
            kept.append(EntryChange(row.entry, row.entry, kept=used))
        else:
            gone.append(row.entry)
    return kept, gone


def _refuse_taken(kept: Sequence[EntryChange], wanted: Mapping[str, CodeEntry]) -> None:
    """Refuse a name that an entry has which stays."""
    names = {change.before.name for change in kept if change.before and change.before.name}
    for entry in wanted.values():
        if entry.name in names:
            raise _wrong(entry, "name_taken", name=entry.name)


def _places(stored: Mapping[str, StoredEntry], kind: str, order: Sequence[str]) -> dict[str, int]:
    """The new places of entries; those of before stay where their order is right already."""
    last = max((row.position for row in stored.values() if row.entry.kind == kind), default=0)
    known = [it for it in order if it in stored and not stored[it].deleted]
    new = [it for it in order if it not in known]
    before = sorted(known, key=lambda it: (stored[it].position, it))
    if kind == "label" or order == [*before, *new]:
        return {it: at for at, it in enumerate(new, last + 1)}
    return {it: at for at, it in enumerate(order, 1)}


def _put(
    done: BookPlan, stored: Mapping[str, StoredEntry], entry: CodeEntry, place: int | None
) -> Iterable[EntryChange]:
    """Have a row become an entry of the file."""
    fields: Fields = {
        "name": entry.name, "digit": entry.digit, "description": entry.description,
        "averitec": entry.averitec, "rating": entry.rating, "deleted": 0,
    }  # fmt: skip
    fields |= {} if place is None else {"position": place}
    old = stored.get(entry.id)
    done.rows[entry.id] = fields if old else fields | {"kind": entry.kind}
    before = old.entry if old and not old.deleted else None
    if before != entry:
        yield EntryChange(before, entry)


def _freed(
    done: BookPlan, change: EntryChange, digits: Set[int], places: Mapping[str, int]
) -> Iterable[EntryChange]:
    """Keep an entry that is in use; its digit goes to one of the file that has it."""
    entry = change.before
    if entry is None:
        return
    fields: Fields = {"position": places[entry.id]} if entry.id in places else {}
    if entry.digit and entry.digit in digits:
        fields["digit"] = None
        yield EntryChange(entry, replace(entry, digit=None))
    if fields:
        done.rows[entry.id] = fields
    yield change
