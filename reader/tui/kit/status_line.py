"""The line at the bottom of every screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reader.tui.kit.commands import Command, shown_keys
from reader.tui.kit.strips import Ends, Part, as_many, cells, cut
from reader.tui.kit.styles import Styles
from reader.words import Words

FOR_KEYS = 14
"""Cells that a long message leaves for the keys."""
LEAST_MESSAGE = 8


class StatusLine:
    """Keys at the left, after the text of `aside`; at the right a message, the work under way, or
    else the text of `standing`.

    `hints` are the commands whose keys are named while no prompt is open, the first ones first; the
    last one is always named where `keeps_last`. `asking` are the keys of an open prompt, `alone`
    those of a panel beside which no others work.
    """

    def __init__(
        self,
        words: Words,
        ink: Styles,
        ambiguous: int,
        keymap: Mapping[str, str],
        hints: Callable[[], Sequence[Command]],
        *,
        standing: Callable[[], str] = lambda: "",
        aside: Callable[[], str] = lambda: "",
        for_keys: int = FOR_KEYS,
        keeps_last: bool = True,
    ) -> None:
        self.words, self.ink = words, ink
        self._ambiguous, self._keymap = ambiguous, keymap
        self._hints, self._standing, self._aside = hints, standing, aside
        self._for_keys, self._keeps_last = for_keys, keeps_last
        self.message, self.bad = "", False
        self.under_way = ""
        self.asking = self.alone = ""
        self._stood = ""

    def set_message(self, text: str, *, bad: bool) -> bool:
        """Put a message there, or take it away; whether the line is another one now."""
        before = self.message, self.bad, self._stood
        self.message, self.bad = text, bad
        return before != (text, bad, self._standing())

    def parts(self, width: int) -> Ends:
        """The left and the right end of a row of `width` cells."""
        ink = self.ink
        right = self._right(width)
        if self.asking or self.alone:
            return [("  ", ink.bar), (self.asking or self.alone, ink.bar)], right
        hints = [self._hint(command) for command in self._hints()]
        last = hints.pop() if self._keeps_last and hints else []
        room = width - 1 - sum(cells(text, self._ambiguous) for text, _ in (*right, *last))
        said = self._said(room)
        room -= sum(cells(text, self._ambiguous) for text, _ in said)
        shown = as_many(hints, max(0, room), self._ambiguous)
        return [(" ", ink.bar), *said, *shown, *last], right

    def _said(self, room: int) -> list[Part]:
        """The text beside the keys, as far as it fits."""
        text = self._aside()
        if not text or room < LEAST_MESSAGE:
            return []
        return [(cut(text, room - 2, self._ambiguous), self.ink.bar_note), ("  ", self.ink.bar)]

    def _right(self, width: int) -> list[Part]:
        ink = self.ink
        self._stood = self._standing()
        text = self.message or self.under_way or ("" if self.asking else self._stood)
        if not text:
            return []
        style = ink.bar if self.under_way and not self.message else ink.bar_text
        style = ink.bar_bad if self.message and self.bad else style
        keys = cells(self.alone, self._ambiguous) + 4 if self.alone else self._for_keys
        if self.alone and not self.bad and width - keys < LEAST_MESSAGE:
            return []
        text = cut(text, max(LEAST_MESSAGE, width - keys), self._ambiguous)
        return [(" ", ink.bar), (text, style), (" ", ink.bar)]

    def _hint(self, command: Command) -> list[Part]:
        keys = shown_keys(command, self._keymap, 1)
        return [(f"{keys} ", self.ink.bar_key), (f"{self.words(command.title)}  ", self.ink.bar)]


def hinted(commands: Sequence[Command]) -> list[Command]:
    """The commands that a status line names, the first ones first."""
    return sorted((each for each in commands if each.hint), key=lambda command: command.hint)
