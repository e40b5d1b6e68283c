"""Rows of tables as text: the cells of one in their order, with a bar between each two.

A bar can be seen, keeps empty cells, and is no mark of Markdown. What are rows follows from the
text alone: lines in succession that hold as many bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.text.punctuation import BAR

_SENTENCE = re.compile("[。！？!?]")


def row_of(cells: Iterable[str]) -> str:
    """The line of a row; empty if all cells are.

    >>> row_of(["北區", "", "31"])
    '北區｜｜31'
    """
    texts = [cell.strip() for cell in cells]
    return BAR.join(texts) if any(texts) else ""


def rows_among(lines: Sequence[str]) -> set[int]:
    """The places of the lines that are rows: two or more in succession with as many bars."""
    bars = [line.count(BAR) for line in lines]
    return {
        place
        for place, count in enumerate(bars)
        if count and count in (bars[place - 1] if place else 0, *bars[place + 1 : place + 2])
    }


def says_sentence(row: str) -> bool:
    """Whether a cell of a row holds a sentence, by its end mark."""
    return _SENTENCE.search(row) is not None
