"""Feeds: encodings, names and identities, whatever a feed says."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.analysis.refreshed import head_lines, page_notice
from reader.errors import InputError
from reader.ingest.declared import declared_text
from reader.ingest.feeds import FeedItem, FeedRead
from reader.ingest.feeds.identity import distinct, is_edition, plain, rekeyed
from reader.ingest.feeds.opml_broken import entries
from reader.ingest.feeds.people import people
from reader.ingest.feeds.tracking import item_link, untracked
from reader.ingest.replies import Reply
from reader.library.feeds.feed_state import failed, settled
from reader.library.feeds.tally import RefreshTally
from reader.library.intake import page_fates as fates
from reader.model.feed import Feed, FeedOutcome, HeadChange, PageNotice, Refreshed
from reader.text.cleaning import decoding
from reader.tui.services.feed_refresh import came_in, details
from reader.words import LANGUAGES, load

LABELS = st.sampled_from(
    ("", "utf-8", "GBK", "big5", "windows-1251", "koi8-r", "euc-kr", "iso-2022-jp", "cp037", "idna")
)


@given(some.wild, LABELS, LABELS)
@about(declared_text, decoding.common_share)
def test_text_that_is_well_formed_utf_8_stays_as_it_is(text: str, said: str, header: str) -> None:
    sound = text.encode("utf-8", "replace").decode().translate({0: None, 0x1B: None, 0x7E: None})
    data = f'<?xml version="1.0" encoding="{said}"?><rss>{sound}</rss>'.encode()
    assert declared_text(data, header) == (data.decode(), "utf-8")
    assert 0 <= decoding.common_share(sound) <= 1


@given(st.binary(max_size=200), LABELS, LABELS)
@about(declared_text)
def test_any_bytes_become_text_in_an_encoding_that_python_knows(
    noise: bytes, said: str, header: str
) -> None:
    data = f'<?xml version="1.0" encoding="{said}"?><rss>'.encode() + noise
    text, encoding = declared_text(data, header)
    assert data.decode(encoding, "replace") == text


@given(st.lists(some.wild, max_size=4))
@about(people)
def test_of_names_with_mail_addresses_only_the_names_stay(names: list[str]) -> None:
    found = people(names)
    assert all(found)
    assert people(found) == found or any("@" in name for name in names)
    mailed = [f"a@news.example ({name})" for name in ("王大明", "李小文")]
    assert people([*mailed, "李小文 <b@news.example>"]) == ("王大明", "李小文", "李小文")


FEW = st.sampled_from(("", "甲", "乙"))
ITEMS = st.builds(
    FeedItem,
    key=FEW,
    title=FEW,
    url=st.sampled_from(("", "https://x.example/1", "https://x.example/2")),
    date=st.sampled_from(("", "2025-10-16", "2025-10-17")),
    html=st.sampled_from(("", "<p>渡輪加開夜班。</p>", "<p>電車停駛一天。</p>")),
)


@given(st.lists(ITEMS, max_size=8))
@about(distinct, rekeyed, plain)
def test_items_are_told_apart_and_none_is_lost(items: list[FeedItem]) -> None:
    found = distinct(items)
    keys = [item.key for item in found]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    assert {item.title for item in found} == {item.title for item in items}
    assert {plain(item.html) for item in found} <= {plain(item.html) for item in items}
    unlike = {(item.url, item.title) for item in items if item.url}
    assert unlike <= {(item.url, item.title) for item in found}
    assert all(rekeyed(item).key not in keys for item in found)
    assert [item.key for item in distinct(items)] == keys


@given(some.line, some.line, some.line)
@about(is_edition)
def test_an_item_is_an_edition_of_itself_and_of_its_correction(
    title: str, date: str, text: str
) -> None:
    assert is_edition((title, date, text), (title, date, text))
    assert is_edition((title, date, text), (title, "", "另一段文字"))
    long = (
        "市府說，夜班渡輪十月起加開，由中環開往梅窩，平日三班，週末五班，票價和白天一樣，詳見告示。"
    )
    assert is_edition(("夜班", "2025-10-16", long * 2), (title, date, long + long[:-3] + "公告。"))
    assert not is_edition(("夜班", "2025-10-16", long), ("停水", "2025-10-17", "北區停水六小時。"))


@given(some.addresses, some.addresses | some.wild)
@about(item_link, untracked)
def test_tracking_is_taken_out_once_and_for_all(base: str, reference: str) -> None:
    found = item_link(base, reference)
    assert untracked(found) == found
    bare = f"https://x.example/{len(reference)}?id=1"
    assert untracked(f"{bare}&utm_source=a&fbclid=b#utm_medium=c") == bare
    assert item_link("https://x.example/", f"{bare}&utm_source=a#b") == f"{bare}#b"


@given(st.lists(st.sampled_from(
    ('<outline text="a', '" xmlUrl="b"', "/>", ">", "</outline>", "<body>", "'", "x=y ", " ")
), max_size=12))  # fmt: skip
@about(entries)
def test_entries_of_broken_lists_end_as_often_as_they_begin_or_less(pieces: list[str]) -> None:
    found = list(entries("".join(pieces)))
    open_ = 0
    for said in found:
        open_ += -1 if said is None else 1
        assert open_ >= 0


CHANGED = st.dictionaries(
    st.sampled_from(("title", "authors", "source", "date")), st.tuples(some.line, some.line)
)
HEADS = st.builds(HeadChange, st.just("a"), some.line, CHANGED)
PAGES = st.builds(
    PageNotice,
    st.sampled_from(fates.FATES),
    some.line,
    st.sampled_from(("stays", "own_text", "not_taken")),
)
OUTCOMES = st.builds(
    FeedOutcome,
    st.just(Feed("f", "https://x.example/rss")),
    new=st.integers(0, 3),
    changed=st.integers(0, 3),
    left_out=st.integers(0, 3),
    heads=st.lists(HEADS, max_size=3).map(tuple),
    pages=st.lists(PAGES, max_size=2).map(tuple),
)


@given(HEADS, st.sampled_from(LANGUAGES))
@about(head_lines)
def test_whatever_is_called_otherwise_is_told_once(head: HeadChange, language: str) -> None:
    told = head_lines(head, load(language), lambda text: text)
    assert len(told) == len(head.published)
    for said, (was, now) in zip(told, head.published.values(), strict=True):
        assert (was or "–") in said
        assert (now or "–") in said


@given(st.lists(OUTCOMES, max_size=3).map(tuple), st.sampled_from(LANGUAGES))
@about(came_in, details, Refreshed.left_out, Refreshed.heads, Refreshed.pages)
def test_the_report_of_a_refresh_is_one_line(
    outcomes: tuple[FeedOutcome, ...], language: str
) -> None:
    done = Refreshed(outcomes)
    told = came_in(done, load(language))
    assert not {"\n", "\x1b"} & set(told)
    assert not done.left_out or str(done.left_out) in told
    fields = sum(len(head.published) for head in done.heads)
    assert len(details(done, load(language))) == fields + len(done.pages)
    assert len(done.heads) == sum(len(outcome.heads) for outcome in outcomes)


@given(OUTCOMES)
@about(RefreshTally.outcome, RefreshTally.note_page)
def test_an_outcome_is_what_was_counted(said: FeedOutcome) -> None:
    tally = RefreshTally(said.new, said.changed, left_out=said.left_out, heads=list(said.heads))
    for page in said.pages:
        tally.note_page(page.what, page.title, page.became, page.article)
    tally.note_page("", "", "")
    assert tally.outcome(said.feed) == said


@given(PAGES, st.sampled_from(LANGUAGES))
@about(page_notice)
def test_a_page_without_its_article_is_told_by_its_title(page: PageNotice, language: str) -> None:
    assert (page.title or "–") in page_notice(page, load(language), lambda text: text)


@given(st.sampled_from((*fates.FATES, "page_empty", "reply_status")), st.integers(400, 599))
@about(fates.fate_of)
def test_only_what_a_page_says_of_its_article_is_told(code: str, status: int) -> None:
    said = fates.fate_of(InputError(code, status=status))
    assert said in ("", *fates.FATES)
    assert bool(said) == (
        code in fates.FATES or (code, status in (404, 410)) == ("reply_status", True)
    )


@given(st.integers(0, 300), st.integers(0, 300))
@about(fates.shrunk_from)
def test_only_a_text_that_lost_much_has_shrunk(old: int, new: int) -> None:
    assert fates.shrunk_from(old, new) in (0, old)
    assert not fates.shrunk_from(old, old + new)
    assert fates.shrunk_from(old + 80, 0) == old + 80


@given(st.integers(0, 20), st.booleans())
@about(failed, settled)
def test_a_feed_is_asked_less_often_the_oftener_it_fails(failures: int, cut: bool) -> None:
    feed = Feed("f", "https://x.example/rss", failures=failures, etag="a")
    worse = failed(feed, InputError("network_timeout", url=feed.url))
    assert (worse.failures, worse.etag) == (failures + 1, "a")
    assert worse.due > worse.checked
    read = FeedRead("", "", (), faults=("feed_cut",) if cut else ())
    better = settled(worse, Reply(feed.url, 200, "", "", b"", "b", "", None, None), read)
    assert (better.failures, better.etag) == (0, "" if cut else "b")
    assert settled(worse, Reply(feed.url, 304, "", "", b"", "", "", None, None), None).etag == "a"
