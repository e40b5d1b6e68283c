"""What pages say in place of an article, whatever they say."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.analysis.changes import fate_lines
from reader.ingest.html.notices import notice_of, notice_of_item
from reader.ingest.html.placeholders import placeholder
from reader.ingest.landing import is_elsewhere
from reader.model.revision import Fate
from reader.words import LANGUAGES, load

NOTICES = ("該內容已被發布者刪除", "您要找的網頁不存在。", "404", "返回首頁")
LINES = st.lists(st.sampled_from(NOTICES) | some.line, max_size=5)
PROSE = "市長昨天說，夜班渡輪十月起加開，由碼頭開往離島，平日三班，週末五班。"


@given(LINES, LINES)
@about(notice_of, notice_of_item)
def test_one_sentence_of_an_article_makes_a_page_an_article(
    titles: list[str], lines: list[str]
) -> None:
    assert notice_of(titles, lines) in ("", "page_deleted", "page_missing")
    assert notice_of(titles, [*lines, PROSE]) == notice_of_item([PROSE, *lines]) == ""
    assert notice_of_item(lines) in ("", notice_of((), lines))


@given(LINES)
@about(placeholder)
def test_what_tells_of_somebody_is_never_a_notice(lines: list[str]) -> None:
    kinds = ("", "page_deleted", "page_missing", "page_login", "page_notice")
    assert placeholder(lines) in kinds
    assert placeholder([*lines, PROSE]) == placeholder([]) == ""


@given(some.addresses, some.addresses)
@about(is_elsewhere)
def test_no_address_is_elsewhere_of_itself(one: str, other: str) -> None:
    assert not is_elsewhere(one, one)
    assert not is_elsewhere("", other)
    assert is_elsewhere(one, other) in (True, False)


@given(st.sampled_from(("page_deleted", "page_missing")), some.line, st.sampled_from(LANGUAGES))
@about(fate_lines, Fate.day)
def test_what_became_of_a_page_is_told_with_its_day(what: str, url: str, language: str) -> None:
    fate = Fate(what, "https://x.example/1", "2025-03-02T08:00:00Z")
    (told,) = fate_lines(fate, load(language))
    assert fate.day in told
    assert fate_lines(None, load(language)) == []
