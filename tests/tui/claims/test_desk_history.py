"""The history of a claim on the desk, and what the margin says of a verdict that waits."""

from __future__ import annotations

from pathlib import Path

from desk import press
from sitting import sit_down

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"


async def test_the_history_says_who_changed_what(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "!", "a")
        await sitting.type("哪裡來的數字？")
        await sitting.press("enter", "c")
        await press(sitting, "r", "1")
        await press(sitting, "u", "H")
        said = [row for row in sitting.rows if "　王　" in row]
        assert len(said) == 5
        assert "復原：查核：已查核 → 要查；結果：正確 → 無" in said[0]
        assert "查核：要查 → 已查核；結果：正確" in said[1]
        assert "眉批：哪裡來的數字？" in said[2]
        assert "查核：未查 → 要查" in said[3]
        assert "判斷：事實" in said[4]
        await press(sitting, "escape")
        assert sitting.app.navigation.desk is not None


async def test_the_margin_says_that_a_verdict_waits_for_approval(park: Path) -> None:
    async with sit_down(park, approval=True) as sitting:
        await sitting.press("f", "backspace", "r", "1")
        assert "未附證據" in "".join(sitting.rows)
        await sitting.press("c")
        await press(sitting, "J")
        await sitting.type("年報有寫")
        await press(sitting, "enter", "q")
        await sitting.until(lambda: "待他人核准" in "".join(sitting.rows))
    async with sit_down(park) as sitting:
        assert "待他人核准" not in "".join(sitting.rows)


async def test_evidence_stands_in_the_history_field_by_field(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "i")
        await sitting.type("電話")
        await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
        await sitting.press("enter")
        for text in ("幾人？", "三百萬", "電話", "問過"):
            await sitting.type(text)
            await sitting.press("enter")
        await sitting.press("c")
        await press(sitting, "P", "2", "H")
        assert "優先：可以慢" in sitting.picture or "優先：要快" in sitting.picture
        assert "問題：幾人？；回答：三百萬；形式：電話；附註：電話問過" in sitting.picture
