"""A paragraph whose lines were wrapped, as the one line that it is, and the way back.

A line end inside a paragraph is nothing between Han and a space between words of other scripts.
Offsets and indices are code points: an offset counts in the text as it is stored, an index in the
line that is made of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Outline, Span

_SPACE = r"[ \t\u00a0\u3000]"
_LINE_END = re.compile(rf"(?<!{_SPACE})(?:{_SPACE}*+\n)++{_SPACE}*+")
_WORD = re.compile(r"[!-~\u00a1-\u024f\u0370-\u10ff\u1e00-\u1fff]")


@dataclass(frozen=True, slots=True)
class JoinedText:
    """`text` is the line; its pieces begin at `indices` in it, and at `offsets` in the text."""

    text: str
    length: int
    indices: Sequence[int] = (0,)
    offsets: Sequence[int] = (0,)

    def offset(self, index: int) -> int:
        """Where the code point at an index stands; the length of the text after the last one."""
        if index >= len(self.text):
            return self.length
        piece = bisect_right(self.indices, index) - 1
        return self.offsets[piece] + index - self.indices[piece]

    def end(self, index: int) -> int:
        """The offset after the code point before an index."""
        return self.offset(index - 1) + 1 if index > 0 else 0

    def unseen(self, start: int, end: int) -> tuple[int, ...]:
        """The offsets between two of them of what the line leaves out."""
        found: list[int] = []
        first = max(1, bisect_right(self.offsets, start))
        for piece in range(first, len(self.offsets)):
            before = self.offsets[piece - 1] + self.indices[piece] - self.indices[piece - 1]
            if before >= end:
                break
            found += range(max(start, before), min(end, self.offsets[piece]))
        return tuple(found)


def joined(text: str) -> JoinedText:
    """The line of a paragraph.

    >>> joined("工程已\\n完成 in\\nMay").text
    '工程已完成 in May'
    """
    if "\n" not in text:
        return JoinedText(text, len(text))
    parts: list[str] = []
    indices, offsets = [0], [0]
    at = done = 0
    for gap in _LINE_END.finditer(text):
        start, end = gap.span()
        spaced = _WORD.match(text, start - 1) if start else None
        kept = 1 if spaced and _WORD.match(text, end) else 0
        parts += text[done:start], " " * kept
        at += start - done + kept
        indices.append(at)
        offsets.append(end)
        if kept:  # the space stands for the first code point of the gap
            indices[-1:-1], offsets[-1:-1] = [at - 1], [start]
        done = end
    parts.append(text[done:])
    return JoinedText("".join(parts), len(text), indices, offsets)


def passage(text: str, outline: Outline, span: Span) -> str:
    """A passage of an article without the line ends inside its paragraphs."""
    found: list[str] = []
    done = span.start
    first = max(0, bisect_right(outline.paragraph_starts, span.start) - 1)
    for number in range(first, bisect_left(outline.paragraph_starts, span.end)):
        paragraph = outline.paragraph(number)
        start, end = max(done, paragraph.start), min(span.end, paragraph.end)
        if start < end:
            found += text[done:start], on_one_line(text[start:end])
            done = end
    return "".join(found) + text[done : span.end]


def on_one_line(text: str) -> str:
    """A passage as it is quoted in a row: line ends inside its paragraphs are none."""
    return joined(text).text
