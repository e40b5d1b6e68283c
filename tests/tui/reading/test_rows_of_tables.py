"""Rows of a table on the page: tagged whole with one key, and not among the sentences to mark."""

from pathlib import Path

from sitting import sit_down

from reader.library import open_library
from reader.model import Tag

TABLE = "| 區 | 票 |\n|---|---|\n| 北 | 31 |\n| 南 | |"


async def test_a_row_is_tagged_whole_and_not_counted(tmp_path: Path) -> None:
    text = "北區和南區昨天投票。\n\n" + TABLE + "\n\n結果下午公布，各界都沒有意見。\n"
    (tmp_path / "articles").mkdir()
    file = tmp_path / "articles" / "vote.md"
    file.write_text(f"---\ntitle: 投票\n---\n\n{text}", encoding="utf-8")
    library = open_library(tmp_path)
    assert library.sync() == []
    library.close()

    async with sit_down(tmp_path) as sitting:
        assert "已標 0/2" in sitting.rows[0]
        await sitting.press("j", "j")
        assert sitting.here == "北｜31"
        await sitting.press("f")
        assert sitting.here == "南｜"
        assert [(a.exact, a.tag) for a in sitting.stored()] == [("北｜31", Tag.FACT)]
        assert "已標 0/2" in sitting.rows[0]
        await sitting.press("tab")
        assert sitting.here == "結果下午公布，各界都沒有意見。"
