"""Every screen over the page closes once, however often escape is pressed."""

import asyncio
from copy import copy
from pathlib import Path

import pytest
from editions import FIGURE, OTHER_FIGURE, edit_file, mark
from sitting import sit_down
from textual import events
from textual.geometry import Offset

from reader.library import open_library
from reader.model import Tag
from reader.tui.terminal.events import TooLong

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"


@pytest.mark.parametrize("opened", ["l", "ctrl+f", "R", "D", "+", "ctrl+p"])
async def test_escape_pressed_several_times_at_once(park: Path, opened: str) -> None:
    library = open_library(park)
    mark(library, FIRST, tag=Tag.FACT)
    library.close()
    edit_file(park, (FIGURE, OTHER_FIGURE))
    library = open_library(park)
    library.sync()
    library.close()
    async with sit_down(park) as sitting:
        await sitting.press("escape", opened)
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        await sitting.pilot.pause(0.3)
        over = sitting.app.screen
        for _ in range(3):  # one waits in the screen's own queue, one in the app's
            over.post_message(events.Key("escape", None))
            sitting.app.post_message(events.Key("escape", None))
        await sitting.until(lambda: sitting.app.screen is sitting.screen)
        await sitting.press("j")
        assert sitting.here == SECOND


async def test_the_mouse_pressed_where_a_prompt_just_closed(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        pad, screen = sitting.pad, sitting.screen
        x, y = pad.region.offset
        await sitting.press("escape")
        found = screen.get_widget_and_offset_at

        def closed(*_: object) -> object:
            return pad, Offset(0, 0)  # what was there when the picture was last laid out

        screen.get_widget_and_offset_at = closed  # type: ignore[method-assign, assignment]
        screen._forward_event(events.MouseDown(None, x, y, 0, 0, 1, False, False, True, x, y))
        screen.get_widget_and_offset_at = found  # type: ignore[method-assign]
        await sitting.press("j")
        assert sitting.here == SECOND


async def test_a_prompt_that_gets_the_focus_while_it_closes(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        pad = sitting.pad
        await sitting.press("escape")
        sitting.screen.set_focus(pad)
        await sitting.press("j")
        assert sitting.here == SECOND
        await sitting.press("ctrl+q")
        assert not sitting.app.is_running


@pytest.mark.parametrize("typed", [events.Key("j", "j"), events.Paste("貼"), TooLong(3)])
@pytest.mark.parametrize("turns", [10, 25, 32, 38])
async def test_what_is_typed_while_the_program_closes(
    park: Path, typed: events.Event, turns: int
) -> None:
    async with sit_down(park) as sitting:
        for _ in range(40):
            sitting.app.post_message(copy(typed))
        for _ in range(turns):  # of the loop: the app is closed in the midst of them
            await asyncio.sleep(0)
    assert sitting.app.failure is None
