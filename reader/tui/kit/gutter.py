"""Rows of lists that have the page's columns: the gutter with its tags, then text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment

from reader.model import Tag
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.list_model import Drawn
from reader.tui.kit.row_difference import merged
from reader.tui.kit.strips import Part, gutter
from reader.tui.kit.styles import Styles
from reader.words import Words


class GutterPainter:
    """Painter of rows in columns, in one set of styles."""

    def __init__(self, ink: Styles, words: Words, ambiguous: int) -> None:
        self.ink, self.ambiguous = ink, ambiguous
        self.signs = glyphs(ambiguous)
        self._letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}

    def tags(self, shown: Iterable[tuple[Tag | None, bool]], other: Part | None) -> list[Part]:
        """The glyphs of tags, each once, with `?` if unsure; `other` stands for no tag."""
        parts: list[Part] = []
        for tag, unsure in dict.fromkeys(shown):
            if tag:
                parts.append((self._letters[tag] + ("?" if unsure else ""), self.ink.tags[tag]))
            elif other:
                parts.append(other)
        return parts

    def row(
        self,
        columns: tuple[int, int, int],
        signs: Sequence[Part],
        body: Sequence[Segment],
        text: int,
        *,
        here: bool,
    ) -> Drawn:
        """A whole row: blank, gutter, and a body of `text` cells; `here` draws the cursor's mark.

        `columns` are the cells of the row, of the blank before the gutter, and of the gutter.
        """
        width, left, wide = columns
        blank, rest = self.ink.blank, max(0, width - left - wide - text)
        mark = Segment(self.signs.here if here else " ", self.ink.rule)
        before = [Segment(" " * left, blank), *gutter(mark, signs, wide, blank)]
        return merged([*before, *body, Segment(" " * rest, blank)])
