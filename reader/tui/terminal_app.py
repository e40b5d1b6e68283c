"""An app in a terminal: what is typed comes in order, and the terminal is given back as it was."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events
from textual.app import App
from textual.binding import BindingType
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.theme import Theme

from reader.config import Config
from reader.tui.kit.commands import EVERYWHERE, bindings
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.themes import INK, PAPER, few_colours
from reader.tui.terminal.events import Failed, TooLong
from reader.tui.terminal.order import InOrder, Passed
from reader.tui.terminal.pastes import LARGEST
from reader.tui.terminal.suspension import can_stop, stop

if TYPE_CHECKING:
    from textual.driver import Driver

GONE = 129
"""The exit code when the terminal is gone: that of SIGHUP."""


class TerminalApp(App[int]):
    """App that hands over keys one after the other, and survives a terminal that goes.

    `failure` is an unexpected exception; `lending` is called before a shell gets the terminal.
    """

    # Each widget has its own mouse; Textual's fails where one is pressed that has just closed.
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE, first=True)

    def __init__(self, config: Config, lending: Callable[[], None]) -> None:
        plain = "NO_COLOR" in os.environ or few_colours(os.environ)
        super().__init__(ansi_color=True if plain else None)
        self._lending = lending
        self.failure: Exception | None = None
        self._taking: MessagePump | None = None  # what got the last key
        self._typed = InOrder(self._hand_over, self._follow, lambda: self.opening, self._in_a_while)
        self.animation_level = "none"
        for own in (INK, PAPER):
            self.register_theme(Theme(**own._asdict()))
        chosen = "ansi-dark" if plain else config.theme
        self.theme = chosen if chosen in self.available_themes else INK.name
        if config.keymap:
            from reader.tui.keymap import keymap

            self.set_keymap(keymap(config.keymap))

    @property
    def top(self) -> Screen[Any] | None:
        """The screen that is shown; none while the app closes, though events still come."""
        stack = self.screen_stack
        return stack[-1] if stack else None

    @property
    def opening(self) -> bool:
        """Whether what the next key is meant for is about to be shown."""
        return bool(getattr(self.top, "opening", False))

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes wait for their turn, whatever happens."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.pressed()
            await self._typed.take(event)
        else:
            await super().on_event(event)

    async def _hand_over(self, event: events.Key | events.Paste) -> bool:
        """Hand over what was typed; whether it is on its way."""
        if self.top is None:
            return False
        focused = self.focused
        # One that got the focus while it closed would swallow every key.
        if focused is not None and not focused.is_attached:
            self.screen.set_focus(None)
        self._taking = self.focused or self.screen
        await super().on_event(event)
        return event.is_forwarded

    def _follow(self, number: int, *, again: bool = True) -> bool:
        taking = None if self._exit else self._taking
        return taking is not None and taking.post_message(Passed(number, again=again))

    async def on_passed(self, event: Passed) -> None:
        """Hand over what was typed next, as soon as what the key led to is done as well."""
        if not event.again or not self._follow(event.number, again=False):
            await self._typed.passed(event.number)

    def _in_a_while(self, seconds: float, do: Callable[[], Awaitable[None]]) -> None:
        if seconds:
            self.set_timer(seconds, do)
        else:
            self.call_later(do)

    def _handle_exception(self, error: Exception) -> None:
        """End the app on an unexpected exception; `run` raises it on the terminal as it was."""
        self.failure = self.failure or error
        super()._handle_exception(error)
        if not self.is_headless:
            self._exit_renderables.clear()

    def get_driver_class(self) -> type[Driver]:
        """The driver that tells keys from what is none; Textual's own where there is no other."""
        if os.name != "posix" or constants.DRIVER is not None:
            return super().get_driver_class()
        from reader.tui.terminal.driver import KeyboardDriver

        return KeyboardDriver

    def on_gone(self) -> None:
        """End the app, for nobody can see or type anything; a signal may say so, too."""
        self.exit(return_code=GONE)

    def on_failed(self, event: Failed) -> None:
        """End the app, for nothing more can be typed."""
        self._handle_exception(event.error)

    def on_too_long(self, event: TooLong) -> None:
        """Say how much of a paste was left out."""
        self._show_on_top("paste.too_long", most=LARGEST >> 20, lost=event.lost)

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste outside any place to type from acting as keys, and say so."""
        self._show_on_top("paste.nothing")

    def _show_on_top(self, key: str, **gaps: object) -> None:
        if isinstance(top := self.top, AppScreen):
            top.show_message(key, **gaps)

    def action_redraw(self) -> None:
        """Draw everything anew, over what another program has written."""
        self.refresh(layout=True)

    def action_suspend_process(self) -> None:
        """Suspend the program, as the shell's own ^z does, when everything is on disk."""
        if not self.is_headless and can_stop():
            self.when_written(self._suspend)

    def _suspend(self) -> None:
        with self.suspend():
            self._lending()
            stop()

    def pressed(self) -> None:
        """Note that a key was pressed just now, or something pasted."""

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something when everything is on disk."""
        action()
