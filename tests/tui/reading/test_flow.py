"""Reading and tagging: one key a sentence, and the cursor moves on by itself."""

from collections import Counter
from pathlib import Path

import pytest
from sitting import sit_down

from reader.model import NOT_CLAIMS, Role, Span, Tag

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
THIRD = "為什麼？"
LAST = "iPhone用戶約佔六成。"


async def test_seventy_five_keys_label_the_whole_seed(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        session = sitting.session
        claims = [n for n in range(session.walk.count) if session.outline.is_claim(n)]
        keys = ["fod"[n % 3] for n in range(75)]
        await sitting.press(*keys)
        assert len(claims) == 75
        spans = [session.outline.sentence(n) for n in claims]
        stored = sitting.stored()
        assert [annotation.span for annotation in stored] == spans
        assert [annotation.exact for annotation in stored] == [s.of(session.text) for s in spans]
        tags = {"f": Tag.FACT, "o": Tag.OPINION, "d": Tag.NONE}
        assert [annotation.tag for annotation in stored] == [tags[key] for key in keys]
        assert not any(annotation.unsure for annotation in stored)
        assert sitting.message == "全篇標完：事實 25、觀點 25、無主張 25"
        assert "已標 75/75" in sitting.rows[0]


async def test_a_mark_moves_on_and_says_what_it_marked(park: Path) -> None:
    async with sit_down(park) as sitting:
        assert sitting.here == FIRST
        await sitting.press("f")
        assert sitting.here == SECOND
        assert sitting.message == "實「市府說，河濱公園去年有三…」"
        assert "已標 1/7" in sitting.rows[0]
        await sitting.press("o", "d")
        assert [annotation.tag for annotation in sitting.stored()] == [
            Tag.FACT,
            Tag.OPINION,
            Tag.NONE,
        ]


async def test_capitals_mark_as_unsure(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("F", "O")
        assert [(a.tag, a.unsure) for a in sitting.stored()] == [
            (Tag.FACT, True),
            (Tag.OPINION, True),
        ]
        assert sitting.message.startswith("觀?「我認為")
        gutter = [row for row in sitting.rows if "實?" in row]
        assert any("市府說" in row for row in gutter)


async def test_backspace_goes_back_over_what_was_marked(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "o", "d")
        visited = []
        for _ in range(3):
            await sitting.press("backspace")
            visited.append(sitting.here)
        assert visited == [THIRD, SECOND, FIRST]
        await sitting.press("backspace")
        assert sitting.here == FIRST
        assert sitting.message == "前面沒有標過的句子"
        assert len(sitting.stored()) == 3


async def test_the_same_tag_again_keeps_it_and_says_so(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "f")
        (annotation,) = sitting.stored()
        assert annotation.tag is Tag.FACT
        assert sitting.message == "已是實，不變：「市府說，河濱公園去年有三…」"
        assert sitting.here == SECOND


async def test_another_tag_replaces_and_keeps_the_rest(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "w")
        await sitting.type("市府")
        await sitting.press("enter", "a")
        await sitting.type("哪一年？")
        await sitting.press("enter")
        await sitting.paste("https://example.org/report")
        await sitting.press("o")
        (annotation,) = sitting.stored()
        assert annotation.tag is Tag.OPINION
        assert annotation.source == "市府"
        assert annotation.note == "哪一年？"
        assert [evidence.url for evidence in annotation.evidence] == ["https://example.org/report"]


async def test_only_x_removes(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace")
        await sitting.press("x")
        assert sitting.stored() == []
        assert sitting.here == FIRST
        assert "已移除" in sitting.message
        await sitting.press("x")
        assert sitting.message == "這裡沒有你的標記"
        await sitting.press("u")
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT]


async def test_tab_goes_round_the_unmarked_sentences(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "j", "d")
        assert sitting.here == "因為量法不對。"
        await sitting.press("g", "tab")
        assert sitting.here == SECOND
        await sitting.press("shift+tab")
        assert sitting.here == LAST
        await sitting.press("tab")
        assert sitting.here == SECOND


async def test_the_end_says_what_is_left_and_then_the_counts(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "G", "o")
        assert sitting.here == LAST
        assert sitting.message == "到底了：事實 1、觀點 1、無主張 0，還有 5 句沒標完（tab）"
        await sitting.press("tab", "d", "d", "d", "d", "d")
        assert "已標 7/7" in sitting.rows[0]
        assert sitting.message == "全篇標完：事實 1、觀點 1、無主張 5"
        await sitting.press("tab")
        assert sitting.message == "每一句都標了：事實 1、觀點 1、無主張 5"


async def test_moving_on_can_be_switched_off(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("A", "f")
        assert sitting.here == FIRST
        await sitting.press("o", "A", "f")
        assert sitting.here == SECOND
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT]
    async with sit_down(park, advance=False) as sitting:
        await sitting.press("g", "o")
        assert sitting.here == FIRST


async def test_the_first_mark_of_one_own_asks_for_a_name(park: Path) -> None:
    async with sit_down(park, annotator="") as sitting:
        await sitting.press("f")
        assert sitting.asking
        assert "你的名字或代號" in sitting.picture
        assert sitting.stored() == []
        await sitting.type("林")
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.here == SECOND
        (annotation,) = sitting.stored()
        assert (annotation.exact, annotation.tag) == (FIRST, Tag.FACT)
        assert sitting.library.me().name == "林"
        await sitting.press("o")
        assert len(sitting.stored()) == 2


async def test_no_name_no_mark(park: Path) -> None:
    async with sit_down(park, annotator="") as sitting:
        await sitting.press("f", "escape")
        assert not sitting.asking
        assert sitting.here == FIRST
        await sitting.press("f", "enter")
        assert sitting.library.me() is None
        assert sitting.here == FIRST


async def test_a_name_that_was_given_is_not_asked_for(park: Path) -> None:
    async with sit_down(park, annotator="陳") as sitting:
        await sitting.press("f")
        assert not sitting.asking
        assert sitting.library.me().name == "陳"


async def test_the_sample_steps_aside_and_comes_back(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        sample = len(sitting.session.marks.shown)
        assert sample > 75
        assert "示例 75/75" in sitting.rows[0]
        await sitting.press("f")
        assert sitting.message == "實「【編者按】近年來，華為…」　示例標記已收起（L 可再打開）"
        assert [a.tag for a in sitting.session.marks.shown] == [Tag.FACT]
        assert "已標 1/75" in sitting.rows[0]
        await sitting.press("L", "1", "escape")
        assert len(sitting.session.marks.shown) == sample + 1
        assert "已標 1/75" in sitting.rows[0]
        await sitting.press("o")
        assert len(sitting.session.marks.shown) == sample + 2


@pytest.mark.parametrize("scroll", ["wheel", "space", "pagedown", "b", "scrollbar"])
async def test_nothing_out_of_sight_is_ever_tagged(seed: Path, scroll: str) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        page, session = sitting.screen.page, sitting.session
        if scroll == "wheel":
            await sitting.wheel(7)
        elif scroll == "scrollbar":
            await sitting.click(page.size.width - 1, 12)
        elif scroll == "b":
            await sitting.press("G", "b")
        else:
            await sitting.press(scroll, scroll)
        sight = page.view.in_sight()
        here = session.here
        assert page.view.whole_in_sight(here)
        before = [
            n
            for n in session.outline.sentences_in(Span(sight.start, here.start))
            if session.walk.is_stop(n) and session.outline.sentence_starts[n] >= sight.start
        ]
        if scroll != "b":
            assert before == []
        await sitting.press("f")
        (annotation,) = sitting.stored()
        assert annotation.span == here


async def test_headings_and_attributions_are_never_stopped_at(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        outline = sitting.session.outline
        roles: Counter[Role] = Counter()
        for key in ("j", "k", "}", "{"):
            for _ in range(80 if key == "j" else 12):
                await sitting.press(key)
                roles[outline.role(outline.paragraph_at(sitting.session.sentence_span.start))] += 1
        assert not NOT_CLAIMS & roles.keys()
        assert roles[Role.BODY]


async def test_a_name_given_for_this_sitting_signs_in_it(park: Path) -> None:
    async with sit_down(park, annotator="林") as sitting:
        await sitting.press("f")
    async with sit_down(park, annotator="陳") as sitting:
        await sitting.press("g", "o")
        assert sitting.library.me().name == "陳"
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.OPINION]
        assert "已標 1/7" in sitting.rows[0]
    async with sit_down(park, annotator="林") as sitting:
        assert "已標 1/7" in sitting.rows[0]
        await sitting.press("g", "f")
        assert sitting.message.startswith("已是實")
        await sitting.press("u")
        assert sitting.library.me().name == "林"
        assert sitting.stored() == []
        assert [a.tag for a in sitting.session.marks.shown] == [Tag.OPINION]


async def test_a_name_that_cannot_be_taken_is_asked_for_again(park: Path) -> None:
    async with sit_down(park, annotator="") as sitting:
        await sitting.press("f")
        await sitting.type("長" * 65)
        await sitting.press("enter")
        assert sitting.library.me() is None
        assert "沒有存進去" in sitting.message
        await sitting.press("g", "f")
        assert sitting.asking
        await sitting.type("林")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).tag is Tag.FACT
