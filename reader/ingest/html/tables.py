"""Tables with data to rows of text; a table that only sets out its page has none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.text.punctuation import BAR
from reader.text.structure.table_rows import row_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS = frozenset(["thead", "tbody", "tfoot"])
CELLS = frozenset(["td", "th"])
_BREAKS = frozenset(
    ["article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
     "hr", "li", "ol", "p", "pre", "section", "ul"]
)  # fmt: skip
_SHORT, _LONG = 80, 400
"""Code points of the longest cell of a row, and of one in a table that is sure to hold data."""

_ONE, _SEVERAL = 1, 6
"""Blocks and line breaks in such a cell."""

_ENOUGH = 3
_WIDEST = 60
"""Columns that are counted; a cell that spans more has these."""

_REPEATED = 40
"""Code points of the longest cell that is repeated in each row and column that it spans."""

_BUDGET = 20_000
"""Code points of a table that may be such repetitions."""


class _Cell:
    """A cell with its words; `blocks` is how many blocks and line breaks are in it."""

    def __init__(self, element: _Element) -> None:
        self.words, self.blocks = _read(element)
        self.columns = _span(element, "colspan")
        self.rows = _span(element, "rowspan")

    def fits(self, longest: int, most: int) -> bool:
        return len(self.words) <= longest and self.blocks <= most


def rows_of(table: _Element) -> dict[_Element, str]:
    """The rows of a table that hold data, each as a line; none of one that holds a table.

    A row has two cells or more, with a few words each; where cells are named as heads, or most rows
    are such, the others may say more. What spans rows or columns is said in each of them.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return {}
    rows = {row: [_Cell(cell) for cell in row if cell.tag in CELLS] for row in _rows(table)}
    grid = _grid(list(rows.values()))
    wide = [row for row, line in zip(rows, grid, strict=True) if len(line) > 1]
    plain = sum(all(cell.fits(_SHORT, _ONE) for cell in rows[row]) for row in wide)
    named = next(table.iterdescendants("th", "thead", "caption"), None) is not None
    sure = named or (plain >= _ENOUGH and 3 * plain >= 2 * len(wide))
    limits = (_LONG, _SEVERAL) if sure else (_SHORT, _ONE)
    return {
        row: row_of(line)
        for (row, cells), line in zip(rows.items(), grid, strict=True)
        if len(line) > 1 and cells and all(cell.fits(*limits) for cell in cells)
    }


def row_of_term(term: _Element) -> dict[_Element, str]:
    """A term with its definition, as the row of a table; none if that is several blocks."""
    cells = [_Cell(cell) for cell in term]
    fit = all(cell.fits(_LONG, _ONE) for cell in cells)
    return {term: row_of(cell.words for cell in cells)} if fit else {}


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from (row for row in child if row.tag == "tr")


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """The words in each column of each row; a row that is one cell in all columns has one."""
    grid: list[list[str]] = []
    spans: dict[int, tuple[int, str]] = {}  # column → rows still to fill, and with what
    left = _BUDGET
    for cells in rows:
        line: list[str] = []
        waiting = list(reversed(cells))
        while (waiting or len(line) in spans) and len(line) < _WIDEST:
            column = len(line)
            if column in spans:
                more, words = spans.pop(column)
                if more > 1:
                    spans[column] = more - 1, words
                line.append(words if len(words) <= left else "")
                left -= len(line[-1])
                continue
            cell = waiting.pop()
            again = cell.words if len(cell.words) <= _REPEATED else ""
            for place in range(min(cell.columns, _WIDEST - column)):
                shown = again if place and len(again) <= left else "" if place else cell.words
                left -= len(shown) if place else 0
                line.append(shown)
                if cell.rows > 1:
                    spans[column + place] = cell.rows - 1, again
        alone = len(cells) == 1 and len(line) <= cells[0].columns
        grid.append(line[:1] if alone else line)
    return grid


def _span(cell: _Element, name: str) -> int:
    value = (cell.get(name) or "").strip()[:4]
    return max(1, int(value)) if value.isascii() and value.isdecimal() else 1


def _read(cell: _Element) -> tuple[str, int]:
    """The words of a cell on one line, and its blocks."""
    from lxml import etree

    parts: list[str] = []
    blocks = 0
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        starts = event == "start"
        if element is not cell and element.tag in _BREAKS:
            parts.append(" ")
            blocks += starts
        text = element.text if starts else element.tail if element is not cell else None
        parts.append(text or "")
    return " ".join("".join(parts).replace(BAR, "|").split()), blocks
