"""One row an annotation, for spreadsheets and data frames.

UTF-8 with a byte order mark (Excel reads Chinese wrongly without one), comma, CRLF (RFC 4180).
What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection), also
where a cell would begin if the table were cut at `;`, at tabs and at line ends: Excel does so where
the comma is the decimal sign, and with what is pasted. `cell_text` takes it away again. Several
labels or pieces of evidence are joined with `|`, before which a backslash stands where it is part
of one (`parted`); offsets are code points of the revision, half-open; an orphan has none. `source`
is never empty: `attribution` says whether it was named, or is the author or editor speaking there.
"""

from __future__ import annotations

import csv
import json
import re
from codecs import getwriter
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

from reader.exchange.plain import printable
from reader.exchange.sheet import Options, Sheet, Wording
from reader.model import Annotation, Evidence
from reader.text.evidence import address_and_remark
from reader.words.speakers import speaker_name

COLUMNS = (
    "article",
    "title",
    "publisher",
    "date",
    "address",
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
    "verdict",
    "checked_by",
    "checked_on",
    "justification",
    "method",
    "priority",
    "due",
    "assignee",
    "stale",
    "unfounded",
    "ready",
    "approved_by",
    "approved_on",
)
OF_EVIDENCE = ("url", "remark", "question", "answer", "medium", "quote")
"""Fields of a piece of evidence that stand in its cell."""
OF_A_VIEW = ("quote_in_view", "view")
"""Columns after all others, written only if a script view was asked for."""

_START = r"(?<![^;\t\n])"
"""The beginning of a cell, whichever of the separators is believed."""

# Spaces are trimmed, quotation marks taken away; the full-width and small forms work as formulas in
# East Asian editions of Excel. Apostrophes of ours change nothing in where this matches.
_BEFORE = r"(?:['\"]|[^\S\t\n])*"
_FORMULA = rf"(?={_BEFORE}[=+\-@＝＋－＠﹦﹢﹣﹫])"
_SHIFTED = rf"(?={_BEFORE}[\t\n])"
"""A cell that begins with a separator."""

_DANGER = re.compile(rf"{_START}{_FORMULA}|\A{_SHIFTED}")
_MADE_SAFE = re.compile(rf"{_START}'{_FORMULA}|\A'{_SHIFTED}")


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the table of all annotations, article by article; the first says if there is a view."""
    table = csv.writer(getwriter("utf-8-sig")(stream), lineterminator="\r\n")
    coming = iter(sheets)
    first = [*islice(coming, 1)]
    columns = COLUMNS + OF_A_VIEW if any(sheet.view for sheet in first) else COLUMNS
    table.writerow(columns)
    for sheet in chain(first, coming):
        for annotation in sheet.annotations:
            row = _row(sheet, annotation, options.words)
            table.writerow([cell(row[column]) for column in columns])


def cell(text: str) -> str:
    """`text` as it stands in the table: without controls, and never a formula."""
    return _DANGER.sub("'", printable(text))


def cell_text(cell: str) -> str:
    """The text that a cell stands for: the inverse of `cell` for printable text."""
    return _MADE_SAFE.sub("", cell)


def joined(values: Iterable[str]) -> str:
    """Several values in one cell; a backslash stands before each `|` and backslash in them."""
    return "|".join(re.sub(r"[\\|]", r"\\\g<0>", value) for value in values)


def parted(cell: str) -> list[str]:
    """The values that a cell holds: the inverse of `joined`, but for no value and one empty one."""
    if not cell:
        return []
    values = [""]
    for escaped, bar, other in re.findall(r"(?s)\\(.)|(\|)|(.)", cell):
        if bar:
            values.append("")
        else:
            values[-1] += escaped or other
    return values


def _evidence(evidence: Evidence) -> str:
    """A piece of evidence as `meipi annotate --batch` takes it: an address and a remark as one
    text, or an object of JSON where there is more, or where it would else be taken for other.
    """
    plain = f"{evidence.url} {evidence.remark}".strip()
    more = len(evidence.texts) > bool(evidence.url) + bool(evidence.remark)
    if (
        not more
        and address_and_remark(plain) == (evidence.url, evidence.remark)
        and not plain.startswith("{")
    ):
        return plain
    said = {name: text for name in OF_EVIDENCE if (text := getattr(evidence, name))}
    return json.dumps(said, ensure_ascii=False)


def _switch(on: bool) -> str:
    return "true" if on else "false"


def _article(sheet: Sheet) -> str:
    """The article's file in the library; its id if the file lies elsewhere, on one machine only."""
    path = sheet.head.path
    return path if path and not PurePath(path).is_absolute() else sheet.head.id


def _row(sheet: Sheet, annotation: Annotation, words: Wording) -> dict[str, str]:
    span = annotation.span
    prefix, suffix = sheet.context(annotation)
    who = sheet.speaker(annotation)
    return {
        "article": _article(sheet),
        "title": sheet.head.title,
        "publisher": sheet.head.source,
        "date": sheet.head.date,
        "address": sheet.head.url,
        "section": sheet.section(span, words) if span else "",
        "start": str(span.start) if span else "",
        "end": str(span.end) if span else "",
        "quote": sheet.quote(annotation),
        "prefix": prefix,
        "suffix": suffix,
        "tag": annotation.tag or "",
        "unsure": _switch(annotation.unsure),
        "highlight": annotation.highlight,
        "source": speaker_name(words, who),
        "status": annotation.status,
        "kind": annotation.kind,
        "labels": joined(annotation.labels),
        "evidence": joined(map(_evidence, annotation.evidence)),
        "note": annotation.note,
        "annotator": sheet.name(annotation),
        "created": annotation.created,
        "updated": annotation.updated,
        "anchor": annotation.anchor,
        "revision": sheet.head.text,
        "id": annotation.id,
        "original_quote": sheet.quote_when_marked(annotation),
        "attribution": who.attribution,
        "verdict": annotation.verdict.key if annotation.verdict else "",
        "checked_by": annotation.checked_by,
        "checked_on": annotation.checked_on,
        "justification": annotation.justification,
        "method": annotation.method,
        "priority": str(annotation.priority or ""),
        "due": annotation.due,
        "assignee": annotation.assignee,
        "stale": _switch(annotation.is_stale),
        "unfounded": _switch(annotation.is_unfounded),
        "ready": _switch(annotation.ready),
        "approved_by": annotation.approved_by,
        "approved_on": annotation.approved_on,
        "quote_in_view": sheet.quote_in_view(annotation) if sheet.view else "",
        "view": sheet.view,
    }
