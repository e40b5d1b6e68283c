"""The words of other regions, in the terms of a query."""

from __future__ import annotations

from itertools import product

import pytest

from reader.model.search import Query
from reader.text.folding import fold
from reader.text.query import parse
from reader.text.query.regional_words import MOST, expanded, others, prepare, ready
from reader.text.scripts import view


def forms(typed: str) -> list[set[str]]:
    """What each term of a query may be called, the term itself included."""
    return [set(term.forms) for term in expanded(parse(typed)).terms]


def folds(*words: str) -> set[str]:
    return {fold(word) for word in words}


@pytest.mark.parametrize(
    "same",
    [
        ("計程車", "出租車", "的士"),
        ("計程車", "出租车", "的士"),
        ("軟體", "软件"),
        ("軟體", "軟件"),
        ("網路", "网络"),
        ("互聯網", "網際網路"),
        ("計程車司機", "出租车司机", "的士司機"),
    ],
)
def test_each_region_finds_the_others(same: tuple[str, ...]) -> None:
    for one, other in product(same, same):
        assert fold(other) in forms(one)[0]


def test_a_term_that_is_excluded_is_so_in_every_region() -> None:
    (term,) = expanded(parse("-計程車")).terms
    assert term.negated
    assert set(term.also) == folds("出租車", "的士")


@pytest.mark.parametrize(
    "typed", ["京東", "布局", "車", "宏", "GDP", "2025", '"計程車"', "「計程車」"]
)
def test_what_is_called_the_same_everywhere_or_is_a_phrase_stays(typed: str) -> None:
    query = parse(typed)
    assert expanded(query) == query


def test_filters_and_what_was_typed_stay() -> None:
    query = parse("計程車 tag:fact 軟體")
    wide = expanded(query)
    assert (wide.text, wide.filters) == (query.text, query.filters)
    assert [set(term.also) for term in wide.terms] == [folds("出租車", "的士"), folds("软件")]
    assert expanded(wide) == wide
    assert expanded(Query()) == Query()


def test_no_form_is_the_term_itself_or_stands_twice() -> None:
    for typed in ("計程車", "程序", "網路軟體", "喬治亞"):
        (term,) = expanded(parse(typed)).terms
        assert term.also
        assert len({term.folded, *term.also}) == 1 + len(term.also)


@pytest.mark.parametrize(
    "typed", ["預設", "滑鼠", "印表機", "雷射", "品質", "优化", "硬盘", "寬頻", "搜尋"]
)
def test_what_a_script_view_says_is_found(typed: str) -> None:
    mainland = view(typed, "t2s").text
    said = {view(mainland, config).text for config in ("s2twp", "s2hkp")}
    said |= {view(typed, config).text for config in ("tw2sp", "hk2sp")}
    assert folds(*said) <= forms(typed)[0]


def test_a_long_term_has_no_endless_forms() -> None:
    assert 1 < len(others(fold("計程車軟體" * 100))) < MOST


def test_it_can_be_made_ready_beforehand() -> None:
    prepare().join()
    assert ready()


def test_the_words_of_one_region_come_first() -> None:
    forms = others(fold("計程車資訊網路軟體硬碟滑鼠"))
    assert fold("出租车信息网络软件硬盘鼠标") in forms
    assert len(forms) < MOST
