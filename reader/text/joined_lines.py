"""A paragraph whose lines were wrapped, as the one line that it is, and the way back.

A line end inside a paragraph is nothing between Han and a space between words of other scripts.
Offsets and indices are code points: an offset counts in the text as it is stored, an index in the
line that is made of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reader.model import Outline, Span

FILLER = "\ufddf"
"""A noncharacter, which no text holds that came in."""

_SPACE = r"[ \t\u00a0\u3000]"
_WORD = re.compile(r"[!-~\u00a1-\u024f\u0370-\u10ff\u1e00-\u1fff]")


@cache
def _line_ends() -> re.Pattern[str]:
    # Made when a text first has one, which the first page seldom has.
    return re.compile(rf"(?<!{_SPACE})(?:{_SPACE}*+\n)++{_SPACE}*+")


@dataclass(frozen=True, slots=True)
class JoinedText:
    """`text` is the line; its pieces begin at `indices` in it, and at `offsets` in the text."""

    text: str
    length: int
    indices: Sequence[int] = (0,)
    offsets: Sequence[int] = (0,)

    def offset(self, index: int) -> int:
        """Offset of the code point at an index; the length of the text after the last one."""
        if index >= len(self.text):
            return self.length
        piece = bisect_right(self.indices, index) - 1
        return self.offsets[piece] + index - self.indices[piece]

    def end(self, index: int) -> int:
        """The offset after the code point before an index."""
        return self.offset(index - 1) + 1 if index > 0 else 0

    def index(self, offset: int) -> int:
        """Index of an offset in the line: inside of what it leaves out, where that ends."""
        piece = bisect_right(self.offsets, offset) - 1
        following = (*self.indices[piece + 1 : piece + 2], len(self.text))[0]
        return min(self.indices[piece] + offset - self.offsets[piece], following)

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
    return closed(text, [gap.span() for gap in _line_ends().finditer(text)])


def gaps(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Line ends inside the paragraphs of a text, with the white space around them."""
    return tuple(
        gap.span()
        for start, end in paragraphs
        if text.find("\n", start, end) >= 0
        for gap in _line_ends().finditer(text, start, end)
    )


def gaps_of(text: str, outline: Outline) -> tuple[tuple[int, int], ...]:
    """The same for the paragraphs of an outline."""
    return gaps(text, zip(outline.paragraph_starts, outline.paragraph_ends, strict=False))


def closed(text: str, gaps: Sequence[tuple[int, int]]) -> JoinedText:
    """A text as it is shown, its gaps closed."""
    if not gaps:
        return JoinedText(text, len(text))
    parts: list[str] = []
    indices, offsets = [0], [0]
    at = done = 0
    for start, end in gaps:
        kept = _is_space(text, start, end)
        parts += text[done:start], " " * kept
        at += start - done + kept
        indices.append(at)
        offsets.append(end)
        if kept:  # the space stands for the first code point of the gap
            indices[-1:-1], offsets[-1:-1] = [at - 1], [start]
        done = end
    parts.append(text[done:])
    return JoinedText("".join(parts), len(text), indices, offsets)


closed_again = lru_cache(maxsize=2)(closed)
"""`closed`, for the open article: a search asks for it again and again."""


def filled(text: str, gaps: Sequence[tuple[int, int]]) -> str:
    """A text in which fillers stand where a gap shows nothing; each offset stays."""
    parts: list[str] = []
    done = 0
    for start, end in gaps:
        kept = _is_space(text, start, end)
        parts += text[done:start], " " * kept, FILLER * (end - start - kept)
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _is_space(text: str, start: int, end: int) -> int:
    """1 if a gap parts two words, else 0."""
    return int(start > 0 and bool(_WORD.match(text, start - 1) and _WORD.match(text, end)))


def passage(
    text: str, outline: Outline, span: Span, shown: Callable[[Span], str] | None = None
) -> str:
    """A passage of an article without the line ends inside its paragraphs.

    `shown` gives the words to show for a part of a paragraph: by default those of the text.
    """
    found: list[str] = []
    done = span.start
    first = max(0, bisect_right(outline.paragraph_starts, span.start) - 1)
    for number in range(first, bisect_left(outline.paragraph_starts, span.end)):
        paragraph = outline.paragraph(number)
        start, end = max(done, paragraph.start), min(span.end, paragraph.end)
        if start < end:
            words = shown(Span(start, end)) if shown else text[start:end]
            found += text[done:start], on_one_line(words)
            done = end
    return "".join(found) + text[done : span.end]


def on_one_line(text: str) -> str:
    """A passage as it is quoted in a row: line ends inside its paragraphs are none."""
    return joined(text).text
