"""A sitting: the real program on a real library, used with keys and mouse, without a terminal."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from reader.config import Config
from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.model import Annotation, Span
from reader.tui.app import MeipiApp
from reader.tui.kit.prompt import Pad
from reader.tui.reading.screen import ReadingScreen
from reader.tui.session.session import ArticleSession
from reader.words import load

SHORT_NAMES = {
    "solidus": "slash",
    "hyphen_minus": "minus",
    "low_line": "underscore",
    "commercial_at": "at",
    "plus_sign": "plus",
}
QUIET = 2
"""Rounds without a message after which a key is done with: widget, screen, app."""


def _key_name(character: str) -> str:
    """What Textual calls the key of a punctuation mark."""
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return SHORT_NAMES.get(name, name)


class Sitting:
    """What a reader does and sees; `press`, `paste` and the like return when all is on disk."""

    def __init__(self, pilot: Pilot[int], library: Library) -> None:
        self.pilot, self.library = pilot, library
        self._written = False
        self._submit = library.submit
        library.submit = self._noting  # type: ignore[method-assign]
        self.app._typed.rest = 0

    def _noting(self, action: Callable[[Any], Any]) -> Any:
        self._written = True
        return self._submit(action)

    # doing

    async def settle(self) -> None:
        """Wait until every message is processed and every write is on disk and taken in."""
        await self._listen()
        while self._written:
            self._written = False
            await asyncio.wrap_future(self._submit(lambda _: None))
            await self._listen()

    async def _listen(self) -> None:
        """Wait until no widget has a message left."""
        quiet = 0
        async with asyncio.timeout(30):  # a screen that has failed never becomes quiet
            while quiet < QUIET:
                while self._typing:
                    await asyncio.sleep(0)
                await self.pilot.pause(0)
                pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
                active = self._holding or any(pump.message_queue_size for pump in pumps)
                quiet = 0 if active else quiet + 1

    @property
    def _holding(self) -> bool:
        """Whether a key waits for its turn, a prompt opens, or something is to be written still."""
        if self._typing or self._opening:
            return True
        reading = self.app.navigation.opened
        return reading is not None and (
            reading.edit_queue.unsent or reading.controllers.exporter.busy
        )

    @property
    def _typing(self) -> bool:
        """Whether a key is under way in an app that runs still."""
        return self.app._typed.busy and self.app.is_running

    @property
    def _opening(self) -> bool:
        """Whether a prompt that was asked for cannot be seen yet, but for the wait for the disk."""
        saving, opened = self.app.navigation.words("saving"), self.app.navigation.opened
        shown = [getattr(getattr(self.app.top, "status", None), "asking", "")]
        shown += [opened.status.message] if opened is not None else []
        return self.app.opening and saving not in shown

    async def press(self, *keys: str) -> None:
        """Press keys one after another, named as Textual names them or by their character."""
        for key in keys:
            await self._send(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, character by character, as an input method commits it."""
        await self.press(*text)

    async def _send(self, key: str) -> None:
        """Send a key as a terminal's driver does, and let every widget see what follows from it."""
        name = "space" if key == " " else key
        character = {"space": " ", "tab": "\t", "enter": "\r"}.get(name)
        if len(key) == 1:
            character = key
            name = key if key.isalnum() else _key_name(key)
        self.app.post_message(events.Key(name, character))
        await self._listen()

    async def paste(self, text: str) -> None:
        """Paste a text as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.app.screen._compositor.size == (width, height))
        await self.settle()

    async def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw the mouse over the page, from cell to cell of the page."""
        page = self.screen.page
        await self.pilot.mouse_down(page, offset=start)
        await self.pilot.hover(page, offset=end)
        await self.pilot.mouse_up(page, offset=end)
        await self.settle()

    async def click(self, column: int, row: int) -> None:
        """Click on a cell of the page."""
        await self.pilot.click(self.screen.page, offset=(column, row))
        await self.settle()

    async def wheel(self, turns: int) -> None:
        """Turn the wheel over the page, down if positive."""
        kind = events.MouseScrollDown if turns > 0 else events.MouseScrollUp
        page = self.screen.page
        for _ in range(abs(turns)):
            page.post_message(kind(page, 5, 5, 0, 0, 0, False, False, False, 5, 5))
        await self.settle()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that happens by itself; pytest's own limit ends a vain wait."""
        async with asyncio.timeout(10):
            while not condition():
                await self.pilot.pause(0.05)
        await self.settle()

    def break_disk(self) -> None:
        """Let every write fail from now on, as on a full disk."""

        def fail(_: object) -> Future[Any]:
            failed: Future[Any] = Future()
            failed.set_exception(LibraryError("disk_full", path="annotations.db"))
            return failed

        self.library.submit = fail  # type: ignore[method-assign]

    def mend_disk(self) -> None:
        """Let writes work again."""
        self.library.submit = self._noting  # type: ignore[method-assign]

    # seeing

    @property
    def app(self) -> MeipiApp:
        app = self.pilot.app
        assert isinstance(app, MeipiApp)
        return app

    @property
    def screen(self) -> ReadingScreen:
        opened = self.app.navigation.opened
        assert opened is not None
        return opened

    @property
    def session(self) -> ArticleSession:
        return self.screen.session

    @property
    def here(self) -> str:
        """The passage the reader is at."""
        return self.session.here.of(self.session.text)

    @property
    def selected(self) -> str:
        """The selected passage, or nothing."""
        selection = self.session.selection
        return selection.span.of(self.session.text) if selection else ""

    @property
    def message(self) -> str:
        """What the bottom line says."""
        return self.screen.status.message

    @property
    def rows(self) -> list[str]:
        """Every row of the screen."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text for strip in strips]

    @property
    def picture(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.rows)

    @property
    def pad(self) -> Pad:
        """The open prompt's pad."""
        return self.screen.query_one(Pad)

    @property
    def asking(self) -> bool:
        """Whether a prompt is open."""
        return bool(self.screen.query(Pad))

    def cell_of(self, words: str, into: int = 0) -> tuple[int, int]:
        """The column and row on the page of a character of some words that are in sight."""
        page = self.screen.page
        offset = self.session.text.index(words) + into
        for y in range(page.size.height):
            for x in range(page.size.width):
                if page.view.offset_under(x, y) == offset:
                    return x, y
        raise AssertionError(f"{words} is not in sight")

    # what is on disk

    def stored(self) -> list[Annotation]:
        """My annotations in the database, in reading order."""
        me = self.library.me()
        every = self.library.annotations(self.screen.article)
        return [annotation for annotation in every if me and annotation.annotator == me.id]

    def stored_at(self, words: str) -> Annotation:
        """My annotation of exactly these words."""
        start = self.session.text.index(words)
        span = Span(start, start + len(words))
        (found,) = [annotation for annotation in self.stored() if annotation.span == span]
        return found


@asynccontextmanager
async def sit_down(
    folder: Path,
    size: tuple[int, int] = (120, 40),
    annotator: str = "王",
    language: str = "zh_hant",
    *,
    title: str | None = "",
    allow_private: bool = False,
    **settings: Any,
) -> AsyncIterator[Sitting]:
    """Open the only article of a library, the one of a title, or none, and close it again."""
    library = open_library(folder, patience=0.2)
    try:
        article = library.find(title) if title else None
        if title == "":
            (article,) = (entry.head.id for entry in library.list())
        app = MeipiApp(
            library, None if article is None else library.open(article),
            Config(**settings), load(language), annotator, allow_private=allow_private,
        )  # fmt: skip
        async with app.run_test(size=size) as pilot:
            sitting = Sitting(pilot, library)
            await sitting.settle()
            yield sitting
    finally:
        library.close()
