"""The sheet of claims in its four shapes: one row a claim, the same texts, nothing that acts."""

import csv
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from exchange_data import LIN, mark
from markdown_it import MarkdownIt
from written import options

from reader.exchange.claim_table import SHAPES, workbook
from reader.exchange.registry import FORMATS
from reader.exchange.sheet import Sheet
from reader.model import AnchorStatus, Evidence, Span, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.words import Words, load

Table = list[dict[str, str]]
WRITTEN = Path(__file__).parent / "written"
XLSX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CORRECT = Verdict(VERDICTS["correct"])
EVIDENCE = (
    Evidence(
        "e1",
        "https://example.org/report",
        remark="第 3 頁",
        question="賣了多少？",
        answer="12 萬輛",
        medium="PDF",
        quote="共售出 12 萬輛",
    ),
    Evidence("e2", "", "電話詢問", "誰說的？"),
)


@pytest.fixture
def checked(sheet: Sheet) -> Sheet:
    """A sheet with claims in every state, an opinion, and what is no claim."""
    said = {"status": Status.DECIDED, "verdict": CORRECT, "justification": "見年報。\n第 3 頁。"}
    signed = {"checked_by": "林", "checked_on": "2025-11-02"}
    annotations = (
        mark(1, 1, tag=Tag.FACT, evidence=EVIDENCE, **said, **signed),
        mark(2, 1, tag=Tag.FACT, anchor=AnchorStatus.CHANGED, exact="銷量增長了21%。", **said),
        mark(3, 1, tag=Tag.FACT, status=Status.DECIDED, verdict=CORRECT),
        mark(4, 1, tag=Tag.FACT, **{**said, "status": Status.TO_CHECK}),
        mark(5, 2, tag=Tag.OPINION, unsure=True, note="=1+1 | *x* <b>\n[a](b)"),
        mark(6, 4, tag=Tag.NONE),
        mark(7, None, tag=Tag.FACT, source="@公司"),
    )  # fmt: skip
    return replace(sheet, annotations=annotations)


def written(sheets: Sequence[Sheet], ending: str, words: Words) -> bytes:
    with BytesIO() as stream:
        FORMATS["sheet"].write(iter(sheets), stream, options(words, ending))
        return stream.getvalue()


def from_csv(data: bytes) -> Table:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def leaf(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as book:
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


def from_xlsx(data: bytes) -> Table:
    rows: list[dict[int, str]] = []
    for row in leaf(data).iter(f"{XLSX}row"):
        cells = row.findall(f"{XLSX}c")
        assert all(cell.get("t") == "inlineStr" for cell in cells)
        letters = ("".join(filter(str.isalpha, cell.get("r", ""))) for cell in cells)
        texts = ("".join(cell.itertext()) for cell in cells)
        rows.append(
            {ord(letter) - ord("A"): text for letter, text in zip(letters, texts, strict=True)}
        )
    names, *others = rows
    return [{name: row.get(at, "") for at, name in names.items()} for row in others]


class Cells(HTMLParser):
    """The rows of a page's table, and all tags that are there."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def cells_of(html: str) -> Cells:
    cells = Cells()
    cells.feed(html)
    return cells


def from_html(data: bytes) -> Table:
    names, *rows = cells_of(data.decode()).rows
    return [dict(zip(names, row, strict=True)) for row in rows]


def from_markdown(data: bytes) -> Table:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode())
    names, *rows = cells_of(html.replace("<br>", "\n")).rows
    return [dict(zip(names, row, strict=True)) for row in rows]


READERS: dict[str, Callable[[bytes], Table]] = {
    "": from_csv,
    ".csv": from_csv,
    ".xlsx": from_xlsx,
    ".html": from_html,
    ".md": from_markdown,
}


@pytest.mark.parametrize("ending", SHAPES)
def test_a_row_for_each_claim_and_verdicts_only_where_they_hold(
    ending: str, checked: Sheet
) -> None:
    rows = READERS[ending](written([checked, checked], ending, load("zh_hant")))
    assert rows[:6] == rows[6:]
    assert [(row["判斷"], row["狀態"], row["查核結果"]) for row in rows[:6]] == [
        ("事實", "已查核", "正確"),
        ("事實", "已查核", "原文已改，待複查"),
        ("事實", "已查核", "未附證據"),
        ("事實", "要查", ""),
        ("觀點（存疑）", "", ""),
        ("事實", "未查", ""),
    ]
    assert rows[0]["問答"] == "1. 問：賣了多少？\n答：12 萬輛\n2. 問：誰說的？"
    shown = "1. 「共售出 12 萬輛」\nhttps://example.org/report\nPDF\n第 3 頁\n2. 電話詢問"
    assert rows[0]["證據"] == shown
    assert rows[0]["理由"] == "見年報。\n第 3 頁。"
    assert (rows[0]["查核者"], rows[0]["查核日"], rows[0]["標記者"]) == (
        "林",
        "2025-11-02",
        LIN.name,
    )
    assert (rows[0]["小節"], rows[5]["小節"], rows[5]["原文"]) == ("正文", "", "已刪去的一句。")


@pytest.mark.parametrize("ending", SHAPES)
def test_what_others_wrote_stays_text(ending: str, checked: Sheet, english: Words) -> None:
    rows = READERS[ending](written([checked], ending, english))
    safe = "'" if READERS[ending] is from_csv else ""
    assert rows[4]["Note"] == f"{safe}=1+1 | *x* <b>\n[a](b)"
    assert rows[5]["Who says it"] == f"{safe}@公司"
    assert rows[0]["Article"] == "造車 #1 <b>"


def test_a_page_asks_for_nothing_and_runs_nothing(checked: Sheet) -> None:
    hostile = replace(
        checked.head, url='javascript:alert("1")', title="</td><script>alert(1)</script>"
    )
    data = written([replace(checked, head=hostile), checked], ".html", load("zh_hant")).decode()
    tags = cells_of(data).tags
    assert not tags & {"script", "img", "link", "iframe", "object", "form", "b"}
    assert '<html lang="zh-Hant">' in data
    assert "default-src 'none'" in data
    assert 'href="javascript' not in data
    assert data.count('<a href="https://example.org/a?b=1">') == 6


@pytest.mark.parametrize(
    "note",
    [
        "<r>x</r>",
        "<r><t>粗</t></r><c>",
        "_x0041_",
        "{=1+1}",
        "https://example.org/",
        " 空 ",
        "&amp;",
    ],
)
def test_a_workbook_holds_texts_as_they_are(note: str, checked: Sheet, english: Words) -> None:
    annotation = mark(1, 1, tag=Tag.FACT, note=note)
    data = written([replace(checked, annotations=(annotation,))], ".xlsx", english)
    [row] = from_xlsx(data)
    assert row["Note"].replace("_x005F_", "_").strip() == note.strip()
    kinds = {element.tag.removeprefix(XLSX) for element in leaf(data).iter()}
    assert not kinds & {"f", "hyperlink", "r"}


def test_a_workbook_keeps_its_heading_in_sight_and_no_day(checked: Sheet, english: Words) -> None:
    data = written([checked], ".xlsx", english)
    assert data == written([checked], ".xlsx", english)
    pane = next(leaf(data).iter(f"{XLSX}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert b"2000-01-01" in book.read("docProps/core.xml")


def test_what_a_cell_cannot_hold_is_cut_off_and_says_so() -> None:
    long = "𠀀" * workbook.LONGEST
    cut = workbook.cell_text(long)
    assert cut.endswith("𠀀…")
    assert len(cut.encode("utf-16-le")) // 2 <= workbook.LONGEST
    fits = "車" * workbook.LONGEST
    assert workbook.cell_text(fits) == fits


def test_what_a_leaf_cannot_hold_goes_to_the_next(
    checked: Sheet, english: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST", 4)
    with zipfile.ZipFile(BytesIO(written([checked], ".xlsx", english))) as book:
        for number in (1, 2):
            found = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert len(list(found.iter(f"{XLSX}row"))) == 4


@pytest.mark.parametrize("ending", [".html", ".md"])
@pytest.mark.parametrize("language", ["en", "zh_hant"])
def test_pages_and_markdown_are_written_byte_for_byte(
    ending: str, language: str, checked: Sheet
) -> None:
    kept = (WRITTEN / f"claims.{language}{ending}").read_bytes()
    assert written([checked], ending, load(language)) == kept


@pytest.mark.parametrize("ending", SHAPES)
def test_a_quote_stands_in_its_view_too(ending: str, checked: Sheet, english: Words) -> None:
    rows = READERS[ending](written([replace(checked, view="t2s")], ending, english))
    assert rows[0]["Claim in the other script"] == "销量增长了12%。"


def test_a_passage_over_several_lines_is_one_line_of_words(
    sheet_on: Callable[..., Sheet], english: Words
) -> None:
    sheet = sheet_on("銷量\n增長", tag=Tag.FACT)
    whole = replace(sheet, annotations=(replace(sheet.annotations[0], span=Span(0, 5)),))
    [row] = from_csv(written([whole], ".csv", english))
    assert row["Claim"].split() == ["銷量", "增長"]
