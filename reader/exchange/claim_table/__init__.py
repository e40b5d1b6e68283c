"""The claims of any number of articles as one table, in the shape that the file's ending says."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import BinaryIO

from reader.exchange.sheet import Options, Sheet

SHAPES = {
    "": "delimited",
    ".csv": "delimited",
    ".xlsx": "workbook",
    ".html": "table_page",
    ".md": "pipe_table",
}
"""The module of this room that writes files of each ending; without one as on stdout."""


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write a row for each claim, article by article; the first says if there is a view."""
    import_module(f"{__name__}.{SHAPES[options.ending]}").write(sheets, stream, options)
