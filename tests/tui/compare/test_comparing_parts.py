"""Passages side by side, tested without a screen: columns, sides, rolls, hunks, context."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.changes import Changes, arrange
from reader.config import Config
from reader.model import Head, Span, Tag
from reader.model.revision import Revision
from reader.text.anchoring.diff import DiffKind, paragraphs
from reader.tui.changes.hunks import LONG, Fold, Hunk, blocks
from reader.tui.compare.columns import share
from reader.tui.compare.passage_list import PassageList
from reader.tui.compare.sides import BLANK, SideLine, SideMark, SideTone, set_sides, side
from reader.tui.kit.list_rows import Place
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, palette
from reader.tui.review.passage_context import surroundings
from reader.words import load

TEXT = "碼頭昨天停了三班船。風很大。漁市照常開門。\n燈塔的燈一直亮著。"


@given(st.integers(40, 240), st.integers(20, 120))
def test_the_columns_fit_the_screen(width: int, measure: int) -> None:
    columns = share(width, measure)
    assert columns.text_at + columns.whole < width
    assert columns.text <= measure
    assert columns.side_by_side is (width >= 100)
    assert columns.text >= 2


def test_the_parts_of_a_side_are_all_of_it() -> None:
    ship = Span(TEXT.index("昨天"), TEXT.index("。"))
    three = Span(TEXT.index("三"), TEXT.index("三") + 1)
    made = side(
        TEXT, Span(0, 14), about=Span(0, 10), tags=[(ship, Tag.FACT)],
        marks=[(three, SideMark.STRUCK)], cut=(True, True),
    )  # fmt: skip
    assert made.text == "…碼頭昨天停了三班船。風很大。…"
    assert "".join(span.of(made.text) for span, _ in made.parts) == made.text
    tones = {span.of(made.text): tone for span, tone in made.parts}
    assert tones["三"] == SideTone(False, Tag.FACT, SideMark.STRUCK)
    assert tones["碼頭"] == SideTone()
    assert tones["風很大。"] == SideTone(aside=True)


def test_what_a_terminal_could_obey_is_replaced_one_for_one() -> None:
    made = side("風\x1b[2J大", Span(0, 6))
    assert made.text == "風\ufffd[2J大"


def test_beside_and_above_each_other() -> None:
    one, other = side(TEXT, Span(0, 21)), side(TEXT, Span(0, 10))
    side_by_side = set_sides(one, other, 20, 1, side_by_side=True)
    assert len(side_by_side) == 3
    assert side_by_side[0].left is not None
    assert side_by_side[0].right is not None
    assert (side_by_side[0].left.sign, side_by_side[0].right.sign) == ("-", "+")
    assert side_by_side[1].right is None
    above = set_sides(one, other, 20, 1, side_by_side=False)
    assert [line.left.sign for line in above if line.left] == ["-", " ", " ", "+"]


class BlankList(PassageList):
    """Blocks of given heights."""

    def __init__(self, context: ScreenContext, sizes: list[int]) -> None:
        self.sizes = sizes
        super().__init__(context)

    def blocks(self) -> int:
        return len(self.sizes)

    def lay_out(self, block: int) -> list[SideLine]:
        return [BLANK] * self.sizes[block]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=12), st.integers(1, 9))
def test_a_roll_is_its_blocks_one_after_another(sizes: list[int], height: int) -> None:
    nothing: Any = None
    context = ScreenContext(nothing, Config(), load("zh_hant"), Styles(palette(INK)), nothing)
    roll = BlankList(context, sizes)
    every = roll.places(Place(0, 0), 1000)
    assert [number for number, _ in every] == [
        n for n, size in enumerate(sizes) for _ in range(size)
    ]
    start = Place(0, 0)
    for rows in range(len(every)):
        place = roll.move(start, rows)
        assert roll.distance(start, place, 1000) == rows
        assert roll.move(place, -rows) == start
    last = roll.last_top(height)
    assert len(roll.places(last, height)) == min(height, len(every))


def compare(old: str, new: str) -> Changes:
    head = Head("a", "", "", (), "", "", "", "", (), "", len(new))
    one, other = Revision("1", len(old), ""), Revision("2", len(new), "", True, 2)
    return Changes(head, one, other, old, new, arrange(paragraphs(old, new), [], []))


def test_paragraphs_that_stayed_are_folded_with_those_of_another_script() -> None:
    old = "頭一段在這裡沒有改過。\n\n漁市照常開門，價錢沒有漲。\n\n第三段也沒有改過。"
    new = old.replace("漁市照常開門，價錢沒有漲。", "渔市照常开门，价钱没有涨。")
    changes = compare(old, new)
    assert blocks(changes, script=False) == [Fold(3, 1)]
    first, shown, last = blocks(changes, script=True)
    assert (first, last) == (Fold(1), Fold(1))
    assert isinstance(shown, Hunk)
    assert shown.new.of(new) == "渔市照常开门，价钱没有涨。"


@pytest.mark.parametrize("edit", [("第200句", "第二百句"), ("第7句", "第七句"), ("。第399句", "")])
def test_a_long_paragraph_becomes_short_blocks_that_hold_every_change(
    edit: tuple[str, str],
) -> None:
    old = "。".join(f"第{n}句說的是河邊的樹" for n in range(400)) + "。"
    new = old.replace(*edit).replace("第50句", "第五十句")
    changes = compare(old, new)
    hunks = [block for block in blocks(changes, script=False) if isinstance(block, Hunk)]
    assert len(hunks) == 2
    assert all(max(len(hunk.old), len(hunk.new)) <= LONG for hunk in hunks)
    wanted = [it for it in changes.passages[0].stretches if it.kind is not DiffKind.SAME]
    assert [it for hunk in hunks for it in hunk.stretches if it.kind is not DiffKind.SAME] == wanted


def test_a_new_paragraph_of_any_length_is_cut_into_pieces() -> None:
    new = TEXT + "\n\n" + "這是很長的一段話" * 1000
    hunks = [block for block in blocks(compare(TEXT, new), script=False) if isinstance(block, Hunk)]
    assert "".join(hunk.new.of(new) for hunk in hunks) == "這是很長的一段話" * 1000
    assert all(len(hunk.new) <= LONG for hunk in hunks)


def test_the_context_is_what_is_left_of_its_sentences_or_the_next_ones() -> None:
    wind = Span(TEXT.index("風"), TEXT.index("漁"))
    window = surroundings(TEXT, wind, 90)
    assert window.span.of(TEXT) == "碼頭昨天停了三班船。風很大。漁市照常開門。"
    assert window.cut == (False, False)
    three = Span(TEXT.index("三班"), TEXT.index("船"))
    assert surroundings(TEXT, three, 90).span.of(TEXT) == "碼頭昨天停了三班船。"
    assert surroundings(TEXT, three, 90).cut == (False, True)


@given(st.integers(0, len(TEXT)), st.integers(0, 12), st.integers(0, 40))
def test_the_context_holds_its_passage_and_stays_near(start: int, length: int, far: int) -> None:
    span = Span(start, min(len(TEXT), start + length))
    window = surroundings(TEXT, span, far).span
    assert window.start <= span.start
    assert window.end >= span.end
    assert len(window) <= len(span) + 2 * far


def test_moved_up_and_down_are_told_in_every_language() -> None:
    for language in ("en", "zh_hant", "zh_hans"):
        words = load(language)
        told = {
            words(f"changes.{what}.{way}") for what in ("went", "came") for way in ("up", "down")
        }
        assert len(told) == 4
