"""What opens over the page or beside it leaves the page as it was."""

from pathlib import Path

import pytest
from sitting import sit_down

from reader.tui.kit.geometry import CONTENTS_WIDTH, SMALLEST

SIZES = [(160, 50), (100, 30), (80, 24), (40, 10)]
OPENING = ["?", "L", "e", "S", "enter", "w", "a", "/", "r", "W"]


@pytest.mark.parametrize("size", SIZES)
async def test_every_panel_and_prompt_leaves_the_page_where_it_was(
    seed: Path, size: tuple[int, int]
) -> None:
    async with sit_down(seed, size=size) as sitting:
        opened = set()
        for walk in ("", "jjjjj", "space", "G"):
            await sitting.press(*(["space"] if walk == "space" else walk))
            for key in OPENING:
                view = sitting.screen.page.view
                before = (view.top, sitting.session.here, view.row_of(sitting.session.here.start))
                await sitting.press(key)
                if sitting.screen.panel is None and not sitting.asking:
                    continue  # not here
                opened.add(key)
                shown = sitting.screen.page.size.height
                row = view.row_of(sitting.session.here.start)
                assert 0 <= row < shown, (key, walk)
                await sitting.press("escape")
                assert sitting.screen.panel is None
                assert not sitting.asking
                after = (view.top, sitting.session.here, view.row_of(sitting.session.here.start))
                assert after == before, (key, walk)
        assert len(opened) >= 6


async def test_the_contents_never_crush_the_page(seed: Path) -> None:
    async with sit_down(seed, size=(120, 40)) as sitting:
        await sitting.press("t", "t")  # wanted from now on, whatever the size
        assert sitting.screen.contents.display
        for width, height in ((60, 20), (40, 10), (67, 20), (120, 40)):
            await sitting.resize(width, height)
            page = sitting.screen.page
            assert page.size.width >= min(width, SMALLEST[0])
            assert sitting.screen.contents.display == (width >= SMALLEST[0] + CONTENTS_WIDTH)


@pytest.mark.parametrize("size", [(40, 10), (60, 20)])
async def test_where_they_have_no_room_the_sections_are_a_list(
    seed: Path, size: tuple[int, int]
) -> None:
    async with sit_down(seed, size=size) as sitting:
        top = sitting.screen.page.view.top
        await sitting.press("t")
        assert sitting.screen.page.size.width == size[0]
        assert "編者按" in sitting.picture
        await sitting.press("t")
        assert sitting.screen.panel is None
        assert sitting.screen.page.view.top == top
        await sitting.press("t", "3")
        assert sitting.screen.panel is None
        section = sitting.session.outline.section_at(sitting.session.here.start)
        assert section == 2
