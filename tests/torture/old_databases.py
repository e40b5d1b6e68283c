"""Databases as earlier versions of the program left them, with marks in them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from reader.library import Library, open_library
from reader.model import Change, Draft, Span, Tag
from reader.store.edits import Edits
from reader.store.migrating import prepare
from reader.store.schema import MIGRATIONS
from tests.torture.soundness import DATABASE, look

SENTENCE = "第{0}天，市府說河濱公園來了{0}萬人。我認為這個數字太高了。\n\n"
ARTICLES = 40
MARKS = 12
"""In each article."""

FORMER = {
    "journal": {
        "article": "(SELECT min(article) FROM new.journal_row WHERE journal = seq)",
    },
    "annotation": {"status": "'unchecked'"},
    "label": {"name": "(SELECT name FROM new.code_book WHERE id = entry)"},
}
"""What columns that are no more held, as SQL over today's tables."""


def current(place: Path) -> Path:
    """A library of this program's own version with articles, marks, a draft and things undone."""
    return Path(shutil.copytree(Path(_made().name) / "library", place))


@cache
def _made() -> TemporaryDirectory[str]:
    """The library that is copied, made once in this process and deleted at its end."""
    folder = TemporaryDirectory(prefix="meipi-torture-")
    place = Path(folder.name) / "library"
    (place / "articles").mkdir(parents=True)
    for number in range(ARTICLES):
        text = "".join(SENTENCE.format(number * 1000 + day) for day in range(60))
        (place / "articles" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    library = open_library(place)
    library.sync()
    articles = [library.find(f"{number:03}") for number in range(ARTICLES)]
    library.submit(lambda edits: _annotate(edits, articles)).result()
    library.close()
    return folder


def _annotate(edits: Edits, articles: list[str]) -> None:
    """Mark every article, undo its last mark, begin a note, and stop reading somewhere."""
    edits.become("王")
    for number, article in enumerate(articles):
        for mark in range(MARKS):
            note = f"{number}·{mark}" * (mark % 3)
            span = Span(30 * mark, 30 * mark + 8)
            edits.edit(article, span, tag=Tag.FACT, note=note, source="市府")
        edits.undo(article)
        edits.save_draft(article, Draft(Span(0, 3), "note", "還沒寫完"))
        edits.save_position(article, 5, 0.1)


def edit(library: Library, article: str, target: Span | str, **fields: object) -> Future[Change]:
    """Edit an annotation; what comes back is there when it is on disk."""
    return library.submit(lambda edits: edits.edit(article, target, **fields))


def old(place: Path, like: Path, version: int, *, wal: bool) -> Path:
    """A library with the articles and marks of another, in the schema of an earlier version.

    What that version had no column for is left out; the search index is empty and its articles
    wait to be indexed, as after the migration that brought it.
    """
    (place / "articles").mkdir(parents=True)
    for file in (like / "articles").iterdir():
        (place / "articles" / file.name).write_bytes(file.read_bytes())
    path = place / DATABASE
    with patch("reader.store.migrating.MIGRATIONS", MIGRATIONS[:version]):
        prepare(path, wal=wal)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS new", (str(like / DATABASE),))
        with connection, without_triggers(connection):
            for table in tables(connection, "main"):
                there = columns(connection, "new", table)
                told = {name: f'"{name}"' for name in there} | FORMER.get(table, {})
                here = [name for name in columns(connection, "main", table) if name in told]
                names = ", ".join(f'"{name}"' for name in here)
                values = ", ".join(told[name] for name in here)
                connection.execute(
                    f"INSERT INTO main.{table} ({names}) SELECT {values} FROM new.{table}"
                )
            if version >= 2:
                connection.execute("INSERT INTO search_pending SELECT id FROM main.article")
    return place


@contextmanager
def without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """While tables are copied as they are, none that triggers fill is filled a second time."""
    triggers = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER main."{name}"')
    yield
    for _, sql in triggers:
        connection.execute(sql)


def tables(connection: sqlite3.Connection, schema: str) -> list[str]:
    """The tables that are not SQLite's own, the migrations' or made from others."""
    rows = connection.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table'"
        " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' AND name NOT GLOB '_sqlite_*'"
    )
    return [row[0] for row in rows]


def columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    """The columns of a table."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema))
    return [row[0] for row in rows]


def shape(library: Path) -> list[tuple[str, str, str]]:
    """What the tables, indexes and triggers of a database are."""
    with closing(look(library)) as connection:
        return connection.execute(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2"
        ).fetchall()


def contents(library: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables that every version has, as far as every version has their columns."""
    wanted = {
        "annotation": "id, article, annotator, tag, source, note, exact, created, clock, deleted",
        "anchor": 'annotation, revision, start, "end", status, deleted',
        "journal": "seq, op, undoes, annotator, standing, clock",
        "journal_row": "journal, position, name, key, annotation, before, after",
        "draft": "article, revision, start, field, text",
        "reading": "article, revision, position, progress",
        "revision": "article, sha256, length",
        "body": "sha256, text",
    }
    with closing(look(library)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {names} FROM {table}").fetchall(), key=repr)
            for table, names in wanted.items()
        }


def applied(library: Path) -> list[str]:
    """The migrations that a database has seen."""
    with closing(look(library)) as connection:
        rows = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name")
        return [row[0] for row in rows]
