"""What the command palette offers: every command with its keys, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.geometry import Offset, Region
from textual.widgets import Input

from reader.tui.kit.commands import EVERYWHERE, Command, shown_keys
from reader.tui.kit.strips import UNSAFE, cells
from reader.tui.kit.workers import run_beside
from reader.tui.library.commands import LIBRARY
from reader.tui.reading.commands import CARD, READING

if TYPE_CHECKING:
    from reader.config import Config
    from reader.tui.reading.screen import ReadingScreen
    from reader.words import Words


class Commanded(Protocol):
    """An app whose commands the palette offers."""

    config: Config
    words: Words
    opened: ReadingScreen | None
    theme: str

    @property
    def available_themes(self) -> Mapping[str, object]:
        """The themes by their names."""
        ...


OPEN = next(command for command in READING if command.id == "open")


class PaletteLine(NamedTuple):
    """One line of the palette; `help` stands below the title and may be empty."""

    title: str
    help: str
    do: Callable[[], object]


class PaletteList(CommandList):
    """The list of commands, which may have become shorter since it was clicked."""

    # Textual fails to wrap a line in no room at all; whoever makes the window so small sees none.
    DEFAULT_CSS = "PaletteList { min-width: 20; }"

    def on_click(self, event: events.Click) -> None:
        """A click on a line that is no more does nothing."""
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()


class PaletteScreen(CommandPalette):
    """Textual's palette; what comes before its list is filled, or once it is closed, does nothing.

    Its line takes nothing that a terminal could obey.
    """

    def compose(self) -> ComposeResult:
        """Textual's widgets, with our list."""
        for widget in super().compose():
            yield PaletteList() if isinstance(widget, CommandList) else widget

    @property
    def opening(self) -> bool:
        """Whether there is no line to type in yet."""
        return self.focused is None

    def on_mount(self, event: events.Mount) -> None:
        """Typed characters are harmless; pasted ones need not be."""
        if not self.is_current:  # closed before it was there: it has no list to fill
            event.prevent_default()
        for line in self.query(Input):
            line.restrict = f"(?!.*{UNSAFE.pattern}).*"
            line.cursor_blink = False
        self.screen_layout_refresh_signal.subscribe(self, self._place_cursor)

    def _place_cursor(self, _: object) -> None:
        """Put the terminal's own cursor where the keys go, for input methods."""
        for line in self.query(Input):
            x = cells(line.value[: line.cursor_position]) - line.scroll_offset.x
            place = line.content_region.offset + Offset(x, 0)
            if self.app.cursor_position != place:
                self.app.cursor_position = place
                line.refresh(Region(0, 0, 1, 1))  # the terminal hears of it with the next picture

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it once: what comes behind the click or key that did so closes nothing more."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    @on(Input.Changed)
    def _once_closed(self, event: Input.Changed) -> None:
        if not self.is_current:
            event.prevent_default()
        else:
            self.call_after_refresh(self._place_cursor, event)

    def _action_command_list(self, action: str) -> None:
        commands = self.query_one(CommandList)
        if commands.option_count and commands.size.height:
            super()._action_command_list(action)


class CommandProvider(Provider):
    """The commands in the order of their table, tagging first, and then the themes."""

    @property
    def _app(self) -> Commanded:
        return cast("Commanded", self.app)

    def _offers(self) -> Iterator[PaletteLine]:
        app = self._app
        words = app.words
        screen = self.screen
        page = app.opened if screen is app.opened else None
        chosen = (*READING, *CARD) if page is not None else LIBRARY
        for command in sorted((*chosen, *EVERYWHERE), key=lambda command: command.group != "tag"):
            if command.id in ("palette", "list_palette"):
                continue
            if page is not None and not command.when(page.controllers):
                continue
            sentence = command.sentence(words)
            keys = shown_keys(command, app.config.keymap)
            if command in CARD:  # they are the card's, which enter opens
                keys = f"{shown_keys(OPEN, app.config.keymap, 1)} {keys}"
            title = f"{self._name(command)}  {keys}"
            help = "" if sentence == words(command.title) else sentence
            yield PaletteLine(
                title, help, partial(run_beside, self.app, screen.run_action, command.action)
            )
        for theme in sorted(app.available_themes):
            title = words("palette.theme", name=theme)
            yield PaletteLine(title, "", partial(setattr, app, "theme", theme))

    def _name(self, command: Command) -> str:
        """A command's short words; a label's with the name that the code book gives it."""
        words, number = self._app.words, command.id.removeprefix("label_")
        if number == command.id:
            return words(command.title)
        screen = self._app.opened
        name = screen.controllers.labels.digits.get(int(number)) if screen is not None else None
        return words("palette.label", name=name) if name else f"{words(command.title)} {number}"

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for offer in self._offers():
            yield DiscoveryHit(offer.title, offer.do, help=offer.help or None)

    async def search(self, query: str) -> Hits:
        """What matches, in its title or its sentence."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.title), matcher.match(offer.help))
            if score > 0:
                shown = matcher.highlight(offer.title)
                yield Hit(score, shown, offer.do, help=offer.help or None)
