"""The journal: every change with its before and after; undo and redo come from it.

One entry is one action of one annotator: a batch of changed rows, of one article, of several, or of
the library itself. An entry that "did" something stands as `done`, or `undone` while it can be
redone, or `past` once something newer took its place in the redo line of what it touched. Entries
of undo and redo are added to the journal like any other; nothing is taken out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from reader.model.journal import JournalEntry
from reader.store import aliases
from reader.store import annotations as marks
from reader.store.clocks.clocked_rows import RowChange
from reader.store.db import checked_values as values
from reader.store.journal import deeds

_SEARCHED = {
    "annotation": {"article", "note", "annotator", "deleted"},
    "article": {"own_title", "deleted"},
}
"""The fields of a row that decide what the search index holds of it."""

ANYWHERE = ""
"""The scope of an undo that takes back the newest entry of all."""


_KNOWN_AS = """SELECT value FROM json_each(:articles)
  UNION ALL SELECT l.value FROM json_each(:articles) wanted
    CROSS JOIN alias l ON l.article = wanted.value WHERE l.kind = 'id' AND l.deleted = 0"""
"""Articles, and those that were joined with them."""


_PERSONS = """WITH RECURSIVE one (id) AS (SELECT :annotator UNION
  SELECT p.id FROM one JOIN annotator p ON p.joined = one.id) SELECT id FROM one"""
"""A person, and all who were found to be the same person."""


class Journalled(NamedTuple):
    """A changed row, and the article and the annotation that it belongs to, if it does."""

    change: RowChange
    article: str | None
    annotation: str | None = None


class Owner(NamedTuple):
    """Annotator of an action, and the scope in which it is undone: `marks`, `shelf` or `book`."""

    annotator: str | None
    scope: str = "marks"


def squeezed(changes: Iterable[Journalled]) -> list[Journalled]:
    """Changes of which none is of the same row as another, where each row was changed first."""
    found: dict[tuple[str, tuple[str, ...]], Journalled] = {}
    for each in changes:
        change, row = each.change, (each.change.table, each.change.key)
        if row in found:
            earlier = found[row].change
            before = None if earlier.before is None else (change.before or {}) | earlier.before
            change = change._replace(before=before, after=earlier.after | change.after)
        found[row] = each._replace(change=change)
    return list(found.values())


def record(
    connection: sqlite3.Connection,
    stamp: str,
    owner: Owner,
    changes: Iterable[Journalled],
    *,
    op: str = "do",
    undoes: int | None = None,
) -> None:
    """Add an entry; what its owner undid before in the same articles can be redone no more.

    Searches find notes and titles as they now are.
    """
    changes = squeezed(changes)
    standing = "done" if op == "do" else None
    device = stamp.rsplit("-", 1)[1]
    cursor = connection.execute(
        "INSERT INTO journal (op, undoes, scope, annotator, standing, clock, device)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (op, undoes, owner.scope, owner.annotator, standing, stamp, device),
    )
    put_rows(connection, int(cursor.lastrowid or 0), changes)
    _index(connection, changes)
    if op == "do":
        _end_redo(connection, owner, {each.article for each in changes if each.article})


def put_rows(
    connection: sqlite3.Connection, entry: int, changes: Iterable[Journalled], first: int = 0
) -> None:
    """Have an entry cover these changes, at its positions from the first on."""
    connection.executemany(
        "INSERT INTO journal_row (journal, position, name, key, article, annotation, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entry,
                position,
                change.table,
                json.dumps(change.key, ensure_ascii=False),
                article,
                annotation,
                None if change.before is None else json.dumps(change.before, ensure_ascii=False),
                json.dumps(change.after, ensure_ascii=False),
            )
            for position, (change, article, annotation) in enumerate(changes, first)
        ],
    )


def _index(connection: sqlite3.Connection, changes: list[Journalled]) -> None:
    from reader.store.search import index

    notes = []
    for (table, key, before, after), *_ in changes:
        if _SEARCHED.get(table, set()).isdisjoint(after):
            continue
        if table == "article":
            index.put_article(connection, key[0])
        elif before is not None or after.get("note"):
            notes.append(key[0])
    if notes:
        index.put_notes(connection, notes)


def _end_redo(connection: sqlite3.Connection, owner: Owner, articles: set[str]) -> None:
    """End redo of what was undone before something newer was done, and of what stood on that."""
    which, before = "", -1
    if owner.scope == "marks":
        which = (
            f" AND EXISTS (SELECT 1 FROM ({_KNOWN_AS}) a CROSS JOIN journal_row r"
            "  INDEXED BY journal_row_article ON r.article = a.value AND r.journal = seq)"
        )
    while True:
        ended = connection.execute(
            "UPDATE journal SET standing = 'past' WHERE standing = 'undone' AND scope = :scope"
            f" AND (annotator IN ({_PERSONS}) OR annotator IS NULL) AND seq > :before"
            f"{which} RETURNING seq",
            {**owner._asdict(), "articles": json.dumps(sorted(articles)), "before": before},
        ).fetchall()
        if not ended or not which:
            return
        before = min(ended)[0]
        found = connection.execute(
            "SELECT DISTINCT r.article"
            " FROM json_each(?) e JOIN journal_row r ON r.journal = e.value",
            (json.dumps([seq for (seq,) in ended]),),
        )
        articles = {article for (article,) in found if article}


def next_in_article(
    connection: sqlite3.Connection, owner: Owner, op: str, article: str
) -> int | None:
    """Entry that undo takes back on an article's page: the newest there that is done; for redo the
    oldest that is undone. Decisions about an older revision's anchors are not meant: turning one of
    those would change nothing in the text that is read now. What was done in an article that was
    joined with this one was done here.
    """
    order, standing = ("DESC", "done") if op == "undo" else ("ASC", "undone")
    # Read from the end of the index, unless it is of several articles.
    parameters = {"articles": json.dumps([article])}
    known = [ident for (ident,) in connection.execute(_KNOWN_AS, parameters)]
    here = "r.article = :article"
    if len(known) > 1:
        here = "r.article IN (SELECT value FROM json_each(:articles))"
    found = connection.execute(
        "SELECT r.journal FROM journal_row r INDEXED BY journal_row_article"
        " CROSS JOIN journal j ON j.seq = r.journal"
        f" WHERE {here} AND j.scope = :scope AND j.annotator IN ({_PERSONS})"
        " AND j.standing = :standing AND EXISTS ("
        "   SELECT 1 FROM journal_row n LEFT JOIN alias l"
        "   ON l.kind = 'id' AND l.value = n.article AND l.deleted = 0"
        "   LEFT JOIN article a ON a.id = coalesce(l.article, n.article)"
        "   WHERE n.journal = j.seq AND NOT (n.name = 'anchor'"
        "   AND json_extract(n.key, '$[1]') <> a.text))"
        f" ORDER BY r.journal {order} LIMIT 1",
        {
            **owner._asdict(),
            "article": article,
            "articles": json.dumps(known),
            "standing": standing,
        },
    ).fetchone()
    return None if found is None else int(found[0])


def next_in_scope(connection: sqlite3.Connection, owner: Owner, op: str) -> int | None:
    """Entry that undo takes back, or redo brings back, where entries of a scope are undone.

    Entries from before there was an annotator are anybody's.
    """
    end, standing = ("max", "done") if op == "undo" else ("min", "undone")
    # As their index has it.
    condition = "" if owner.scope == "marks" else "AND scope <> 'marks'"
    sql = f"""SELECT {end}(seq) FROM journal
      WHERE scope = ? AND standing = '{standing}' AND annotator IS ? {condition}"""
    persons = connection.execute(f"SELECT id FROM ({_PERSONS}) UNION SELECT NULL", owner._asdict())
    found = [connection.execute(sql, (owner.scope, it)).fetchone()[0] for (it,) in persons]
    ends = [int(seq) for seq in found if seq is not None]
    return (max(ends) if op == "undo" else min(ends)) if ends else None


def next_of_name(connection: sqlite3.Connection, owner: Owner, table: str, name: str) -> int | None:
    """The newest correction that stands of who or what has a name now, be it joined or removed."""
    sql = f"""SELECT max(j.seq) FROM journal j CROSS JOIN journal_row r ON r.journal = j.seq
      WHERE j.scope = 'book' AND j.standing = 'done' AND j.scope <> 'marks'
        AND (j.annotator IN ({_PERSONS}) OR j.annotator IS NULL) AND r.name = :table
        AND json_extract(r.key, '$[0]') IN (SELECT id FROM {table} WHERE name = :name)"""
    values = {"annotator": owner.annotator, "table": table, "name": name}
    (found,) = connection.execute(sql, values).fetchone()
    return None if found is None else int(found)


def newest(connection: sqlite3.Connection, owner: Owner, op: str) -> int | None:
    """The entry anywhere that was done or redone last, or the one that was undone last."""
    mine = f"(d.annotator IN ({_PERSONS}) OR d.annotator IS NULL)"  # by anybody
    turned, standing = ("redo", "done") if op == "undo" else ("undo", "undone")
    found = connection.execute(
        "SELECT j.seq, d.seq FROM journal j CROSS JOIN journal d ON d.seq = j.undoes"
        f" WHERE j.op = :turned AND d.standing = :standing AND {mine} ORDER BY j.seq DESC LIMIT 1",
        {"annotator": owner.annotator, "turned": turned, "standing": standing},
    ).fetchall()
    if op == "undo":
        found += connection.execute(
            f"SELECT d.seq, d.seq FROM journal d WHERE d.standing = 'done' AND {mine}"
            " ORDER BY d.seq DESC LIMIT 1",
            {"annotator": owner.annotator},
        ).fetchall()
    return max(found)[1] if found else None


def stands(connection: sqlite3.Connection, entry: int) -> bool:
    """Whether an entry did something that was not taken back."""
    sql = "SELECT 1 FROM journal WHERE seq = ? AND standing = 'done'"
    return connection.execute(sql, (entry,)).fetchone() is not None


def described(connection: sqlite3.Connection, entry: int) -> JournalEntry:
    """An entry of the journal with its scope, and the articles and annotations it covers."""
    scope, articles, annotations = connection.execute(
        "SELECT j.scope, count(DISTINCT coalesce(l.article, r.article)),"
        " count(DISTINCT r.annotation)"
        " FROM journal j LEFT JOIN journal_row r ON r.journal = j.seq"
        " LEFT JOIN alias l ON l.kind = 'id' AND l.value = r.article AND l.deleted = 0"
        " WHERE j.seq = ?",
        (entry,),
    ).fetchone()
    first = connection.execute(
        "SELECT article FROM journal_row WHERE journal = ? ORDER BY position LIMIT 1", (entry,)
    ).fetchone()
    article = aliases.resolved(connection, first[0]) if first and first[0] else ""
    deed = ""
    if scope != "marks":
        deed = deeds.name([each.change for each in rows_of(connection, entry)])
    return JournalEntry(entry, scope, article, articles, annotations, deed)


def next_entry(
    connection: sqlite3.Connection, op: str, article: str | None = None, scope: str = "marks"
) -> JournalEntry | None:
    """Entry that `op`, "undo" or "redo", would turn, in an article or a scope; None for nothing."""
    me = marks.me(connection)
    owner = Owner(me.id if me else None, scope)
    if scope == ANYWHERE:
        entry = newest(connection, owner, op)
        # What lies beneath it in its articles comes back before it.
        if op == "redo" and entry is not None:
            found = described(connection, entry)
            beneath = found.article or None if found.scope == "marks" else None
            return next_entry(connection, op, beneath, found.scope)
    elif article is None:
        entry = next_in_scope(connection, owner, op)
    else:
        entry = next_in_article(connection, owner, op, article)
    return None if entry is None else described(connection, entry)


def rows_of(connection: sqlite3.Connection, entry: int) -> list[Journalled]:
    """The rows that an entry changed, each once."""
    found = connection.execute(
        "SELECT name, key, before, after, article, annotation FROM journal_row WHERE journal = ?"
        " ORDER BY position",
        (entry,),
    )
    return squeezed(
        Journalled(
            RowChange(
                table,
                values.names(key),
                None if before is None else values.fields(before),
                values.fields(after),
            ),
            *whose,
        )
        for table, key, before, after, *whose in found
    )


def annotations_in(connection: sqlite3.Connection, entry: int, article: str) -> list[str]:
    """The ids of the annotations that an entry touched in an article, in its order; they may have
    come there since, when it was joined with another.
    """
    found = connection.execute(
        "SELECT r.annotation FROM journal_row r JOIN annotation a ON a.id = r.annotation"
        " WHERE r.journal = :entry AND :article IN (r.article, a.article) ORDER BY r.position",
        {"entry": entry, "article": article},
    )
    return list(dict.fromkeys(row[0] for row in found))
