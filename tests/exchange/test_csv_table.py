"""CSV: what a spreadsheet and a data frame read is what was marked."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import bytes_of

from reader.exchange import csv_table
from reader.exchange.csv_table import COLUMNS, cell, cell_text, joined, parted
from reader.exchange.plain import printable
from reader.exchange.sheet import Sheet
from reader.words import Words

write = bytes_of(csv_table.write)


def rows(data: bytes) -> list[dict[str, str]]:
    table = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [
        {name: cell_text(value) for name, value in row.items()}
        for row in csv.DictReader(table, strict=True)
    ]


def test_one_row_an_annotation_in_reading_order(sheet: Sheet, english: Words) -> None:
    table = rows(write([sheet], english))
    assert [(row["start"], row["quote"]) for row in table] == [
        ("0", "【編者按】近年來企業造車。"),
        ("14", "銷量增長了12%。"),
        ("24", "我認為*重點*不在此。"),
        ("43", "= 從何說起？"),
        ("", "已刪去的一句。"),
    ]
    assert [row["section"] for row in table] == ["編者按", "正文", "正文", "不一樣的戰略", ""]


def test_who_says_it_is_never_empty_and_what_was_not_named_comes_back(
    sheet: Sheet, english: Words
) -> None:
    table = rows(write([sheet], english))
    assert all(row["source"] for row in table)
    assert (table[0]["source"], table[0]["attribution"]) == ("the editor (商業趨勢)", "editor")
    assert (table[2]["source"], table[2]["attribution"]) == ("the author (商業趨勢)", "author")
    back = [row["source"] if row["attribution"] == "named" else "" for row in table]
    assert back == [annotation.source for annotation in sheet.annotations]


def test_every_field_has_its_column(sheet: Sheet, english: Words) -> None:
    row = rows(write([sheet], english))[1]
    assert tuple(row) == COLUMNS
    assert row["tag"] == "fact"
    assert row["unsure"] == "false"
    assert row["source"] == "招商證券"
    assert row["status"] == "to_check"
    assert row["labels"] == "數字|預測"
    assert row["note"] == "哪一份報告？\n# 要查"
    assert row["annotator"] == "林記者"
    assert row["created"] == "2025-10-20T08:00:00Z"
    assert row["suffix"].startswith("\n我認為")


def test_the_file_is_what_excel_expects(sheet: Sheet, english: Words) -> None:
    data = write([sheet], english)
    assert data.startswith(b"\xef\xbb\xbfarticle,title,")
    assert data.split(b"\r\n", 1)[0].endswith(
        b",due,assignee,stale,unfounded,ready,approved_by,approved_on"
    )
    assert data.endswith(b"\r\n")


def test_private_annotations_are_not_in_it(sheet: Sheet, english: Words) -> None:
    assert "陳先生" not in write([sheet], english).decode()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+86", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠SUM(A1)", "﹦1",
        "\t=1", "'=1", "\n=1",
        " =1+1", "\u3000=1", "\xa0@x", '"=1', "' =1", "'' \"'=1", "\tx", "\nx", "''\n",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell_text(cell(text)) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("票價;=HYPERLINK(1)", "票價;'=HYPERLINK(1)"),
        ("票價\t+1", "票價\t'+1"),
        ("第一行\r=1+1", "第一行\n'=1+1"),
        ("票價; =1", "票價;' =1"),
        ('票價;"=1";x', '票價;\'"=1";x'),
        ("票價;'=1", "票價;''=1"),
        ("=1;=2;-3", "'=1;'=2;'-3"),
        (";;=1", ";;'=1"),
    ],
)
def test_no_formula_begins_after_another_separator(text: str, safe: str) -> None:
    assert cell(text) == safe
    assert cell_text(safe) == printable(text)


@pytest.mark.parametrize("text", ["", "12%", "a=1", "'quoted'", "一", "a;b", "a\n\nb", "x; y=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(st.text())
def test_a_cell_is_read_back_and_never_a_formula(text: str) -> None:
    written = cell(text)
    assert cell_text(written) == printable(text)
    assert not written.startswith(tuple("=+-@\t\r\n"))


HARMFUL = st.text("=+-@＝＠﹣;;\t\t\n\r\"\"'' \u3000,,|a一", max_size=24)


def cells(text: str, separators: str) -> Iterator[str]:
    """Every cell that a spreadsheet may find that separates there, as it understands it.

    It knows quotation marks (as `csv` does, which believes them at the beginning of a cell), or
    does not; it trims cells.
    """
    for separator in separators:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield from row
    for piece in re.split(f"[\r\n{separators}]", text):
        yield piece
        yield piece.strip(" \u3000").strip('"')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HARMFUL.filter(str.strip), HARMFUL, HARMFUL)
def test_a_table_that_is_cut_at_other_signs_holds_no_formula(
    sheet_on: Callable[..., Sheet], english: Words, quote: str, note: str, source: str
) -> None:
    data = write([sheet_on(quote, note=note, source=source)], english)
    text = data.decode("utf-8-sig")
    for found in cells(text, ";\t"):
        assert not found.lstrip(" \u3000").startswith(tuple("=+-@＝＋－＠﹦﹢﹣﹫")), found
    [row] = rows(data)
    named = row["source"] if row["attribution"] == "named" else ""
    assert (row["quote"], row["note"], named) == tuple(
        printable(it) for it in (quote, note, source)
    )


def test_what_the_docs_say_gives_the_text_back() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    (told,) = re.findall(r'^ *r"""(.*)""",$', docs, re.MULTILINE)

    @given(HARMFUL)
    def check(text: str) -> None:
        assert re.sub(told, "", cell(text)) == cell_text(cell(text)) == printable(text)

    check()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text("一=+-@,\"'\n\t ;|<\u3000𠮷", min_size=1, max_size=30),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_quotes_and_notes_come_back(
    sheet_on: Callable[..., Sheet], english: Words, quote: str, note: str
) -> None:
    [row] = rows(write([sheet_on(quote, note=note)], english))
    assert row["quote"] == quote
    assert row["note"] == printable(note)


def test_words_that_changed_since_they_were_marked_stand_beside_the_quote(
    changed: Sheet, english: Words
) -> None:
    found = {row["anchor"]: row for row in rows(write([changed], english))}
    for anchor in ("changed", "moved", "manual"):
        assert found[anchor]["quote"] != found[anchor]["original_quote"] != ""
    assert found["changed"]["original_quote"] == "銷量增長了21%。"
    assert found["shifted"]["original_quote"] == ""
    assert found["orphan"]["original_quote"] == ""


@pytest.mark.parametrize(
    "values", [[], ["a"], ["a|b", "c"], ["a\\", "|", "\\|"], ["a\\|b", "", "c"]]
)
def test_labels_with_bars_come_back(values: list[str]) -> None:
    assert parted(joined(values)) == values
