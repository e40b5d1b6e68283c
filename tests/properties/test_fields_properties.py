"""Two states of a row come together: what was written last stands, whichever came first."""

import json
from typing import Any

from about import about, given
from hypothesis import strategies as st

from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import Clock
from reader.store.clocks.newest_fields import stamps_of, written_last

NAMES = ("tag", "note", "private", "source")
STAMPS = [f"0199e0000{n:03x}-0000-abcdef0{n % 3}" for n in range(6)]
ROWS = st.builds(
    lambda values, stamps: {
        "id": "x", **dict(zip(NAMES, values, strict=True)),
        "clock": json.dumps({name: it for name, it in zip(NAMES, stamps, strict=True) if it}),
    },
    st.tuples(*(st.integers(0, 3),) * 4),
    st.tuples(*(st.sampled_from(["", *STAMPS]),) * 4),
)  # fmt: skip


def joined(row: dict[str, Any], old: dict[str, Any], *, later: bool = False) -> dict[str, Any]:
    return old | written_last("annotation", row, old, later=later)


@given(one=ROWS, other=ROWS, later=st.booleans())
@about(written_last, stamps_of)
def test_what_was_written_last_stands(
    one: dict[str, Any], other: dict[str, Any], later: bool
) -> None:
    both = joined(one, other, later=later)
    mine, theirs, now = (stamps_of(it["clock"]) or {} for it in (one, other, both))
    for name in NAMES:
        stamp = max(mine.get(name, ""), theirs.get(name, ""))
        assert now.get(name, "") == stamp
        of = one if mine.get(name, "") > theirs.get(name, "") else other
        assert both[name] == of[name]
    assert written_last("annotation", one, both, later=later) == {}


@given(row=ROWS, later=st.booleans())
@about(written_last, stamps_of)
def test_half_of_a_place_or_of_a_decision_never_comes(row: dict[str, Any], later: bool) -> None:
    clock = Clock("0abcdef0")
    old = {"annotation": "x", "text": "y", "start": 0, "end": 1, "status": "original", "score": 1.0,
           "review": 0, "deleted": 0, "clock": "{}"}  # fmt: skip
    new = old | {"start": 5, "end": 9, "clock": json.dumps({"start": clock.tick()})}
    assert (old | written_last("anchor", new, old, later=later)) == new
    assert stamps_of(row["tag"]) is None


@given(table=st.text())
@about(rows.key_columns)
def test_what_is_not_journalled_has_no_key(table: str) -> None:
    assert bool(rows.key_columns(table)) == (table in rows._KEYS)
    assert rows.key_columns("label") == ("annotation", "entry")
