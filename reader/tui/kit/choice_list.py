"""Panels that are lists: annotations to choose from, things to do, annotators, export formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from reader.tui.kit.keys import forms
from reader.tui.kit.strips import Part, cells
from reader.tui.kit.styles import Styles

GAP = 3


class Choice(NamedTuple):
    """One line of a list: the key that picks it, its text, and a remark at its side."""

    key: str
    text: str
    pick: Callable[[], None]
    remark: str = ""


class Listing(NamedTuple):
    """A list whose lines are picked by a key; in columns where they are short and many."""

    title: str
    hint: str
    choices: Sequence[Choice]
    ink: Styles
    ambiguous: int
    intro: str = ""
    columns: bool = False  # as many as there is room for
    others: Mapping[str, Callable[[], None]] = MappingProxyType({})
    stays: bool = False
    gone: bool = False
    alone: bool = True  # it asks something: no other key may act behind it

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The choices, read downward column by column."""
        ink = self.ink
        widest = max((self._width(choice) for choice in self.choices), default=0) + GAP
        columns = max(1, width // widest) if self.columns else 1
        rows = -(-len(self.choices) // columns)
        head: list[list[Part]] = [[]]
        if self.intro:
            head += [[(self.intro, ink.bar)], []]
        body: list[list[Part]] = []
        for row in range(rows):
            parts: list[Part] = []
            for choice in self.choices[row :: rows or 1]:
                parts += self._choice(choice)
                if columns > 1:
                    wide = sum(cells(text, self.ambiguous) for text, _ in parts)
                    parts.append((" " * (-wide % widest), ink.bar))
            body.append(parts)
        return head + body

    def _width(self, choice: Choice) -> int:
        return sum(cells(text, self.ambiguous) for text, _ in self._choice(choice))

    def _choice(self, choice: Choice) -> list[Part]:
        ink = self.ink
        remark = [(f"  {choice.remark}", ink.bar)] if choice.remark else []
        return [(f"{choice.key:>3} ", ink.bar_key), (choice.text, ink.bar_text), *remark]

    def press(self, key: str, character: str | None) -> bool:
        """Pick the choice whose key it is."""
        for choice in self.choices:
            if choice.key == key or character in forms(choice.key):
                choice.pick()
                return True
        other = self.others.get(character or key) or self.others.get(key)
        if other is not None:
            other()
        return other is not None
