"""Segmentation of a text by the words of a dictionary, as OpenCC cuts it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from operator import add

from reader.text.scripts.opencc_engine import dictionary


class SegmentedWords:
    """The keys of a dictionary by their pairs of neighbouring code points.

    Between two code points that are neighbours in no word, no word can reach across.
    """

    __slots__ = ("_keys", "_reach", "links")

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = keys
        # All at once, for there are fifty thousand; no word holds a line end.
        row = "\n".join(keys)
        self.links: set[str] = {pair for pair in set(map(add, row, row[1:])) if "\n" not in pair}
        self._reach = {key[:2]: len(key) for key in sorted(keys, key=len) if len(key) > 1}

    def longest(self, text: str, at: int) -> int:
        """The length of the longest word that starts at `at`, in code points (0: none)."""
        reach = self._reach.get(text[at : at + 2], 0)
        if at + reach > len(text):
            reach = len(text) - at
        while reach and text[at : at + reach] not in self._keys:
            reach = reach - 1 if reach > 2 else 0
        return reach


@cache
def words(files: tuple[str, ...]) -> SegmentedWords:
    """The words of files that are read as one dictionary, built once."""
    return SegmentedWords(dictionary(files).keys())


class Segmentation:
    """Borders of one text's words by forward maximum matching (OpenCC's `mmseg`).

    What is no word makes one segment up to the next word. The text is never cut as a whole: only
    the surroundings of the places that are asked for, in ascending order, each once.
    """

    __slots__ = ("_at", "_borders", "_text", "_words")

    def __init__(self, words: SegmentedWords, text: str) -> None:
        self._words = words
        self._text = text
        self._at = 0
        self._borders: list[int] = []

    def between(self, start: int, end: int) -> list[int]:
        """The borders inside `[start, end)`; `start` is not before the last `end`."""
        text, links = self._text, self._words.links
        at = start
        while at > self._at and text[at - 1 : at + 1] in links:
            at -= 1
        at = max(at, self._at)
        borders = [border for border in self._borders if border > start]
        while at < end:
            length = self._words.longest(text, at)
            if length:
                borders += (at, at + length)
            at += length or 1
        self._at, self._borders = at, borders[-2:]
        return [border for border in dict.fromkeys(borders) if start < border < end]
