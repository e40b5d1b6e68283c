"""Properties of the formats about claims, on any articles and annotations."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import strategies as some
from about import about, given
from hypothesis import strategies as st
from written import PUBLISHING, SCALE, options

from reader.exchange import averitec, claim_review, claim_table, json_list
from reader.exchange.claim_table import (
    claim_columns,
    delimited,
    pipe_table,
    table_page,
    workbook,
)
from reader.exchange.csv_table import cell_text
from reader.exchange.plain import printable
from reader.exchange.registry import FORMATS, Format
from reader.exchange.sheet import Options, Sheet
from reader.model import Tag
from reader.words import Words

sheets = st.lists(st.builds(Sheet.of, some.documents()), min_size=1, max_size=2)
SHAPES = {
    ".csv": delimited.write,
    ".xlsx": workbook.write,
    ".html": table_page.write,
    ".md": pipe_table.write,
}


def claims(found: list[Sheet], words: Words) -> list[Sheet]:
    return [FORMATS["sheet"].chosen(sheet, options(words)) for sheet in found]


@given(sheets, some.words)
@about(Format.chosen, Format.takes, Options.published, Options.judged, Options.page)
def test_a_format_takes_what_it_is_about(found: list[Sheet], words: Words) -> None:
    asked = options(words)
    for sheet in found:
        for form in FORMATS.values():
            kept = form.chosen(sheet, asked).annotations
            assert [it for it in sheet.annotations if form.takes(it, asked)] == [*kept]
        for it in FORMATS["sheet"].chosen(sheet, asked).annotations:
            assert it.tag in (Tag.FACT, Tag.OPINION)
            assert asked.published(it) in (None, it.verdict)
            assert asked.judged(it) is None or it.verdict
            assert asked.page(it) == PUBLISHING["page"]
        for it in FORMATS["averitec"].chosen(sheet, asked).annotations:
            entry = asked.judged(it)
            assert asked.published(it) == it.verdict
            assert entry is not None
            assert entry.averitec


@given(sheets, st.sampled_from(sorted(SHAPES)), some.words)
@about(
    claim_table.write,
    delimited.write,
    workbook.write,
    table_page.write,
    pipe_table.write,
    claim_columns.table,
    claim_columns.heading,
    claim_columns.verdict_text,
)
def test_every_shape_has_a_row_for_each_claim(
    found: list[Sheet], ending: str, words: Words
) -> None:
    chosen, asked = claims(found, words), options(words, ending)
    with io.BytesIO() as stream, io.BytesIO() as same:
        claim_table.write(iter(chosen), stream, asked)
        SHAPES[ending](iter(chosen), same, asked)
        data = stream.getvalue()
        assert data == same.getvalue()
    columns, rows = claim_columns.table(chosen, asked)
    marks = [it for sheet in chosen for it in sheet.annotations]
    told = [dict(zip(columns, row, strict=True)) for row in rows]
    assert [row["verdict"] for row in told] == [
        claim_columns.verdict_text(it, asked) for it in marks
    ]
    if ending == ".csv":
        names, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert names == [claim_columns.heading(column, words) for column in columns]
        assert [[*map(cell_text, line)] for line in lines] == [
            [printable(row[column]) for column in columns] for row in told
        ]
    elif ending == ".md":
        assert data.count(b"\n") == 2 + len(marks)
        assert all(
            re.sub(rb"\\.", b"", line).count(b"|") == len(columns) + 1 for line in data.splitlines()
        )
    elif ending == ".html":
        assert data.count(b"<tr>") == 1 + len(marks)
        assert set(re.findall(rb"</?([a-z0-9]+)", data.partition(b"<tbody>")[2])) <= {
            b"tr", b"td", b"th", b"a", b"tbody", b"table", b"main", b"body", b"html",
        }  # fmt: skip
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            leaf = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        kinds = [element.tag.rpartition("}")[2] for element in leaf.iter()]
        assert kinds.count("row") == 1 + len(marks)
        assert not {"f", "hyperlink", "r"} & {*kinds}


@given(some.wild)
@about(workbook.cell_text)
def test_a_cell_of_a_workbook_is_printable_text(text: str) -> None:
    assert workbook.cell_text(text).rstrip(" ") == printable(text).rstrip(" ")


@given(sheets, some.words)
@about(averitec.write, claim_review.write)
def test_only_verdicts_that_may_be_published_are_written(found: list[Sheet], words: Words) -> None:
    for name, write in (("averitec", averitec.write), ("claimreview", claim_review.write)):
        chosen = [FORMATS[name].chosen(sheet, options(words)) for sheet in found]
        with io.BytesIO() as stream:
            write(chosen, stream, options(words))
            told = json.loads(stream.getvalue())
        assert len(told) == sum(len(sheet.annotations) for sheet in chosen)
        labels = {entry.averitec for entry in SCALE.values()}
        assert all(claim.get("label", "Supported") in labels for claim in told)


@given(st.lists(st.dictionaries(some.line, some.line, max_size=3), max_size=3))
@about(json_list.write_list)
def test_a_list_is_json_however_long(items: list[dict[str, str]]) -> None:
    with io.BytesIO() as stream:
        json_list.write_list(iter(items), stream)
        assert json.loads(stream.getvalue()) == items
