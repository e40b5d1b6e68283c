"""Statements of any kind are compared without an error, and the same from either side."""

from __future__ import annotations

from about import about, given
from hypothesis import strategies as st

from reader.text.comparison import Statement, compare, contrasts, likeness, numerals
from reader.text.comparison.quantities import agree, quantities, same_measure
from reader.text.folding import fold

WORDS = st.lists(
    st.sampled_from(
        [
            *("全台", "門市", "一千七百家", "1,500家", "約", "逾", "三成五", "2025年"),
            *("10月14日", "昨天", "台北", "進口", "出口", "第三", "不會", "增加", ",", "。"),
        ]
    ),
    max_size=12,
).map("".join)


@given(WORDS | st.text(max_size=40), WORDS | st.text(max_size=40))
@about(compare, likeness.alike)
def test_a_statement_repeats_itself_and_likeness_has_no_direction(one: str, other: str) -> None:
    a, b = Statement(one, "2025-10-15"), Statement(other, "2025-10-16")
    assert abs(likeness.alike(a, b) - likeness.alike(b, a)) < 1e-9
    found = compare(a, b)
    assert found is None or 0 <= found.likeness <= 1
    same = compare(a, a)
    assert same is None or same.kind == "repeats"


@given(WORDS | st.text(max_size=40))
@about(
    quantities,
    same_measure,
    agree,
    contrasts.sides,
    contrasts.apart,
    contrasts.times,
    contrasts.times_apart,
    contrasts.dates,
)
def test_nothing_is_apart_from_itself(text: str) -> None:
    folded = fold(text)
    for each in quantities(folded):
        assert 0 <= each.start < each.end <= len(text)
        assert same_measure(each, each)
        assert agree(each, each)
    sides, times = contrasts.sides(folded), contrasts.times(folded, "2025-10-15")
    assert not contrasts.apart(sides, sides)
    assert not contrasts.times_apart(folded, folded, times, times)
    assert all(each in text for each in contrasts.dates(text))


@given(st.integers(1, 10**9))
@about(numerals.value, numerals.step, numerals.is_plain, numerals.pattern)
def test_a_number_is_the_same_with_and_without_commas(number: int) -> None:
    assert numerals.value(f"{number:,}") == numerals.value(str(number)) == number
    assert number % numerals.step(number) == 0
    assert numerals.is_plain(str(number))
    assert numerals.pattern()


@given(WORDS | st.text(max_size=40))
@about(
    Statement.quantities, Statement.times, Statement.sides, Statement.weights, Statement.pairs,
    Statement.letters, Statement.written,
)  # fmt: skip
def test_what_a_statement_holds_is_of_its_words(text: str) -> None:
    said = Statement(text, "2025-10-15")
    assert len(said.weights) == len(said.folded) == len(said.text)
    assert all(0 <= weight <= 1 for weight in said.weights)
    assert all(pair in said.folded and 0 < weight <= 1 for pair, weight in said.pairs.items())
    assert {*"".join(said.pairs)} <= said.letters.keys() <= {*said.folded}
    assert said.quantities == quantities(said.folded)
    assert all(said.written(each) in said.text for each in said.quantities)
    assert said.sides == contrasts.sides(said.folded)
    assert said.times == contrasts.times(said.folded, "2025-10-15")
