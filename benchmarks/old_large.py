"""A large library as an earlier version left it: a small one of that version, many times over.

Every copy has ids and texts of its own; marks, labels, evidence, the journal and what is read are
those of the small one, which that version's own program made (`tools.old_libraries`).
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain, repeat
from pathlib import Path
from typing import Any

MADE = Path(__file__).parents[1] / "tests" / "store" / "old_libraries"

TABLES = {
    "article": "id", "revision": "article", "file": "article", "outline": "article",
    "annotation": "article", "anchor": "annotation", "label": "annotation",
    "evidence": "annotation", "reading": "article", "journal": "article",
    "journal_row": "annotation", "listing": "article", "listing_topic": "article",
    "tally": "article", "marked": "article",
}  # fmt: skip
"""Tables that are copied, and the column by which each belongs to an article or an annotation."""

LENGTH = 1000
"""Code points that every text is made longer by, which nobody marked."""

BATCH = 500
_UUID = re.compile(r"\b[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)")
_SHA = re.compile(r"\b[0-9a-f]{64}\b")
_FILLER = "這一句是補上的，沒有人標過它，只是讓文章和真的一樣長。"

Row = tuple[Any, ...]


def old_library(folder: Path, version: str, articles: int, annotations: int) -> Path:
    """Make a folder a library of that version, with about so many articles and annotations."""
    (folder / "articles").mkdir(parents=True)
    database = folder / "annotations.db"
    with tarfile.open(MADE / f"{version}.tar.xz") as archive:
        small = archive.extractfile(f"library/{database.name}")
        database.write_bytes(small.read() if small else b"")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        sets = [Copied(connection, each) for each in _sets(connection)]
        for number, copied in enumerate(_mixed(sets, articles, annotations), 1):
            if number % BATCH == 1:
                connection.execute("BEGIN")
            copied.put(connection, number)
            if number % BATCH == 0:
                connection.execute("COMMIT")
        if connection.in_transaction:
            connection.execute("COMMIT")
        connection.execute("INSERT OR IGNORE INTO search_pending SELECT id FROM article")
        for _, sql in triggers:
            connection.execute(sql)
    return folder


def _sets(connection: sqlite3.Connection) -> tuple[list[str], list[str]]:
    """The articles that are copied together: those with few marks, and the others."""
    counted = connection.execute(
        "SELECT a.id, count(*) FROM article a JOIN annotation n ON n.article = a.id GROUP BY a.id"
    ).fetchall()
    most = max(count for _, count in counted)
    return [it for it, count in counted if count < most], [it for it, n in counted if n == most]


def _mixed(sets: list[Copied], articles: int, annotations: int) -> Iterator[Copied]:
    """Copies of both sets, so many of each that both numbers come out."""
    few, many = sets
    apart = few.articles * many.annotations - many.articles * few.annotations
    rich = max(0, round((annotations * few.articles - few.annotations * articles) / apart))
    poor = max(1, round((articles - many.articles * rich) / few.articles))
    return chain(repeat(few, poor), repeat(many, rich))


class Copied:
    """The rows of some articles, to be put again under other ids."""

    def __init__(self, connection: sqlite3.Connection, articles: list[str]) -> None:
        marks = ", ".join("?" * len(articles))
        idents = [
            row[0]
            for row in connection.execute(
                f"SELECT id FROM annotation WHERE article IN ({marks})", articles
            )
        ]
        self.articles, self.annotations = len(articles), len(idents)
        self._kept = {row[0] for row in connection.execute("SELECT id FROM annotator")}
        self._rows: dict[str, list[Row]] = {}
        for table, column in TABLES.items():
            wanted = idents if column == "annotation" else articles
            marks = ", ".join("?" * len(wanted))
            self._rows[table] = connection.execute(
                f"SELECT * FROM {table} WHERE {column} IN ({marks})", wanted
            ).fetchall()
        shas = sorted({row[1] for row in self._rows["revision"]})
        self._texts: dict[str, str] = dict(
            connection.execute(
                f"SELECT sha256, text FROM body WHERE sha256 IN ({', '.join('?' * len(shas))})",
                shas,
            ).fetchall()
        )

    def put(self, connection: sqlite3.Connection, number: int) -> None:
        """Put them once more; the same number is used once."""
        texts = {sha: text + _added(number) for sha, text in self._texts.items()}
        now = {sha: hashlib.sha256(text.encode()).hexdigest() for sha, text in texts.items()}
        prefix = f"{number:08x}"
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        connection.executemany(
            "INSERT INTO body VALUES (?, ?)", [(now[sha], text) for sha, text in texts.items()]
        )

        def other(value: object) -> object:
            if not isinstance(value, str) or len(value) < 36:
                return value
            if value in self._kept:
                return value
            if len(value) == 64:
                return now.get(value, value)
            replaced = _UUID.sub(prefix, value)
            for kept in self._kept if replaced != value else ():
                replaced = replaced.replace(f"{prefix}{kept[8:]}", kept)
            return replaced

        for table, rows in self._rows.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})",
                    [self._moved(table, row, last, number, other) for row in rows],
                )

    def _moved(
        self, table: str, row: Row, last: int, number: int, other: Callable[[object], object]
    ) -> list[Any]:
        values: list[Any] = [other(value) for value in row]
        if table in ("journal", "journal_row"):
            values[0] = last + values[0]
        if table == "journal" and values[2] is not None:
            values[2] = last + values[2]
        if table == "file":
            values[0] = f"articles/{number}/{Path(values[0]).name}"
        if table == "revision":
            values[3] += len(_added(number))
        return values


def _added(number: int) -> str:
    """Text that makes another one longer, and different in each copy."""
    return f"\n\n{_FILLER * (LENGTH // len(_FILLER))}{number}"
