"""The text of an unmarked article changes on disk while it is read: no key is lost silently."""

import asyncio
from pathlib import Path

import pytest
from sitting import sit_down
from textual import events

from reader.library import open_library

SENTENCES = "市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了。"
OTHERS = "全都改寫了，和從前一點也不一樣。換了。"


@pytest.mark.parametrize("moment", range(6))
async def test_a_key_that_comes_while_the_new_text_does_marks_or_says_why(
    park: Path, moment: int
) -> None:
    async with sit_down(park) as sitting:
        file = park / "articles" / "park.md"
        file.write_text(file.read_text("utf-8").replace(SENTENCES, OTHERS), "utf-8")
        other = open_library(park)
        assert other.sync() == []
        other.close()
        old = sitting.screen
        old.look_again()
        for _ in range(moment):
            await sitting.pilot.pause(0)
            await asyncio.sleep(0.001)
        sitting.app.post_message(events.Key("f", "f"))
        await sitting.settle()
        await sitting.until(lambda: OTHERS[:16] in sitting.session.text)
        assert sitting.stored() or sitting.message.startswith(("沒有存進去：", "這一句剛才不在"))
        assert all(annotation.exact in OTHERS for annotation in sitting.stored())


async def test_a_key_about_what_is_out_of_sight_says_so(park: Path) -> None:
    async with sit_down(park, size=(40, 10)) as sitting:
        await sitting.press("v")
        await sitting.wheel(9)
        sight = sitting.screen.page.view.in_sight()
        assert sight
        assert not sight.overlaps(sitting.session.selection.span)
        await sitting.press("f")
        assert sitting.stored() == []
        assert "請再按一次" in sitting.message
        await sitting.press("f")
        assert [annotation.exact for annotation in sitting.stored()] == ["市府說"]
