"""Moving about by keys: sentences, paragraphs, sections, annotations, pages, hits."""

from pathlib import Path

import pytest
from sitting import sit_down

SENTENCES = [
    "市府說，河濱公園去年有三百萬人次到訪。",
    "我認為這個數字太高了。",
    "為什麼？",
    "因為量法不對。",
    "週末多半是家庭，平日多半是跑者。",
    "園方計畫明年增設兩座廁所，但是鄰里反對，因為太吵。",
    "iPhone用戶約佔六成。",
]


@pytest.mark.parametrize(("on", "back"), [("j", "k"), ("down", "up")])
async def test_sentence_by_sentence(park: Path, on: str, back: str) -> None:
    async with sit_down(park) as sitting:
        seen = [sitting.here]
        for _ in range(6):
            await sitting.press(on)
            seen.append(sitting.here)
        assert seen == SENTENCES
        await sitting.press(on)
        assert sitting.here == SENTENCES[-1]
        for sentence in SENTENCES[-2::-1]:
            await sitting.press(back)
            assert sitting.here == sentence
        await sitting.press(back)
        assert sitting.here == SENTENCES[0]


async def test_paragraphs(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("J")
        assert sitting.here == SENTENCES[4]
        await sitting.press("J", "j")
        assert sitting.here == SENTENCES[6]
        await sitting.press("K")
        assert sitting.here == SENTENCES[5]
        await sitting.press("K", "K", "K")
        assert sitting.here == SENTENCES[0]


async def test_sections_lead_with_their_heading(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        outline, text = sitting.session.outline, sitting.session.text
        await sitting.press("]", "]")
        assert outline.heading(outline.section_at(sitting.session.here.start), text) == (
            "不必要直接下場造車"
        )
        assert any("不必要直接下場造車" in row for row in sitting.rows[1:4])
        await sitting.press("]")
        last = sitting.here
        await sitting.press("]")
        assert sitting.here == last
        await sitting.press("j", "[")
        assert sitting.here == last
        await sitting.press("[", "[", "[", "[")
        assert sitting.session.sentence == sitting.session.walk.first()


async def test_annotations_one_after_another(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "f", "J", "o", "g")
        await sitting.press("}")
        assert sitting.here == SENTENCES[1]
        assert sitting.session.focused is not None
        await sitting.press("}")
        assert sitting.here == SENTENCES[4]
        await sitting.press("}")
        assert sitting.message == "沒有別的標記了"
        await sitting.press("{")
        assert sitting.here == SENTENCES[1]


async def test_overlapping_annotations_are_visited_in_turn(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "v", "o", "escape", "G")
        seen = []
        for _ in range(3):
            await sitting.press("{")
            seen.append(sitting.here)
        assert seen == ["市府說", SENTENCES[0], SENTENCES[0]]
        await sitting.press("}")
        assert sitting.here == "市府說"


async def test_pages_never_skip_a_row(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        view = sitting.screen.page.view
        reached = view.in_sight().end
        while reached < sitting.session.outline.paragraph_ends[-1]:
            await sitting.press("space")
            sight = view.in_sight()
            assert sight.start <= reached < sight.end
            reached = sight.end
        while view.in_sight().start > 0:
            top = view.in_sight().start
            await sitting.press("b")
            assert view.in_sight().end >= top
            assert view.whole_in_sight(sitting.session.here)


@pytest.mark.parametrize(
    ("down", "up"), [("space", "b"), ("pagedown", "pageup"), ("G", "g"), ("end", "home")]
)
async def test_to_the_end_and_back(seed: Path, down: str, up: str) -> None:
    async with sit_down(seed, size=(100, 30)) as sitting:
        session, view = sitting.session, sitting.screen.page.view
        await sitting.press(*[down] * 15)
        assert session.sentence == session.walk.last()
        assert view.whole_in_sight(session.here)
        await sitting.press(*[up] * 15)
        assert session.sentence == session.walk.first()
        assert "打響互聯網造車的第一槍" in "".join(sitting.rows[1:5])


async def test_the_last_rows_can_be_read_though_no_claim_is_there(park: Path) -> None:
    async with sit_down(park, size=(60, 10)) as sitting:
        assert "作者為本刊記者" not in sitting.picture
        await sitting.press("G", "j", "j", "j")
        assert "作者為本刊記者" in sitting.picture


async def test_searching_goes_round(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        await sitting.type("多半")
        await sitting.press("enter")
        assert sitting.here == SENTENCES[4]
        assert sitting.message == "第 1/2 處：「多半」"
        await sitting.press("n")
        assert sitting.message == "第 2/2 處：「多半」"
        await sitting.press("n")
        assert sitting.message == "第 1/2 處：「多半」"
        await sitting.press("N")
        assert sitting.message == "第 2/2 處：「多半」"
        await sitting.press("escape")
        assert sitting.session.hits == []


async def test_searching_knows_no_width_or_case(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        await sitting.type("ＩＰＨＯＮＥ")
        await sitting.press("enter")
        assert sitting.here == SENTENCES[-1]
        await sitting.press("escape", "g", "/")
        await sitting.type("沒有的詞")
        await sitting.press("enter")
        assert sitting.message == "找不到「沒有的詞」"
        assert sitting.here == SENTENCES[0]


async def test_escape_from_the_search_prompt_changes_nothing(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        await sitting.type("公園")
        await sitting.press("escape")
        assert not sitting.asking
        assert sitting.session.hits == []
        assert sitting.here == SENTENCES[0]
