"""Clauses and words, the steps by which a selection grows."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.text.sentences.clauses import (
    clause_at,
    clauses,
    next_stop,
    previous_stop,
    trimmed,
    word_stops,
)


def parted(marked: str) -> tuple[str, list[str]]:
    """A text and its parts, written with a bar between them."""
    return marked.replace("|", ""), marked.split("|")


def clauses_of(text: str) -> list[str]:
    return [clause.of(text) for clause in clauses(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "marked",
    [
        "園方計畫增設兩座廁所，|但是鄰里反對，|因為太吵。",
        "他買了蘋果、香蕉、橘子，|然後回家。",
        "會議在10:30左右開始，|20：00結束。",
        "總額1,700億元，|去年是5,215億元",
        "詳見https://a.b/c?d=1,2;e#f，|或寫信給a.b@c.org。",
        "升3.5%;|跌2%,|其他不變",
        "他說:|hello,world是第一行",
        "「走吧」，|他說：|「天黑了。」|她笑了！",
        "等等……|我不知道——|也許吧",
        "……我不知道",
        "2020—2024年，|增長10——12個百分點",
        "他問（真的嗎？）|沒有人回答",
        "真的嗎?!|真的",
        "沒有停頓",
    ],
)
def test_clauses_end_at_pauses_and_nowhere_else(marked: str) -> None:
    text, parts = parted(marked)
    assert clauses_of(text) == parts


def test_a_passage_without_words_is_one_clause() -> None:
    assert clauses_of("……！") == ["……！"]
    assert clauses("甲，乙", Span(1, 1)) == []


def test_the_clause_at_a_place_leaves_its_pause_out() -> None:
    text = "前句。甲方反對，乙方在10:30同意。"
    within = Span(3, len(text))
    found = [clause_at(text, within, offset).of(text) for offset in (3, 7, 8, 14)]
    assert found == ["甲方反對", "甲方反對", "乙方在10:30同意。", "乙方在10:30同意。"]
    assert trimmed("　甲， ", Span(0, 4)) == Span(1, 2)


@pytest.mark.parametrize(
    "marked",
    [
        "我們|在|10:30|開會",
        "總額|1,700|億元|，|升|3.5%",
        "見|https://a.b/c?d=1|。",
        "買|iPhone|和|COVID-19|疫苗",
    ],
)
def test_words_end_at_function_words_and_scripts(marked: str) -> None:
    text, parts = parted(marked)
    stops = word_stops(text, Span(0, len(text)))
    assert [text[start:end] for start, end in pairwise(stops)] == parts


def test_stops_on_either_side_of_a_place() -> None:
    stops = [0, 2, 5]
    assert [next_stop(stops, offset) for offset in (0, 1, 2, 5)] == [2, 2, 5, 5]
    assert [previous_stop(stops, offset) for offset in (0, 1, 2, 5)] == [0, 0, 0, 2]


PASSAGES = st.lists(
    st.sampled_from(list("甲乙的在1a, ，、。：:；;？?!！「」（）()…—.\n　"))
    | st.sampled_from(["10:30", "1,700億元", "https://a.b/c?d=1,2", "COVID-19", "20：00"]),
    max_size=30,
).map("".join)


@given(PASSAGES, st.integers(0, 30), st.integers(0, 30))
def test_clauses_and_words_cover_any_passage_in_order(text: str, start: int, length: int) -> None:
    within = Span(min(start, len(text)), min(start + length, len(text)))
    spans = clauses(text, within)
    stops = word_stops(text, within)

    assert "".join(span.of(text) for span in spans) == within.of(text)
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert all(spans)
    assert (stops[0], stops[-1]) == (within.start, within.end)
    assert all(a < b for a, b in pairwise(stops))


@given(PASSAGES)
def test_numbers_times_and_addresses_stay_whole(text: str) -> None:
    cuts = {span.end for span in clauses(text, Span(0, len(text)))}
    stops = set(word_stops(text, Span(0, len(text))))
    for match in re.finditer(
        r"(?<![0-9a])https://a\.b/c\?d=1,2|(?<!\d)10:30(?![0-9h])|1,700", text
    ):
        inside = set(range(match.start() + 1, match.end()))
        assert not inside & cuts
        assert not inside & stops


def test_runs_of_marks_without_words_are_one_clause_or_end_one() -> None:
    for run in ("」" * 50_000, "!?" * 25_000, "「（" * 9000 + "）」" * 9000):
        assert clauses(run, Span(0, len(run))) == [Span(0, len(run))]
        text = f"甲，{run}乙。"
        assert clauses(text, Span(0, len(text)))[-1].end == len(text)
    text = "甲」」，乙"
    assert clauses(text, Span(2, 5)) == [Span(2, 5)]
    assert clauses(text, Span(0, 5)) == [Span(0, 4), Span(4, 5)]
