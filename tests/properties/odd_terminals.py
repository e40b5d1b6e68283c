"""Terminals that do not agree on how wide a character is, as far as it takes to see columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from wcwidth import wcwidth

from reader.text.typesetting.cell_width import is_disputed, table

STALE = "stale"
"""What a screen shows before anything is drawn on it."""
_COMMAND = re.compile(r"\x1b\[([\d;]*)([mHG])|(.)", re.DOTALL)
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")

Rule = Callable[[str, str], int]
"""The cells that a character takes with one more code point; 0 begins another character."""


def _alone(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def each(known: str, char: str) -> int:
    """Every code point is a character, as on a console."""
    return 0 if known else _alone(char)


def marks(known: str, char: str) -> int:
    """What has no width joins what is before it, nothing else does, as in xterm."""
    wide = _alone(char) if _TONES.match(char) else max(0, wcwidth(char))
    return wide if not known else 0 if wide else max(1, sum(max(0, wcwidth(c)) for c in known))


def pictures(known: str, char: str) -> int:
    """Emoji sequences are one picture of two cells, and selectors choose a width, as in kitty."""
    if not known:
        return 2 if _TONES.match(char) else max(0, wcwidth(char))
    if char == "\ufe0e":
        return 1
    if char == "\ufe0f" or known[-1] == "\u200d" or _FLAG.fullmatch(known[-1] + char):
        return 2
    joined = _TONES.match(char) or not wcwidth(char)
    return max(1, wcwidth(known[0])) if joined else 0


def old(known: str, char: str) -> int:
    """As `marks`, with a table that knows no picture and no new script."""
    return marks(known, char) if char < "\u0900" else 0 if known else 1


class Screen:
    """A screen on which something was drawn before, that does not wrap its lines."""

    def __init__(self, columns: int, rows: int, rule: Rule) -> None:
        self.cells = [[STALE] * columns for _ in range(rows)]
        self._columns, self._rule = columns, rule
        self._x = self._y = 0
        self._at, self._wide = (0, 0), 0

    def feed(self, sent: str) -> None:
        """Take in what is drawn; other commands than colours and moves are not known."""
        for command in _COMMAND.finditer(sent):
            numbers, kind, char = command.groups()
            if kind == "H":
                self._y, self._x = (int(number) - 1 for number in numbers.split(";"))
            elif kind == "G":
                self._x = min(int(numbers), self._columns) - 1
            if kind in ("H", "G"):
                self._wide = 0
            elif char:
                assert char >= " ", repr(char)
                self._draw(char)

    def _draw(self, char: str) -> None:
        row = self.cells[self._y]
        before = row[self._at[1]] if self._wide and self._at[0] == self._y else ""
        # Terminals agree on what nobody disputes.
        plain = not is_disputed(before + char)
        wide = (0 if before else table()[char]) if plain else self._rule(before, char)
        if before and wide:
            self._x = self._at[1]
            self._put(before + char, wide)
            return
        wide = wide or (table()[char] if plain else self._rule("", char))
        if wide:
            self._put(char, wide)

    def _put(self, drawn: str, wide: int) -> None:
        row = self.cells[self._y]
        x = min(self._x, self._columns - wide)
        if x and row[x] == "":
            row[x - 1] = " "
        if x + wide < self._columns and row[x + wide] == "":
            row[x + wide] = " "
        row[x : x + wide] = [drawn] + [""] * (wide - 1)
        self._at, self._wide, self._x = (self._y, x), wide, x + wide


RULES: tuple[Rule, ...] = (each, marks, pictures, old)
