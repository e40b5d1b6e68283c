"""The registry: it imports no format, says truly what each loses, and holds no article back."""

import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from exchange_data import mark
from written import bytes_of, options

from reader.exchange.registry import EVERYTHING, FORMATS, Holds
from reader.exchange.sheet import Sheet
from reader.model import AnchorStatus, Evidence, Link, Span, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.words import Words

OTHERWISE: dict[str, object] = {
    "id": "0190a0b0-0000-7000-8000-000000000099",
    "annotator": "1c9b5b63-4c2f-4c1a-9a6d-9a2a7b4a6e21",
    "span": Span(3, 5),
    "anchor": AnchorStatus.MANUAL,
    "tag": Tag.OPINION,
    "unsure": True,
    "highlight": "yellow",
    "source": "統計局",
    "kind": "number",
    "note": "再查",
    "labels": ("數字",),
    "claim_check": "c1",
    "status": Status.TO_CHECK,
    "verdict": Verdict(VERDICTS["correct"]),
    "justification": "查過了",
    "method": "打了電話",
    "priority": 3,
    "due": "2025-11-03",
    "assignee": "陳",
    "checked_by": "王",
    "checked_on": "2025-11-02",
    "ready": True,
    "approved_by": "王",
    "approved_on": "2025-11-04",
    "evidence": (Evidence("e", "https://example.org/", ""),),
    "exact": "丙丁",
    "prefix": "前",
    "suffix": "後",
    "created": "2025-10-22T08:00:00Z",
    "updated": "2025-10-22T09:00:00Z",
}
"""Another value for each field that may leave a library."""


@pytest.fixture
def written(sheet_on: Callable[..., Sheet], sheet: Sheet, english: Words) -> Callable[..., bytes]:
    """What a format writes of one mark, the first 甲乙 of two, which has some fields otherwise."""

    def write(name: str, **fields: object) -> bytes:
        plain = replace(
            mark(1, 1), tag=Tag.FACT, span=Span(0, 2), exact="甲乙", status=Status.DECIDED
        )
        if FORMATS[name].holds in (Holds.VERDICTS, Holds.LABELLED):
            judged = Verdict(VERDICTS["incorrect"])
            plain = replace(plain, verdict=judged, justification="見報告")
        if {"prefix", "suffix"} & {*fields}:  # of what lies on the text, the text says it
            plain = replace(plain, span=None)
        links = fields.pop("links", ())
        own = replace(
            sheet_on("甲乙。甲乙。"), annotations=(replace(plain, **fields),), links=links
        )
        return bytes_of(FORMATS[name].write)([replace(own, annotators=sheet.annotators)], english)

    return write


def test_every_field_of_an_annotation_is_tried() -> None:
    assert {*OTHERWISE, "links"} == EVERYTHING


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", OTHERWISE)
def test_what_a_format_loses_changes_nothing_in_its_file_and_all_else_does(
    name: str, field: str, written: Callable[..., bytes]
) -> None:
    known = {"verdict": OTHERWISE["verdict"]} if field.startswith("checked_") else {}
    before = {field: ""} if field in ("prefix", "suffix") else {}
    same = written(name, **known, **before) == written(name, **known, **{field: OTHERWISE[field]})
    assert same == (field in FORMATS[name].loses)


@pytest.mark.parametrize("name", FORMATS)
def test_links_are_lost_where_it_says_so(name: str, written: Callable[..., bytes]) -> None:
    same = written(name) == written(name, links=(Link(0, 1, "https://example.org/"),))
    assert same == ("links" in FORMATS[name].loses)
    assert FORMATS[name].loses <= EVERYTHING


def test_no_format_is_imported_before_it_is_used() -> None:
    ask = "import sys, reader.exchange.registry; print([*sys.modules])"
    modules = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True).stdout
    for form in FORMATS.values():
        assert f"reader.exchange.{form.writer}'" not in modules.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_is_let_go_once_it_is_written(name: str, sheet: Sheet, english: Words) -> None:
    alive: list[weakref.ref[Sheet]] = []

    def coming() -> Iterator[Sheet]:
        for _ in range(5):
            assert sum(kept() is not None for kept in alive) <= 2
            made = replace(sheet, view="")
            alive.append(weakref.ref(made))
            yield made

    with BytesIO() as stream:
        FORMATS[name].write(coming(), stream, options(english))
        assert stream.getvalue() == bytes_of(FORMATS[name].write)([sheet] * 5, english)
