"""Undo and redo of an entry, field by field.

Put back are only fields that nobody has set meanwhile. An entry of several articles may be turned
while newer ones stand on it in some of them, and the other way round: what those wrote stays, and
once they are taken back, too, the fields are as if this one had never been.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from reader.errors import InputError
from reader.store import aliases, articles, code_book, sources
from reader.store import annotations as marks
from reader.store import claim_checks as checks
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields, RowChange
from reader.store.db import checked_values as values
from reader.store.field_rules import has_content
from reader.store.journal import entries as journal
from reader.store.journal.entries import Journalled, Owner
from reader.store.journal.layers import BLANK, SECRET, Layers, beneath, layers
from reader.store.journal.parted_joins import pair
from reader.store.journal.refused_turns import (
    NAMED,
    WantedName,
    refuse,
    refuse_taken,
    set_aside,
    taken,
)

_OWNERS = frozenset({"article", "annotator"})
"""Fields of what an annotation belongs to; either may have been joined with another since."""
_ASIDE = _OWNERS | {"updated"}
"""Fields that follow from the others and that nobody entered."""

_EMPTIED = """SELECT a.id FROM json_each(?) wanted CROSS JOIN annotation a ON a.id = wanted.value
  WHERE a.deleted = 1 AND EXISTS (
    SELECT 1 FROM journal_row r JOIN journal j ON j.seq = r.journal
    WHERE r.annotation = a.id AND j.op <> 'do' AND j.clock = json_extract(a.clock, '$.deleted')
      AND (j.op = 'undo' OR NOT EXISTS (SELECT 1 FROM journal_row d WHERE d.journal = j.undoes
        AND d.name = 'annotation' AND d.annotation = a.id
        AND json_extract(d.after, '$.deleted') = 1)))"""
"""Annotations that an undo or redo took away, since they were left without content."""
_BARE = """SELECT a.id FROM json_each(?) wanted CROSS JOIN annotation a ON a.id = wanted.value
  WHERE a.deleted = 0 AND a.tag IS NULL AND a.note = ''"""
"""Those that may be without content."""


class Turned(NamedTuple):
    """Number of fields that an undo or redo left as they were set meanwhile, and of annotations
    that it left private, or of articles.
    """

    left: int
    private: int


def turn(
    connection: sqlite3.Connection, stamp: str, owner: Owner, entry: int, *, undo: bool
) -> Turned:
    """Undo an entry that is done, or redo one that is undone.

    A field is put back only while it still holds what the entry wrote (or, in a redo, what it stood
    on before). An annotation whose source only private ones name stays private, as does an article
    with such a one: making it public is asked for by itself. Raises `InputError` as `taken.refuse`
    does.
    """
    layered = layers(connection, entry)
    found = journal.rows_of(connection, entry)
    changes: list[Journalled] = []
    left = private = 0
    _refuse_to_lose(connection, entry, found, undo=undo)

    def back(change: RowChange) -> tuple[Fields, int]:
        under, rewritten = layered.get(change[:2], Layers([], set()))
        before = beneath(change.before, entry, under)
        # A row that was not there becomes a tombstone: nothing is deleted for good.
        wanted, held = (before, change.after) if undo else (change.after, before)
        return restored(connection, *change[:2], wanted, held, rewritten=rewritten)

    # What has a name is looked at as it is now, before any of it is written.
    named = {(*it.change[:2],): back(it.change) for it in found if it.change.table in NAMED}
    wanted = {row: fields for row, (fields, _) in named.items()}
    refuse_taken(connection, wanted, undo=undo)
    if len(wanted) > 1:
        had = {row: rows.values(connection, *row) or {} for row in wanted}
        changes += [Journalled(it, None) for it in set_aside(connection, stamp, wanted)]
    for change, article, annotation in reversed(found) if undo else found:
        (table, key, *_), (fields, kept) = change, named.get(change[:2]) or back(change)
        not_free = taken(connection, table, key, fields)
        fields = {name: value for name, value in fields.items() if name not in not_free}
        if "digit" in not_free and len(wanted) > 1:  # it keeps its own
            own: Fields = {"digit": had[table, key].get("digit")}
            fields |= {} if taken(connection, table, key, fields | own) else own
        left += kept + bool(not_free)
        if table in _DISCLOSING:
            disclosing = _DISCLOSING[table](connection, key[0], fields)
            fields = {name: value for name, value in fields.items() if name not in disclosing}
            private += bool(disclosing)
        put = rows.put(connection, stamp, table, key, fields) if fields else None
        if put:
            changes.append(Journalled(put, article, annotation))
    changes += _entries_back(connection, stamp, changes)
    changes += _entries_away(connection, stamp, entry, changes) if undo else []
    changes += _settled(connection, stamp, found)
    connection.execute(
        "UPDATE journal SET standing = ? WHERE seq = ?", ("undone" if undo else "done", entry)
    )
    op = "undo" if undo else "redo"
    journal.record(connection, stamp, owner, changes, op=op, undoes=entry)
    return Turned(left, private)


def _refuse_to_lose(
    connection: sqlite3.Connection, entry: int, found: list[Journalled], *, undo: bool
) -> None:
    # A label or a verdict that came with the entry goes with it.
    fields_of: Iterable[tuple[RowChange, Fields | None]] = (
        (it, ({"deleted": 1} if it.before is None and it.table in NAMED else it.before))
        if undo
        else (it, it.after)
        for it, *_ in found
    )
    wanted = [
        WantedName(it.table, it.key, fields) for it, fields in fields_of if fields is not None
    ]
    refuse(connection, wanted, undo=undo)
    two = pair(connection, entry)
    if two is None:
        return
    if undo:
        parted = aliases.resolved(connection, two.winner) == two.winner
    else:
        parted = not any(articles.is_removed(connection, each) for each in two)
        parted = parted and not any(_is_elsewhere(connection, it) for it in found)
    if not parted:
        raise InputError("turn_gone")


def _is_elsewhere(connection: sqlite3.Connection, one: Journalled) -> bool:
    """Whether a row that an article had is another one's by now."""
    had = (one.change.before or {}).get("article")
    now = rows.values(connection, one.change.table, one.change.key) if had else None
    return now is not None and now["article"] != had


def _entries_back(
    connection: sqlite3.Connection, stamp: str, changes: list[Journalled]
) -> list[Journalled]:
    """Bring back the entries of the code book whose labels stand again, as a new mark would, and
    the verdicts that are given again.
    """
    back: list[Journalled] = []
    labels = [it.change for it in changes if it.change.table == "label"]
    keys = [change.key[1:] for change in labels if change.after.get("deleted") == 0]
    checks = [it.change.after for it in changes if it.change.table == "claim_check"]
    keys += [(verdict,) for it in checks if isinstance(verdict := it.get("verdict"), str)]
    for key in keys:
        entry = rows.values(connection, "code_book", key)
        if entry is None or not entry["deleted"]:
            continue
        if "name" not in taken(connection, "code_book", key, {"name": entry["name"], "deleted": 0}):
            put = rows.put(connection, stamp, "code_book", key, {"deleted": 0})
            back += [Journalled(put, None)] if put else []
    return back


def _entries_away(
    connection: sqlite3.Connection, stamp: str, entry: int, changes: list[Journalled]
) -> list[Journalled]:
    """Take labels out of the code book again that came in with an entry, and nobody uses or has
    edited.
    """
    away: list[Journalled] = []
    sql = "SELECT clock FROM journal WHERE seq = ?1 OR (undoes = ?1 AND op = 'redo')"
    made = {clock for (clock,) in connection.execute(sql, (entry,))}
    for change in (it.change for it in changes if it.change.table == "label"):
        row = rows.values(connection, "code_book", change.key[1:]) or {}
        clock = values.fields(row.get("clock", "{}"))
        plain = not row.get("deleted") and row.get("digit") is None and not row.get("description")
        came = clock.get("deleted") in made and clock.get("name", "") <= clock["deleted"]
        if plain and came and not code_book.marked_with(connection, change.key[1]):
            put = rows.put(connection, stamp, "code_book", change.key[1:], {"deleted": 1})
            away += [Journalled(put, None)] if put else []
    return away


def _settled(
    connection: sqlite3.Connection, stamp: str, found: list[Journalled]
) -> list[Journalled]:
    """Take away the annotations without content now; bring back those that were so."""
    owners = {each.annotation: each.article for each in found if each.annotation}
    wanted = json.dumps(list(owners))
    changes: list[Journalled] = []

    def put(ident: str, deleted: int) -> None:
        change = rows.put(connection, stamp, "annotation", (ident,), {"deleted": deleted})
        if change:
            changes.append(Journalled(change, owners[ident], ident))

    for (ident,) in connection.execute(_EMPTIED, (wanted,)).fetchall():
        put(ident, 0)
    bare = [ident for (ident,) in connection.execute(_BARE, (wanted,))]
    for annotation in marks.these(connection, bare).values() if bare else ():
        if not has_content(annotation):
            put(annotation.id, 1)
    return changes


def _disclosing(connection: sqlite3.Connection, annotation: str, fields: Fields) -> frozenset[str]:
    """The privacy fields among these that would make public a name that only private annotations
    use.
    """
    if fields.get("private") != 0 and fields.get("note_private") != 0:
        return frozenset()
    now = rows.values(connection, "annotation", (annotation,))
    if now is None:
        return frozenset()
    after, disclosing = now | fields, set[str]()
    source, note = str(after["source"]), str(after["note"])
    if now["private"] and not after["private"]:
        own = marks.one(connection, annotation)
        texts = "\n".join(own.exported_texts) if own else ""
        named = source and not sources.uses(connection, [source])[source].public
        disclosing |= {"private"} if named or sources.private_in(connection, texts) else set()
    if now["note_private"] and not after["note_private"] and not after["private"] and note:
        disclosing |= {"note_private"} if sources.private_in(connection, note) else set()
    return frozenset(disclosing)


def _publishing(connection: sqlite3.Connection, article: str, fields: Fields) -> frozenset[str]:
    """The same of an article: names that are used nowhere else may stand on what hangs on it."""
    if fields.get("private") != 0 or not articles.is_private(connection, article):
        return frozenset()
    text = articles.current_text(connection, article) or ""
    for it in marks.of_article(connection, article, text):
        row = rows.values(connection, "annotation", (it.id,)) or {}
        names = [] if row["private"] or not it.source else [it.source]
        named = any(not used.public for used in sources.uses(connection, names).values())
        texts = "" if row["private"] else "\n".join(it.exported_texts)
        if named or sources.private_in(connection, texts):
            return frozenset({"private"})
    return frozenset()


_DISCLOSING = {"annotation": _disclosing, "article": _publishing}
"""By table, what names the fields that stay as they are, for they would make something public."""


def restored(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[str, ...],
    wanted: Fields | None,
    held: Fields | None,
    *,
    rewritten: set[str],
) -> tuple[Fields, int]:
    """The fields to write so that a row is as `wanted`, and how many others were set meanwhile.

    `held` is what the row has to hold; None stands for no row. Fields that
    were `rewritten` since stay. A row that was made is taken away only while it is as it was made:
    else its own fields are taken back and the rest stays.
    """
    now = rows.values(connection, table, key)
    if wanted is None:
        blank = BLANK if table == "annotation" else {}
        return _unmade(connection, key, now, held or {}, blank=blank, rewritten=rewritten)
    if held is None and now is not None:
        wanted = {name: it for name, it in wanted.items() if name not in _OWNERS}
        held = {name: 1 if name == "deleted" else BLANK.get(name, now[name]) for name in wanted}
        held = now if now["deleted"] else held  # what was taken away has no content
    if now is None or held is None:
        return wanted, 0
    set_since = {
        name
        for name in held
        if name not in _ASIDE and now[name] not in (held[name], wanted.get(name))
    } | (rewritten & held.keys()) - _ASIDE
    together = rows.TOGETHER.get(table, frozenset())
    if not set_since.isdisjoint(together):
        wanted = {name: value for name, value in wanted.items() if name not in together}
        set_since = set_since - together | {table}
    back = [it for it in wanted if it in held and now[it] == held[it] and it not in rewritten]
    return {it: wanted[it] for it in back}, len(set_since)


def _unmade(
    connection: sqlite3.Connection,
    key: tuple[str, ...],
    now: Fields | None,
    made: Fields,
    *,
    blank: Fields,
    rewritten: set[str],
) -> tuple[Fields, int]:
    """The fields of a row that was made as `made` and is to be taken away, if nothing was added."""
    if now is None:
        return {}, 0
    since = {name for name in made if name not in _ASIDE and now[name] != made[name]}
    since |= {name for name, none in blank.items() if name not in made and now[name] != none}
    since |= rewritten - _ASIDE
    if blank:
        since |= {"label"} if _is_labelled(connection, *key) else set()
        since |= {"claim_check"} if checks.has_content(connection, *key) else set()
    back = {name: none for name, none in blank.items() if name in made and name not in since}
    if not since:
        back = {name: none for name, none in back.items() if name not in SECRET} | {"deleted": 1}
    return back, len(since)


def _is_labelled(connection: sqlite3.Connection, annotation: str) -> bool:
    sql = "SELECT 1 FROM label WHERE annotation = ? AND deleted = 0 LIMIT 1"
    return connection.execute(sql, (annotation,)).fetchone() is not None
