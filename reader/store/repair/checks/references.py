"""References of the smaller tables: reading positions, drafts, settings, clocks, the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.store import settings
from reader.store.clocks.clock import STAMP
from reader.store.repair.checks.finding import Finding, Tick, findings_about

BEYOND = """SELECT a.title FROM reading p
  JOIN article a ON a.id = p.article JOIN text t ON t.sha256 = p.text
  WHERE p.position > t.length"""

SHOWN = """SELECT a.title, a.id FROM article a JOIN revision r ON r.id = a.revision
  WHERE a.text <> r.text OR (r.article <> a.id AND NOT EXISTS (
      SELECT 1 FROM alias l WHERE l.kind = 'id' AND l.value = a.id AND l.deleted = 0))
    OR (a.title, a.authors, a.source, a.date, a.url, a.lang, a.topics) IS NOT (
      coalesce(a.own_title, r.title), r.authors, r.source, r.date, r.url, r.lang,
      coalesce(a.own_topics, r.topics))"""

ME = f"""SELECT value FROM setting WHERE key = '{settings.ME}'
  AND value NOT IN (SELECT id FROM annotator WHERE deleted = 0 OR joined IS NOT NULL)"""

ARRIVED = " UNION ALL ".join(
    f"SELECT key FROM setting WHERE key GLOB '{prefix}*'"
    f" AND substr(key, {len(prefix) + 1}) NOT IN (SELECT id FROM article)"
    for prefix in (settings.ARRIVED, settings.FATE, settings.ALIKE)
)

_DRAFTS = """SELECT substr(d.words, 1, 30) FROM draft d JOIN article a ON a.id = d.article
  LEFT JOIN text t ON t.sha256 = d.text
  WHERE t.length IS NULL OR d."end" > t.length OR d.text <> a.text"""

_STAMPED = """SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND c.name = 'clock' AND t.name <> 'journal' ORDER BY t.name"""

NO_CLOCK = "SELECT DISTINCT clock FROM {} WHERE json_type(clock) <> 'object'"
"""Clocks that have no fields at all."""


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Rows that point at what is not there."""
    yield from findings_about("position_beyond", _texts(connection, BEYOND), repairable=True)
    yield from findings_about("shown_wrong", _texts(connection, SHOWN), repairable=True)
    yield from findings_about("me_unknown", _texts(connection, ME), repairable=True)
    yield from findings_about("arrival_unknown", _texts(connection, ARRIVED), repairable=True)
    yield from findings_about("draft_hidden", _texts(connection, _DRAFTS), hint=True)
    yield from findings_about("clock_wrong", _clocks(connection), repairable=True)


def _texts(connection: sqlite3.Connection, sql: str) -> Iterator[str]:
    return (str(row[0]) for row in connection.execute(sql))


def stamped(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows have a stamp for each field."""
    return [row[0] for row in connection.execute(_STAMPED)]


def _clocks(connection: sqlite3.Connection) -> Iterator[str]:
    """Stamps that are none, as `table: stamp`."""
    for (stamp,) in connection.execute("SELECT clock FROM journal"):
        if not STAMP.fullmatch(stamp):
            yield f"journal: {stamp[:30]}"
    for table in stamped(connection):
        rows = connection.execute(
            f"SELECT DISTINCT s.value FROM {table} t, json_each(t.clock) s WHERE t.clock <> '{{}}'"
        )
        for (stamp,) in rows:
            if not isinstance(stamp, str) or not STAMP.fullmatch(stamp):
                yield f"{table}: {str(stamp)[:30]}"
        for (clock,) in connection.execute(NO_CLOCK.format(table)):
            yield f"{table}: {clock[:30]}"


def search_index(connection: sqlite3.Connection, tick: Tick) -> Iterator[Finding]:
    """Whether searches find what is there; in a large library some articles stand for all."""
    from reader.store.search.check import check, thinned

    if not connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE name = 'search_pending'"
    ).fetchone():
        return  # it is made by the next migration
    connection.execute("PRAGMA query_only = OFF")  # for its temporary tables
    try:
        wrong = check(connection, thinned(connection), tick)
    except (sqlite3.DatabaseError, UnicodeEncodeError):  # the latter: a body is no text any more
        wrong = [""]
    finally:
        connection.execute("PRAGMA query_only = ON")
    names = dict(connection.execute("SELECT id, title FROM article")) if wrong else {}
    yield from findings_about(
        "search_wrong", (names.get(each, "–") for each in wrong), repairable=True
    )
