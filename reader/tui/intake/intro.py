"""What can be given: shown below the typing line until something is."""

from __future__ import annotations

from reader.text.typesetting import set_paragraph
from reader.tui.intake.lines import BLANK, Line, Sheet, Tone
from reader.tui.kit.strips import cells

EXAMPLES = 5
GAP = 3  # cells between an example and what it brings in


class Intro(Sheet):
    """One sentence, and an example of everything that can be given."""

    def blocks(self) -> int:
        """All of it is one."""
        return 1

    def stands(self, item: int) -> bool:
        """It is only read."""
        return False

    def lay_out(self, block: int) -> list[Line]:
        """The sentence, then the examples in two columns; one below the other in a narrow one."""
        words, ambiguous = self.words, self.ambiguous
        sentence = set_paragraph(words("add.intro"), self.width, ambiguous=ambiguous)
        lines = [BLANK] * self.spacing
        lines += [Line(((row.text, Tone.INK),)) for row in sentence]
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
                lines.append(Line(((example + gap, Tone.HEADING), (gives, Tone.ASIDE))))
            else:
                rows = set_paragraph(gives, max(2, self.width - GAP), ambiguous=ambiguous)
                lines.append(Line(((example, Tone.HEADING),)))
                lines += [Line(((" " * GAP + row.text, Tone.ASIDE),)) for row in rows]
        return lines
