"""Hybrid logical clocks and ids."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from reader.store.clock import Clock, uuid7


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=50))
def test_stamps_rise_whatever_the_system_clock_does(times: list[int]) -> None:
    moments = iter(times)
    clock = Clock("0000000a", now_ms=lambda: next(moments))
    stamps = [clock.tick() for _ in times]
    assert stamps == sorted(set(stamps))


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
