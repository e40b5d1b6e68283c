"""Sheets and words for the format tests."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from exchange_data import HEAD, LIN, MARKS, OUTLINE, TEXT, WONG, mark, outline_of

from reader.exchange.sheet import Sheet
from reader.model import Document, Role, Span
from reader.words import Words, load


@pytest.fixture
def document() -> Document:
    return Document(HEAD, TEXT, OUTLINE, annotators=(LIN, WONG), annotations=MARKS)


@pytest.fixture
def sheet(document: Document) -> Sheet:
    return Sheet.of(document)


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
