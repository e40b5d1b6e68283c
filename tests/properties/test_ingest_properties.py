"""Addresses, headers, feeds and pages: whatever comes in is read clean or refused."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import Counter
from contextlib import suppress
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from unittest.mock import patch

import pytest
import strategies as some
from about import about, given, refused
from hypothesis import strategies as st
from test_text_properties import harmful

from reader.errors import InputError
from reader.ingest import addresses, feeds, isolation, replies
from reader.ingest.feeds import json as feed_json
from reader.ingest.feeds import opml
from reader.ingest.feeds import xml as feed_xml
from reader.ingest.feeds.dates import feed_date
from reader.ingest.feeds.read import one_line
from reader.ingest.files import FileRead, is_web_page, page_notices, repair_notices
from reader.ingest.html import (
    authors,
    dates,
    forms,
    fragment,
    furniture,
    linked_data,
    metadata,
    tree,
    trimming,
    voting,
)
from reader.ingest.html import content_choice as choosing
from reader.ingest.html import page_reader as reading
from reader.ingest.html.lines import Piece, pieces_of
from reader.ingest.proxies import proxy_for
from reader.ingest.special_purpose import is_public
from reader.ingest.unpacking import Unpacker
from reader.model.page_content import PageContent
from reader.model.repair import Repair
from reader.model.web_address import strip_credentials, without_credentials
from reader.text.folding import fold
from reader.text.structure import parse
from reader.text.structure.page_conversion import article_of

REFUSED = ("address_scheme", "address_credentials", "address_malformed")


@given(some.addresses, some.addresses)
@about(
    addresses.parse_address, addresses.follow, addresses.Address.netloc, addresses.Address.url,
    addresses.Address.number, addresses.link, addresses.is_local_name, addresses.joined,
    without_credentials, is_public, strip_credentials,
)  # fmt: skip
def test_an_address_is_whole_and_ascii_or_refused(text: str, other: str) -> None:
    bare = without_credentials(text)
    assert without_credentials(bare) == bare
    page = PageContent("", url=text)
    strip_credentials(page, "url")
    assert page.url == bare
    with suppress(ValueError):
        whole = addresses.joined("https://example.com/a/b", text)
        assert without_credentials(whole) == whole
    found = addresses.link("https://example.com/a/b", text)
    assert not found or addresses.parse_address(found).url == found
    try:
        address = addresses.parse_address(text)
    except InputError as error:
        refused(error, *REFUSED)
        return
    assert re.fullmatch(r"https?://[!-~]+", address.url)
    assert addresses.parse_address(address.url) == address
    assert address.url == f"{address.scheme}://{address.netloc}{address.target}"
    assert address.netloc.startswith(address.host) or address.netloc.startswith(f"[{address.host}]")
    assert "@" not in address.netloc
    if address.number is not None:
        assert address.number == ip_address(address.host)
        assert is_public(address.number) in (True, False)
    else:
        assert addresses.is_local_name(address.host) in (True, False)
    assert addresses.follow(address, address.url) == address
    assert addresses.follow(address, "/x?y").netloc == address.netloc
    try:
        assert addresses.follow(address, other).scheme in ("http", "https")
    except InputError as error:
        refused(error, *REFUSED)


hosts = st.sampled_from(
    ("example.com", "a.b.tw", "localhost", "printer.local", "127.0.0.1", "10.0.0.1")
)


@given(hosts, st.sampled_from(("http", "https")), st.integers(1, 65535))
@about(proxy_for, addresses.is_local_name)
def test_what_is_nearby_is_asked_without_a_proxy(host: str, scheme: str, port: int) -> None:
    address = addresses.parse_address(f"{scheme}://{host}/")
    nearby = addresses.is_local_name(host) or bool(address.number and not is_public(address.number))
    with patch.dict(os.environ, {f"{scheme}_proxy": f"http://n:p@proxy.example:{port}"}):
        found = proxy_for(address)
    assert (found is None) == nearby
    assert found is None or (found.host, found.port, found.credentials) == (
        "proxy.example", port, "n:p",
    )  # fmt: skip


@given(st.ip_addresses(v=4), st.ip_addresses(v=6))
@about(is_public)
def test_an_address_that_carries_another_is_as_public_as_it(
    four: IPv4Address, six: IPv6Address
) -> None:
    public = is_public(four)
    assert is_public(IPv6Address(f"::ffff:{four}")) == public
    assert is_public(IPv6Address(int(IPv6Address("64:ff9b::")) + int(four))) == public
    assert not (public and four.is_private)
    assert not (is_public(six) and (six.is_private or six.is_multicast))


@given(some.sound)
@about(addresses.quoted)
def test_what_is_quoted_once_is_quoted(text: str) -> None:
    sent = addresses.quoted(text)
    assert re.fullmatch("[!-~]*", sent)
    assert addresses.quoted(sent) == sent


header = some.wild | st.sampled_from(
    (
        "text/html; charset=big5",
        "max-age=600, public",
        "120",
        "Thu, 16 Oct 2025 08:00:00 GMT",
        '"x"',
    )
)


@given(header, header, header)
@about(replies.reply_of, replies.visible, replies.media_type, replies.retry_after, replies.max_age)
def test_headers_are_read_or_ignored(one: str, other: str, third: str) -> None:
    said = {"Content-Type": one, "ETag": other, "Retry-After": third, "Cache-Control": one}
    reply = replies.reply_of("https://a.b/", 200, said, b"x")
    assert (reply.media_type, reply.charset) == replies.media_type(one)
    assert (reply.etag, reply.max_age) == (replies.visible(other), replies.max_age(one))
    assert replies.visible(replies.visible(other)) == replies.visible(other)
    assert re.fullmatch(r"[ -~\t]*", replies.visible(other))
    assert re.fullmatch(r"[\w.:-]*", reply.charset)
    for seconds in (replies.retry_after(third), reply.retry_after, reply.max_age):
        assert seconds is None or seconds >= 0
    assert replies.retry_after("120") == 120
    assert replies.max_age("public, max-age=60") == 60


@given(st.binary(max_size=300), st.sampled_from(("", "gzip", "deflate", "raw")), st.integers(1, 50))
@about(Unpacker.feed, Unpacker.finish)
def test_what_was_packed_comes_out_in_any_portions(body: bytes, how: str, size: int) -> None:
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = {
        "": body,
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw": pack.compress(body) + pack.flush(),
    }[how]
    unpacker = Unpacker({"raw": "deflate"}.get(how, how), 10_000, "https://a.b/")
    for at in range(0, len(packed), size):
        unpacker.feed(packed[at : at + size])
    if how and body.startswith(b"\x1f\x8b"):
        return
    assert unpacker.finish() == body
    small = Unpacker("gzip", 10, "https://a.b/")
    with pytest.raises(InputError, match="reply_too_large"):
        small.feed(gzip.compress(bytes(100_000)))


@given(st.binary(max_size=80), st.sampled_from(("gzip", "deflate", "br", "gzip, gzip", "identity")))
@about(Unpacker.feed, Unpacker.finish)
def test_noise_is_unpacked_or_refused(body: bytes, encoding: str) -> None:
    try:
        unpacker = Unpacker(encoding, 1000, "https://a.b/")
        unpacker.feed(body)
        assert len(unpacker.finish()) <= 1000
    except InputError as error:
        refused(error, "reply_broken", "reply_encoding", "reply_too_large")


@given(some.dates)
@about(feed_date, dates.moment_in)
def test_a_date_is_iso_and_within_reason_or_none(written: str) -> None:
    for found, first in ((feed_date(written), 1900), (dates.moment_in(written), 1980)):
        if found:
            assert first <= datetime.fromisoformat(found).year <= 2100
    assert dates.moment_in(dates.moment_in(written)) == dates.moment_in(written)


@given(some.dates, some.dates, some.addresses, st.booleans())
@about(dates.date_of, linked_data.LinkedFacts.meta)
def test_a_page_s_date_is_iso_or_unknown(one: str, other: str, url: str, chinese: bool) -> None:
    said = linked_data.LinkedFacts(published=one, metas={"date": [other], "x": []})
    assert said.meta("x", "date") == other
    assert said.meta("y") == ""
    found = dates.date_of(
        said,
        [other],
        [one, other],
        url,
        files=[url],
        scripts=[f"var ct = '{one}'"],
        chinese=chinese,
    )  # fmt: skip
    assert not found or datetime.fromisoformat(found)


@given(some.as_bytes(some.soup | some.rss), some.addresses)
@about(feeds.read_feed, feeds.FeedItem.sha256, feeds.find_feeds)
def test_a_feed_is_read_clean_or_refused(data: bytes, url: str) -> None:
    try:
        found = feeds.find_feeds(data, url)
        assert all(address.startswith(("http://", "https://")) for address, _ in found)
        assert not harmful("".join(title for _, title in found))
    except InputError as error:
        refused(error, "feed_unreadable")
    try:
        read = feeds.read_feed(data, url)
    except InputError as error:
        refused(error, "feed_is_page", "feed_unreadable")
        return
    assert len({item.key for item in read.items}) == len(read.items)
    for item in read.items:
        assert item.key
        assert not item.url or addresses.parse_address(item.url).url == item.url
        assert not harmful(item.title + item.html + item.key)
        assert re.fullmatch("[0-9a-f]{64}", item.sha256)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | some.wild,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("id", "title", "url", "items", "authors", "name", "content_html", "tags")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values, some.wild, st.integers(0, 400))
@about(feed_json.read, feeds.read_feed)
def test_a_json_feed_of_any_shape_is_read_or_refused(items: object, title: str, cut: int) -> None:
    import json

    made = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": items}
    for text in (json.dumps(made), json.dumps(made)[:cut], json.dumps(items)):
        try:
            read = feed_json.read(text, "https://a.b/f")
        except InputError as error:
            refused(error, "feed_unreadable")
            continue
        if isinstance(items, list):
            assert len(read.items) <= sum(isinstance(it, dict) for it in items)
        try:
            whole = feeds.read_feed(text.encode(), "https://a.b/f")
            assert not harmful(whole.title)
        except InputError as error:
            refused(error, "feed_unreadable")


@given(some.soup)
@about(feed_xml.read)
def test_xml_of_any_kind_is_a_feed_or_refused(text: str) -> None:
    text = f"<rss version='2.0'><channel>{text}".encode("utf-8", "replace").decode()
    root = feed_xml.ROOT.search(text)
    assert root
    try:
        read = feed_xml.read(text, root, "https://a.b/f", Counter())
    except InputError as error:
        refused(error, "feed_unreadable")
        return
    assert set(read.faults) <= {"feed_cut", "feed_faulty", "feed_long"}


@given(some.soup)
@about(one_line, is_web_page)
def test_a_title_is_one_clean_line(text: str) -> None:
    repairs: Counter[str] = Counter()
    said = one_line(text, repairs)
    assert said == " ".join(said.split())
    assert not harmful(said)
    assert all(count > 0 for count in repairs.values())
    assert one_line(said, repairs) == said or "<" in said or "&" in said
    assert is_web_page(f" <!-- x --><HTML>{text}")
    assert not is_web_page(f"甲{text}")


@given(
    st.lists(st.builds(Repair, st.sampled_from(("bidi", "control", "replaced")), st.integers(1, 9)))
)
@about(repair_notices, page_notices, FileRead.notices)
def test_repairs_are_told_with_their_counts(repairs: list[Repair]) -> None:
    told = dict(repair_notices(repairs))
    assert sum(int(params["count"]) for params in told.values()) == sum(it.count for it in repairs)
    for odd in (False, True):
        read = FileRead(Path("a.md"), 1, 1, "", parse("甲"), "utf-8", tuple(repairs), odd)
        page = PageContent("", repairs=tuple(repairs), teaser=odd)
        assert page_notices(page)[: len(told)] == repair_notices(repairs)
        assert (("teaser", {}) in page_notices(page)) == odd
        assert [code for code, _ in read.notices] == [*told, *(["front_matter_unreadable"] * odd)]


outlines = st.builds(
    opml.OpmlOutline,
    st.integers(0, 30).map("https://example.com/{}".format),
    some.line_of_news.map(str.strip),
    st.sampled_from(("", "https://example.com/")),
    st.sampled_from(("", "新聞", "a & <b>")),
    st.booleans(),
)


@given(st.lists(outlines, max_size=5, unique_by=lambda one: one.url), some.line)
@about(opml.write_opml, opml.read_opml)
def test_a_list_of_feeds_reads_back(feeds_: list[opml.OpmlOutline], title: str) -> None:
    read = opml.read_opml(opml.write_opml(feeds_, title))
    assert sorted(map(repr, read.feeds)) == sorted(map(repr, feeds_))
    assert (read.skipped, read.repeated) == (0, 0)


@given(some.as_bytes(some.soup.map("<opml><body>{}</body></opml>".format)))
@about(opml.read_opml)
def test_any_list_of_feeds_is_read_clean_or_refused(data: bytes) -> None:
    try:
        read = opml.read_opml(data)
    except InputError as error:
        refused(error, "opml_unreadable")
        return
    for one in read.feeds:
        assert addresses.parse_address(one.url).url == one.url
        assert not harmful(one.title + one.folder + one.site)


@given(some.as_bytes(some.soup | some.html_pages), some.addresses)
@about(reading.read_page, reading.extract, tree.read_text)
def test_a_page_is_read_clean_or_refused(data: bytes, url: str) -> None:
    try:
        text, encoding = tree.read_text(data)
        assert data.decode(encoding, "replace") == text
        page = reading.read_page(data, url)
    except InputError as error:
        refused(error, "page_empty", "page_login", "file_empty", "file_binary")
        return
    said = (page.title, page.source, page.date, page.url, page.lang, *page.authors, *page.topics)
    for words in (*said, *(block.text for block in page.blocks)):
        assert not harmful(words)
        assert "\n" not in words
    assert any(block.taken for block in page.blocks)
    article = reading.extract(data, url)
    assert article == article_of(page)
    assert article.text.strip()


@given(some.soup, some.addresses)
@about(fragment.read_fragment)
def test_a_fragment_s_lines_are_clean(html: str, base: str) -> None:
    html = html.encode("utf-8", "replace").decode()
    page = fragment.read_fragment(html, base)
    assert page.title == ""
    for block in page.blocks:
        assert block.text.strip()
        assert not harmful(block.text)
        assert "\n" not in block.text
    plain = fragment.read_fragment("甲。\n乙 < 丙", base)
    assert [block.text for block in plain.blocks] == ["甲。", "乙 < 丙"]


@given(some.soup | some.html_pages, some.addresses)
@about(
    tree.parse_tree, tree.stripped, pieces_of, Piece.within, Piece.bare, Piece.folded,
    linked_data.facts_of,
    metadata.titles_of, metadata.headline_of, metadata.address_of, metadata.language_of,
    metadata.topics_of, forms.is_marked, forms.is_caption, forms.is_set_as_caption,
    forms.is_signed, forms.may_head,
    furniture.is_furniture, furniture.is_dated, furniture.is_lead, furniture.in_furniture,
    trimming.is_sentence, trimming.leave_out_summary, trimming.leave_out_lists, trimming.trim,
    choosing.choose,
)  # fmt: skip
def test_the_steps_of_reading_a_page(html: str, url: str) -> None:
    try:
        root = tree.parse_tree(html)
    except InputError as error:
        refused(error, "page_empty")
        return
    said = linked_data.facts_of(root)
    titles = metadata.titles_of(root, said)
    assert all(title == " ".join(title.split()) for title in titles[:1])
    address = metadata.address_of(root, said, url)
    assert not address or re.fullmatch(r"https?:[!-~]*", address)
    markup = tree.stripped(root)
    assert "<script" not in markup
    pieces = pieces_of(root)
    for piece in pieces:
        assert piece.text.strip()
        assert 0 <= piece.strong <= 1
        assert 0 <= piece.linked <= 1
        assert 0 <= piece.heading <= 6
        assert "".join(piece.spaced.split()) == "".join(piece.text.split())
        assert piece.bare == voting.bare(piece.text)
        assert piece.folded == fold(piece.text)
        assert piece.within(None, re.compile("(?!)"), frozenset([piece.element.tag]))
        assert not piece.within(piece.element, re.compile(""))
        set_so = forms.is_set_as_caption(piece, root)
        assert set_so or not forms.is_marked(piece, root)
        assert forms.is_caption(piece, root) or not set_so
        assert not furniture.is_dated(piece) or dates.moment_in(piece.text)
        assert not trimming.is_sentence(piece) or len(piece.text) >= trimming.PROSE
        for told in (forms.is_signed(piece), forms.may_head(piece), furniture.is_lead(piece)):
            assert told in (True, False)
        assert (
            not forms.may_head(piece)
            or not trimming.is_sentence(piece)
            or piece.heading
            or piece.strong
        )
        assert furniture.in_furniture(piece, None) or not furniture.in_furniture(piece, root)
        assert furniture.is_furniture(piece) or re.search(r"\w", piece.text)
    headline = metadata.headline_of(titles, said, pieces)
    if headline.place is not None:
        assert pieces[headline.place].text.startswith(headline.text)
    words = "\n".join(piece.text for piece in pieces)
    lang = metadata.language_of(root, said, words)
    assert re.fullmatch(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?", lang)
    topics = metadata.topics_of(said, headline.text, words, headline.site)
    assert all(topic in f"{headline.text}\n{words}" for topic in topics)
    taken = [True] * len(pieces)
    for leave_out in (
        lambda: trimming.leave_out_summary(pieces, taken),
        lambda: trimming.leave_out_lists(pieces, taken, root),
        lambda: trimming.leave_out_notices(pieces, taken),
        lambda: trimming.leave_out_others(pieces, taken, [1.0] * len(pieces), root),
        lambda: trimming.leave_out_after_end(pieces, taken),
        lambda: trimming.trim(pieces, taken, [1.0] * len(pieces), headline, root),
    ):
        before = list(taken)
        leave_out()
        assert all(was or not now for was, now in zip(before, taken, strict=True))
    choice = choosing.choose(root, markup, pieces, headline)
    texts = {text for piece in pieces for text in (piece.text, piece.with_marker(None))}
    assert all(block.text in texts or block.text in words for block in choice.blocks)


@given(some.wild)
@about(isolation.is_large)
def test_markup_is_large_by_its_length_or_its_tags(text: str) -> None:
    assert not isolation.is_large(text)
    assert isolation.is_large(text + "<" * isolation.MANY + "<")
    assert isolation.is_large(text.encode("utf-8", "replace") + bytes(isolation.LARGE + 1))


@given(some.wild, st.lists(some.line, max_size=4))
@about(voting.bare, voting.shingles_of, voting.share_of, voting.votes)
def test_votes_are_shares_of_bare_lines(text: str, lines: list[str]) -> None:
    bare = voting.bare(text)
    assert voting.bare(bare) == bare
    assert not re.search(r"[\W_]", bare)
    shingles = voting.shingles_of(bare)
    assert all(one in bare and len(one) == voting.SHINGLE for one in shingles)
    assert voting.share_of(bare, shingles) == (1.0 if len(bare) >= voting.SHINGLE else 0.0)
    assert voting.share_of(bare, set()) == 0
    found = voting.votes(some.SOUND_PAGE.format("<p>甲</p>"), lines)
    assert len(found) == len(lines)
    assert set(found) <= {0, 1, 2}


names = some.line | st.sampled_from(
    ("林小雨", "記者林小雨／台北報導", "文／王大明、李四", "某報", "admin")
)


@given(st.lists(names, max_size=3), st.lists(names, max_size=4), names, st.lists(names, max_size=2))
@about(authors.authors_of)
def test_authors_are_words_of_what_is_said(
    said: list[str], lines: list[str], site: str, signed: list[str]
) -> None:
    found = authors.authors_of(said, lines, [site], signed)
    assert len(set(found)) == len(found)
    whole = "".join("".join((*said, *lines, *signed)).split())
    for name in found:
        assert "".join(name.split()) in whole
        assert name == name.strip() != ""
    if not any(lines):
        assert site not in found
