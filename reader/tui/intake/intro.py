"""Kinds of input, explained below the typing line until something is typed."""

from __future__ import annotations

from reader.text.typesetting import set_paragraph
from reader.tui.intake.lines import BLANK, LineSheet, LineTone, SheetLine
from reader.tui.kit.strips import cells

EXAMPLES = 5
GAP = 3  # cells between an example and what it brings in


class Intro(LineSheet):
    """One sentence, and an example of every kind of input."""

    def blocks(self) -> int:
        """One block, which is all of it."""
        return 1

    def stands(self, item: int) -> bool:
        """False: it is only read."""
        return False

    def lay_out(self, block: int) -> list[SheetLine]:
        """The sentence, then the examples in two columns; one below the other in a narrow one."""
        words, ambiguous = self.words, self.ambiguous
        sentence = set_paragraph(words("add.intro"), self.width, ambiguous=ambiguous)
        lines = [BLANK] * self.spacing
        lines += [SheetLine(((row.text, LineTone.INK),)) for row in sentence]
        pairs = [
            (words(f"add.example.{n}"), words(f"add.example.{n}.gives"))
            for n in range(1, EXAMPLES + 1)
        ]
        column = GAP + max(cells(example, ambiguous) for example, _ in pairs)
        widest = column + max(cells(gives, ambiguous) for _, gives in pairs)
        lines.append(BLANK)
        for example, gives in pairs:
            gap = " " * (column - cells(example, ambiguous))
            if widest <= self.width:
                lines.append(
                    SheetLine(((example + gap, LineTone.HEADING), (gives, LineTone.ASIDE)))
                )
            else:
                rows = set_paragraph(gives, max(2, self.width - GAP), ambiguous=ambiguous)
                lines.append(SheetLine(((example, LineTone.HEADING),)))
                lines += [SheetLine(((" " * GAP + row.text, LineTone.ASIDE),)) for row in rows]
        return lines
