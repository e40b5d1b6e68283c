"""The screens over a library whose rows were edited."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from reader.config import Config
from reader.errors import MeipiError
from reader.library import open_library
from reader.tui.app import MeipiApp
from reader.words import load

KEYS = (
    "j", "G", "f", "backspace", "u", "s", "D", "escape", "R", "escape", "L", "escape", "1", "t",
    "l", "down", "up", "tab", "down", "down", "down", "enter", "escape", "enter",
    "ctrl+f", "園", "down", "enter", "e", "escape", "l", "c", "escape", "escape",
)  # fmt: skip
"""A walk through the page, its panels, the list with its shelves, a search and the export."""

HARM = ("\x1b", "\x9b", "\u200b", "\u2060", "\u202e", "\U000e0041", "\ufeff")


async def walked(place: Path, *, page: bool) -> Exception | None:
    """What ended the program, if anything did: on an article, or on the list of them."""
    library = None
    try:
        library = open_library(place)
        document = library.open(library.newest(1)[0]) if page else None
        app = MeipiApp(library, document, Config(), load("zh_hant"))
        async with app.run_test(size=(100, 30)) as pilot:
            for key in KEYS:
                if app.failure is not None or app._exit:
                    break
                await pilot.press(key)
                await pilot.pause(0.01)
                assert harm_on(pilot) == []
    except (MeipiError, ExceptionGroup) as error:
        return error
    finally:
        if library is not None:
            library.close()
    return None


def harm_on(pilot: Pilot[int]) -> list[str]:
    """What no terminal should be sent, of what is drawn."""
    strips = pilot.app.screen._compositor.render_strips()
    drawn = "".join(segment.text for strip in strips for segment in strip)
    return [sign for sign in HARM if sign in drawn]
