"""Sheets and words for the format tests."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from exchange_data import HEAD, LIN, MARKS, OUTLINE, TEXT, WONG, mark, outline_of

from reader.exchange.sheet import Sheet
from reader.model import AnchorStatus, Document, Role, Span, Tag
from reader.words import Words, load


@pytest.fixture
def document() -> Document:
    return Document(HEAD, TEXT, OUTLINE, annotators=(LIN, WONG), annotations=MARKS)


@pytest.fixture
def sheet(document: Document) -> Sheet:
    return Sheet.of(document)


@pytest.fixture
def changed(document: Document) -> Sheet:
    """A sheet on whose text some annotations lie on other words than they were made on."""
    annotations = (
        mark(1, 1, anchor=AnchorStatus.CHANGED, exact="銷量增長了21%。", tag=Tag.FACT),
        mark(2, 2, anchor=AnchorStatus.MOVED, exact="重點不在此處。"),
        mark(3, 4, anchor=AnchorStatus.MANUAL, exact="從何談起？"),
        mark(4, 0, anchor=AnchorStatus.SHIFTED, exact="【编者按】 近年來企業造車。"),
        mark(5, None),
    )
    return Sheet.of(replace(document, annotations=annotations))


@pytest.fixture
def sheet_on() -> Callable[..., Sheet]:
    """Builds a sheet of one line of any text with one annotation on all of it."""

    def build(text: str, **said: object) -> Sheet:
        lines = text.split("\n")
        outline = outline_of(lines, [Role.BODY] * len(lines), [0])
        annotation = replace(mark(1, 1), span=Span(0, len(text)), exact=text, **said)
        document = Document(HEAD, text, outline, annotators=(LIN,), annotations=(annotation,))
        return Sheet.of(document)

    return build


@pytest.fixture(scope="session")
def english() -> Words:
    return load("en")
