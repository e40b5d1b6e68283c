"""The search language about claims: filters, days, OR and brackets → conditions."""

from __future__ import annotations

from datetime import date

import pytest

from reader.errors import InputError
from reader.model.claim_rows import All, Condition, Either, Is
from reader.text.query.claim_query import DEEPEST, parse_claims

TODAY = date(2026, 12, 31)
CLAIM, SHOWN = Is("is", "claim"), Is("is", "shown")


def meant(text: str) -> Condition:
    """What a text adds to the claims of annotators who are shown."""
    found = parse_claims(text, TODAY)
    assert isinstance(found, All)
    assert found.parts[:2] == (CLAIM, SHOWN)
    return found.parts[2] if len(found.parts) == 3 else All(found.parts[2:])


def test_nothing_typed_is_every_claim() -> None:
    assert parse_claims("", TODAY) == All((CLAIM, SHOWN))
    assert parse_claims(" () （ ", TODAY) == All((CLAIM, SHOWN))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("tag:fact", Is("tag", "fact")),
        ("標：觀點", Is("tag", "opinion")),
        ("查核:要查", Is("status", "to_check")),
        ("verdict:錯誤", Is("verdict-named", "incorrect")),
        ("status:refuted", Is("verdict-named", "incorrect")),
        ("source:「市 府」", Is("said-by", "市 府")),
        ("assigned:陳", Is("assigned-to", "陈")),
        ("checked-by:Lin", Is("checked-by-name", "lin")),
        ("label:數字", Is("label-named", "数字")),
        ("kind:number", Is("kind", "number")),
        ("-has:source", Is("has", "source", negated=True)),
        ("是:待複查", Is("is", "stale")),
        ("link:矛盾", Is("link", "contradicts")),
        ("優先:2", Is("priority", "2")),
        ("車站", Is("words", "車站")),
        ("“車 站”", Is("words", '"車 站"')),
        ("-記者：", Is("words", "記者：", negated=True)),
        ("ORDER", Is("words", "ORDER")),
    ],
)
def test_filters_and_words(text: str, condition: Condition) -> None:
    assert meant(text) == condition


def test_by_names_those_whose_claims_are_looked_at_hidden_or_not() -> None:
    assert parse_claims("by:王", TODAY) == All((CLAIM, Is("by", "王")))


def period(of: str, first: str, after: str) -> Condition:
    return All((Is(f"{of}-from", first), Is(f"{of}-before", after)))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("due:<2026-12-01", Is("due-before", "2026-12-01")),
        ("due:<=2026-12", Is("due-before", "2027-01-01")),
        ("due:＞＝2026", Is("due-from", "2026-01-01")),
        ("due:=2026-12-01", period("due", "2026-12-01", "2026-12-02")),
        ("due:>2026-02", Is("due-from", "2026-03-01")),
        ("期限:今天", period("due", "2026-12-31", "2027-01-01")),
        ("checked:2024-02", period("checked", "2024-02-01", "2024-03-01")),
        ("changed:2026", period("changed", "2026-01-01", "2027-01-01")),
        ("after:2026-10", Is("day-from", "2026-10-01")),
        ("-before:2026", Is("day-before", "2026-01-01", negated=True)),
    ],
)
def test_days_and_their_bounds(text: str, condition: Condition) -> None:
    assert meant(text) == condition


A, B, C = (Is("words", sign) for sign in "甲乙丙")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("甲 乙", All((A, B))),
        ("甲 OR 乙", Either((A, B))),
        ("甲 乙 或 丙", Either((All((A, B)), C))),
        ("甲 (乙 OR 丙)", All((A, Either((B, C))))),
        ("（乙　ＯＲ　丙）甲", All((Either((B, C)), A))),
        ("甲 (乙 OR 丙", All((A, Either((B, C))))),
        ("-(甲 OR 乙)", All((Is("words", "甲", negated=True), Is("words", "乙", negated=True)))),
        (
            "-(甲 -乙)",
            Either((Is("words", "甲", negated=True), B)),
        ),
        ("財報(上)", Is("words", "財報(上)")),
        ("(財報(上))", Is("words", "財報(上)")),
        ("(from:(上)報 乙)", All((Is("from", "(上)报"), B))),
        ("甲)", Is("words", "甲)")),
        ("OR 甲 OR", A),
        ("「OR」", Is("words", '"OR"')),
    ],
)
def test_parts_brackets_and_or(text: str, condition: Condition) -> None:
    assert meant(text) == condition


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("foo:甲", "filter_unknown"),
        ("in:note", "filter_unknown"),
        ("tag:maybe", "filter_value"),
        ("has:nothing", "filter_value"),
        ("priority:4", "filter_value"),
        ("priority:高", "filter_value"),
        ("due:<soon", "filter_value"),
        ("due:=<2026", "filter_value"),
        ("due:<", "filter_value"),
        ("due:9999", "filter_value"),
        ("checked:2026-02-30", "filter_value"),
        ("source:", "filter_empty"),
        ("甲 " * 101, "query_long"),
        ("甲" * 10_001, "query_long"),
        ("(" * (DEEPEST + 1) + "甲", "query_deep"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_claims(text, TODAY)
    assert raised.value.code == code
