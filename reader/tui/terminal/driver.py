"""Textual's driver for POSIX terminals, with another way from bytes to events.

Only whole sequences that mean something reach Textual's parser, which types out what it does not
know, waits for the rest of it, and fails at some of it. What is drawn stays in its columns.
"""

from __future__ import annotations

import os
import re
import selectors
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events

# There is no public way from a key's sequence to its event.
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from reader.tui.terminal.bursts import Bursts
from reader.tui.terminal.events import Burst, Failed, Gone, TooLong
from reader.tui.terminal.sequences import Splitter
from reader.tui.terminal.tokens import (
    INTRODUCED,
    KeyPress,
    Paste,
    SizeReport,
    TerminalReport,
    Token,
)
from reader.tui.terminal.tokens import BurstToken as Joined
from reader.tui.terminal.wide_columns import in_columns, is_drawn_anew

if TYPE_CHECKING:
    from textual.app import App

AT_ONCE = 4096
"""Bytes of a read."""
_TELLS_SIZE = re.compile(r"\x1b\[\?2048;[1-3]\$y")
LOOK = 0.1
"""Seconds between two looks at whether the app wants to read on."""


class Translator:
    """Translator of tokens into Textual's events."""

    def __init__(self) -> None:
        self._parser = XTermParser()  # it knows how large the window is
        self._tells_size = False

    def events(self, tokens: Iterable[Token]) -> Iterator[Message]:
        """The events of some tokens, in order."""
        for token in tokens:
            match token:
                case KeyPress(text) if text.startswith("\x1b"):
                    yield from _pressed(text)
                case KeyPress(text) | TerminalReport(text):
                    self._tells_size |= _TELLS_SIZE.fullmatch(text) is not None
                    yield from self._parser.feed(text)
                case SizeReport():
                    yield from self._resized(token)
                case Joined(text):
                    yield Burst(text)
                case Paste(text, lost):
                    yield events.Paste(text)
                    if lost:
                        yield TooLong(lost)

    def _resized(self, size: SizeReport) -> Iterator[Message]:
        rows, columns, height, width = size
        if not self._tells_size:
            return  # the system knows better
        if height and width:
            yield from self._parser.feed(f"\x1b[48;{rows};{columns};{height};{width}t")
        else:  # the parser divides by the size of a cell
            yield events.Resize.from_dimensions((columns, rows), None)


def _pressed(text: str) -> Iterator[Message]:
    """The events of a key that begins with ESC; none if Textual does not know it.

    Alt and what begins a reply is the rest of one where a text is typed, so it types nothing.
    """
    if text in INTRODUCED:
        return iter([events.Key(INTRODUCED[text], None)])
    parser = XTermParser()
    found = list(parser.feed(text))
    if (not found and not text.startswith(("\x1b[", "\x1bO"))) or text in ("\x1b[", "\x1bO"):
        found = list(parser.feed(""))  # nothing more follows: it is alt and a key, or escape
    return (_with_alt(event, text[1:]) for event in found)


def _with_alt(event: Message, behind: str) -> Message:
    """The event of a key behind ESC, with alt: Textual leaves it out where it is no letter."""
    if isinstance(event, events.Key) and event.character == behind and "+" not in event.key:
        return events.Key(f"alt+{event.key}", None)
    return event


class KeyboardDriver(LinuxDriver):
    """Driver that reads by `sequences` and `bursts`, and writes by `columns`."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._ambiguous = getattr(getattr(app, "config", None), "ambiguous_width", 1)
        self._plainly = is_drawn_anew(os.environ)
        self.bursts = Bursts()
        self._splitter, self._translator = Splitter(), Translator()

    def write(self, data: str) -> None:
        """Write to the terminal."""
        super().write(in_columns(data, self._ambiguous, plainly=self._plainly))

    def run_input_thread(self) -> None:
        """Read until the app wants no more; what goes wrong is the app's to report."""
        try:
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if not self._read(selector):
                        self.send_message(Gone())
                        return
        except Exception as error:
            self.send_message(Failed(error))

    def _read(self, selector: selectors.BaseSelector) -> bool:
        """Read what there is; False if the terminal is gone."""
        deadline = self._splitter.deadline
        wait = LOOK if deadline is None else min(LOOK, max(0.0, deadline - monotonic()))
        if selector.select(wait):
            try:
                data = os.read(self.fileno, AT_ONCE)
            except OSError:
                return False
            if not data:
                return False
            now = monotonic()
            tokens = self.bursts.join(self._splitter.feed(data, now), len(data), now)
        else:
            tokens = self._splitter.expire(monotonic())
        for event in self._translator.events(tokens):
            self.process_message(event)
        return True
