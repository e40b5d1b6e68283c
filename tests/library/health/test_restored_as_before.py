"""A restored library is as it was before the damage, as far as the damaged file could be read."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.library import Library, open_library
from reader.library.health.doctor import back_up, examine, restore
from reader.library.health.repair import repair
from reader.library.joining import join, part
from reader.model import Span, Tag
from reader.store.edits import Edits
from tests.library.health.doctor_data import codes, database
from tests.store.invariants import broken

BODIES = {
    "a": "市府說，公園去年來了百分之十二的市民。我認為太多了。\n\n園方要增設廁所，鄰里反對。\n",
    "b": "市府說，公園去年來了百分之十五的市民。我認為太多了。\n\n園方要增設廁所，鄰里贊成。\n",
}
PAGE = 4096


def libraries(root: Path) -> None:
    """A library of two articles that are much alike, with marks of two persons."""
    (root / "articles").mkdir(parents=True)
    for name, text in BODIES.items():
        path = root / "articles" / f"{name}.md"
        path.write_text(f"---\ntitle: 題{name}\n---\n\n{text}", encoding="utf-8")
    with open_library(root) as library:
        library.sync()
        for who, name in (("林", "a"), ("王", "b")):
            do(library, lambda edits, who=who: edits.become(who))
            do(library, lambda edits, name=name: edits.annotate(library.find(name), Span(4, 8),
               {"tag": Tag.FACT, "note": f"{name}？"}, ["甲"]))  # fmt: skip


def do(library: Library, action: Callable[[Edits], Any]) -> Any:
    return library.submit(action).result()


def lose(root: Path, table: str) -> None:
    """Lose the first page of a table, as a disk does."""
    with closing(sqlite3.connect(database(root))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = connection.execute(sql, (table,)).fetchone()
    data = bytearray(database(root).read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = b"\xff" * PAGE
    database(root).write_bytes(data)


KEPT = (
    "alias", "anchor", "annotation", "annotator", "article", "claim_check", "code_book", "evidence",
    "feed", "file", "journal", "journal_row", "label", "link", "queue", "reading", "revision",
    "saved_filter", "text",
)  # fmt: skip
WHOLE = {"reading": "article, read, starred, archived, clock"}
"""Where reading stopped is not of the journal."""


def rows(root: Path) -> dict[str, dict[str, object]]:
    """What is in the tables that people write to, by table and key."""
    found: dict[str, dict[str, object]] = {}
    with closing(sqlite3.connect(database(root))) as connection:
        connection.row_factory = sqlite3.Row
        for table in KEPT:
            info = connection.execute("SELECT * FROM pragma_table_info(?)", (table,)).fetchall()
            keys = [each["name"] for each in info if each["pk"]]
            sql = f"SELECT {WHOLE.get(table, '*')} FROM {table}"
            for row in map(dict, connection.execute(sql)):
                if row.get("clock", "").startswith("{"):
                    row["clock"] = json.loads(row["clock"])
                found.setdefault(table, {})[str([row[name] for name in keys])] = row
    return found


@contextmanager
def damaged(root: Path, table: str) -> Iterator[dict[str, dict[str, object]]]:
    """A library that lost a table and was restored; what was in it before."""
    before = rows(root)
    lose(root, table)
    assert examine(root).is_damaged
    restore(root, "newest")
    yield before
    holds(root)


def holds(root: Path) -> None:
    """What docs/storage.md says always holds does."""
    with closing(sqlite3.connect(database(root))) as connection:
        assert broken(connection) == []


def lost(before: dict[str, dict[str, object]], root: Path) -> dict[str, object]:
    """What is otherwise now, by table."""
    now = rows(root)
    return {
        table: (before.get(table), now.get(table))
        for table in KEPT
        if before.get(table) != now.get(table)
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    libraries(tmp_path / "library")
    return tmp_path / "library"


def undo(library: Library) -> None:
    def turn(edits: Edits) -> None:
        entry = edits.history.next_turn("undo", scope="")
        assert entry is not None
        edits.history.turn("undo", entry)

    do(library, turn)


@pytest.mark.parametrize("table", ["outline", "annotation", "journal_row", "listing"])
def test_a_mark_that_was_taken_back_to_private_stays_private(table: str, root: Path) -> None:
    with open_library(root) as library:
        do(
            library,
            lambda edits: edits.edit(library.find("b"), Span(0, 2), private=True, note="密"),
        )
        do(library, lambda edits: edits.edit(library.find("b"), Span(0, 2), private=False))
    back_up(root)
    with open_library(root) as library:
        undo(library)
    with damaged(root, table):
        pass
    with open_library(root) as library:
        (mark,) = [it for it in library.annotations(library.find("b")) if it.note == "密"]
        assert mark.private


@pytest.mark.parametrize("table", ["outline", "annotation", "label", "reading"])
def test_an_undone_mark_does_not_come_back(table: str, root: Path) -> None:
    with open_library(root) as library:
        do(library, lambda edits: edits.edit(library.find("b"), Span(0, 2), tag=Tag.OPINION))
    back_up(root)
    with open_library(root) as library:
        undo(library)
    with damaged(root, table):
        pass
    with open_library(root) as library:
        assert [it.span for it in library.annotations(library.find("b"))] == [Span(4, 8)]


@pytest.mark.parametrize(
    "table", ["outline", "annotation", "revision", "file", "alias", "article", "listing"]
)
def test_articles_that_were_joined_stay_joined(table: str, root: Path) -> None:
    back_up(root)
    with open_library(root) as library:
        joined = join(library, library.find("a"), library.find("b"))
        marks = library.annotations(joined.article)
    with damaged(root, table):
        pass
    with open_library(root) as library:
        assert [entry.head.id for entry in library.list()] == [joined.article]
        assert {it.id for it in library.annotations(joined.article)} == {it.id for it in marks}
        part(library, joined.article)
        assert len(library.list()) == 2
    holds(root)


@pytest.mark.parametrize("table", ["outline", "annotation", "annotator", "claim_check"])
def test_persons_that_were_joined_stay_joined(table: str, root: Path) -> None:
    back_up(root)
    with open_library(root) as library:
        one, other = ({it.name: it.id for it in library.annotators()}[it] for it in ("林", "王"))
        do(library, lambda edits: edits.book.join_annotators(one, other))
    with damaged(root, table):
        pass
    with open_library(root) as library:
        assert {it.annotator for it in library.annotations(library.find("a"))} == {other}


def test_a_star_that_was_taken_off_does_not_come_back(root: Path) -> None:
    with open_library(root) as library:
        do(library, lambda edits: edits.shelf.put_state(library.find("a"), "starred", True))
    back_up(root)
    with open_library(root) as library:
        do(library, lambda edits: edits.shelf.put_state(library.find("a"), "starred", False))
    with damaged(root, "outline"):
        pass
    with open_library(root) as library:
        assert not any(entry.starred for entry in library.list())


def test_the_doctor_finds_what_is_of_those_who_were_joined(root: Path) -> None:
    with open_library(root) as library:
        joined = join(library, library.find("a"), library.find("b"))
        one, other = ({it.name: it.id for it in library.annotators()}[it] for it in ("林", "王"))
        do(library, lambda edits: edits.book.join_annotators(one, other))
    with closing(sqlite3.connect(database(root))) as connection, connection:
        connection.execute("UPDATE annotation SET article = ?, annotator = ?", (joined.other, one))
    report = examine(root)
    assert {"articles_joined", "persons_joined"} <= codes(report)
    assert codes(repair(root)) == set()
    with open_library(root) as library:
        assert {it.annotator for it in library.annotations(joined.article)} == {other}
    holds(root)


Act = tuple[str, int, int]
ACTS: dict[str, Callable[[Library, str, int], object]] = {
    "tag": lambda lib, it, n: do(lib, lambda e: e.edit(it, span(n), tag=list(Tag)[n % 3])),
    "note": lambda lib, it, n: do(lib, lambda e: e.edit(it, span(n), note="查" * (n % 4))),
    "private": lambda lib, it, n: do(lib, lambda e: e.edit(it, span(n), private=n % 3 > 0)),
    "label": lambda lib, it, n: do(lib, lambda e: e.label(it, span(n), "甲乙"[n % 2])),
    "verdict": lambda lib, it, n: do(lib, lambda e: e.edit(it, span(n), **VERDICTS[n % 3])),
    "evidence": lambda lib, it, n: do(lib, lambda e: e.add_evidence(it, span(n), "", f"第{n % 3}")),
    "remove": lambda lib, it, n: do(lib, lambda e: _remove(lib, e, it, n)),
    "undo": lambda lib, it, n: do(lib, lambda e: _turn(e, "undo")),
    "redo": lambda lib, it, n: do(lib, lambda e: _turn(e, "redo")),
    "star": lambda lib, it, n: do(lib, lambda e: e.shelf.put_state(it, "starred", n % 2 > 0)),
    "queue": lambda lib, it, n: do(lib, lambda e: [e.shelf.dequeue, e.shelf.enqueue][n % 2](it)),
    "name": lambda lib, it, n: do(lib, lambda e: e.shelf.rename(it, f"題{n % 3}")),
    "take out": lambda lib, it, n: do(lib, lambda e: e.shelf.take_out([it])),
    "put back": lambda lib, it, n: do(lib, lambda e: e.shelf.put_back([it])),
    "be": lambda lib, it, n: do(lib, lambda e: e.become("林王"[n % 2])),
    "rename": lambda lib, it, n: do(lib, lambda e: _rename(lib, e, n)),
    "join labels": lambda lib, it, n: do(lib, lambda e: _rename(lib, e, n, join=True)),
    "join": lambda lib, it, n: join(lib, *(each for each in _ids(lib))),
    "part": lambda lib, it, n: part(lib, it),
    "be one": lambda lib, it, n: do(lib, lambda e: _be_one(lib, e)),
}  # fmt: skip
VERDICTS: list[dict[str, object]] = [
    {"verdict": "correct"}, {"verdict": ""}, {"status": "to_check", "justification": "因為"},
]  # fmt: skip


def span(n: int) -> Span:
    return Span(4 * (n % 4), 4 * (n % 4) + 4)


def _ids(library: Library) -> tuple[str, ...]:
    with closing(sqlite3.connect(library.database)) as connection:
        return tuple(row[0] for row in connection.execute("SELECT id FROM article ORDER BY id"))


def _persons(library: Library) -> list[str]:
    return [it.id for it in library.annotators()]


def _be_one(library: Library, edits: Edits) -> None:
    persons = _persons(library)
    if len(persons) > 1:
        edits.book.join_annotators(*persons[:2])


def _remove(library: Library, edits: Edits, article: str, n: int) -> None:
    found = library.annotations(article)
    if found:
        edits.remove(found[n % len(found)].id)


def _turn(edits: Edits, op: str) -> None:
    entry = edits.history.next_turn(op, scope="")
    if entry is not None:
        edits.history.turn(op, entry)


def _rename(library: Library, edits: Edits, n: int, *, join: bool = False) -> None:
    labels = library.book.labels()
    if labels:
        edits.book.rename_label(labels[n % len(labels)].id, "甲乙丙"[n % 3], join=join)


def act(library: Library, acts: Iterable[Act]) -> None:
    for name, which, n in acts:
        with suppress(InputError):
            ACTS[name](library, _ids(library)[which], n)


SOME = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 1), st.integers(0, 11)), max_size=8
)
LOST = (
    "outline", "listing", "annotation", "label", "claim_check", "evidence", "article", "alias",
    "reading", "revision", "file", "code_book", "annotator", "queue", "journal", "journal_row",
    "anchor",
)  # fmt: skip
UNJOURNALLED = {
    "anchor": {"anchor"},
    "annotation": {"anchor", "annotation"},
    "code_book": {"code_book", "label", "annotation", "journal", "journal_row"},
    "article": {"article"},
    "annotator": {"annotator", "annotation", "claim_check", "journal", "journal_row"},
    "journal": {"journal", "journal_row"},
    "journal_row": {"journal", "journal_row"},
}
"""By the table that is lost: those of which the journal alone cannot say all that was in them."""


@settings(max_examples=int(os.environ.get("MEIPI_PROPERTIES", "0")) or 30, deadline=None)
@given(first=SOME, then=SOME, table=st.sampled_from(LOST))
def test_nothing_is_lost_but_what_could_not_be_read(
    first: list[Act], then: list[Act], table: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        libraries(root)
        with open_library(root) as library:
            act(library, first)
        back_up(root)
        with open_library(root) as library:
            act(library, then)
        with damaged(root, table) as before:
            otherwise = lost(before, root)
            for each in UNJOURNALLED.get(table, ()):
                if each in otherwise:
                    older_never_wins(*otherwise.pop(each))
            assert otherwise == {}


def older_never_wins(before: Any, now: Any) -> None:
    """No field holds another value with a stamp of before, or a newer one than it ever had."""
    for key, row in now.items():
        was = before.get(key)
        for name, stamp in (row.get("clock") or {}).items() if "seq" not in row else ():
            if was is not None and name in was["clock"]:
                assert stamp <= was["clock"][name], (key, name)
                assert stamp < was["clock"][name] or row[name] == was[name], (key, name)
