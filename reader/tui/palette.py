"""Entries of the command palette: every command with its keys, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.geometry import Offset
from textual.widgets import Input

from reader.tui.kit.commands import EVERYWHERE, Command, shown_keys
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.strips import UNSAFE, cells
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.kit.workers import run_in_background
from reader.tui.reading.commands import CARD, READING
from reader.tui.reading.screen import ReadingScreen

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
        """Ignore a click on a line that is no more."""
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()


class PaletteScreen(CommandPalette):
    """Textual's palette, inert before its list is filled and once it is closed.

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
        """Keep unsafe characters out of the line, which only a paste can bring."""
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
            move_cursor(line, line.content_region.offset + Offset(x, 0))

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
    def _below(self) -> AppScreen[Any]:
        """The screen whose commands are offered."""
        return cast("AppScreen[Any]", self.screen)

    def _offers(self) -> Iterator[PaletteLine]:
        screen = self._below
        words, keymap = screen.words, screen.context.keymap
        offered = sorted((*screen.OFFERED, *EVERYWHERE), key=lambda each: each.group != "tag")
        for command in offered:
            if command.action == "app.command_palette":
                continue
            if command not in EVERYWHERE and not screen.commands.can(command.id):
                continue
            sentence = command.sentence(words)
            keys = shown_keys(command, keymap)
            if command in CARD:  # they are the card's, which enter opens
                keys = f"{shown_keys(OPEN, keymap, 1)} {keys}"
            title = f"{self._name(command)}  {keys}"
            help = "" if sentence == words(command.title) else sentence
            yield PaletteLine(
                title, help, partial(run_in_background, self.app, screen.run_action, command.action)
            )
        for theme in sorted(self.app.available_themes):
            title = words("palette.theme", name=theme)
            yield PaletteLine(title, "", partial(setattr, self.app, "theme", theme))

    def _name(self, command: Command) -> str:
        """A command's short words; a label's with the name that the code book gives it."""
        screen, number = self._below, command.id.removeprefix("label_")
        words = screen.words
        if number == command.id or not isinstance(screen, ReadingScreen):
            return words(command.title)
        name = screen.controllers.labels.digits.get(int(number))
        return words("palette.label", name=name) if name else f"{words(command.title)} {number}"

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for offer in self._offers():
            yield DiscoveryHit(offer.title, offer.do, help=offer.help or None)

    async def search(self, query: str) -> Hits:
        """Commands that match in their title or sentence."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = max(matcher.match(offer.title), matcher.match(offer.help))
            if score > 0:
                shown = matcher.highlight(offer.title)
                yield Hit(score, shown, offer.do, help=offer.help or None)
