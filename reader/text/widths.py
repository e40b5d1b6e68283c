"""How many terminal cells characters take, and which code points stand or fall together.

A terminal screen is drawn by Rich, so with ambiguous characters one cell wide the widths here are
Rich's own: zero-width characters join the one before them, a zero-width joiner takes in the next
character, variation selector 16 makes a narrow picture wide, and skin tones take no room. Two
regional indicators make one flag. With `ambiguous=2` the characters of East Asian Width "A"
(Unicode Standard Annex #11: “”‘’…—·℃①→ and others) take two cells.
"""

from __future__ import annotations

import re
import unicodedata

_JOINER = "\u200d"
_WIDENER = "\ufe0f"
_FLAG_FIRST, _FLAG_LAST = "\U0001f1e6", "\U0001f1ff"
_TONE_FIRST, _TONE_LAST = "\U0001f3fb", "\U0001f3ff"

# Blocks without zero-width or newly widened characters: here the standard library's table agrees
# with the newest ones, so that a Chinese page needs no other. Anything else asks wcwidth.
_PLAIN = (
    " -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u2426\u2460-\u262f"
    "\u2638-\u2689\u2690-\u2b73\u2f00-\u2fd5\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff"
    "\u3105-\u312f\u3190-\u31e3\u3220-\u4dbf\u4e00-\ua48c\uac00-\ud7a3\uf900-\ufa6d"
    "\ufe30-\ufe52\ufe54-\ufe66\uff01-\uff9f\uffe0-\uffe6"
)
_unusual = re.compile(f"[^{_PLAIN}]").search


class CellTable(dict[str, int]):
    """Cells a single character takes, looked up once and kept; `ambiguous` is 1 or 2."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous

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
