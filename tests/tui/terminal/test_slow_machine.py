"""A machine that has much else to do: between two turns of the loop, time seems to fly."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sitting import sit_down
from textual import events

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"


@contextmanager
def loaded(seconds: float) -> Iterator[None]:
    """Let so many seconds go by with every turn of the loop, without waiting for them."""
    loop, lost = asyncio.get_running_loop(), 0.0
    turn, time = loop._run_once, loop.time  # type: ignore[attr-defined]

    def slowly() -> None:
        nonlocal lost
        lost += seconds
        turn()

    loop.time = lambda: time() + lost  # type: ignore[method-assign]
    loop._run_once = slowly  # type: ignore[attr-defined]
    try:
        yield
    finally:
        loop._run_once = turn  # type: ignore[attr-defined]


@pytest.mark.parametrize("seconds", [0.05, 0.6])
async def test_what_is_typed_behind_a_key_goes_where_that_leads(park: Path, seconds: float) -> None:
    async with sit_down(park) as sitting:
        with loaded(seconds):
            for key in (*"afox", "enter"):
                sitting.app.post_message(events.Key(key, "\r" if key == "enter" else key))
            for _ in range(100):
                await asyncio.sleep(0)
        await sitting.until(lambda: bool(sitting.stored()))
        assert [(it.note, it.tag) for it in sitting.stored()] == [("fox", None)]
