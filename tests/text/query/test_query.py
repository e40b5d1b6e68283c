"""The search language: whatever is typed means something, or says what would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.model import Status, Tag
from reader.model.code_book import VERDICTS
from reader.model.search import Filter, Query, Term
from reader.text.cleaning import clean
from reader.text.folding import fold
from reader.text.query import FILTERS, LONGEST, MOST, about_annotations, parse, places
from reader.words import LANGUAGES, load


def terms(text: str) -> list[str]:
    """The terms of a query: `"a b"` for a phrase, `-a` for what is excluded."""
    return [
        ("-" if term.negated else "") + (f'"{term.text}"' if term.quoted else term.text)
        for term in parse(text).terms
    ]


def filters(text: str) -> list[tuple[str, str]]:
    """The filters of a query, with `-` before the names of those that exclude."""
    return [("-" * it.negated + it.name, it.value) for it in parse(text).filters]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("京東 造車", ["京東", "造車"]),
        ("　京東　造車\n", ["京東", "造車"]),
        ('"京東 造車" 價格', ['"京東 造車"', "價格"]),
        ("「京東 造車」『價格』", ['"京東 造車"', '"價格"']),
        ("“京东 造车” ‘价格’", ['"京东 造车"', '"价格"']),
        ("＂京東＂造車", ['"京東"', "造車"]),
        ("「他說『好』」", ['"他說『好』"']),
        ("-造車 －價格", ["-造車", "-價格"]),
        ('-"京東 造車" -「價格」', ['-"京東 造車"', '-"價格"']),
        ("a-b covid-19", ["a-b", "covid-19"]),
        ("說：好 14:30 3：2 A股：漲", ["說：好", "14:30", "3：2", "A股：漲"]),
        ("http://a.b/?c=d https://e.f", ["http://a.b/?c=d", "https://e.f"]),
        ('"tag:fact" 「foo:」', ['"tag:fact"', '"foo:"']),
        ("稱「造車」者", ["稱「造車」者"]),
        ('" 京東"', ['" 京東"']),
        ("—— ……", ["——", "……"]),
        ("--json", ["--json"]),
    ],
)
def test_words_phrases_and_exclusions(typed: str, parts: list[str]) -> None:
    assert terms(typed) == parts
    assert filters(typed) == []


@pytest.mark.parametrize("typed", ["", " ", "　", "-", '"', '""', "「」", "「", '-"', "- ", '" "'])
def test_what_is_only_begun_looks_for_nothing(typed: str) -> None:
    assert not parse(typed)
    assert parse(f"京東 {typed}").terms == parse("京東").terms


@pytest.mark.parametrize("typed", ['"京東 造', '"京東 造 ', "「京東 造", "-“京東 造"])
def test_an_open_quote_holds_up_to_the_end(typed: str) -> None:
    assert [term.text for term in parse(typed).terms] == ["京東 造"]
    assert parse(typed).terms[0].quoted


def test_a_query_keeps_what_was_typed_and_its_fold() -> None:
    assert parse("佈局 -tag:Ｆ") == Query(
        "佈局 -tag:Ｆ",
        (Term("佈局", fold("布局")),),
        (Filter("tag", "fact", negated=True),),
    )


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("tag:opinion", "tag", "opinion"),
        ("TAG：Opinion", "tag", "opinion"),
        ("標:觀點", "tag", "opinion"),
        ("标记：观", "tag", "opinion"),
        ("tag:–", "tag", "none"),
        ("查核:要查", "status", "to_check"),
        ('status:"to check"', "status", "to_check"),
        ("核查：待查", "status", "to_check"),
        ("status:decided", "status", "decided"),
        ("status:supported", "verdict", "correct"),
        ("status:refuted", "verdict", "incorrect"),
        ("查核:查無實據", "verdict", "not_enough_evidence"),
        ("status:有爭議", "verdict", "disputed"),
        ('verdict:"partly incorrect"', "verdict", "partly_incorrect"),
        ("判定：错误", "verdict", "incorrect"),
        ("verdict:待補件", "verdict", fold("待補件")),
        ('source:"招商 證券"', "source", fold("招商 證券")),
        ("誰說：「招商 證券」", "source", fold("招商 證券")),
        ("谁说:招商", "source", fold("招商")),
        ("label:數字", "label", fold("数字")),
        ("标签:数字", "label", fold("數字")),
        ("標記者:Lin", "by", "lin"),
        ("在:眉批", "in", "note"),
        ("in:內文", "in", "text"),
        ("in:标题", "in", "title"),
        ("媒體:商業", "from", fold("商業")),
        ("after:2025-10-01", "after", "2025-10-01"),
        ("自：２０２５－１０", "after", "2025-10"),
        ("前:2025", "before", "2025"),
        ("before:2024-02-29", "before", "2024-02-29"),
        ("-source:京東", "-source", fold("京東")),
    ],
)
def test_filters_in_any_script_and_width(typed: str, name: str, value: str) -> None:
    assert filters(typed) == [(name, value)]
    assert filters(f"甲 {typed} 乙") == [(name, value)]
    assert terms(f"甲 {typed} 乙") == ["甲", "乙"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_screen_calls_a_value_is_understood(language: str) -> None:
    words = load(language)
    for status in Status:
        assert filters(f'status:"{words(f"status.{status}")}"') == [("status", status)]
    for verdict in VERDICTS:
        assert filters(f'verdict:"{words(f"verdict.{verdict}")}"') == [("verdict", verdict)]
    for tag in Tag:
        assert filters(f'tag:"{words(f"tag.{tag}.glyph")}"') == [("tag", tag)]
    if language != "en":
        assert filters(f"{words('field.status')}：{words('status.asked')}") == [("status", "asked")]
        assert filters(f"{words('field.tag')}：{words('tag.none')}") == [("tag", "none")]
        assert filters(f"{words('field.labels')}：甲") == [("label", "甲")]
        assert filters(f"{words('field.source')}：甲") == [("source", "甲")]
        assert filters(f"{words('field.annotator')}：甲") == [("by", "甲")]
        assert filters(f"在：{words('field.note')}") == [("in", "note")]


@pytest.mark.parametrize(
    "typed", ["foo:1", "甲 -tags:fact", "Tagg：", "ｆｏｏ：1", "no_such:「1」"]
)
def test_an_unknown_filter_names_the_known_ones(typed: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(typed)
    assert raised.value.code == "filter_unknown"
    assert raised.value.params["known"] == ", ".join(FILTERS)


@pytest.mark.parametrize(
    ("typed", "name", "value", "known"),
    [
        ("tag:", "tag", "", "fact 事實, opinion 觀點, none 無主張"),
        ("tag: fact", "tag", "", "fact 事實, opinion 觀點, none 無主張"),
        ('標："" 京東', "標", "", "fact 事實, opinion 觀點, none 無主張"),
        ("tag:maybe", "tag", "maybe", "fact 事實, opinion 觀點, none 無主張"),
        ("in:body", "in", "body", "text 內文, title 標題, note 眉批"),
        (
            "status:",
            "status",
            "",
            "unchecked 未查, to_check 要查, asked 已詢問, decided 已查核",
        ),
        ("after:2025-02-30", "after", "2025-02-30", "YYYY, YYYY-MM, YYYY-MM-DD"),
        ("before:2025-13", "before", "2025-13", "YYYY, YYYY-MM, YYYY-MM-DD"),
        ("after:0000", "after", "0000", "YYYY, YYYY-MM, YYYY-MM-DD"),
        ("after:20251", "after", "20251", "YYYY, YYYY-MM, YYYY-MM-DD"),
        ("after:2025-1-1", "after", "2025-1-1", "YYYY, YYYY-MM, YYYY-MM-DD"),
        ("after:", "after", "", "YYYY, YYYY-MM, YYYY-MM-DD"),
    ],
)
def test_a_wrong_value_names_the_right_ones(typed: str, name: str, value: str, known: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(typed)
    assert raised.value.code == "filter_value"
    assert raised.value.params == {"name": name, "value": value, "known": known}


@pytest.mark.parametrize("typed", ["source:", 'label:""', "by:「 」", "媒體： 甲", "-from:"])
def test_a_filter_that_takes_any_words_needs_some(typed: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(typed)
    assert raised.value.code == "filter_empty"


def test_what_is_looked_for_and_where() -> None:
    assert not about_annotations(parse("京東 in:title after:2025 -in:note"))
    for typed in ("tag:fact", "-tag:fact", "in:note", "by:Lin", "label:甲", "source:甲"):
        assert about_annotations(parse(typed))
    assert places(parse("京東")) == {"text", "title", "note"}
    assert places(parse("in:note")) == {"note"}
    assert places(parse("-in:note")) == {"text", "title"}
    assert places(parse("in:text in:title")) == set()


PIECES = st.sampled_from(
    [
        '"',
        "「",
        "」",
        "“",
        "”",
        "-",
        "－",
        " ",
        "　",
        "\n",
        ":",
        "：",
        "/",
        "tag",
        "標",
        "in",
        "in:note",
    ]
)


def tried(typed: str) -> Query | InputError:
    try:
        return parse(typed)
    except InputError as error:
        return error


@given(st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join))
def test_anything_typed_is_a_query_or_a_precise_error(typed: str) -> None:
    query, cleaned = tried(typed), clean(typed).text
    if isinstance(query, InputError):
        assert query.code in ("filter_unknown", "filter_value", "filter_empty", "query_long")
        assert str(query.params["name"]) in cleaned
        return
    assert query.text == typed
    for term in query.terms:
        assert term.text in cleaned
        assert term.text.strip()
        assert term.folded == fold(term.text)
        assert term.quoted or not any(sign.isspace() for sign in term.text)
    assert all(it.name in FILTERS and it.value for it in query.filters)


@pytest.mark.parametrize("part", ["字", "-字", "tag:fact", "-label:a", "after:2025", '"a b"'])
def test_a_query_has_an_end(part: str) -> None:
    assert parse(f"{part} " * MOST)
    for long in (f"{part} " * (MOST + 1), part * (LONGEST + 1)):
        with pytest.raises(InputError) as told:
            parse(long)
        assert told.value.code == "query_long"


def test_what_articles_lose_is_not_looked_for() -> None:
    assert [term.folded for term in parse("京\u200b東").terms] == [
        term.folded for term in parse("京東").terms
    ]
    assert parse("tag\u200b:fact").filters == parse("tag:fact").filters
    assert parse("京\u200b東").text == "京\u200b東"
