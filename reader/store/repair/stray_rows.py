"""Rows that point at what is not there, after some were lost; and what else then has no sense."""

from __future__ import annotations

import sqlite3

from reader.store.repair.checks import references

_WITHOUT_SENSE = {
    "draft": "SELECT 1 FROM draft WHERE (article, text, start, \"end\", field) = (?, ?, ?, ?, ?)"
    " AND text NOT IN (SELECT sha256 FROM text)",
    "journal": "SELECT 1 FROM journal WHERE seq = ? AND op = 'do'"
    " AND seq NOT IN (SELECT journal FROM journal_row)",
    "setting": f"SELECT 1 FROM ({references.ME}) WHERE 'me' = ?",
}  # fmt: skip
"""Rows without sense that no reference of the tables excludes: drafts have a text, changes their
rows, the reader a name.
"""

_SETTLED = (
    """UPDATE journal SET standing = CASE (SELECT u.op FROM journal u WHERE u.undoes = journal.seq
        ORDER BY u.seq DESC LIMIT 1) WHEN 'undo' THEN 'past' ELSE 'done' END
      WHERE op = 'do' AND (standing = 'done') = ('undo' IS (SELECT u.op FROM journal u
        WHERE u.undoes = journal.seq ORDER BY u.seq DESC LIMIT 1))""",
    """UPDATE reading SET text = (SELECT text FROM article WHERE id = reading.article), position = 0
      WHERE text NOT IN (SELECT sha256 FROM text)""",
)
"""Statements that settle changes and places. A change stands unless it was undone last, and cannot
be done again if that was not known of it. A place is in a text.
"""


def is_stray(connection: sqlite3.Connection, table: str, key: tuple[object, ...]) -> bool:
    """Whether a reference of a row leads nowhere, or it says nothing without what was lost."""
    parents: dict[int, list[tuple[str, str, str | None]]] = {}
    for number, _, parent, own, theirs, *_ in connection.execute(
        f"PRAGMA foreign_key_list({table})"
    ):
        parents.setdefault(number, []).append((parent, own, theirs))
    keys = [
        str(row[0])
        for row in connection.execute(
            "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,)
        )
    ]
    own = " AND ".join(f'c."{name}" = ?' for name in keys)
    if not all(_leads(connection, table, own, key, columns) for columns in parents.values()):
        return True
    sql = _WITHOUT_SENSE.get(table)
    return sql is not None and connection.execute(sql, key).fetchone() is not None


def _leads(
    connection: sqlite3.Connection,
    table: str,
    own: str,
    key: tuple[object, ...],
    columns: list[tuple[str, str, str | None]],
) -> bool:
    parent = columns[0][0]
    same = " AND ".join(f'p."{theirs or mine}" = c."{mine}"' for _, mine, theirs in columns)
    empty = " OR ".join(f'c."{mine}" IS NULL' for _, mine, _ in columns)
    row = connection.execute(
        f'SELECT 1 FROM "{table}" c WHERE {own} AND ({empty}'
        f' OR EXISTS (SELECT 1 FROM "{parent}" p WHERE {same}))',
        key,
    ).fetchone()
    return row is not None


def settle(connection: sqlite3.Connection) -> None:
    """Have changes stand as those that undid them say, and places lie in texts."""
    for sql in _SETTLED:
        connection.execute(sql)
