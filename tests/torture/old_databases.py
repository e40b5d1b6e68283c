"""Libraries with marks in them: of this program, and as earlier versions of it left them."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.library import Library, open_library
from reader.model import Change, Draft, Span, Tag
from reader.store.edits import Edits
from tests.archives import unpack
from tests.torture.soundness import look

SENTENCE = "第{0}天，市府說河濱公園來了{0}萬人。我認為這個數字太高了。\n\n"
ARTICLES = 40
MARKS = 12
"""In each article."""

FIXTURES = Path(__file__).parents[1] / "store" / "old_libraries"
VERSIONS = sorted(each.name.partition(".")[0] for each in FIXTURES.glob("*.tar.xz"))
"""The last migrations of earlier programs of which there is a library."""


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
        edits.history.undo(article)
        edits.save_draft(article, Draft(Span(0, 3), "note", "還沒寫完"))
        edits.save_position(article, 5, 0.1)


def edit(library: Library, article: str, target: Span | str, **fields: object) -> Future[Change]:
    """Edit an annotation; what comes back is there when it is on disk."""
    return library.submit(lambda edits: edits.edit(article, target, **fields))


def old(place: Path, version: str, *, wal: bool) -> Path:
    """A library that the last program of an earlier version made."""
    with TemporaryDirectory() as folder:
        unpack(FIXTURES / f"{version}.tar.xz", Path(folder))
        shutil.copytree(Path(folder) / "library", place)
    with closing(look(place)) as connection:
        connection.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}")
    return place


def in_peace(library: Path) -> Path:
    """The same library, brought to this program's version."""
    opened = open_library(library)
    opened.sync()
    opened.close()
    return library


def shape(library: Path) -> list[tuple[str, str, str]]:
    """What the tables, indexes and triggers of a database are."""
    with closing(look(library)) as connection:
        return connection.execute(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2"
        ).fetchall()


def contents(library: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables that hold what was said, as far as this version has them."""
    wanted = {
        "annotation": "id, article, annotator, tag, source, note, exact, created, clock, deleted",
        "anchor": "annotation, text, revision, start, end, status, deleted",
        "journal": "seq, op, undoes, annotator, standing, clock",
        "journal_row": "journal, position, name, key, annotation, before, after",
        "draft": "article, revision, text, start, field, words",
        "reading": "article, revision, text, position, progress",
        "revision": "id, article, sha256, length, text, title, parent",
        "body": "sha256, text",
    }
    with closing(look(library)) as connection:
        found = {}
        for table, names in wanted.items():
            info = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            here = {row[0] for row in info}
            columns = ", ".join(f'"{name}"' for name in names.split(", ") if name in here)
            if columns:
                rows = connection.execute(f"SELECT {columns} FROM {table}")
                found[table] = sorted(rows.fetchall(), key=repr)
        return found


def applied(library: Path) -> list[str]:
    """The migrations that a database has seen."""
    with closing(look(library)) as connection:
        rows = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY name")
        return [row[0] for row in rows]
