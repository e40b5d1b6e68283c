"""A search among all annotations against a plain look at each of them."""

import atexit
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from about import about, given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.library import Library, open_library
from reader.model import Span, Tag
from reader.model.claim_rows import (
    All,
    ClaimRow,
    Condition,
    Either,
    Is,
    Key,
    Order,
    PlacedClaim,
    RowSelection,
    Wanted,
)
from reader.store import annotation_query, listing
from reader.store.annotation_query import (
    AnnotationQuery,
    conditions,
    keyset,
    narrowing,
    orders,
    query,
    words,
)
from reader.store.annotation_query import shown_rows as showing
from reader.store.annotation_query import walk_limits as stopping
from reader.store.edits import Edits
from reader.store.schema.claims import VERDICTS
from reader.store.search.filters import Where
from reader.text.folding import fold

TEXT = (
    "甲說明年會下雨。乙不這麼認為！丙沒有說話，丁說了很多。戊呢？\n\n## 二\n\n己說不是。庚走了。\n"
)
SPANS = [Span(0, 8), Span(8, 15), Span(15, 20), Span(20, 27), Span(35, 40)]
SOURCES = ["", "", "市府", "京東", "JD", "工會"]
DAYS = ["", "2025-01-05", "2025-03-01"]
LIES = ["original", "same", "changed", "moved", "manual"]


def edited(edits: Edits, articles: list[str], chance: random.Random) -> None:
    """Marks of two annotators, and checks as they may stand."""
    connection = edits.connection
    for name in ("王", "李"):
        edits.become(name)
        for article in articles:
            for span in SPANS:
                if chance.random() < 0.75:
                    edits.edit(
                        article,
                        span,
                        tag=chance.choice([*Tag, None]),
                        unsure=chance.random() < 0.3,
                        private=chance.random() < 0.2,
                        source=chance.choice(SOURCES),
                        note=chance.choice(["", "", "要查出處", "不對"]),
                        highlight="yellow",
                    )
    ids = [row[0] for row in connection.execute("SELECT id FROM annotation ORDER BY created")]
    verdicts = [
        row[0] for row in connection.execute("SELECT id FROM code_book WHERE kind = 'verdict'")
    ]
    for ident in ids:
        if chance.random() < 0.5:
            connection.execute(
                "INSERT INTO claim_check (id, status, verdict, priority, due, assignee, checked_by,"
                " checked_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    ident,
                    chance.choice(["unchecked", "to_check", "asked", "decided"]),
                    chance.choice([None, *verdicts]),
                    chance.randrange(3),
                    chance.choice(DAYS),
                    chance.choice(["", "張", "陳"]),
                    chance.choice(["", "王"]),
                    chance.choice(DAYS),
                ),
            )
            connection.execute("UPDATE annotation SET claim_check = ?1 WHERE id = ?1", (ident,))
        if chance.random() < 0.3:
            connection.execute(
                "UPDATE anchor SET status = ? WHERE annotation = ?", (chance.choice(LIES), ident)
            )
        if chance.random() < 0.1:
            connection.execute(
                "UPDATE anchor SET status = 'orphan', start = NULL, \"end\" = NULL"
                " WHERE annotation = ?",
                (ident,),
            )
    for ident in chance.sample(ids, len(ids) // 4):
        mine = connection.execute(
            "SELECT annotator, article FROM annotation WHERE id = ?", (ident,)
        )
        annotator, article = mine.fetchone()
        edits.become("王" if annotator == _id_of(connection, "王") else "李")
        edits.remove(ident)
        if chance.random() < 0.5:
            edits.history.undo(article)


def _id_of(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT id FROM annotator WHERE name = ?", (name,)).fetchone()
    return str(row[0])


@cache
def held() -> Library:
    """A library with marks; the words of some of them are indexed."""
    folder = tempfile.TemporaryDirectory()
    root = Path(folder.name)
    (root / "articles").mkdir()
    for number, day in enumerate(["2025-01-05", "2025-01-05", "", "2024-12-31", "2025-02-02"]):
        head = f"---\ntitle: 第{number}篇\ndate: {day}\nsource: 報{number % 2}\n---\n\n"
        (root / "articles" / f"{number}.md").write_text(head + TEXT + str(number), "utf-8")
    library = open_library(root)
    atexit.register(folder.cleanup)
    atexit.register(library.close)
    assert library.sync() == []
    articles = [entry.head.id for entry in library.list()]
    library.submit(lambda edits: edited(edits, articles, random.Random(11))).result()
    library.submit(lambda edits: edits.connection.execute("UPDATE claim_listing SET worded = 0"))
    library.submit(lambda edits: words.settle(edits.connection, 20)).result()
    return library


def rows_of(library: Library) -> list[ClaimRow]:
    with library.reading() as connection:
        found = connection.execute(f"SELECT {keyset.COLUMNS} FROM claim_listing l").fetchall()
    return list(map(ClaimRow._make, found))


def texts_of(library: Library) -> dict[str, str]:
    with library.reading() as connection:
        found = connection.execute("SELECT id, exact, note, source FROM annotation").fetchall()
    return {ident: words.folded(*texts) for ident, *texts in found}


PLAIN: dict[str, Callable[[ClaimRow, str], bool]] = {
    "tag": lambda row, value: row.tag == value,
    "status": lambda row, value: row.status == value,
    "verdict": lambda row, value: row.verdict == value,
    "kind": lambda row, value: row.kind == value,
    "source": lambda row, value: row.source == value,
    "annotator": lambda row, value: row.annotator == value,
    "assigned": lambda row, value: row.assignee == value,
    "checked-by": lambda row, value: row.checked_by == value,
    "article": lambda row, value: row.article == value,
    "lies": lambda row, value: row.lies == value,
    "priority": lambda row, value: row.priority >= int(value),
    "day-before": lambda row, value: "" < row.day < value,
    "day-from": lambda row, value: row.day >= value,
    "due-before": lambda row, value: "" < row.due < value,
    "due-from": lambda row, value: row.due >= value,
    "checked-before": lambda row, value: "" < row.checked_on < value,
    "checked-from": lambda row, value: row.checked_on >= value,
    "changed-before": lambda row, value: row.changed < value,
    "changed-from": lambda row, value: row.changed >= value,
    "said-by": lambda row, value: bool(row.source) and value in fold(row.source),
}
HAS: dict[tuple[str, str], Callable[[ClaimRow], bool]] = {
    ("has", "source"): lambda row: row.source != "",
    ("has", "verdict"): lambda row: row.verdict != "",
    ("has", "assignee"): lambda row: row.assignee != "",
    ("has", "due"): lambda row: row.due != "",
    ("has", "evidence"): lambda row: bool(row.evidence),
    ("has", "note"): lambda row: bool(row.noted),
    ("has", "tag"): lambda row: row.tag != "",
    ("is", "claim"): lambda row: row.tag in ("fact", "opinion"),
    ("is", "unsure"): lambda row: bool(row.unsure),
    ("is", "private"): lambda row: bool(row.private),
    ("is", "orphan"): lambda row: row.lies == "orphan",
    ("is", "stale"): lambda row: row.verdict != "" and row.lies in ("changed", "moved", "orphan"),
}


def plainly(row: ClaimRow, wanted: Condition, texts: dict[str, str]) -> bool:
    match wanted:
        case All(parts):
            return all(plainly(row, part, texts) for part in parts)
        case Either(parts):
            return any(plainly(row, part, texts) for part in parts)
        case Is("words", value, negated):
            return (fold(value) in texts[row.annotation]) != negated
        case Is(name, value, negated) if (name, value) in HAS:
            return HAS[name, value](row) != negated
        case Is(name, value, negated):
            return PLAIN[name](row, value) != negated


RANKS: dict[Order, list[Any]] = {
    Order.TAG: ["fact", "opinion", "none", ""],
    Order.STATUS: ["unchecked", "to_check", "asked", "decided"],
}


def in_order(library: Library, rows: list[ClaimRow], wanted: Wanted) -> list[str]:
    """The ids in their order, by sorting them once for each thing that they are ordered by."""
    order = wanted.order
    if order in (Order.ANNOTATOR, Order.VERDICT):
        with library.reading() as connection:
            RANKS[order] = list(query.ranks(connection, order))
    rows = sorted(rows, key=lambda row: (row.article, row.start, row.number))
    rows.sort(key=lambda row: row.day, reverse=True)
    column = "checked_on" if order is Order.CHECKED else str(order)
    if order is Order.CHANGED:
        rows.sort(key=lambda row: row.number)
        rows.sort(key=lambda row: row.changed, reverse=True)
    elif order in RANKS:
        rows.sort(key=lambda row: RANKS[order].index(getattr(row, column)))
    elif order is not Order.PLACE:
        last = order in (Order.PRIORITY, Order.CHECKED)
        rows.sort(key=lambda row: getattr(row, column), reverse=last)
        rows.sort(key=lambda row: not getattr(row, column))
    found = [row.annotation for row in rows]
    return found[::-1] if wanted.backward else found


VALUES = {
    "tag": ["fact", "opinion", "none", ""],
    "status": ["unchecked", "to_check", "decided"],
    "verdict": ["", VERDICTS[0][1], VERDICTS[1][1]],
    "kind": [""],
    "source": SOURCES,
    "assigned": ["", "張"],
    "checked-by": ["", "王"],
    "lies": ["original", "changed", "orphan"],
    "priority": ["0", "1", "2"],
    "said-by": ["京", "jd", "府", ""],
    "words": ["雨", "下雨", "出處", "不", "京東", "查出 不對", "沒有的"],
} | {
    f"{day}-{end}": ["2025-01-05", "2025-02-01", "2030"]
    for day in ("day", "due", "checked", "changed")
    for end in ("before", "from")
}
ONE = st.one_of(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda name: st.builds(Is, st.just(name), st.sampled_from(VALUES[name]), st.booleans())
    ),
    st.sampled_from(sorted(HAS)).flatmap(
        lambda both: st.builds(Is, st.just(both[0]), st.just(both[1]), st.booleans())
    ),
).filter(lambda it: " " not in it.value)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    ONE,
    lambda parts: st.one_of(
        st.builds(All, st.lists(parts, max_size=3).map(tuple)),
        st.builds(Either, st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)
WANTED = st.builds(Wanted, CONDITIONS, st.sampled_from(list(Order)), st.booleans())


def read_on(
    connection: sqlite3.Connection, found: AnnotationQuery, size: int, *, back: bool
) -> list[PlacedClaim]:
    """All rows, by pages, from the first to the last or the other way round."""
    rows: list[PlacedClaim] = []
    key: Key | None = None
    while True:
        page = found.before(connection, key, size) if back else found.after(connection, key, size)
        if not page:
            return rows
        assert len(page) <= size
        rows = [*page, *rows] if back else [*rows, *page]
        key = page[0].key if back else page[-1].key


NOT_COVERING = ("claim_place", "claim_annotator", "claim_changed", "claim_article", "claim_checker")
"""Indexes of all annotations, which are walked, and those that hold few rows."""
WAYS = {
    "put in order": {},
    "walked": {"FEW": -1},
    "walked until it takes too long": {"FEW": -1, "LONG": 0, "LONGER": 0},
    "walked until it takes too long, all put in order": {
        "FEW": -1,
        "LONG": 0,
        "LONGER": 0,
        "MANY": 2,
    },
    "walked to the end": {"FEW": -1, "LONG": 0, "LONGER": 0, "SOME": -1, "MANY": -1},
}
"""How rows are found, and what lets them be found so in a small library."""


@given(WANTED, st.integers(1, 7), st.sampled_from(sorted(WAYS)))
def test_pages_both_ways_hold_what_a_look_at_each_finds(
    wanted: Wanted, size: int, way: str
) -> None:
    texts = texts_of(held())
    rows = [row for row in rows_of(held()) if plainly(row, wanted.where, texts)]
    expected = in_order(held(), rows, wanted)
    with pytest.MonkeyPatch.context() as patch, held().reading() as connection:
        patch.setattr(stopping, "STEPS", 1)
        for name, most in WAYS[way].items():
            patch.setattr(query, name, most)
        found = AnnotationQuery(connection, wanted)
        assert [each.row.annotation for each in read_on(connection, found, size, back=False)] == (
            expected
        )
        assert [each.row.annotation for each in read_on(connection, found, size, back=True)] == (
            expected
        )
        counts = annotation_query.count(connection, found)
        assert counts is not None
        assert counts.total == len(expected)
        assert found.total in (None, len(expected))
        column = found.stretches[0].group[0]
        if column:
            assert counts.groups == Counter(getattr(row, column) for row in rows)


@given(WANTED, st.data())
def test_a_selection_is_all_that_is_wanted_but_some_or_these_alone(
    wanted: Wanted, data: st.DataObject
) -> None:
    texts = texts_of(held())
    rows = [row for row in rows_of(held()) if plainly(row, wanted.where, texts)]
    expected = in_order(held(), rows, wanted)
    some = frozenset(data.draw(st.lists(st.sampled_from([*expected, "nobody"]))))
    with held().reading() as connection:
        query = AnnotationQuery(connection, wanted)
        for selection, wish in (
            (RowSelection(but=some), [ident for ident in expected if ident not in some]),
            (RowSelection(these=some), [ident for ident in expected if ident in some]),
        ):
            found = annotation_query.selected(connection, query, selection)
            assert [row.annotation for row in found] == wish


@given(WANTED)
@about(
    keyset.after,
    keyset.values,
    keyset.ordered,
    keyset.numbered,
    conditions.condition,
    orders.stretches,
    orders.Stretch.names,
    orders.Stretch.holds,
    orders.Stretch.turned,
    orders.sorting,
    narrowing.narrowed,
    conditions.MatchingRows.table,
)
def test_each_row_knows_its_place_in_the_order(wanted: Wanted) -> None:
    """A key leads back to its row, whichever way the rows are read."""
    with held().reading() as connection:
        found = AnnotationQuery(connection, wanted)
        rows = read_on(connection, found, 9, back=False)
        for at, placed in enumerate(rows):
            stretch = found.stretches[placed.key.stretch]
            assert stretch.holds(placed.row)
            assert keyset.values(stretch, placed.row) == placed.key.values
            assert len(stretch.names) == len(placed.key.values)
            assert stretch.turned().turned() == stretch
            assert found.after(connection, placed.key, 1) == rows[at + 1 : at + 2]
        numbers = [placed.row.number for placed in rows]
        table = Where(("claim_listing l WHERE 1",)) & conditions.condition(connection, wanted.where)
        values = query.ranks(connection, wanted.order) if wanted.order in orders.RANKED else ()
        by = orders.sorting(wanted.order, values, backward=wanted.backward)
        assert keyset.ordered(connection, table, by) == numbers
        assert keyset.ordered(connection, table, by, 4) == numbers[:4]
        few = narrowing.fewest(connection, wanted.where, 10_000)
        if few is not None:
            test = conditions.condition(connection, wanted.where)
            assert keyset.ordered(connection, few.table & test, by) == numbers
        assert keyset.numbered(connection, numbers) == [placed.row for placed in rows]
        assert keyset.after(connection, found.stretches, found.among, None, 3) == rows[:3]
        assert conditions.condition(connection, wanted.where).sql
        known = orders.stretches(Order.PLACE, backward=wanted.backward)
        assert [stretch.read_from for stretch in known] == ["claim_place"]
        facts = narrowing.narrowed(All((wanted.where, Is("status", "to_check"))), known)
        assert [it.read_from == "claim_place" for it in facts] == [False]
        assert [it.columns for it in facts] == [it.columns for it in known]


@given(WANTED)
@about(showing.shown)
def test_a_row_is_shown_with_its_annotation_article_and_section(wanted: Wanted) -> None:
    library = held()
    with library.reading() as connection:
        placed = AnnotationQuery(connection, wanted).after(connection, None, 20)
        rows = [each.row for each in placed]
        told = showing.shown(connection, rows)
    assert [each.row for each in told] == rows
    for it in told:
        document = library.open(it.row.article)
        assert it.head == document.head
        assert it.annotation in document.annotations
        assert it.section == ("二" if it.row.start > document.text.index("二") else "")


@given(CONDITIONS)
@about(narrowing.rarest, conditions.any_of)
def test_a_sample_tells_where_to_look(wanted: Condition) -> None:
    """In a library smaller than the sample it counts all rows."""
    texts = texts_of(held())
    rows = rows_of(held())
    met = [row for row in rows if plainly(row, wanted, texts)]
    with held().reading() as connection:
        found = narrowing.rarest(connection, wanted)
        assert (found is None) == (narrowing.fewest(connection, wanted, len(rows)) is None)
        if found:
            among, share = found
            assert share == len(met) / len(rows)
            sql = f"SELECT number FROM ({among.numbers.sql})"
            numbers = {each for (each,) in connection.execute(sql, among.numbers.values)}
            assert {row.number for row in met} <= numbers
    assert not conditions.any_of([]).values


@given(st.integers(0, 50))
@about(stopping.steps)
def test_a_walk_ends_after_so_many_steps(looks: int) -> None:
    stop = stopping.steps(looks * stopping.STEPS)
    assert [stop() for _ in range(looks + 2)] == [False] * looks + [True] * 2


def test_every_index_of_a_condition_knows_what_rows_are_sorted_by() -> None:
    """Else each row would be looked up in the table."""
    named = [(name, value) for name, values in VALUES.items() for value in values]
    with held().reading() as connection:
        for name, value in (*named, *HAS):
            rows = conditions.test(connection, Is(name, value)).rows
            if rows is None or rows.read_from in ("", *NOT_COVERING):
                continue
            for order in (Order.SOURCE, Order.DUE, Order.CHANGED, Order.CHECKED, Order.PRIORITY):
                by = orders.sorting(order, backward=False)
                plan = connection.execute(
                    f"EXPLAIN QUERY PLAN SELECT l.number FROM {rows.table.sql}"
                    f" ORDER BY {', '.join(by.conditions)}",
                    rows.table.values,
                ).fetchall()
                assert any("COVERING INDEX" in step[3] for step in plan), (name, value, order)


def test_counting_ends_when_nobody_waits() -> None:
    stop = Event()
    stop.set()
    with held().reading() as connection:
        found = AnnotationQuery(connection, Wanted(Is("words", "雨")))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("reader.store.annotation_query.walk_limits.STEPS", 1)
            assert annotation_query.count(connection, found, stop) is None
        assert annotation_query.count(connection, found, Event()) is not None
        with pytest.raises(InputError, match="filter_unknown"):
            conditions.test(connection, Is("colour", "red"))


@given(st.text(st.sampled_from("雨甲乙說年 明要查府"), min_size=1, max_size=3))
@about(words.folded, words.has_words, words.among_words)
def test_words_are_found_before_and_after_they_are_indexed(text: str) -> None:
    texts = texts_of(held())
    wanted = {
        row.annotation
        for row in rows_of(held())
        if all(fold(part) in texts[row.annotation] for part in text.split())
    }
    with held().reading() as connection:
        test = words.has_words(connection, text)
        found = connection.execute(
            f"SELECT l.annotation FROM claim_listing l WHERE {test.sql}", test.values
        )
        assert {ident for (ident,) in found} == wanted
        among = words.among_words(connection, text)
        if among is not None:
            sql = f"SELECT annotation FROM claim_listing WHERE number IN ({among.sql})"
            assert wanted <= {ident for (ident,) in connection.execute(sql, among.values)}


def test_the_listing_is_as_if_made_anew() -> None:
    """After marks, checks, removals and undoing, the triggers left what a rebuild makes."""
    before = {row.annotation: row._replace(number=0) for row in rows_of(held())}
    assert len(before) > 20
    held().submit(lambda edits: listing.rebuild(edits.connection)).result()
    assert {row.annotation: row._replace(number=0) for row in rows_of(held())} == before
    while held().submit(lambda edits: words.settle(edits.connection)).result():
        pass
    with held().reading() as connection:
        (waiting,) = connection.execute(
            "SELECT (SELECT count(*) FROM search_claim_gone)"
            " + (SELECT count(*) FROM claim_listing WHERE worded = 0)"
        ).fetchone()
        counted = connection.execute(
            "SELECT (SELECT count(*) FROM claim_listing), (SELECT count(*) FROM search_claim)"
        ).fetchone()
    assert waiting == 0
    assert counted == (len(before), len(before))
