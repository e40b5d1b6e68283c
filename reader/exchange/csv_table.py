"""One row an annotation, for spreadsheets and data frames.

UTF-8 with a byte order mark (Excel reads Chinese wrongly without one), comma, CRLF (RFC 4180).
A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
injection); `cell_text` takes it away again. Several labels or pieces of evidence are joined with
`|`; offsets are code points of the revision, half-open; an orphan has none. `source` is never
empty: `attribution` says whether it was named, or is the author or editor who speaks there.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from reader.exchange.plain import printable
from reader.exchange.sheet import Sheet, Words
from reader.model import Annotation
from reader.words.speakers import speaker_name

COLUMNS = (
    "article",
    "title",
    "section",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "tag",
    "unsure",
    "highlight",
    "source",
    "status",
    "kind",
    "labels",
    "evidence",
    "note",
    "annotator",
    "created",
    "updated",
    "anchor",
    "revision",
    "id",
    "original_quote",
    "attribution",
)
OF_A_VIEW = ("quote_in_view", "view")
"""Columns after all others, written only if a script view was asked for."""

# The full-width forms work as formulas in East Asian editions of Excel.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def write(sheets: Sequence[Sheet], words: Words) -> bytes:
    """The table of all annotations, article by article, as the bytes of a CSV file."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    columns = COLUMNS + OF_A_VIEW if any(sheet.view for sheet in sheets) else COLUMNS
    writer.writerow(columns)
    for sheet in sheets:
        for annotation in sheet.annotations:
            row = _row(sheet, annotation, words)
            writer.writerow([cell(row[column]) for column in columns])
    return table.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """`text` as it stands in the table: without controls, and never a formula."""
    plain = printable(text)
    return "'" + plain if _FORMULA.match(plain) else plain


def cell_text(cell: str) -> str:
    """The text that a cell stands for: the inverse of `cell` for printable text."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _row(sheet: Sheet, annotation: Annotation, words: Words) -> dict[str, str]:
    span = annotation.span
    prefix, suffix = sheet.context(annotation)
    who = sheet.speaker(annotation)
    return {
        "article": sheet.head.path or sheet.head.id,
        "title": sheet.head.title,
        "section": sheet.section(span, words) if span else "",
        "start": str(span.start) if span else "",
        "end": str(span.end) if span else "",
        "quote": sheet.quote(annotation),
        "prefix": prefix,
        "suffix": suffix,
        "tag": annotation.tag or "",
        "unsure": "true" if annotation.unsure else "false",
        "highlight": annotation.highlight,
        "source": speaker_name(words, who),
        "status": annotation.status,
        "kind": annotation.kind,
        "labels": "|".join(annotation.labels),
        "evidence": "|".join(f"{it.url} {it.remark}".strip() for it in annotation.evidence),
        "note": annotation.note,
        "annotator": sheet.name(annotation),
        "created": annotation.created,
        "updated": annotation.updated,
        "anchor": annotation.anchor,
        "revision": sheet.head.revision,
        "id": annotation.id,
        "original_quote": sheet.quote_when_marked(annotation),
        "attribution": who.attribution,
        "quote_in_view": sheet.quote_in_view(annotation) if sheet.view else "",
        "view": sheet.view,
    }
