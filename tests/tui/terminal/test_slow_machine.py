"""A machine that has much else to do: between two turns of the loop, time seems to fly."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from sitting import sit_down
from textual import events

from reader.library import Library
from reader.model import Document
from reader.tui.claims.reader import ClaimReader
from reader.tui.library.shelf_reader import ShelfReader

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


def slow(reader: type[ClaimReader | ShelfReader], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that a list reads come late."""
    read: Callable[..., object] = reader._read

    def slowly(*given: object, **named: object) -> object:
        sleep(0.4)
        return read(*given, **named)

    monkeypatch.setattr(reader, "_read", slowly)


async def test_keys_wait_for_the_claims_that_they_are_about(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(ClaimReader, monkeypatch)
    async with sit_down(park) as sitting:
        await sitting.press("f")
        for key in "cr1":
            sitting.app.post_message(events.Key(key, key))
        await sitting.until(lambda: bool(sitting.stored()[0].verdict))
        assert sitting.stored()[0].labels == ()


async def test_keys_wait_for_the_articles_that_they_are_about(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(ShelfReader, monkeypatch)
    async with sit_down(park) as sitting:
        for key in ("l", "number_sign", "a", "z", "enter"):
            character = {"number_sign": "#", "enter": "\r"}.get(key, key)
            sitting.app.post_message(events.Key(key, character))
        await sitting.until(lambda: bool(sitting.library.list()[0].head.topics))
        (entry,) = sitting.library.list()
        assert (entry.head.topics, entry.queued, entry.archived) == (("az",), False, False)


async def test_keys_wait_for_the_article_that_they_are_about(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Library.open

    def slowly(library: Library, article: str) -> Document:
        sleep(0.4)
        return read(library, article)

    monkeypatch.setattr(Library, "open", slowly)
    async with sit_down(park, title=None) as sitting:
        for key in ("enter", "f"):
            sitting.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        await sitting.until(lambda: not sitting.app._typed.busy)
        assert [it.tag for it in sitting.stored()] == ["fact"]
