"""Editing a text while it is known where every character went: the truth about a passage.

A character of the old text is *kept* where it stands on, *written over* where others stand for it,
and gone where nothing does. What a passage has become follows from its characters alone.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from reader.model import Span
from reader.text.scripts import view

SENTENCE = re.compile(r"[^。！？\n]+[。！？]+[」”』’]?|[^。！？\n]+")
CLAUSE = re.compile(r"[^。！？\n，、：；「」“”]{4,}")
UNDECIDED = Span(-1, -1)
"""A passage of which nobody can say whether it is still the same."""


@dataclass
class Letter:
    """A character; `old` is where it stood, None if it is new; `kept` is false if written over."""

    text: str
    old: int | None = None
    kept: bool = True


class Edition:
    """A text that is being edited."""

    def __init__(self, text: str) -> None:
        self.old = text
        self.letters = [Letter(character, at) for at, character in enumerate(text)]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    def at(self, old: int) -> int:
        """Where a character of the old text stands now; if it is gone, one after it."""
        later = len(self.letters)
        for at, letter in enumerate(self.letters):
            if letter.old == old:
                return at
            if letter.old is not None and letter.old > old:
                later = min(later, at)
        return later

    def range(self, span: Span) -> tuple[int, int]:
        """Where a passage stands now, if it stands in one piece; else nothing."""
        start, end = self.at(span.start), self.at(span.end - 1) + 1
        olds = [letter.old for letter in self.letters[start:end]]
        return (start, end) if olds == list(range(span.start, span.end)) else (start, start)

    def insert(self, at: int, text: str) -> None:
        self.letters[at:at] = [Letter(character) for character in text]

    def remove(self, start: int, end: int) -> None:
        del self.letters[start:end]

    def move(self, start: int, end: int, to: int) -> None:
        moved = self.letters[start:end]
        del self.letters[start:end]
        to -= end - start if to > start else 0
        self.letters[to:to] = moved

    def write_over(self, start: int, end: int, text: str) -> None:
        """Other words for the same thing: the passage stays, its characters do not."""
        if start == end:
            return
        olds = [letter.old for letter in self.letters[start:end]]
        last = len(olds) - 1
        self.letters[start:end] = [
            Letter(character, olds[min(at, last)], kept=False) for at, character in enumerate(text)
        ]

    def respell(self, change: Callable[[str], str]) -> None:
        """The same characters, written in another way; one for one, or not at all."""
        for letter in self.letters:
            if len(other := change(letter.text)) == 1:
                letter.text = other

    def truth(self, span: Span) -> Span | None:
        """Where a passage of the old text is now; None if nothing is left of it.

        `UNDECIDED` if a little is left of it, or if it has been torn apart.
        """
        olds = range(span.start, span.end)
        places = [
            at
            for at, letter in enumerate(self.letters)
            if letter.old in olds and not letter.text.isspace()
        ]
        if not places:
            return None
        size = sum(not self.old[at].isspace() for at in olds)
        kept = len({self.letters[at].old for at in places if self.letters[at].kept})
        found = Span(places[0], places[-1] + 1)
        strange = sum(letter.old is None for letter in self.letters[found.start : found.end])
        order = [self.letters[at].old for at in places]
        if kept < 0.45 * size or strange > max(30, size) or order != sorted(order):
            return UNDECIDED
        if any(letter.old is not None and letter.old not in olds
               for letter in self.letters[found.start : found.end]):  # fmt: skip
            return UNDECIDED
        return found


def sentences(text: str) -> list[Span]:
    """The sentences of a text, roughly: long enough to be meant."""
    found = (Span(*match.span()) for match in SENTENCE.finditer(text))
    return [span for span in found if len(text[span.start : span.end].strip()) == len(span) >= 8]


def clauses(text: str) -> list[Span]:
    return [Span(*match.span()) for match in CLAUSE.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]


def passage(text: str, random: Random, inside: Span | None = None) -> Span:
    """A passage as readers mark them: a sentence, a clause, a phrase, a word."""
    area = inside or Span(0, len(text))
    text = text[area.start : area.end]
    kind = random.choice("sssccpw")
    found = sentences(text) if kind == "s" else clauses(text) if kind == "c" else []
    if found:
        span = random.choice(found)
    else:
        size = random.randint(1, 4) if kind == "w" else random.randint(5, 20)
        start = random.randrange(max(1, len(text) - size))
        span = Span(start, min(len(text), start + size))
    words = text[span.start : span.end]
    span = Span(span.start + len(words) - len(words.lstrip()), span.end)
    span = Span(span.start, span.start + len(words.strip()))
    return Span(area.start + span.start, area.start + span.end)


def to_simplified(text: str) -> str:
    return view(text, "t2s").text


def to_traditional(text: str) -> str:
    return view(text, "s2t").text
