"""The search fold: whatever the script, width or quote style, the same is found."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc_data_engine import TEXTS, entries, texts

from reader.analysis.matching import spans
from reader.model import Document, Head, Outline, Span
from reader.model.search import Query, Term
from reader.text.folding import CHANGING, fold, variants
from reader.text.scripts import configs, view
from tools import generate_variants
from tools.generate_variants import CHINESE

VOCABULARY = {"s2twp", "tw2sp", "s2hkp", "hk2sp"}
CHARACTERS = [name for name in configs() if name not in VOCABULARY and "jp" not in name]
"""Configurations that change characters, not words."""


def find_all(text: str, query: str) -> list[Span]:
    """Where a search for exactly these words finds them."""
    terms = (Term(query, fold(query.strip()), quoted=True),) if query.strip() else ()
    return spans(Query(query, terms), Document(Head("a", "r", ""), text, Outline()))


@pytest.mark.parametrize(
    "same",
    [
        ("布局", "佈局"),
        ("着手", "著手"),
        ("裏面", "裡面", "里面"),
        ("台灣", "臺灣", "台湾"),
        ("複雜", "覆雜", "复杂"),
        ("那麼", "那麽", "那么"),
        ("群眾", "羣衆", "群众"),
        ("憑藉", "凭借"),
        ("賬目", "帳目", "账目"),
        ("妳", "你"),
        ("「好」", "“好”", "『好』", "‘好’", '"好"', "＂好＂", "﹁好﹂", "｢好｣"),
        ("ＡＢＣ１２３％", "abc123%"),
        ("（甲）：乙！", "(甲):乙!"),
        ("⺠⽇⻓", "民日长", "民日長"),
        ("金", "金"),
        ("造車——不", "造車──不", "造車－－不"),
        ("沃恩·威廉斯", "沃恩．威廉斯", "沃恩・威廉斯"),
        ("図書", "圖書", "图书"),
        ("京東\u3000快遞", "京東 快遞"),
    ],
)
def test_variants_find_each_other(same: tuple[str, ...]) -> None:
    for text in same:
        for query in same:
            assert find_all(f"前{text}後", query) == [Span(1, 1 + len(text))], (text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [("京東", "東京"), ("一。二", "一、二"), ("銀行", "很行"), ("欠款", "缺款"), ("a", "ab")],
)
def test_what_differs_is_not_found(text: str, query: str) -> None:
    assert find_all(text, query) == []


def test_one_character_and_hits_that_touch() -> None:
    assert find_all("台臺檯", "台") == [Span(0, 1), Span(1, 2), Span(2, 3)]
    assert find_all("哈哈哈哈哈", "哈哈") == [Span(0, 2), Span(2, 4)]
    assert find_all("哈", " ") == find_all("", "哈") == []


@pytest.mark.parametrize("config", CHARACTERS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_text_and_its_views_fold_alike(config: str, data: st.DataObject) -> None:
    text = data.draw(texts(config))
    assert fold(view(text, config).text) == fold(text)


@given(st.text())
def test_folding_keeps_every_offset_and_happens_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_every_code_point_is_folded_to_one_for_good() -> None:
    everything = "".join(map(chr, range(0x110000)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


def test_width_and_case_change_nothing_elsewhere() -> None:
    listed = {code for start, end in CHANGING for code in range(start, end)}
    for code in set(range(0x110000)) - listed - set(range(0xD800, 0xE000)):
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        assert len(plain) != 1 or ord(plain) == code, hex(code)


def related() -> dict[str, set[str]]:
    """What OpenCC's dictionaries turn into each other, walked from every character anew."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for name in CHINESE.split():
        for key, values in entries(f"{name}.txt").items():
            value = values.split(" ")[0]
            if len(key) == len(value):
                for one, other in zip(key, value, strict=True):
                    near[one].add(other)
                    near[other].add(one)
    for group in generate_variants.ALSO.split():
        for other in group[1:]:
            near[group[0]].add(other)
            near[other].add(group[0])
    found = {}
    for character in near:
        reached, new = {character}, {character}
        while new:
            new = {after for one in new for after in near[one]} - reached
            reached |= new
        found[character] = reached
    return found


def test_no_window_of_a_view_is_missed_and_nothing_else_is_found() -> None:
    """Against brute force over Han characters, for queries of one to four characters."""
    same = related()

    def alike(one: str, other: str) -> bool:
        return one == other or other in same.get(one, ())

    for text in (text[:400] for text in TEXTS):
        for config in ("t2s", "s2hk", "s2tw"):
            for query in queries(view(text, config).text):
                windows = (text[at : at + len(query)] for at in range(len(text) - len(query) + 1))
                wanted = [all(map(alike, window, query)) for window in windows]
                assert spread(wanted, len(query)) == find_all(text, query)


def queries(text: str) -> Iterator[str]:
    """Passages of Han characters from all over a text."""
    for start in range(0, len(text) - 4, 13):
        for length in (1, 2, 4):
            query = text[start : start + length]
            if all("一" <= sign <= "鿿" for sign in query):
                yield query


def spread(starts: list[bool], length: int) -> list[Span]:
    """The first of overlapping hits, as spans."""
    hits: list[Span] = []
    for at, hit in enumerate(starts):
        if hit and (not hits or hits[-1].end <= at):
            hits.append(Span(at, at + length))
    return hits


def test_the_table_is_what_the_dictionaries_give() -> None:
    written = Path(variants.__file__).read_text("utf-8")
    assert written == generate_variants.source(), "make variants"
