"""The table in Markdown: one of GitHub's, in which nothing of an article is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from reader.exchange.claim_table.claim_columns import heading, table
from reader.exchange.markdown import escape, linked
from reader.exchange.plain import printable
from reader.exchange.sheet import Options, Sheet

_LINKED = frozenset({"address", "source", "evidence", "justification", "method", "note"})
"""Columns in which addresses become links, as in the claim sheet of `markdown`."""

_LINE_END = "<br>"


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the table."""
    columns, rows = table(sheets, options)
    stream.write(_line([heading(column, options.words) for column in columns]))
    stream.write(_line(["---" for _ in columns]))
    for row in rows:
        stream.write(_line([_cell(*named) for named in zip(columns, row, strict=True)]))


def _cell(column: str, text: str) -> str:
    """A text in one line, in which line ends are the only markup besides links."""
    written = linked if column in _LINKED else escape
    lines = (line.strip() for line in printable(text).split("\n"))
    # Within an address nothing can be escaped, but a bar would end the cell there, too.
    cells = (
        written(line).replace("\\|", "&#124;").replace("|", "&#124;") for line in lines if line
    )
    return _LINE_END.join(cells)


def _line(cells: Sequence[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()
