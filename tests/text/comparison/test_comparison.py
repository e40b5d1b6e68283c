"""What two statements have to do with each other, on made pairs in both scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.model.offers import Kinship
from reader.text.comparison import Statement, compare, numerals
from reader.text.comparison.quantities import quantities
from reader.text.folding import fold

HERE = Path(__file__).parent


def pairs(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("name", "least", "most"), [
    ("tried_pairs.tsv", 1.0, 0.08),
    ("unseen_pairs.tsv", 0.9, 0.2),
])  # fmt: skip
def test_true_pairs_are_found_and_few_others(name: str, least: float, most: float) -> None:
    found = [
        (kind, compare(Statement(one, "2025-10-16"), Statement(other, "2025-10-15")))
        for kind, one, other in pairs(name)
    ]
    true = [it for kind, it in found if kind != "none"]
    others = [it for kind, it in found if kind == "none"]
    assert sum(it is not None for it in true) >= least * len(true)
    assert sum(it is not None for it in others) <= most * len(others)
    for kind, it in found:
        if kind != "none" and it is not None:
            assert (it.kind is Kinship.REPEATS) == (kind == "repeats")


@pytest.mark.parametrize(("written", "value"), [
    ("一千七百", 1700), ("1,700", 1700), ("1.7千", 1700), ("3億2,000萬", 320_000_000),
    ("三點五", 3.5), ("兩萬五", 25_000), ("1.5萬億", 1.5e12), ("二〇二五", 2025),
])  # fmt: skip
def test_a_number_is_read_however_it_is_written(written: str, value: float) -> None:
    assert numerals.value(fold(written)) == value


@pytest.mark.parametrize(("text", "found"), [
    ("全台有一千七百家門市", [(1700, "家")]),
    ("三成五的人、百分之二十", [(35, "%"), (20, "%")]),
    ("第三季，iPhone 17 以5比3", []),
    ("2025年10月14日", []),
])  # fmt: skip
def test_what_is_counted_is_told_from_what_is_named(
    text: str, found: list[tuple[float, str]]
) -> None:
    assert [(it.value, it.unit) for it in quantities(fold(text))] == [
        (value, fold(unit)) for value, unit in found
    ]


def test_what_differs_is_told_as_it_is_written() -> None:
    found = compare(
        Statement("公司在台灣有一千七百家門市。"), Statement("目前公司在全台的門市共1,500家。")
    )
    assert found is not None
    assert found.kind is Kinship.CONTRADICTS
    assert found.differs == (("一千七百家", "1,500家"),)


def test_yesterday_counts_from_the_day_of_its_article() -> None:
    text = "台南市{}新增12例本土病例。"
    one, other = text.format("今天"), text.format("昨天").replace("12", "30")
    same = compare(Statement(one, "2025-10-15"), Statement(other, "2025-10-16"))
    apart = compare(Statement(one, "2025-10-15"), Statement(other, "2025-10-15"))
    assert same is not None
    assert same.kind is Kinship.CONTRADICTS
    assert apart is None
