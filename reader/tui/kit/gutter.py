"""Rows of lists that have the page's columns: the gutter with its tags, then text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.segment import Segment

from reader.model import Tag
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.list_model import Drawn
from reader.tui.kit.strips import Part
from reader.tui.kit.styles import Styles
from reader.tui.page.difference import merged
from reader.tui.page.painting import gutter
from reader.words import Words


class HasGutter(Protocol):
    """Columns in cells: a blank and the gutter, before text."""

    @property
    def width(self) -> int:
        """All of them."""
        ...

    @property
    def left(self) -> int:
        """The blank at the left."""
        ...

    @property
    def gutter(self) -> int:
        """The gutter."""
        ...


class GutterPainter:
    """Sets rows into columns, in one set of styles."""

    def __init__(self, ink: Styles, words: Words, ambiguous: int) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self.signs = glyphs(ambiguous)
        self._letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}

    def tags(self, said: Iterable[tuple[Tag | None, bool]], other: Part | None) -> list[Part]:
        """The glyphs of tags, each once, with `?` if unsure; `other` stands for no tag."""
        parts: list[Part] = []
        for tag, unsure in dict.fromkeys(said):
            if tag:
                parts.append((self._letters[tag] + ("?" if unsure else ""), self.ink.tags[tag]))
            elif other:
                parts.append(other)
        return parts

    def row(
        self,
        columns: HasGutter,
        signs: Sequence[Part],
        body: Sequence[Segment],
        text: int,
        *,
        here: bool,
    ) -> Drawn:
        """A whole row with a body of `text` cells; `here` draws the cursor's mark."""
        blank = self.ink.blank
        mark = Segment(self.signs.here if here else " ", self.ink.rule)
        rest = columns.width - columns.left - columns.gutter - text
        return merged(
            [
                Segment(" " * columns.left, blank),
                *gutter(mark, signs, columns.gutter, blank),
                *body,
                Segment(" " * max(0, rest), blank),
            ]
        )
