"""Sentences that look alike: the same words stay with themselves, other claims get no mark."""

import re
from collections.abc import Iterator
from itertools import permutations

import pytest

from reader.model import AnchorStatus, Span
from reader.text.anchoring import Carrier
from reader.text.anchoring.normalized_text import Squeezed
from reader.text.anchoring.rebuilt_sentences import is_another, sentences
from tests.text.anchoring.about_likes import REBUILT

ROWS = [
    f"{name}記的便當附{dish}，每份{price}元，月底前加購湯品折{part}成。"
    for name, dish, price, part in (
        ("福", "滷蛋", "一百一十", "一"),
        ("祥", "滷蛋", "一百二十", "二"),
        ("瑞", "滷蛋", "一百三十", "三"),
        ("安", "滷蛋", "一百四十", "四"),
        ("和", "滷蛋", "一百五十", "五"),
    )
]
HEAD, TAIL = "午餐的價目重排了。", "以上由讀者投票，名次每週更新。"


def ranking(rows: Iterator[str] | list[str] | tuple[str, ...], between: str) -> str:
    return between.join([HEAD, *rows, TAIL])


@pytest.mark.parametrize("between", ["\n\n", "\n", ""], ids=["paragraphs", "lines", "one line"])
def test_every_row_of_a_ranking_keeps_its_own_mark_in_all_orders(between: str) -> None:
    old = ranking(ROWS, between)
    for order in permutations(ROWS):
        new = ranking(order, between)
        carrier = Carrier(old, new)
        for row in ROWS:
            for words in (row, row[:-1], row[row.index("每份") : row.index("月底") - 1]):
                start = old.index(words)
                anchor = carrier.anchor(Span(start, start + len(words)))
                assert anchor.span is not None
                assert anchor.span.of(new) == words
                assert anchor.score == 1.0
                assert anchor.status is not AnchorStatus.CHANGED


def test_words_that_stay_in_order_are_not_called_moved() -> None:
    old, new = ranking(ROWS, "\n"), ranking(["新開的店還沒有評分。", *ROWS], "\n")
    for row in ROWS:
        start = old.index(row)
        anchor = Carrier(old, new).anchor(Span(start, start + len(row)))
        assert (anchor.span, anchor.status) == (
            Span(new.index(row), new.index(row) + len(row)),
            AnchorStatus.SHIFTED,
        )


def test_a_short_word_that_stands_elsewhere_by_chance_is_not_followed() -> None:
    old = ranking([*ROWS, "店主林秀蘭說，豬肉漲了兩成。"], "\n")
    new = ranking([*ROWS[:2], "記者問過五家店，店名和林秀蘭無關的兩家沒有回覆。", *ROWS[2:]], "\n")
    start = old.index("林秀蘭")
    assert Carrier(old, new).anchor(Span(start, start + 3)).span is None


def variants(template: str) -> list[list[str]]:
    """The slots of a sentence, each with its alternatives; what stands between has one."""
    return [part.split("|") for part in re.split(r"[{}]", template) if part]


def filled(template: str, choice: int) -> str:
    return "".join(each[min(choice, len(each) - 1)] for each in variants(template))


def editions() -> Iterator[tuple[str, str, str, str]]:
    """An article, the same with one sentence for another of the same build, and both sentences."""
    lines = [filled(each, 0) for each in REBUILT]
    for number, template in enumerate(REBUILT):
        for choice in (1, 2):
            other = [*lines[:number], filled(template, choice), *lines[number + 1 :]]
            for between in ("\n\n", ""):
                yield between.join(lines), between.join(other), lines[number], other[number]


def test_another_sentence_of_the_same_build_gets_no_mark() -> None:
    for old, new, gone, instead in editions():
        carrier, start = Carrier(old, new), old.index(gone)
        assert carrier.anchor(Span(start, start + len(gone))).span is None, instead
        for clause in re.finditer(r"[^，。]{6,}", gone):
            if clause[0] not in new:
                span = Span(start + clause.start(), start + clause.end())
                assert carrier.anchor(span).span is None, (clause[0], instead)


def test_a_corrected_sentence_keeps_its_mark() -> None:
    """One word in the place of another, whichever: that is the same sentence."""
    lines = [filled(each, 0) for each in REBUILT]
    old = "\n\n".join(lines)
    for number, template in enumerate(REBUILT):
        slots = variants(template)
        for at, slot in enumerate(slots):
            if len(slot) == 1:
                continue
            now = "".join(each[1 if place == at else 0] for place, each in enumerate(slots))
            new = "\n\n".join([*lines[:number], now, *lines[number + 1 :]])
            start = old.index(lines[number])
            anchor = Carrier(old, new).anchor(Span(start, start + len(lines[number])))
            assert anchor.span is not None, now
            assert anchor.span.of(new) == now


@pytest.mark.parametrize(
    ("text", "passage", "whole"),
    [
        ("甲說。乙說，票價加至21.2元。丙說。", "票價", ["乙說，票價加至21.2元。"]),
        ("他說：「不知道。」記者再問。", "再問", ["記者再問。"]),
        ("標題\n第一句，第二句", "第二", ["第一句，第二句"]),
        ("甲說。乙說。丙說。", "說。乙", ["甲說。", "乙說。"]),
        ("標題\n甲說。乙說。丙說。", "題\n甲說。乙說。", ["標題", "甲說。", "乙說。"]),
    ],
)
def test_the_sentences_around_a_passage(text: str, passage: str, whole: list[str]) -> None:
    squeezed = Squeezed(text)
    start = text.index(passage)
    found = sentences(squeezed, squeezed.index(start), squeezed.index(start + len(passage)))
    assert [text[squeezed.offset(low) : squeezed.end(high)] for low, high in found] == whole


def test_nothing_kept_is_not_another_sentence() -> None:
    assert not is_another([], "甲說不好。", "乙要票價。")


def test_a_whole_line_that_stands_once_in_both_is_followed_however_short() -> None:
    rows = [
        f"{name}姓店家在第{row}街賣出{row * 37 % 50 + 11}杯。"
        for row, name in enumerate("林陳黃張李王")
    ]
    old = "\n".join(["排行", *rows, "完"])
    for order in permutations(rows):
        carrier = Carrier(old, new := "\n".join(["完", *order, "排行"]))
        for line in ("排行", "完", rows[0]):
            anchor = carrier.anchor(Span(old.index(line), old.index(line) + len(line)))
            assert anchor.span == Span(new.index(line), new.index(line) + len(line))
