"""An opened claim: what its evidence says, and why its verdict waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitting import sit_down

from reader.library import open_library
from reader.model import EvidenceFields, Quotation, Span
from reader.store.edits import Edits

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"


@pytest.fixture
def checked(park: Path) -> Path:
    """A library whose first claim has a verdict, and evidence that quotes the article itself."""
    library = open_library(park)
    (entry,) = library.list()
    ident, text = entry.head.id, library.open(entry.head.id).text
    here = Span(text.index(FIRST), text.index(FIRST) + len(FIRST))
    quoted = Quotation(ident, "河濱公園去年")

    def mark(edits: Edits) -> None:
        edits.become("王")
        asked = EvidenceFields("https://a.example/", "表 2", "幾人？", "三百萬", "年報", quoted)
        edits.annotate(ident, here, {"tag": "fact", "verdict": "correct"}, (), [asked])
        edits.edit(ident, here, ready=True, approved=True)

    library.submit(mark).result()
    library.close()
    return park


async def test_question_answer_medium_and_quote_stand_on_the_card(checked: Path) -> None:
    async with sit_down(checked) as sitting:
        await sitting.press("enter")
        for said in ("查核      正確", "問題      幾人？", "回答      三百萬", "形式      年報",
                     "證據      https://a.example/ 表 2", "引文      「河濱公園去年」",
                     "可核准    查核已完成", "核准者    王"):  # fmt: skip
            assert said in sitting.picture
        assert "待他人核准" not in sitting.picture


async def test_the_card_says_what_a_verdict_waits_for(checked: Path) -> None:
    async with sit_down(checked, approval=True) as sitting:
        await sitting.press("enter")
        assert "正確；待他人核准" in sitting.picture


async def test_a_piece_that_says_more_loses_only_its_address(checked: Path) -> None:
    async with sit_down(checked) as sitting:
        await sitting.press("enter", "I", *["backspace"] * 30, "enter")
        (left,) = sitting.stored_at(FIRST).evidence
        assert (left.url, left.remark, left.question, left.answer) == ("", "", "幾人？", "三百萬")
        await sitting.press("u")
        assert sitting.stored_at(FIRST).evidence[0].url == "https://a.example/"


async def test_a_verdict_without_evidence_says_so_and_an_opinion_takes_none(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "r", "2")
        assert "→ 錯誤；未附證據" in sitting.picture
        await sitting.press("r", "0", "o", "backspace", "r", "2")
        assert sitting.stored_at(FIRST).verdict is None
        assert "請先改標為事實" in sitting.picture
