"""Pictures of a few whole screens; the other tests say what must be on them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.library import open_library
from reader.tui.app import MeipiApp
from reader.words import load

Open = Callable[..., MeipiApp]
Compare = Callable[..., bool]


@pytest.fixture
def opened(seed: Path) -> Iterator[Open]:
    """The starter, open on its seed article; nothing is written, so every picture is the same."""
    library = open_library(seed)
    (entry,) = library.list()

    def app(**settings: Any) -> MeipiApp:
        document = library.open(entry.head.id)
        return MeipiApp(library, document, Config(**settings), load("zh_hant"))

    yield app
    library.close()


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.pause()


def test_ink(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="]j", terminal_size=(120, 40), run_before=settled)


def test_paper_without_contents_and_margin(opened: Open, snap_compare: Compare) -> None:
    app = opened(theme="paper")
    assert snap_compare(app, press="]j", terminal_size=(80, 24), run_before=settled)


def test_the_smallest_window(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(40, 10), run_before=settled)


def test_an_open_annotation(opened: Open, snap_compare: Compare) -> None:
    app = opened()
    keys = ["]", "enter"]
    assert snap_compare(app, press=keys, terminal_size=(120, 40), run_before=settled)


def test_help(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="?", terminal_size=(120, 40), run_before=settled)


def test_without_colour(
    opened: Open, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(opened(), press="]j", terminal_size=(100, 30), run_before=settled)
