"""An article cut into pieces that are quick to set: paragraphs, and parts of very long ones."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import repeat

from reader.model import Outline
from reader.text.typesetting.paragraph import set_paragraph

LONGEST = 2_000
"""Code points of a block at most, up to one sentence end or break less."""

_BETWEEN_HAN = "[\u3400-\u9fff](?=[\u3400-\u9fff])"


class ArticleBlocks:
    """The blocks of one article in reading order: `starts` and `ends` are offsets.

    A paragraph of at most `LONGEST` code points is one block. A longer one is cut after sentences,
    or where a row may end if a sentence is longer than that; the parts after the first continue
    it, on a row of their own and without an indent. `len` is the number of blocks.
    """

    def __init__(self, text: str, outline: Outline) -> None:
        self.starts = outline.paragraph_starts
        self.ends = outline.paragraph_ends
        self._paragraphs: array[int] | None = None
        long = _long_paragraphs(outline)
        if long:
            self._cut(text, outline, long)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """The block that holds an offset, or the last one that starts before it (0 if none)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def paragraph(self, block: int) -> int:
        """The outline's number of the paragraph that a block belongs to."""
        return block if self._paragraphs is None else self._paragraphs[block]

    def first(self, paragraph: int) -> int:
        """The first block of a paragraph."""
        return paragraph if self._paragraphs is None else bisect_left(self._paragraphs, paragraph)

    def continues(self, block: int) -> bool:
        """Whether a block goes on with the paragraph of the block before it."""
        held = self._paragraphs
        return held is not None and block > 0 and held[block] == held[block - 1]

    def _cut(self, text: str, outline: Outline, long: list[int]) -> None:
        starts, ends, paragraphs = array("I"), array("I"), array("I")
        done = 0
        for number in long:
            starts += outline.paragraph_starts[done:number]
            ends += outline.paragraph_ends[done:number]
            paragraphs += array("I", range(done, number))
            cuts = _cuts(text, outline, number)
            starts += cuts[:-1]
            ends += cuts[1:]
            paragraphs += array("I", [number]) * (len(cuts) - 1)
            done = number + 1
        starts += outline.paragraph_starts[done:]
        ends += outline.paragraph_ends[done:]
        paragraphs += array("I", range(done, len(outline.paragraph_starts)))
        self.starts, self.ends, self._paragraphs = starts, ends, paragraphs


def _long_paragraphs(outline: Outline) -> list[int]:
    """The paragraphs longer than a block, found without looking at every paragraph."""
    starts, ends = outline.paragraph_starts, outline.paragraph_ends
    if not starts:
        return []
    # One of these offsets lies in every paragraph that is longer than the steps between them.
    behind = set(map(bisect_right, repeat(starts), range(starts[0], ends[-1], LONGEST)))
    return sorted(n - 1 for n in behind if ends[n - 1] - starts[n - 1] > LONGEST)


def _cuts(text: str, outline: Outline, paragraph: int) -> array[int]:
    """The ends of a long paragraph and the places between them where it is cut."""
    start, end = outline.paragraph_starts[paragraph], outline.paragraph_ends[paragraph]
    sentences = outline.sentence_starts
    cuts = array("I", [start])
    while end - start > LONGEST:
        sentence = bisect_right(sentences, start + LONGEST) - 1
        within = sentence >= 0 and sentences[sentence] > start
        start = sentences[sentence] if within else _break_before(text, start + LONGEST)
        cuts.append(start)
    cuts.append(end)
    return cuts


def _break_before(text: str, offset: int) -> int:
    """A place at or a little before `offset` where a row may end."""
    begin = offset - 60
    # Compiled when it is needed: articles with such paragraphs are rare.
    for match in re.compile(_BETWEEN_HAN).finditer(text, begin, offset):
        begin = match.end()
    if begin > offset - 60:
        return begin
    for reach in (60, 600):
        rows = set_paragraph(text[offset - reach : offset], 20)
        if len(rows) > 1:
            return offset - reach + rows[-1].start
    return offset
