"""The table as CSV, under the rules of `csv_table`: a byte order mark, CRLF, no cell a formula."""

from __future__ import annotations

import csv
from codecs import getwriter
from collections.abc import Iterable
from typing import BinaryIO

from reader.exchange.claim_table.claim_columns import heading, table
from reader.exchange.csv_table import cell
from reader.exchange.sheet import Options, Sheet


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the table."""
    written = csv.writer(getwriter("utf-8-sig")(stream), lineterminator="\r\n")
    columns, rows = table(sheets, options)
    written.writerow([heading(column, options.words) for column in columns])
    written.writerows([cell(text) for text in row] for row in rows)
