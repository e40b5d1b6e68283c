"""The report page from the reading screen: to publish, with the notes, and whole."""

from pathlib import Path

import pytest
from sitting import sit_down


@pytest.mark.parametrize(
    ("key", "notes", "annotators"), [("r", False, False), ("n", True, False), ("f", True, True)]
)
async def test_a_page_is_made_from_the_export_list(
    park: Path, tmp_path: Path, key: str, notes: bool, annotators: bool
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "a")
        await sitting.type("哪一年的數字")
        await sitting.press("enter", "e")
        assert "網頁報告" in sitting.picture
        await sitting.press(key)
        path = Path(sitting.pad.text)
        assert path.parent == tmp_path
        assert path.suffix == ".html"
        await sitting.press("enter")
        assert f"已匯出 {2 if notes else 1} 條到" in sitting.message  # the note is on the next one
        html = path.read_text("utf-8")
        assert "〔可查證的陳述〕" in html
        assert "可查證不等於真" in html
        assert ("哪一年的數字" in html) is notes
        assert ('"annotator"' in html) is annotators
