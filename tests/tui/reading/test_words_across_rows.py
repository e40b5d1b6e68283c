"""A word that a joined line end cuts is found on the page and in the list of what was found."""

from pathlib import Path

import pytest
from sitting import sit_down

from reader.library import open_library

WRAPPED = """\
河岸的燈塔

港務局昨天宣布，河口的舊燈塔將在明年春天重新點亮，工程由七家廠商分二十
三個階段進行，附近的居民等了將近十年，終於等到這一天，有人當場落淚，並說
從小就在塔下長大，最怕的是停電。
"""


@pytest.fixture
def lighthouse(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "lighthouse.txt").write_text(WRAPPED, encoding="utf-8")
    library = open_library(folder)
    assert library.sync() == []
    library.close()
    return folder


async def test_it_is_found_on_the_page(lighthouse: Path) -> None:
    async with sit_down(lighthouse) as sitting:
        await sitting.press("/")
        await sitting.type("二十三個階段")
        await sitting.press("enter")
        assert sitting.message == "第 1/1 處：「二十三個階段」"
        assert [h.of(sitting.session.text) for h in sitting.session.hits] == ["二十\n三個階段"]


async def test_it_stands_on_one_row_of_what_was_found(lighthouse: Path) -> None:
    async with sit_down(lighthouse, (100, 24)) as sitting:
        await sitting.press("ctrl+f")
        await sitting.type("二十三個階段")
        await sitting.press("enter")
        await sitting.until(
            lambda: "二十三個階段進行" in sitting.picture.replace("\n", "").replace(" ", "")
        )
