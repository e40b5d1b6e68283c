"""Every size of the window: what stands where, and nothing is lost when it changes."""

import itertools
from pathlib import Path

import pytest
from sitting import Sitting, sit_down

from reader.text.typesetting.cell_width import cell_len
from reader.tui.kit.geometry import MARGIN_LEAST, share

SIZES = [
    (160, 50), (120, 40), (110, 30), (109, 30), (100, 29), (99, 40), (80, 24), (60, 20), (40, 10)
]  # fmt: skip


def sentence_in_sight(sitting: Sitting) -> bool:
    """Whether the beginning of the current sentence is on the page."""
    row = sitting.screen.page.view.row_of(sitting.session.here.start)
    return 0 <= row < sitting.screen.page.size.height


@pytest.mark.parametrize("measure", [20, 76, 200])
def test_every_column_has_room_for_something_or_is_not_there(measure: int) -> None:
    """A page may still be narrow when its window is wide enough for a margin already."""
    for width in range(1, 300):
        shared = share(width, measure, margin=True)
        assert shared.text >= 2
        assert shared.margin == 0 or shared.margin >= MARGIN_LEAST
        assert shared.rest >= 0 or width < 10


@pytest.mark.parametrize("size", SIZES)
async def test_no_row_is_wider_or_narrower_than_the_screen(
    seed: Path, size: tuple[int, int]
) -> None:
    async with sit_down(seed, size=size) as sitting:
        for keys in ("", "]]", "v.", "a", "?", "L"):
            await sitting.press(*keys)
            assert len(sitting.rows) == size[1]
            assert {cell_len(row) for row in sitting.rows} == {size[0]}
            await sitting.press("escape")


async def test_what_there_is_room_for(seed: Path) -> None:
    async with sit_down(seed, size=(160, 50)) as sitting:
        for (width, height), contents, margin, strip in (
            ((160, 50), True, True, False),
            ((110, 30), True, True, False),
            ((109, 30), True, False, True),
            ((100, 30), True, False, True),
            ((99, 30), False, False, True),
            ((80, 24), False, False, True),
            ((40, 10), False, False, False),
        ):
            await sitting.resize(width, height)
            assert sitting.screen.contents.display is contents, width
            assert bool(sitting.screen.page.view.geometry.margin) is margin, width
            assert sitting.screen.strip_bars[0].display is strip, width
            assert ("目錄" in sitting.picture) is contents


async def test_text_is_at_most_thirty_eight_characters_wide(seed: Path) -> None:
    async with sit_down(seed, size=(160, 50)) as sitting:
        for width, height in SIZES:
            await sitting.resize(width, height)
            assert sitting.screen.page.view.geometry.text <= 76


@pytest.mark.parametrize(("height", "blank_lines"), [(30, True), (29, False)])
async def test_paragraphs_stand_close_in_a_low_window(
    seed: Path, height: int, blank_lines: bool
) -> None:
    async with sit_down(seed, size=(80, height)) as sitting:
        await sitting.press("]")
        lines = sitting.screen.page.view.lines
        numbers = [line.paragraph for line in lines if line.row is not None]
        assert len(set(numbers)) > 2
        blank = [line for line in lines if line.row is None and line.paragraph >= 0]
        assert bool(blank) is blank_lines


async def test_notes_stand_in_two_lines_below_where_there_is_no_margin(park: Path) -> None:
    async with sit_down(park, size=(80, 24)) as sitting:
        await sitting.press("a")
        await sitting.type("很長的眉批，" * 20)
        await sitting.press("enter", "w")
        await sitting.type("市府")
        await sitting.press("enter")
        assert "很長的眉批" in sitting.rows[-3]
        assert sitting.rows[-3].rstrip().endswith("…")
        assert "→ 市府" in sitting.rows[-2]
        await sitting.press("j")
        assert not sitting.rows[-3].strip()
        await sitting.press("k", "m")
        assert "很長的眉批" not in sitting.picture
        await sitting.press("m")
        assert "很長的眉批" in sitting.picture


async def test_contents_and_margin_on_and_off(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        await sitting.press("t")
        assert "目錄" not in sitting.picture
        await sitting.press("t", "m")
        assert "目錄" in sitting.picture
        assert "「首家」要看" not in sitting.picture
        await sitting.press("m")
        assert "「首家」要看" in sitting.picture
    async with sit_down(seed, size=(80, 24)) as sitting:
        await sitting.press("t")
        assert "目錄" in sitting.picture
        assert {cell_len(row) for row in sitting.rows} == {80}
        await sitting.press("t")
        assert "目錄" not in sitting.picture


async def test_contents_say_the_sections_and_their_counts(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        left = "".join(row[:20].split("━")[0].strip(" ▎▌") for row in sitting.rows)
        for name in ("編者按", "正文", "不必要直接下場造車", "不一樣的「造車」"):
            assert name in left
        counts = sitting.session.progress.sections
        for tally in counts.values():
            assert f"實{tally.facts} 觀{tally.opinions}" in sitting.picture
        await sitting.press("]")
        marked = [row for row in sitting.rows if row.startswith("▎")]
        assert ["正文" in row for row in marked] == [True]


async def test_too_small_says_so_and_comes_back(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        await sitting.press("]", "j")
        here = sitting.here
        await sitting.resize(39, 9)
        assert "太小了（39×9）" in sitting.picture
        await sitting.resize(20, 5)
        assert "太小了" in sitting.picture
        await sitting.resize(80, 24)
        assert "太小了" not in sitting.picture
        assert "f 事實" in sitting.rows[-1]
        assert sitting.here == here
        assert sentence_in_sight(sitting)


async def test_any_size_after_any_other_keeps_the_sentence_in_sight(seed: Path) -> None:
    async with sit_down(seed, size=(120, 40)) as sitting:
        await sitting.press(*["j"] * 33)
        here = sitting.here
        for width, height in [*SIZES, (39, 9), *reversed(SIZES)]:
            await sitting.resize(width, height)
            assert sitting.here == here
            assert sentence_in_sight(sitting), (width, height)


@pytest.mark.parametrize("keys", [["a"], ["?"], ["enter"], ["v", "."], ["w"], ["/"], ["e"]])
async def test_the_size_may_change_while_something_is_open(seed: Path, keys: list[str]) -> None:
    async with sit_down(seed, size=(120, 40)) as sitting:
        await sitting.press(*["j"] * 20)
        await sitting.press(*keys)
        selected, asking = sitting.selected, sitting.asking
        for width, height in ((80, 24), (40, 10), (39, 9), (160, 50), (60, 20)):
            await sitting.resize(width, height)
            assert (sitting.selected, sitting.asking) == (selected, asking)
            assert {cell_len(row) for row in sitting.rows} == {width}
            assert sentence_in_sight(sitting), (width, height)
        await sitting.press("escape")
        assert sentence_in_sight(sitting)


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (60, 20), (40, 10)])
async def test_the_whole_article_can_be_read_and_tagged_at_any_size(
    seed: Path, size: tuple[int, int]
) -> None:
    async with sit_down(seed, size=size) as sitting:
        view, text = sitting.screen.page.view, sitting.session.text
        shown: set[int] = set()
        for _ in itertools.count():
            sight = view.in_sight()
            shown |= set(range(sight.start, sight.end))
            before = view.top
            await sitting.press("space")
            if view.top == before:
                break
        assert all(n in shown for n, character in enumerate(text) if not character.isspace())
        await sitting.press("g", *["d"] * 75)
        assert len(sitting.stored()) == 75
