"""One stage of a conversion: the engine's result and its alignment at many times its speed.

A table converts characters. The engine itself is asked only where a word of the dictionaries says
something else than the table; as words are found by pairs of neighbouring characters, these places
are found without looking at the others.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from sys import byteorder

from reader.text.scripts.opencc_engine import Sources, dictionary, engine
from reader.text.scripts.opencc_segmentation import words
from reader.text.scripts.span_map import SpanBlock

Cuts = Callable[[int, int], Sequence[int]]
"""The borders inside a range of the stage's text that no word may cross; ranges ascend."""

LONGEST = 4096
"""Code points given to the engine at once: its time grows with their square, and no chain of
overlapping words in a real text has a hundredth of this length."""


FEW = 128
"""Characters below which they are replaced one by one where they stand."""


class Resized(str):
    """A value whose length differs from its key's; the engine hands it through as it is."""

    __slots__ = ("replaces",)
    replaces: int


class Stage:
    """The dictionaries of a stage in their order, and the places where their words matter."""

    def __init__(self, sources: Sources) -> None:
        dictionaries = [dictionary(files) for files in sources]
        self._dictionaries = [_for_engine(entries) for entries in dictionaries]
        table: dict[str, str] = {}
        for entries in reversed([one for one in dictionaries if min(map(len, one)) == 1]):
            table |= {key: value for key, value in entries.items() if len(key) == 1}
        self._growing = {key for key, value in table.items() if len(value) != 1}
        self._by_table = _by_table(
            {key: one for key, one in table.items() if key != one and key not in self._growing}
        )
        self._links = set[str]().union(*(words(files).links for files in sources))
        self._telling: set[str] = set()
        marks = set(self._growing)
        for entries in dictionaries:
            marks |= self._learn(entries)
        self._marks = _one_of(marks)

    def _learn(self, entries: dict[str, str]) -> set[str]:
        """Keep a telling pair of each word that differs from the table; its marks are returned.

        Of the characters that differ, the one that does so in most words becomes the mark.
        """
        by_table = self._by_table("\n".join(entries)).split("\n")
        others = [
            (key, value, plain)
            for (key, value), plain in zip(entries.items(), by_table, strict=True)
            if value != plain and len(key) > 1
        ]
        differing: list[tuple[str, set[str]]] = []
        for key, value, plain in others:
            if len(value) != len(key):
                differing.append((key, set(key)))
            else:
                there = zip(key, value, plain, strict=True)
                differing.append((key, {sign for sign, one, other in there if one != other}))
        count = Counter(sign for _, signs in differing for sign in signs)
        marks = set()
        for key, signs in differing:
            mark = max(sorted(signs), key=count.__getitem__)
            at = key.index(mark)
            self._telling.add(key[at - 1 : at + 1] if at else key[:2])
            marks.add(mark)
        return marks

    def convert(self, text: str, cuts: Cuts) -> tuple[str, list[SpanBlock]]:
        """The stage's text, and the blocks in it whose length has changed."""
        parts: list[str] = []
        blocks: list[SpanBlock] = []
        done = grown = 0
        for start, end in self._pieces(text, cuts):
            parts.append(self._by_table(text[done:start]))
            at = start
            for value in self._ask(text[start:end]):
                size = len(value)
                if isinstance(value, Resized):
                    size = value.replaces
                    into = at + grown
                    blocks.append(SpanBlock(at, at + size, into, into + len(value)))
                    grown += len(value) - size
                parts.append(value)
                at += size
            done = end
        if not parts:
            return self._by_table(text), []
        parts.append(self._by_table(text[done:]))
        return "".join(parts), blocks

    def _ask(self, piece: str) -> Sequence[str]:
        """The engine's values for a piece of text, in order."""
        whole = self._dictionaries[0][2].get(piece)
        if whole is not None:
            return (whole,)
        tree = engine().StringTree(piece)
        tree.create_parse_tree(self._dictionaries)
        values: list[str] = tree.inorder()
        return values

    def _pieces(self, text: str, cuts: Cuts) -> Iterator[tuple[int, int]]:
        """The ranges where a word that differs from the table may stand, between all borders."""
        for start, end in self._areas(text):
            for low, high in pairwise((start, *cuts(start, end), end)):
                for part in range(low, high, LONGEST):
                    last = min(part + LONGEST, high)
                    if self._tells(text[part:last]):
                        yield part, last

    def _areas(self, text: str) -> Iterator[tuple[int, int]]:
        links, telling, growing = self._links, self._telling, self._growing
        end = 0
        for at in map(re.Match.start, self._marks.finditer(text)):
            if at < end or not (
                text[at - 1 : at + 1] in telling
                or text[at : at + 2] in telling
                or (growing and text[at] in growing)
            ):
                continue
            start, last, end = at, end, at + 1
            while start > last and text[start - 1 : start + 1] in links:
                start -= 1
            while text[end - 1 : end + 1] in links:
                end += 1
            yield start, end

    def _tells(self, piece: str) -> bool:
        telling = self._telling
        return any(piece[at : at + 2] in telling for at in range(len(piece) - 1)) or (
            not self._growing.isdisjoint(piece)
        )


@cache
def stage(sources: Sources) -> Stage:
    """The stage of these dictionaries, built once."""
    return Stage(sources)


def _one_of(characters: Collection[str]) -> re.Pattern[str]:
    """One of these characters, or any of the supplementary planes if some are from there.

    A class of single characters outside the basic plane is searched one by one.
    """
    basic = "".join(sorted(one for one in characters if one <= "\uffff"))
    planes = "\U00010000-\U0010ffff" if any(one > "\uffff" for one in characters) else ""
    return re.compile(f"[{re.escape(basic)}{planes}]" if basic or planes else r"(?!)")


def _by_table(changes: dict[str, str]) -> Callable[[str], str]:
    """A function that changes characters one for one."""
    pattern = _one_of(changes)
    if len(changes) < FEW and max(changes, default="") <= "\uffff":
        return partial(pattern.sub, lambda found: changes[found[0]])
    # `str.translate` reads a string three times as fast as a dictionary, and keeps what is beyond
    # its end: so what each code point becomes stands at its own number.
    codes = array("I", range(ord(max(changes)) + 1))
    for key, value in changes.items():
        codes[ord(key)] = ord(value)
    table = codes.tobytes().decode(f"utf-32-{byteorder[0]}e", "surrogatepass")

    def convert(text: str) -> str:
        touched = any(found[0] in changes for found in pattern.finditer(text))
        return text.translate(table) if touched else text

    return convert


def _for_engine(entries: dict[str, str]) -> tuple[int, int, dict[str, str]]:
    """A dictionary as the engine takes it: longest key, shortest key, entries."""
    lengths = list(map(len, entries))
    if lengths != list(map(len, entries.values())):
        entries = {key: _marked(key, value) for key, value in entries.items()}
    return max(lengths), min(lengths), entries


def _marked(key: str, value: str) -> str:
    if len(key) == len(value):
        return value
    resized = Resized(value)
    resized.replaces = len(key)
    return resized
