"""What a search finds in one article, on an article of one's own and against a plain definition."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.matching import matches, passages, spans
from reader.model import Annotation, Annotator, Document, Head, Outline, Span, Status, Tag
from reader.model.search import Passage, Query, Term
from reader.text.folding import fold
from reader.text.query import parse
from reader.text.query.regional_words import expanded
from reader.text.structure import parse as parse_article
from reader.text.structure.outline import outline_of

TEXT = """\
【編者按】企業造車。

京東說會造車。京東造車，東造西造！他坐出租車來。

## 佈局與戰略

「重點在價格」，招商 證券說。重點不在布局。
"""
HEAD = Head("a", "r", "京東造車", source="商業趨勢", date="2025-10-14")
PEOPLE = (
    Annotator("lin", "Lin 林"),
    Annotator("wang", "王先生", shown=False),
    Annotator("sample", "示例", kind="sample"),
)


def document(*annotations: Annotation, text: str = TEXT, head: Head = HEAD) -> Document:
    article = parse_article(text)
    return Document(head, article.text, outline_of(article), PEOPLE, annotations)


def note(number: str, quote: str, text: str = "", **fields: object) -> Annotation:
    """An annotation by Lin on the first passage that says `quote`, or an orphan."""
    start = parse_article(TEXT).text.find(quote)
    span = Span(start, start + len(quote)) if start >= 0 else None
    plain = Annotation(number, "a", "lin", span, exact=quote, note=text)
    return replace(plain, **fields)


PLAIN = document()
MARKED = document(
    note("1", "企業造車。", tag=Tag.FACT, source="統計局", labels=("數字", "車")),
    note("2", "京東說會造車。", "線人陳先生，見軟體", tag=Tag.FACT, private=True),
    note("3", "造車，東造", tag=Tag.OPINION, status=Status.TO_CHECK),
    note("4", "重點不在布局。", "京東的布局", tag=Tag.NONE, annotator="wang"),
    note("5", "不在文中的話", "孤兒與京東", tag=Tag.OPINION),
    note("6", "重點在價格", "價格 待查", annotator="sample"),
)


def found(typed: str, where: Document = PLAIN) -> list[tuple[str, str]]:
    """Each passage with its hits in brackets, after its place."""
    return [(it.place, bracketed(it)) for it in passages(expanded(parse(typed)), where)]


def bracketed(passage: Passage) -> str:
    signs = [(hit.start, 1, "[") for hit in passage.hits]
    signs += [(hit.end, 0, "]") for hit in passage.hits]
    text = passage.text
    for at, _, sign in sorted(signs, reverse=True):
        text = text[:at] + sign + text[at:]
    return text


def ids(typed: str, where: Document = MARKED) -> list[str]:
    """The annotations that are found as passages, in order."""
    return [it.annotations[0].id for it in passages(parse(typed), where)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("价格", [("text", "「重點在[價格]」，招商 證券說。")]),
        ("佈局", [("text", "[佈局]與戰略"), ("text", "重點不在[布局]。")]),
        ("东造", [("title", "京[東造]車"), ("text", "京[東造]車，[東造]西造！")]),
        ("『重點", [("text", "「[重點]在價格」，招商 證券說。"), ("text", "[重點]不在布局。")]),
        ("稱“重點", []),
        ('"招商 证券"', [("text", "「重點在價格」，[招商 證券]說。")]),
        ("招商证券", []),
        ("编者 企业", [("text", "【[編者]按】[企業]造車。")]),
        ("價格 -汽車", [("text", "「重點在[價格]」，招商 證券說。")]),
        ("價格 -造車", []),
    ],
)
def test_sentences_that_hold_a_hit(typed: str, expected: list[tuple[str, str]]) -> None:
    assert found(typed) == expected
    assert matches(parse(typed), PLAIN) == bool(expected)


def test_hits_of_two_terms_may_overlap_and_both_are_kept() -> None:
    (title, first, second) = passages(parse("京東 東造"), PLAIN)
    assert title.hits == (Span(0, 2), Span(1, 3))
    assert first.text == "京東說會造車。"
    assert second.hits == (Span(0, 2), Span(1, 3), Span(5, 7))
    assert second.also == (False, False, False)


def test_a_hit_across_sentences_takes_all_that_it_touches() -> None:
    assert found('"造車。京東"') == [("text", "京東說會[造車。京東]造車，東造西造！")]
    assert found('"局。" "略  「重"', PLAIN) == [
        ("text", "佈局與戰[略\n\n「重]點在價格」，招商 證券說。"),
        ("text", "重點不在布[局。]"),
    ]


def test_a_hit_outside_of_any_sentence_shows_its_paragraph_or_line() -> None:
    text = "第一行\n第二行，甲乙\n第三行"
    empty = Document(HEAD, text, Outline())
    assert found("甲乙", empty) == [("text", "第二行，[甲乙]")]
    assert passages(parse("甲乙"), empty)[0].section is None
    bare = Outline()
    bare.paragraph_starts.append(0)
    bare.paragraph_ends.append(len(text))
    bare.sections.append(0)
    only_paragraph = Document(HEAD, text, replace(bare, roles=b"\0"))
    assert found("甲乙", only_paragraph) == [("text", text.replace("甲乙", "[甲乙]"))]


def test_another_regions_word_is_marked() -> None:
    (passage,) = passages(expanded(parse("計程車")), PLAIN)
    assert bracketed(passage) == "他坐[出租車]來。"
    assert passage.also == (True,)
    assert passages(parse("計程車"), PLAIN) == []
    assert found('"計程車"') == []
    assert found("價格 -計程車") == []
    twice = Query(
        terms=(
            Term("計程車", fold("計程車"), also=(fold("出租車"),)),
            Term("出租車", fold("出租車")),
        )
    )
    assert passages(twice, PLAIN)[0].also == (False,)


def test_passages_know_their_sections_and_the_shown_annotations_that_touch_them() -> None:
    title, *sentences = passages(parse("車"), MARKED)
    assert (title.place, title.span, title.section) == ("title", None, None)
    assert [(it.section, [mark.id for mark in it.annotations]) for it in sentences] == [
        (0, ["1"]),
        (1, ["2"]),
        (1, ["3"]),
        (1, []),
    ]
    assert [it.span.of(MARKED.text) for it in sentences if it.span] == [it.text for it in sentences]
    (layout,) = passages(parse("不在布局"), MARKED)
    assert layout.annotations == ()


def test_notes_are_searched_too_but_not_of_those_who_are_hidden() -> None:
    assert found("陳先生", MARKED) == [("note", "線人[陳先生]，見軟體")]
    assert found("软件", MARKED) == [("note", "線人陳先生，見[軟體]")]
    assert [it.annotations[0].id for it in passages(parse("京東 孤兒"), MARKED)] == ["5"]
    assert found("价格 in:text", MARKED) == [("text", "「重點在[價格]」，招商 證券說。")]
    assert [place for place, _ in found("價格", MARKED)] == ["text", "note"]
    assert found("價格 -待查", MARKED) == [("text", "「重點在[價格]」，招商 證券說。")]
    assert found("价格 -in:text", MARKED) == [("note", "[價格] 待查")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tag:fact", ["1", "2"]),
        ("tag:opinion", ["3", "5"]),
        ("tag:none", []),
        ("-tag:fact", ["3", "6", "5"]),
        ("by:王", ["4"]),
        ("by:LIN tag:opinion", ["3", "5"]),
        ("-by:林", ["6"]),
        ("status:要查", ["3"]),
        ("source:统计", ["1"]),
        ("-source:統計 tag:fact", ["2"]),
        ("label:数字", ["1"]),
        ("label:數", []),
        ("tag:fact 造車", ["1", "2"]),
        ("tag:fact 造車 線人", ["2"]),
        ("tag:fact 造車 -線人", ["1"]),
        ("tag:fact 造車 in:text", ["1", "2"]),
        ("tag:fact 造車 in:note", []),
        ("tag:fact 線人 -in:note", []),
        ("in:note", ["2", "6", "5"]),
        ("in:note by:王", ["4"]),
        ("tag:opinion 不在文中", ["5"]),
        ("tag:fact in:title", []),
        ("tag:fact from:商业", ["1", "2"]),
        ("tag:fact before:2025", []),
    ],
)
def test_filters_about_annotations_find_annotations(typed: str, expected: list[str]) -> None:
    assert ids(typed) == expected
    assert matches(parse(typed), MARKED) == bool(expected)


def test_an_annotation_shows_its_words_or_else_its_note() -> None:
    assert found("tag:opinion 造", MARKED) == [("text", "[造]車，東[造]")]
    assert found("tag:fact 線人", MARKED) == [("note", "[線人]陳先生，見軟體")]
    assert found("tag:fact 造車 線人", MARKED) == [("text", "京東說會[造車]。")]
    assert found("in:note 京東", MARKED) == [("note", "孤兒與[京東]")]
    orphan = passages(parse("tag:opinion 話"), MARKED)[0]
    assert (orphan.place, orphan.span, orphan.section) == ("text", None, None)
    assert bracketed(orphan) == "不在文中的[話]"


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("", False),
        ("after:2025", True),
        ("after:2025-10-14", True),
        ("after:2025-10-15", False),
        ("before:2025-10-14", False),
        ("before:2025-11", True),
        ("from:商业", True),
        ("-from:商業", False),
        ("-汽車", True),
        ("-造車", False),
        ("-價格 in:title", True),
        ("in:title in:text", False),
    ],
)
def test_an_article_may_be_found_without_a_passage(typed: str, there: bool) -> None:
    assert matches(parse(typed), MARKED) is there
    assert passages(parse(typed), MARKED) == []
    assert spans(parse(typed), MARKED) == []


def test_an_article_without_a_date_is_neither_after_nor_before() -> None:
    undated = document(head=replace(HEAD, date=""))
    assert not matches(parse("after:1000"), undated)
    assert not matches(parse("before:9999"), undated)
    assert matches(parse("-before:9999 造車"), undated)


def test_in_restricts_where_words_may_stand() -> None:
    assert found("造車 in:title") == [("title", "京東[造車]")]
    assert [place for place, _ in found("京東 in:text")] == ["text", "text"]
    assert found("價格 in:title") == []


def test_spans_are_what_n_walks_over() -> None:
    def walked(typed: str) -> list[str]:
        return [span.of(MARKED.text) for span in spans(parse(typed), MARKED)]

    assert walked("佈局") == ["佈局", "布局"]
    assert walked("京東 東造") == ["京東", "京東", "東造", "東造"]
    assert walked("tag:fact") == ["企業造車。", "京東說會造車。"]
    assert walked("線人") == ["京東說會造車。"]
    assert walked("價格") == ["重點在價格", "價格"]
    assert walked("孤兒") == []
    assert walked("造車 沒有的") == []


# A plain definition: every place is tried, every sentence is looked at.


def occurrences(text: str, form: str) -> list[tuple[int, int]]:
    """Where a form stands, from the left, none inside the one before."""
    places, done = [], 0
    for at in range(len(text)):
        if at >= done and fold(text)[at : at + len(form)] == form:
            done = at + len(form)
            places.append((at, done))
    return places


def hits_in(text: str, query: Query) -> dict[tuple[int, int], bool]:
    """Each hit in a text, and whether no term is there as it was typed."""
    typed = {
        it for term in query.terms for it in occurrences(text, term.folded) if not term.negated
    }
    also = {
        it
        for term in query.terms
        for form in term.also
        for it in occurrences(text, form)
        if not term.negated
    }
    return {hit: hit not in typed for hit in sorted(typed | also)}


def holds(query: Query, texts: list[str]) -> bool:
    for term in query.terms:
        there = any(occurrences(text, form) for text in texts for form in term.forms)
        if there == term.negated:
            return False
    return True


def plainly_found(
    query: Query, where: Document
) -> list[tuple[str, str, list[tuple[int, int, bool]]]]:
    """(place, shown text, hits) of every passage, for a query without filters."""
    expected = []
    title, text, outline = where.head.title, where.text, where.outline
    if holds(query, [title, text]):
        hits = hits_in(title, query)
        if hits:
            expected.append(("title", title, [(*hit, also) for hit, also in hits.items()]))
        hits = hits_in(text, query)
        sentences = [outline.sentence(number) for number in range(len(outline.sentence_starts))]
        # A hit and the sentences it touches are one piece; pieces that overlap are one passage.
        pieces = [
            (
                min([start, *(it.start for it in sentences if it.overlaps(Span(start, end)))]),
                max([end, *(it.end for it in sentences if it.overlaps(Span(start, end)))]),
            )
            for start, end in hits
        ]
        inside = {at for start, end in pieces for at in range(start, end)}
        joined = {at for start, end in pieces for at in range(start + 1, end)}
        starts = [at for at in sorted(inside) if at not in joined]
        for start in starts:
            end = start + 1
            while end in joined:
                end += 1
            within = [
                (hit[0] - start, hit[1] - start, also)
                for hit, also in hits.items()
                if start <= hit[0] < end
            ]
            expected.append(("text", text[start:end], within))
    if any(not term.negated for term in query.terms):
        for annotation in where.annotations:
            if annotation.annotator == "lin" and holds(query, [annotation.note]):
                hits = hits_in(annotation.note, query)
                shown = [(*hit, also) for hit, also in hits.items()]
                expected.append(("note", annotation.note, shown))
    return expected


WORDS = st.text("造车車東「" + "”A１。 \n", min_size=1, max_size=4).filter(str.strip)
SHORT = st.text("造车車東「」“Aａ1１，。！ \n", max_size=60)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    drawn = draw(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=2), st.booleans()), max_size=3))
    return Query(
        terms=tuple(
            Term(
                text,
                fold(text),
                tuple(fold(it) for it in also if fold(it) != fold(text)),
                negated=no,
            )
            for text, also, no in drawn
        )
    )


@given(SHORT, SHORT, SHORT, queries())
def test_it_finds_what_the_plain_definition_finds(
    title: str, text: str, remark: str, query: Query
) -> None:
    article = parse_article(text)
    where = Document(
        replace(HEAD, title=title),
        article.text,
        outline_of(article),
        PEOPLE,
        (
            Annotation("1", "a", "lin", None, note=remark),
            Annotation("2", "a", "wang", None, note=remark),
        ),
    )
    got = [
        (
            it.place,
            it.text,
            [(hit.start, hit.end, also) for hit, also in zip(it.hits, it.also, strict=True)],
        )
        for it in passages(query, where)
    ]
    expected = plainly_found(query, where) if query else []
    assert got == expected
    in_text = [it.span for it in passages(query, where) if it.place == "text" and it.span]
    assert [span.of(where.text) for span in in_text] == [it[1] for it in got if it[0] == "text"]
    assert {span.of(fold(where.text)) for span in spans(query, where)} <= {
        form for term in query.terms for form in term.forms
    }
