"""The fold of a text without its white space, and the way back to the text's own offsets.

Two editions of an article differ in spaces (10 月 14 日), in empty lines and in the indent of their
paragraphs without differing in a word, so editions are compared without them.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from reader.text.folding import fold

UNSEEN = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
"""White space, and what takes no room: soft hyphens, joiners, marks of direction, variants."""

STOPS = str.maketrans("。｡、､", "..,,")
"""Stops and commas that an edition writes in another width, in addition to what the fold knows."""

_SEEN = re.compile(rf"[^{UNSEEN}]+")
_SPACES = re.compile(rf"(?<![a-z0-9])[{UNSEEN}]+|[{UNSEEN}]+(?![a-z0-9])")
_SPACE = re.compile(rf"[{UNSEEN}]+")


class Squeezed:
    """`text`: what is seen of a text, folded, one code point for one; `seen`: the same, not folded.

    An index counts in `text`, an offset in the text that it was made from. `lines` are the indices
    where a line begins, and the end; `breaks` are the same, for asking.
    """

    __slots__ = ("_indices", "_offsets", "breaks", "lines", "seen", "text")

    def __init__(self, text: str) -> None:
        folded = fold(text).translate(STOPS)
        parts, seen, self._indices, self._offsets = [], [], [0], [0]
        at = last = 0
        breaks = {0}
        for run in _SEEN.finditer(folded):
            start, end = run.span()
            if "\n" in text[last:start]:
                breaks.add(at)
            parts.append(run[0])
            seen.append(text[start:end])
            self._indices.append(at)
            self._offsets.append(start)
            at, last = at + end - start, end
        self.text, self.seen = "".join(parts), "".join(seen)
        self.breaks = frozenset((*breaks, at))
        self.lines = sorted(self.breaks)

    def index(self, offset: int) -> int:
        """Number of code points of `text` before an offset."""
        run = bisect_right(self._offsets, offset) - 1
        end = self._indices[run + 1] if run + 1 < len(self._indices) else len(self.text)
        return min(self._indices[run] + offset - self._offsets[run], end)

    def offset(self, index: int) -> int:
        """Offset of the code point at an index; `len(text)` is after the last one."""
        if index >= len(self.text):
            return self.end(index)
        run = bisect_right(self._indices, index) - 1
        return self._offsets[run] + index - self._indices[run]

    def line(self, index: int) -> tuple[int, int]:
        """The line that an index stands in."""
        number = bisect_right(self.lines, index)
        return self.lines[max(0, number - 1)], self.lines[min(number, len(self.lines) - 1)]

    def end(self, index: int) -> int:
        """The offset after the code point before an index."""
        return self.offset(index - 1) + 1 if index > 0 and self.text else 0


def words(text: str) -> str:
    """`text` for asking whether two passages say the same: folded, spaces only between Latin words.

    >>> words("10 月「起火」 New\\u3000York") == words("10月“起火”New York")
    True
    """
    return _SPACE.sub(" ", _SPACES.sub("", fold(text).translate(STOPS)))
