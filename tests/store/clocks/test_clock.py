"""Hybrid logical clocks and ids."""

from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.store.clocks.clock import (
    DAY,
    EARLIEST,
    LATEST,
    STAMP,
    Clock,
    horizon,
    refuse_ahead,
    uuid7,
)

NOW = 1_790_000_000_000
MOMENTS = st.integers(-(2**40), 2**60) | st.integers(NOW - 3 * DAY, NOW + 3 * DAY)
STAMPS = st.builds(
    "{:012x}-{:04x}-0000000b".format,
    st.sampled_from((NOW, NOW + DAY, NOW + 2 * DAY, 2**48 - 1)) | st.integers(0, 2**48 - 1),
    st.sampled_from((0, 0xFFFE, 0xFFFF)),
)
STRANGE = st.sampled_from(
    (
        f"{NOW:012x}-10000-0000000b",  # a counter that is too wide
        f"{NOW:012x}-fffff-0000000b",
        f"{NOW:013x}-0000-0000000b",
        f"{2**48:x}-0000-0000000b",
        f"{NOW:012X}-0000-0000000B",
        f"{NOW:012x}-0000-0000000b\n",
        f"{NOW:012x}-0000-0000000b\0",
        f"+{NOW:011x}-0000-0000000b",
        f"{NOW:011x}_-0000-0000000b",
        "",
        "-",
        "--",
        "ffffffffffff-ffff-",
    )
) | st.text(max_size=30)


@given(st.lists(MOMENTS, min_size=1, max_size=50))
def test_stamps_rise_whatever_the_system_clock_does(times: list[int]) -> None:
    moments = iter(times)
    clock = Clock("0000000a", now_ms=lambda: next(moments, times[-1]))
    stamps = [clock.tick() for _ in times]
    assert all(map(STAMP.fullmatch, stamps))
    assert stamps == sorted(set(stamps))


@given(st.lists(st.tuples(MOMENTS, STAMPS | STRANGE), min_size=1, max_size=40), st.data())
def test_nothing_that_is_observed_makes_stamps_fall_or_grow(
    seen: list[tuple[int, str]], data: st.DataObject
) -> None:
    now = [seen[0][0]]
    clock = Clock("0000000a", seen=seen[0][1], now_ms=lambda: now[0])
    made: list[str] = []
    for now[0], stamp in seen:
        taken = clock.observe(stamp)
        made.append(clock.tick())
        assert not taken or made[-1] > stamp
    assert all(map(STAMP.fullmatch, made))
    assert all(one < other for one, other in pairwise(made))


@given(st.integers(EARLIEST, LATEST), STAMPS | STRANGE)
def test_a_stamp_is_noted_unless_it_is_none_or_more_than_a_day_ahead(now: int, seen: str) -> None:
    sound = STAMP.fullmatch(seen) is not None
    ahead = sound and int(seen[:12], 16) > now + DAY
    clock = Clock("0000000a", now_ms=lambda: now)
    assert clock.observe(seen) == (sound and not ahead)
    assert (sound and seen > horizon(now)) == ahead


def test_stamps_from_elsewhere_are_refused_from_a_day_ahead_on() -> None:
    within = f"{NOW + DAY:012x}-ffff-ffffffff"
    beyond = f"{NOW + DAY + 1:012x}-0000-00000001"
    refuse_ahead([within, "zzzz", "", "ffffffffffff"], "their.db", NOW)
    refuse_ahead([], "their.db", NOW)
    with pytest.raises(InputError, match="stamps_ahead") as raised:
        refuse_ahead([within, beyond, within], "their.db", NOW)
    assert raised.value.params == {"path": "their.db", "until": "2026-09-22", "now": "2026-09-21"}


def test_a_clock_that_was_never_set_calls_nothing_the_future() -> None:
    clock = Clock("0000000a", now_ms=lambda: 5_000)
    assert clock.observe(f"{NOW:012x}-0000-0000000b")
    assert clock.tick() == f"{NOW:012x}-0001-0000000a"


def test_a_stamp_is_greater_than_one_seen_from_a_faster_clock() -> None:
    ahead = Clock("aaaaaaaa", now_ms=lambda: 10_000).tick()
    behind = Clock("bbbbbbbb", now_ms=lambda: 500)
    assert behind.tick() < ahead
    behind.observe(ahead)
    assert behind.tick() > ahead


def test_a_full_counter_borrows_a_millisecond() -> None:
    clock = Clock("0000000a", seen="000000000001-ffff-0000000b", now_ms=lambda: 1)
    assert clock.tick() == "000000000002-0000-0000000a"


def test_uuid7_holds_its_time_and_sorts_by_it() -> None:
    early, late = uuid7(1_000_000), uuid7(1_000_001)
    assert early < late
    assert UUID(early).version == 7
    assert UUID(early).variant == "specified in RFC 4122"
    assert UUID(early).int >> 80 == 1_000_000
