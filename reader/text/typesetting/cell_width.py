"""Widths of characters in terminal cells, and code points that stand or fall together.

A terminal screen is drawn by Rich, so with ambiguous characters one cell wide the widths here are
Rich's own: zero-width characters join the one before them, a zero-width joiner takes in the next
character, variation selector 16 makes a narrow picture wide, and skin tones take no room. Two
regional indicators make one flag. With `ambiguous=2` the characters of East Asian Width "A"
(Unicode Standard Annex #11: “”‘’…—·℃①→ and others) take two cells.
"""

from __future__ import annotations

import re
import unicodedata

GAP = "\ufdd0"
"""A noncharacter of Unicode, so no text has it: the place of a gap that is drawn, never stored."""

_JOINER = "\u200d"
_WIDENER = "\ufe0f"
_FLAG_FIRST, _FLAG_LAST = "\U0001f1e6", "\U0001f1ff"
_TONE_FIRST, _TONE_LAST = "\U0001f3fb", "\U0001f3ff"

# Blocks that have zero-width characters, or whose widths changed between versions of Unicode, or
# that are too rare to check. Elsewhere the standard library's table is right and every code point
# is a character, so a Chinese page needs nothing else; for these, wcwidth is asked.
_DISPUTED = (
    "\xad\u0300-\u0390\u03a2\u03ca-\u03ff\u0483-\u0489\u0530-\u200f"
    "\u2028-\u202f\u205f-\u209f\u20c0-\u20ff\u218c-\u218f\u2427-\u245f\u2630-\u2637"
    "\u268a-\u268f\u2b74-\u2eff\u2fd6-\u2fff\u302a-\u302f\u303f-\u3040\u3097-\u309a"
    "\u3100-\u3104\u3130-\u318f\u31e4-\u321f\u4dc0-\u4dff\ua48d-\uabff\ud7a4-\udfff"
    "\ufa6e-\ufe2f\ufe53\ufe67-\uff00\uffa0-\uffdf\uffe7-\U0010ffff"
)
_disputed = re.compile(f"[{_DISPUTED}]").search
_unusual = re.compile(f"[\x00-\x1f\x7f-\x9f{_DISPUTED}]").search


class CellTable(dict[str, int]):
    """Cells a single character takes, looked up once and kept; `ambiguous` is 1 or 2."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous
        self[GAP] = 1

    def __missing__(self, char: str) -> int:
        cells = self[char] = self._measure(char)
        return cells

    def _measure(self, char: str) -> int:
        if not _unusual(char):
            kind = unicodedata.east_asian_width(char)
            if kind == "A":
                return self.ambiguous
            return 2 if kind in "WF" else 1
        if _TONE_FIRST <= char <= _TONE_LAST:
            return 0
        if _FLAG_FIRST <= char <= _FLAG_LAST:
            return 1
        from wcwidth import wcwidth

        return max(0, wcwidth(char, ambiguous_width=self.ambiguous))


_tables = {1: CellTable(1), 2: CellTable(2)}


def table(ambiguous: int = 1) -> CellTable:
    """The shared table of character widths for `ambiguous` 1 or 2."""
    return _tables[ambiguous]


def is_plain(text: str) -> bool:
    """Whether every code point is a character of its own that takes at least one cell.

    True promises it; False only means that `clusters` must look.
    """
    return _unusual(text) is None


def is_disputed(text: str) -> bool:
    """Whether terminals may disagree on how many cells `text` takes, ambiguous characters aside.

    False promises that they do not.
    """
    return _disputed(text) is not None


def _widens(char: str) -> bool:
    from wcwidth import wcswidth

    return bool(wcswidth(char) == 1 and wcswidth(char + _WIDENER) == 2)


def clusters(text: str, ambiguous: int = 1) -> list[tuple[int, int, int]]:
    """`text` cut into characters as a reader sees them: (start, end, cells), none left out.

    Zero-width code points at the very start belong to the character after them.
    """
    cells_of = table(ambiguous)
    if is_plain(text):
        return [(i, i + 1, cells_of[char]) for i, char in enumerate(text)]
    found: list[tuple[int, int, int]] = []
    start, cells, index, size = 0, 0, 0, len(text)
    base = ""
    while index < size:
        char = text[index]
        if char == _JOINER:
            index += 2
        elif char == _WIDENER:
            if cells == 1 and base and _widens(base):
                cells = 2
            index += 1
        elif not cells_of[char]:
            index += 1
        elif base and not (cells == 1 and _is_flag(base) and _is_flag(char)):
            found.append((start, index, cells))
            start, base, cells = index, char, cells_of[char]
            index += 1
        else:
            base, cells = char, cells + cells_of[char]
            index += 1
    if start < size:
        found.append((start, size, cells))
    return found


def _is_flag(char: str) -> bool:
    return _FLAG_FIRST <= char <= _FLAG_LAST


def cell_len(text: str, ambiguous: int = 1) -> int:
    """The cells `text` takes on one line."""
    cells_of = table(ambiguous)
    if is_plain(text):
        return sum(map(cells_of.__getitem__, text))
    return sum(cells for _, _, cells in clusters(text, ambiguous))
