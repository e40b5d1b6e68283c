"""Measures of the query over all annotations: first rows, pages in the middle, counts.

    python -m benchmarks.annotations LIBRARY [ROUNDS]

The library is one that `make bench` or `python -m benchmarks.migrating` made; checks are added to
it, unless it has some with a day.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, Goal
from benchmarks.rooms import beside
from benchmarks.statements import Opened, bare, opened, rows
from benchmarks.tables import summary, table
from reader.library import Library
from reader.model.claim_rows import All, Condition, Is, Key, Order, Wanted
from reader.store.annotation_query import AnnotationQuery, count, words
from reader.store.schema.claims import VERDICTS

GROUP = "All annotations"
BOTH_WAYS = "All annotations: the first rows of every filter in every order"
PAGE = 50
BARE = f"{PAGE} bare rows"
FIRST_GOAL, MIDDLE_GOAL = Goal(ratio=350), Goal(ratio=35)
"""Of the first rows of a new query, and of a page in the middle of it."""
ASSIGNEES = ("張", "陳", "林", "吳")
CHECKS = 5
"""One of so many annotations has a check."""

FILTERS: dict[str, Condition] = {
    "facts": Is("tag", "fact"),
    "opinions": Is("tag", "opinion"),
    "to check": Is("status", "to_check"),
    "decided": Is("status", "decided"),
    "one verdict": Is("verdict", VERDICTS[1][1]),
    "due until a day": Is("due-before", "2026-02-01"),
    "assigned": Is("assigned", "張"),
    "said by one": Is("source", "京東"),
    "said by a part of a name": Is("said-by", "京"),
    "by nobody": Is("has", "source", negated=True),
    "with evidence": Is("has", "evidence"),
    "with a note": Is("has", "note"),
    "of one publisher": Is("from", "商業週報"),
    "after a day": Is("day-from", "2025-06-01"),
    "orphans": Is("is", "orphan"),
    "a verdict to look at again": Is("is", "stale"),
    "a common word": Is("words", "公司"),
    "a rare word": Is("words", "河濱公園的樹"),
    "facts of one source to check": All(
        (Is("tag", "fact"), Is("status", "to_check"), Is("source", "京東"))
    ),
    "opinions with a note and a source": All(
        (Is("tag", "opinion"), Is("has", "note"), Is("has", "source"))
    ),
}


def all_annotations(folder: Path, rounds: int) -> list[Figure]:
    """Every order and every filter, `rounds` of each."""
    with opened(folder, rounds) as place:
        library = place.library
        library.submit(lambda edits: worked_on(edits.connection)).result()
        while library.submit(lambda edits: words.settle(edits.connection, 5000)).result():
            pass
        figures = [
            each for order in Order for each in _order(place, f"by {order}", Wanted(order=order))
        ]
        for name, where in FILTERS.items():
            for order in (Order.PLACE, Order.CHANGED, Order.SOURCE):
                figures += _order(place, f"{name}, by {order}", Wanted(where, order))
        return figures + _both_ways(place)


def worked_on(connection: sqlite3.Connection) -> None:
    """Give some annotations a check, unless there are any with a day: the same ones every time."""
    if connection.execute("SELECT 1 FROM claim_check WHERE due <> '' LIMIT 1").fetchone():
        return
    chance = Random(7)
    found = connection.execute("SELECT id FROM annotation ORDER BY id").fetchall()
    verdicts = [
        row[0]
        for row in connection.execute(
            "SELECT id FROM code_book WHERE kind = 'verdict' ORDER BY position"
        )
    ]
    for (ident,) in found[::CHECKS]:
        decided = chance.random() < 0.3
        connection.execute(
            "INSERT INTO claim_check (id, status, verdict, priority, due, assignee, checked_on)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
            " verdict = excluded.verdict, priority = excluded.priority, due = excluded.due,"
            " assignee = excluded.assignee, checked_on = excluded.checked_on",
            (
                ident,
                "decided" if decided else chance.choice(("to_check", "asked")),
                chance.choice(verdicts) if decided else None,
                chance.choice((0, 0, 1, 2, 3)),
                chance.choice(("", f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}")),
                chance.choice(("", *ASSIGNEES)),
                f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" if decided else "",
            ),
        )
        connection.execute("UPDATE annotation SET claim_check = ?1 WHERE id = ?1", (ident,))


def _page(place: Opened, group: str, name: str, work: Callable[[], object], goal: Goal) -> Figure:
    """The figure of a page, beside as many annotations by their primary key."""
    found = place.connection.execute("SELECT id FROM annotation LIMIT ?", (PAGE,)).fetchall()
    plain = rows(place.connection, "annotation", [ident for (ident,) in found])
    return beside(group, name, work, BARE, plain, rounds=place.rounds, goal=goal)


def _counted(place: Opened, name: str, work: Callable[[], object]) -> Figure:
    """The figure of a count, beside that of every annotation."""
    plain = bare(place.connection, "SELECT count(*) FROM annotation WHERE deleted = 0")
    few = max(1, place.rounds // 4)
    return beside(GROUP, name, work, "counting them all", plain, rounds=few)


def _order(place: Opened, name: str, wanted: Wanted) -> list[Figure]:
    """The first rows of a new query, a page in the middle of it, and how many there are."""
    library = place.library

    def all_of_them() -> None:
        with library.reading() as connection:
            count(connection, AnnotationQuery(connection, wanted))

    with library.reading() as connection:
        query = AnnotationQuery(connection, wanted)
        found = count(connection, query)
        total = found.total if found else 0
        key = _middle(connection, query, total)

    def middle() -> None:
        with library.reading() as connection:
            query.after(connection, key, PAGE)

    first = partial(_first, library, wanted)
    return [
        _page(place, GROUP, f"first {PAGE}: {name} ({total})", first, FIRST_GOAL),
        _page(place, GROUP, f"in the middle: {name}", middle, MIDDLE_GOAL),
        _counted(place, f"counted: {name}", all_of_them),
    ]


def _both_ways(place: Opened) -> list[Figure]:
    """The first rows of every filter in every order, and in the order turned round."""
    figures = []
    for name, where in FILTERS.items():
        for order in Order:
            for backward in (False, True):
                way = f"{name}, by {order}{', backward' if backward else ''}"
                first = partial(_first, place.library, Wanted(where, order, backward))
                figures.append(_page(place, BOTH_WAYS, way, first, FIRST_GOAL))
    return figures


def _first(library: Library, wanted: Wanted) -> None:
    with library.reading() as connection:
        AnnotationQuery(connection, wanted).after(connection, None, PAGE)


def _middle(connection: sqlite3.Connection, query: AnnotationQuery, total: int) -> Key | None:
    """The key of the row in the middle, reached by pages."""
    key: Key | None = None
    left = total // 2
    while left > 0:
        page = query.after(connection, key, min(left, 5000))
        if not page:
            break
        key, left = page[-1].key, left - len(page)
    return key


if __name__ == "__main__":
    found = all_annotations(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
    sys.stdout.write(f"{table(found)}\n\n{summary(found)}\n")
