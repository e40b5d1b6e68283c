"""Stamping anew: whatever clocks did, nothing is of the future afterwards and the order stays."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.store.clocks import restamping
from reader.store.clocks.clock import DAY, STAMP, Clock, horizon
from reader.store.clocks.stamps import clock as clock_of
from reader.store.db.connection import connect
from reader.store.db.migration import prepare

NOW = 1_790_000_000_000
MOVES = st.sampled_from(
    (0, 1, -1, 3_600_000, DAY // 2, DAY, DAY + 1, 30 * DAY, 900 * DAY, -40 * DAY)
)
ODD = st.sampled_from(("", "-", "zzz", f"{NOW:012x}-10000-0000000b", f"{NOW:012X}-0000-0000000A"))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path: Path = tmp_path_factory.mktemp("restamping") / "annotations.db"
    prepare(path)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        yield connection


def write(connection: sqlite3.Connection, stamps: list[str], strays: list[str]) -> None:
    """A journal with these stamps, and for each a row that has it, as each stray has one."""
    connection.execute("DELETE FROM journal")
    connection.execute("DELETE FROM annotator")
    columns = {row[1] for row in connection.execute("PRAGMA table_info(journal)")}
    names = "op, clock, device, standing" + (", scope" if "scope" in columns else "")
    for stamp in stamps:
        values = ("do", stamp, stamp[-8:], "done", "marks")[: names.count(",") + 1]
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO journal ({names}) VALUES ({marks})", values)
    for n, stamp in enumerate([*stamps, *strays]):
        clock = json.dumps({"name": stamp, "kind": stamps[0]})
        connection.execute("INSERT INTO annotator (id, name, clock) VALUES (?, 'x', ?)", (n, clock))


def journal(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT clock FROM journal ORDER BY seq")]


def rows(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT clock FROM annotator ORDER BY CAST(id AS INTEGER)")
    return [json.loads(clock)["name"] for (clock,) in found]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(MOVES, st.integers(1, 3)), min_size=1, max_size=8),
    st.lists(MOVES, max_size=3),
    st.lists(ODD, max_size=2),
)
def test_whatever_the_clocks_did(
    connection: sqlite3.Connection,
    sessions: list[tuple[int, int]],
    strays: list[int],
    odd: list[str],
) -> None:
    made: list[str] = []
    for n, (move, count) in enumerate(sessions):
        clock = Clock("0000000a", now_ms=lambda at=NOW + move + n: at)
        for stamp in made:
            clock.observe(stamp)
        made += [clock.tick() for _ in range(count)]
    others = [f"{NOW + move:012x}-00ff-0000000b" for move in strays]
    before = [*odd[:1], *made, *odd[1:]]
    write(connection, before, others)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.store.clocks.clock._now_ms", lambda: NOW + 100)
        wrong = restamping.wrong(connection)
        done = restamping.anew(connection, clock_of(connection, "0000000c"))
        assert (done, restamping.wrong(connection)) == (len(wrong), [])
        limit = horizon()
    after = journal(connection)
    assert len(set(after)) == len(set(before))
    sound = [stamp for stamp in after if STAMP.fullmatch(stamp)]
    assert all(stamp <= limit for stamp in [*sound, *(rows(connection))] if STAMP.fullmatch(stamp))
    moments = [int(stamp[:12], 16) for stamp in sound]
    assert all(one < other + DAY for one, other in pairwise(moments))
    for one, other in zip(before, after, strict=True):
        assert (one == other) == (one not in wrong)
        assert one == other or other[-8:] == "0000000c"
    renewed = dict(zip(before, after, strict=True))
    assert rows(connection)[: len(before)] == [renewed[stamp] for stamp in before]
    for one, other in zip(others, rows(connection)[len(before) :], strict=True):
        assert (one == other) == (one not in wrong)
    devices = [row[0] for row in connection.execute("SELECT device FROM journal ORDER BY seq")]
    assert all(
        device == stamp[-8:]
        for device, stamp in zip(devices, after, strict=True)
        if STAMP.fullmatch(stamp)
    )
