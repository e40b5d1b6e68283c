"""The table as a workbook (.xlsx): every cell a text, none a formula or a link.

Rows are written as they come and not kept. A workbook says nothing of when and by whom it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from reader.exchange.claim_table.claim_columns import heading, table
from reader.exchange.plain import printable
from reader.exchange.sheet import Options, Sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""UTF-16 code units of a cell; Excel opens no file with a longer one."""
MOST = 1_048_576
"""Rows of one leaf of a workbook, the heading among them; more go to the next leaf."""

_WIDTHS = {
    "title": 28,
    "publisher": 14,
    "date": 12,
    "address": 24,
    "section": 16,
    "quote": 48,
    "source": 16,
    "tag": 9,
    "verdict": 12,
    "status": 9,
    "priority": 9,
    "due": 12,
    "questions": 36,
    "evidence": 36,
    "justification": 36,
    "method": 24,
    "checked_by": 12,
    "checked_on": 12,
    "approved_by": 12,
    "approved_on": 12,
    "note": 28,
    "annotator": 12,
    "quote_in_view": 48,
}
"""Widths of the columns in digits; a Chinese character takes about two."""

_NO_DAY = datetime(2000, 1, 1)


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the table."""
    from xlsxwriter import Workbook

    columns, rows = table(sheets, options)
    with Workbook(stream, {"constant_memory": True}) as book:
        book.set_properties({"created": _NO_DAY})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        headings = [heading(column, options.words) for column in columns]
        leaf, number = _leaf(book, columns, headings), 1
        for row in rows:
            if number == MOST:
                leaf, number = _leaf(book, columns, headings), 1
            _write_row(leaf, number, row, plain)
            number += 1


def cell_text(text: str) -> str:
    """A text as it stands in a cell: what does not fit is cut off, and an ellipsis says so."""
    clean = printable(text)
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "  # or XlsxWriter would take it for its own markup
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return clean
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _leaf(book: Workbook, columns: Sequence[str], headings: Sequence[str]) -> Worksheet:
    """A new leaf with its heading, which stays in sight."""
    leaf = book.add_worksheet()
    leaf.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        leaf.set_column(number, number, _WIDTHS[column])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    _write_row(leaf, 0, headings, bold)
    return leaf


def _write_row(leaf: Worksheet, row: int, texts: Sequence[str], look: CellFormat) -> None:
    for column, text in enumerate(texts):
        if text:
            leaf.write_string(row, column, cell_text(text), look)
