"""AVeriTeC and ClaimReview: only verdicts that may be published, in the shapes that others read."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import fastjsonschema
import pytest
from claim_shapes import AVERITEC, CLAIM_REVIEW
from exchange_data import mark
from written import PUBLISHING, SCALE, options

from reader.errors import InputError
from reader.exchange.averitec import UNANSWERED
from reader.exchange.registry import FORMATS
from reader.exchange.sheet import Sheet
from reader.model import AnchorStatus, Annotation, Evidence, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.words import Words

SHAPES = {
    "averitec": fastjsonschema.compile(AVERITEC),
    "claimreview": fastjsonschema.compile(CLAIM_REVIEW),
}
OWN = Verdict("5a0c7f0e-0000-8000-8000-000000000001", "查無實據")


def judged(
    number: int, verdict: str = "correct", line: int | None = 1, **said: object
) -> Annotation:
    """A claim whose verdict may be published, unless something else is said of it."""
    whole = {
        "tag": Tag.FACT, "status": Status.DECIDED, "verdict": Verdict(VERDICTS[verdict]),
        "justification": "見年報。", "checked_by": "林", "checked_on": "2025-11-02",
    }  # fmt: skip
    return mark(number, line, **{**whole, **said})


def written(sheet: Sheet, name: str, words: Words, **changes: Any) -> list[dict[str, Any]]:
    with BytesIO() as stream:
        FORMATS[name].write([sheet], stream, replace(options(words), **changes))
        told = json.loads(stream.getvalue())
    SHAPES[name](told)
    return list(told)


@pytest.fixture
def mixed(sheet: Sheet) -> Sheet:
    """Two claims whose verdicts may be published, and one of each kind that may not."""
    annotations = (
        judged(1, "incorrect", source="招商證券"),
        judged(2, anchor=AnchorStatus.CHANGED),
        judged(3, anchor=AnchorStatus.MOVED),
        judged(4, line=None),
        judged(5, justification=""),
        judged(6, tag=Tag.OPINION),
        judged(7, status=Status.TO_CHECK),
        mark(8, 1, tag=Tag.FACT),
        judged(9, "not_enough_evidence", anchor=AnchorStatus.MANUAL),
    )
    return replace(sheet, annotations=annotations)


def test_only_what_may_be_published(mixed: Sheet, english: Words) -> None:
    claims = written(mixed, "averitec", english)
    assert [claim["label"] for claim in claims] == ["Refuted", "Not Enough Evidence"]
    reviews = written(mixed, "claimreview", english)
    assert [review["reviewRating"]["alternateName"] for review in reviews] == [
        "incorrect",
        "not enough evidence",
    ]


def test_a_claim_of_averitec_is_whole(sheet: Sheet, english: Words) -> None:
    evidence = (
        Evidence("1", "https://example.org/r", "", "賣了多少？", "12 萬輛", "PDF", "共售 12 萬輛"),
        Evidence("2", "https://example.org/s", "", "賣了多少？", "比去年多", "Web text"),
        Evidence("3", "", "電話詢問", "有公告嗎？", "有。"),
        Evidence("4", "", "", "誰說的？"),
        Evidence("5", "https://example.org/t"),
    )  # fmt: skip
    [claim] = written(
        replace(sheet, annotations=(judged(1, evidence=evidence),)), "averitec", english
    )
    assert claim["claim"] == "銷量增長了12%。"
    assert (claim["claim_date"], claim["speaker"]) == ("14-10-2025", "無相")
    assert (claim["reporting_source"], claim["justification"]) == ("商業趨勢", "見年報。")
    assert claim["original_claim_url"] == "https://example.org/a?b=1"
    assert claim["fact_checking_article"] == PUBLISHING["page"]
    told = [
        (it["question"], [(one["answer"], one["answer_type"]) for one in it["answers"]])
        for it in claim["questions"]
    ]
    assert told == [
        ("賣了多少？", [("12 萬輛", "Extractive"), ("比去年多", "Abstractive")]),
        ("有公告嗎？", [("有。", "Boolean")]),
        ("誰說的？", [(UNANSWERED, "Unanswerable")]),
        ("", [("", "Abstractive")]),
    ]
    first, second = claim["questions"][0]["answers"]
    assert (first["source_url"], first["source_medium"]) == ("https://example.org/r", "PDF")
    assert second["source_medium"] == "Web text"
    assert claim["questions"][1]["answers"][0]["boolean_explanation"] == "電話詢問"


def test_a_review_says_who_claimed_what_where_and_who_checked(sheet: Sheet, english: Words) -> None:
    page = {
        "name": "查核報",
        "url": "https://check.example.org/",
        "page": "https://c.org/{article}#{claim}",
    }
    annotations = (judged(1, source="招商證券"), judged(2), judged(3, line=0))
    told = replace(sheet, annotations=annotations)
    reviews = written(told, "claimreview", english, publishing=page)
    first = reviews[0]
    assert first["url"] == f"https://c.org/{sheet.head.id}#{annotations[0].id}"
    assert first["claimReviewed"] == "銷量增長了12%。"
    assert first["author"] == {
        "@type": "Organization", "name": "查核報", "url": "https://check.example.org/",
    }  # fmt: skip
    assert first["itemReviewed"]["appearance"]["url"] == "https://example.org/a?b=1"
    rating = first["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (5, 5, 1)
    assert [review["itemReviewed"]["author"] for review in reviews] == [
        {"name": "招商證券"},
        [{"@type": "Person", "name": "無相"}],
        {"@type": "Organization", "name": "商業趨勢"},
    ]


def test_a_verdict_of_ones_own_has_no_number_and_no_label(sheet: Sheet, english: Words) -> None:
    told = replace(sheet, annotations=(replace(judged(1), verdict=OWN),))
    assert written(told, "averitec", english) == []
    [review] = written(told, "claimreview", english)
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "查無實據"}


def test_the_code_book_says_what_a_verdict_is_called_elsewhere(
    sheet: Sheet, english: Words
) -> None:
    ident = VERDICTS["correct"]
    other = {ident: replace(SCALE[ident], averitec="Not Enough Evidence", rating="4")}
    told = replace(sheet, annotations=(judged(1),))
    [claim] = written(told, "averitec", english, scale=other)
    assert claim["label"] == "Not Enough Evidence"
    [review] = written(told, "claimreview", english, scale=other)
    assert review["reviewRating"]["ratingValue"] == 4


@pytest.mark.parametrize("missing", ["name", "page"])
def test_no_review_without_a_publisher_and_a_page(
    missing: str, sheet: Sheet, english: Words
) -> None:
    rest = {key: text for key, text in PUBLISHING.items() if key != missing}
    with pytest.raises(InputError, match="publishing_missing") as refused:
        written(sheet, "claimreview", english, publishing=rest)
    assert refused.value.params["setting"] == missing


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "https://例子.tw/報告 1", "https://a.b/{x}"]
)
def test_odd_articles_keep_the_shape(name: str, url: str, sheet: Sheet, english: Words) -> None:
    head = replace(sheet.head, url=url, title="", source="", authors=(), date="2025", lang="")
    told = replace(sheet, head=head, annotations=(judged(1), judged(2, source="\u202e公司")))
    claims = written(told, name, english)
    assert len(claims) == 2
