"""What each format writes, byte for byte: a table that others read may not change unseen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_data import mark
from written import bytes_of

from reader.exchange.registry import FORMATS
from reader.exchange.sheet import Sheet
from reader.model import AnchorStatus, Evidence, Link, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.words import load

WRITTEN = Path(__file__).parent / "written"


@pytest.fixture
def several(sheet: Sheet, changed: Sheet, sheet_on: Callable[..., Sheet]) -> list[Sheet]:
    """Sheets of every sort: judged, carried over, with links, of a text that is hostile."""
    judged = mark(
        7,
        2,
        tag=Tag.OPINION,
        source="=招商證券",
        status=Status.DECIDED,
        verdict=Verdict(VERDICTS["partly_incorrect"]),
        justification="查過了。\n見第 3 頁。",
        method="打電話問了\n公關部",
        priority=2,
        due="2025-11-03",
        assignee="=陳怡",
        checked_by="林記者",
        checked_on="2025-11-02",
        labels=("甲|乙", "丙"),
        evidence=(Evidence("e9", "https://例子.tw/報告 1", "見[這裡](https://example.org/x)"),),
    )
    waiting = mark(
        8,
        1,
        tag=Tag.FACT,
        anchor=AnchorStatus.CHANGED,
        status=Status.DECIDED,
        verdict=Verdict(VERDICTS["incorrect"]),
        checked_by="林記者",
        checked_on="2025-11-02",
        ready=True,
        approved_by="=王",
        approved_on="2025-11-04",
        evidence=(
            Evidence(
                "e10",
                "https://example.org/y",
                "第 3 頁|表 2",
                "增長了多少？\n=今年",
                "# 12%，見 https://example.org/z",
                "網頁",
                "銷量增長\n12%",
            ),
            Evidence("e11", "", "", "誰說的？", "公關部"),
        ),
    )
    unfounded = mark(
        9,
        4,
        tag=Tag.FACT,
        status=Status.DECIDED,
        verdict=Verdict(VERDICTS["correct"]),
        checked_by="林記者",
    )
    links = (Link(17, 19, "https://example.org/銷量"),)
    own = replace(sheet, annotations=(*sheet.annotations, judged, waiting, unfounded), links=links)
    return [own, changed, sheet_on("+1 <b>\u202e*x*\n- `y`", note="\t=1+1\n[a](b)")]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "zh_hant"])
def test_several_articles(name: str, language: str, several: list[Sheet]) -> None:
    data = bytes_of(FORMATS[name].write)(several, load(language))
    assert data == (WRITTEN / f"several.{language}.{name}").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_one_article_in_a_view(name: str, several: list[Sheet]) -> None:
    data = bytes_of(FORMATS[name].write)([replace(several[0], view="cn")], load("zh_hans"))
    assert data == (WRITTEN / f"view.{name}").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_at_all(name: str) -> None:
    assert (
        bytes_of(FORMATS[name].write)([], load("en")) == (WRITTEN / f"nothing.{name}").read_bytes()
    )
