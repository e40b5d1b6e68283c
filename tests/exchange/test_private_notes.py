"""A note may stay private while its mark is exported; whoever exports is told how many did."""

from dataclasses import replace

import pytest
from exchange_data import mark
from written import bytes_of

from reader.analysis.statistics import statistics
from reader.exchange.registry import FORMATS
from reader.exchange.sheet import Sheet, Wording
from reader.model import Document, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.model.speaker import speaker

SECRET = "線人在市府三樓"


@pytest.fixture
def document(sheet: Sheet) -> Document:
    judged = Verdict(VERDICTS["correct"])
    quiet = mark(
        2, 1, tag=Tag.FACT, note=SECRET, note_private=True, source="市府",
        status=Status.DECIDED, verdict=judged, justification="見公報",
    )  # fmt: skip
    return Document(sheet.head, sheet.text, sheet.outline, annotations=(quiet, mark(3, 1)))


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_holds_it_and_all_hold_its_mark(
    name: str, document: Document, english: Wording
) -> None:
    told = Sheet.of(document)
    data = bytes_of(FORMATS[name].write)([told], english).decode()
    assert SECRET not in data
    assert "市府" in data
    assert (told.left_out, told.notes_left_out) == (0, 1)


def test_a_sheet_refuses_private_notes(document: Document) -> None:
    told = Sheet.of(document)
    with pytest.raises(ValueError, match="private notes"):
        replace(told, annotations=document.annotations)


def test_figures_that_are_shown_do_not_count_it(document: Document) -> None:
    def who(annotation: object) -> object:
        return speaker(annotation, document.outline, document.head)  # type: ignore[arg-type]

    found = statistics(document.annotations, who)  # type: ignore[arg-type]
    assert (found.overall.total, found.overall.notes) == (2, 0)
