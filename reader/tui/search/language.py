"""The search language in a few lines, shown before anything is typed."""

from __future__ import annotations

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part, cells
from reader.tui.kit.styles import Styles
from reader.words import Words

EXAMPLES = tuple(range(1, 11))
GAP = 3
LEAST = 16
"""Cells for the meaning of an example at its side; where there are less, it is set below it."""


def examples(words: Words) -> list[tuple[str, str]]:
    """Examples of queries, each with its meaning."""
    return [(words(f"search.example.{n}"), words(f"search.example.{n}.finds")) for n in EXAMPLES]


def lines(width: int, words: Words, ink: Styles, ambiguous: int) -> list[list[Part]]:
    """The search language, set to `width` cells."""
    shown = examples(words)
    column = max(cells(example, ambiguous) for example, _ in shown) + GAP
    intro = set_paragraph(words("search.intro"), width, ambiguous=ambiguous)
    out: list[list[Part]] = [[(row.text, ink.text)] for row in intro]
    out.append([])
    narrow = width - column < LEAST
    inset = GAP if narrow else column
    for example, finds in shown:
        rows = set_paragraph(finds, width - inset, ambiguous=ambiguous)
        found: list[list[Part]] = [
            [(" " * inset, ink.blank), (row.text, ink.muted)] for row in rows
        ]
        if narrow:
            typed = set_paragraph(example, width, ambiguous=ambiguous)
            out += [*([(row.text, ink.note)] for row in typed), *found]
            continue
        pad = " " * (column - cells(example, ambiguous))
        out += [[(example, ink.note), (pad, ink.blank), found[0][1]], *found[1:]]
    out.append([])
    named = set_paragraph(words("search.names"), width, ambiguous=ambiguous)
    return [*out, *([(row.text, ink.muted)] for row in named)]
