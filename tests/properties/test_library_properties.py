"""Quotes, names, identities, stamps, grams and packed outlines: what the library goes by."""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from contextlib import closing, suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st
from test_text_properties import harmful

from reader.errors import InputError
from reader.exchange.registry import FORMATS
from reader.ingest.feeds import FeedItem
from reader.ingest.replies import reply_of
from reader.library.annotate import QuotedMark, find_span
from reader.library.changes import before_and_after, lengths, published_otherwise
from reader.library.export import default_name, ending_of, find_format, offered
from reader.library.feeds.item_articles import from_item, from_reply, identity, length, text
from reader.library.feeds.offers import FeedOffer, folder_name
from reader.library.health.doctor import DAMAGED, HealthReport, no_progress
from reader.library.intake.input_parser import (
    InputKind,
    addresses_in,
    complete,
    is_text,
    parse_input,
)
from reader.library.intake.inventory import shown
from reader.library.intake.offers import is_address, offer_reply, offer_text
from reader.library.target_files import check_target
from reader.model import Article, CodeEntry, Document, Head, Status, Tag, Verdict
from reader.model.code_book import VERDICTS
from reader.model.feed import Feed
from reader.model.revision import Revision
from reader.model.search import Filter, Query
from reader.store import articles
from reader.store.annotations import quote
from reader.store.backup.verification import rows_of
from reader.store.clocks.clock import (
    DAY,
    EARLIEST,
    LATEST,
    Clock,
    day_of,
    horizon,
    is_set,
    moment_of,
    new_device,
    refuse_ahead,
    today,
    utc_now,
    uuid7,
    uuid8,
)
from reader.store.code_book import label_id
from reader.store.db.devices import is_device
from reader.store.db.sql_statements import split, work
from reader.store.db.work_progress import part, silent
from reader.store.edits.book_edits import label_name, person_name
from reader.store.field_rules import address, checked, cleaned, has_content, would_have_content
from reader.store.outlines import ARRAYS, BYTES, of_columns, pack, readable, unpack
from reader.store.repair.checks.finding import SHOWN, Finding, findings_about
from reader.store.repair.checks.schema_objects import expected_objects, plain_sql
from reader.store.schema import MIGRATIONS
from reader.store.schema.functions import register
from reader.store.search import grams
from reader.store.search.filters import Where, about_articles, listed
from reader.store.search.index import is_narrow
from reader.store.search.phrases import shared
from reader.store.search.search_order import before
from reader.store.search.terms import TermWords
from reader.text.cleaning import clean
from reader.text.folding import fold
from reader.text.joined_lines import FILLER
from reader.text.query import parse as parse_query
from reader.text.structure.outline import outline_of

FEED = Feed("f", "https://example.com/feed")


@given(some.sound, st.data())
@about(find_span, quote, QuotedMark.wrong)
def test_a_quote_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    span = data.draw(some.within(text))
    fields = quote(text, span)
    assert fields["prefix"] + fields["exact"] + fields["suffix"] in text
    assert text[: span.start].endswith(fields["prefix"])
    mark = QuotedMark("a", fields["exact"], text[: span.start], text[span.end :])
    if not fields["exact"].strip():
        return
    assert find_span(text, mark) == span
    error = InputError("quote_not_found", quote=fields["exact"])
    assert mark.wrong(error) is error
    assert replace(mark, line=3).wrong(error).params == {"line": 3, "reason": error}
    try:
        found = find_span(
            text, QuotedMark("a", data.draw(some.wild), occurrence=data.draw(st.integers(0, 3)))
        )
        assert found.of(text).strip()
    except InputError as error:
        refused(error, "quote_empty", "quote_not_found", "occurrence_missing")


@given(some.line_of_news, st.lists(st.sampled_from((" ", "\n  ", "\u3000")), max_size=4), st.data())
@about(find_span)
def test_a_quote_copied_from_rows_is_found(
    text: str, spaces: list[str], data: st.DataObject
) -> None:
    span = data.draw(some.some_of(text))
    words = span.of(text)
    if not words.strip() or re.search(r"[a-zA-Z0-9\s]", text):
        return
    for space in spaces:
        at = data.draw(st.integers(0, len(words)))
        words = words[:at] + space + words[at:]
    found = find_span(text, QuotedMark("a", words, text[: span.start], text[span.end :]))
    assert "".join(found.of(text).split()) == "".join(words.split())


paths = st.builds(
    lambda start, rest: start + "".join(rest),
    st.sampled_from(("~", "file:", "file://", "'", "", "./")),
    st.lists(
        st.sampled_from(("/", ".", "..", "\0", "a", "'", "\\", "%00", " ", "\ud800", "[", "~"))
    ),
)


@given(some.addresses | some.wild | paths)
@about(is_address, addresses_in, is_text, parse_input, complete)
def test_what_is_given_is_an_address_a_file_or_refused(typed: str) -> None:
    assert is_address(f" {typed} ") == is_address(typed)
    found = addresses_in(typed)
    assert all(map(is_address, found))
    assert not found or not is_text(typed)
    try:
        with patch(
            "reader.library.intake.input_parser.files_in", lambda folder: iter([folder / "a.md"])
        ):
            meant = parse_input(typed)  # a line may name the whole disk
    except InputError as error:
        refused(error, "given_empty", "file_missing", "folder_without_articles")
    else:
        assert meant.names
        assert (len(meant.names) == 1) or meant.kind is InputKind.SEVERAL
        assert meant.kind is not InputKind.ADDRESS or is_address(meant.names[0])
    completed = complete(typed)
    assert completed.text.startswith(typed) or typed in ("~", ".")
    assert all(completed.text.rpartition("/")[2] in name for name in completed.names)


kinds = st.sampled_from(("", "text/html; charset=big5", "text/plain"))


@given(some.as_bytes(some.wild | some.html_pages), some.addresses, kinds)
@about(offer_text, offer_reply, from_reply, length, text)
def test_an_offer_is_clean_and_has_text_or_is_refused(data: bytes, url: str, kind: str) -> None:
    reply = reply_of(url, 200, {"Content-Type": kind}, data)
    for make in (
        lambda: offer_text(data).page,
        lambda: offer_reply(reply).page,
        lambda: from_reply(FEED, FeedItem("k"), reply),
    ):
        try:
            page = make()
        except InputError as error:
            refused(error, "file_empty", "file_binary", "page_empty")
            continue
        assert any(block.text.strip() for block in page.blocks)
        assert not harmful(page.title + "".join(block.text for block in page.blocks))
        assert 0 <= length(page) <= sum(len(block.text) for block in page.blocks)
        assert length(page) == sum(map(len, text(page).split("\n")))


items = st.builds(
    FeedItem,
    some.line,
    some.line,
    some.addresses,
    date=st.sampled_from(("", "2025-10-14")),
    html=some.soup,
)


@given(items, items)
@about(identity, from_item, FeedOffer.name)
def test_an_item_has_one_id_and_clean_lines(one: FeedItem, other: FeedItem) -> None:
    assert UUID(identity(FEED, one.key)).version == 5
    assert (identity(FEED, one.key) == identity(FEED, other.key)) == (one.key == other.key)
    page = from_item(FEED, one)
    assert not harmful("".join(block.text for block in page.blocks))
    offer = FeedOffer("https://a.b/", one.title, "", (), reply_of("https://a.b/", 200, {}, b""))
    assert offer.name == (one.title or "https://a.b/")


@given(some.wild)
@about(folder_name, shown)
def test_names_are_one_line(name: str) -> None:
    assert folder_name(folder_name(name)) == folder_name(name)
    assert not harmful(folder_name(name))
    assert "\n" not in folder_name(name)
    assert shown(name).isprintable()
    assert shown(shown(name)) == shown(name)


@given(some.heads)
@about(default_name, find_format, ending_of)
def test_an_export_has_a_name_with_its_suffix(head: Head) -> None:
    for name in FORMATS:
        found = find_format(name)
        assert found.name == name
        proposed = default_name(head, name)
        assert proposed.endswith(found.suffix)
        assert ending_of(name, proposed) == (found.suffix if found.shapes else "")
    try:
        find_format(head.title)
    except InputError as error:
        refused(error, "format_unknown")
        assert head.title not in FORMATS


@given(some.documents(), st.sampled_from(({}, {"name": "報", "page": "https://a.b"})))
@about(offered)
def test_formats_keep_their_digits_wherever_they_are_offered(
    document: Document, publishing: dict[str, str]
) -> None:
    digits = {name: digit for digit, name in enumerate(FORMATS, 1)}
    found = [*offered(document.annotations, publishing)]
    assert all(digits[name] == digit for digit, name in found)
    names = {name for _, name in found}
    public = [it for it in document.annotations if not it.private]
    assert {"markdown", "csv", "jsonld"} <= names
    assert ("sheet" in names) == any(it.tag in ("fact", "opinion") for it in public)
    assert "claimreview" not in names or publishing
    assert {name for _, name in offered(document.annotations, publishing, "cn")} <= {
        name for name in names if FORMATS[name].viewed
    }


@given(st.text(max_size=20), st.sampled_from(["articles", "annotations.db.backups", "a"]))
@about(check_target)
def test_nothing_in_the_library_may_be_written_over(name: str, folder: str) -> None:
    root = Path("/none/library")
    beside = f"annotations.db{name.replace('/', '')}"
    for path in (root / folder / name.lstrip("/"), root / beside):
        own = path.relative_to(root).parts
        try:
            check_target(root, path)
        except InputError as error:
            refused(error, "file_of_library")
        else:
            assert own[0] == "a" or "\0" in name or ".." in own


histories = st.lists(st.booleans(), max_size=4).map(
    lambda current: tuple(
        Revision(f"{n:064}", n, "2025-10-14T08:00:00Z", now, n + 1) for n, now in enumerate(current)
    )
)


@given(histories)
@about(before_and_after, lengths, published_otherwise)
def test_the_revision_before_is_another_one(history: tuple[Revision, ...]) -> None:
    found = before_and_after(history)
    assert (found is None) == (len({one.current for one in history}) < 2)
    assert lengths(history) == ((found[0].length, found[1].length) if found else (0, 0))
    if found:
        assert (found[0].current, found[1].current) == (False, True)
    assert published_otherwise(history) == {}
    renamed = tuple(replace(one, title="甲" if one.current else "乙") for one in history)
    assert published_otherwise(renamed) == ({"title": ("乙", "甲")} if found else {})


findings = st.lists(
    st.builds(
        Finding, st.sampled_from((*sorted(DAMAGED), "files_new")), st.just(1), hint=st.booleans()
    ),
    max_size=4,
)


@given(findings, st.lists(some.line, max_size=30))
@about(
    HealthReport.in_order,
    HealthReport.is_damaged,
    HealthReport.has_strange_log,
    findings_about,
    no_progress,
)
def test_a_report_is_in_order_if_there_are_only_hints(
    found: list[Finding], names: list[str]
) -> None:
    report = HealthReport(tuple(found))
    assert report.in_order == (not [it for it in found if not it.hint])
    assert report.is_damaged == bool([it for it in found if it.code in DAMAGED])
    assert report.has_strange_log == ("log_strange" in [it.code for it in found])
    assert no_progress("files", 1, len(names)) is None
    made = findings_about("files_new", iter(names))
    assert sum(it.count for it in made) == len(names)
    for it in made:
        assert set(it.items) <= set(names)
        assert len(it.items) == len(set(it.items)) <= SHOWN


@given(some.articles, some.articles, some.line)
@about(articles.text_hash, articles.identity, articles.identity_of_copy)
def test_an_article_without_an_id_is_known_by_its_text(
    one: Article, other: Article, path: str
) -> None:
    assert (articles.text_hash(one.text) == articles.text_hash(other.text)) == (
        one.text == other.text
    )
    if not one.id and not other.id:
        assert (articles.identity(one) == articles.identity(other)) == (one.text == other.text)
    for ident in (articles.identity(one), articles.identity_of_copy(one, path)):
        assert str(UUID(ident)) == ident
    assert articles.identity_of_copy(one, path) != articles.identity(one)


@given(st.integers(0, len(MIGRATIONS)), st.integers(0, len(MIGRATIONS)))
@about(expected_objects, plain_sql)
def test_later_migrations_know_all_tables_of_earlier_ones(one: int, other: int) -> None:
    few, more = sorted((one, other))
    applied = [name for name, _ in MIGRATIONS]
    before, after = expected_objects(applied[:few]), expected_objects(applied[:more])
    tables = [key for key in before if key[0] == "table"]
    assert set(tables) <= set(after)
    assert all(sql for sql in after.values())
    assert all(plain_sql(sql) == plain_sql(sql.replace(" ", "\n")) != "" for sql in after.values())


@given(some.heads)
@about(articles.head_of)
def test_a_row_is_a_head(head: Head) -> None:
    row = (
        head.id, head.revision, head.title, json.dumps(head.authors), head.source, head.date,
        head.url, head.lang, json.dumps(head.topics), head.path, head.length, head.text,
        int(head.private),
    )  # fmt: skip
    assert articles.head_of(row) == head


TABLES = st.sampled_from(["article", "annotation", "journal"])
BEGINNINGS = ["CREATE INDEX i ON article (a) WHERE b = ", "INSERT INTO new SELECT "]
STATEMENTS = st.builds(
    "{}'{}';".format,
    st.sampled_from(BEGINNINGS) | TABLES.map("UPDATE {} SET a = ".format),
    st.text("ab;'\"\n").map(lambda text: text.replace("'", "''")),
)


@given(st.lists(STATEMENTS), st.dictionaries(TABLES, st.integers(0, 10**6)))
@about(split, work)
def test_scripts_are_split_where_statements_end(made: list[str], rows: dict[str, int]) -> None:
    assert list(split("".join(made))) == made
    guessed = work(made, rows)
    assert len(guessed) == len(made)
    assert all(many >= 0 for many in guessed)
    if not any(rows.values()):
        assert sum(guessed) == 0


@given(st.lists(st.floats(-1, 2)), st.floats(0, 1), st.floats(0, 1))
@about(part, silent)
def test_the_shares_of_a_part_lie_within_the_whole(
    shares: list[float], one: float, other: float
) -> None:
    start, end = sorted((one, other))
    told: list[float] = []
    for share in sorted(shares):
        part(told.append, start, end)(share)
        silent(share)
    assert told == sorted(told)
    assert all(start <= share <= end + 1e-9 for share in told)


@given(st.dictionaries(st.sampled_from(["article", "application_id"]), st.integers(0, 2**31)))
@about(rows_of)
def test_what_is_no_table_has_no_rows(counted: dict[str, int]) -> None:
    assert rows_of(counted).keys() == counted.keys() - {"application_id"}


@given(st.lists(st.integers(0, 2**48 - 1), min_size=1, max_size=20), st.integers(0, 2**48 - 1))
@about(Clock.tick, Clock.observe, new_device)
def test_stamps_rise_whatever_the_clock_says(times: list[int], elsewhere: int) -> None:
    moments = iter([*times, *times])
    clock = Clock(new_device(), now_ms=lambda: next(moments, times[-1]))
    stamps = [clock.tick() for _ in times]
    assert all(one < other for one, other in pairwise(stamps))
    assert all(re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]{4,}-[0-9a-f]{8}", stamp) for stamp in stamps)
    other = Clock(new_device(), now_ms=lambda: elsewhere).tick()
    taken = clock.observe(other)
    assert taken or other > horizon(times[-1])
    assert clock.tick() > max(stamps[-1], other if taken else "")


@given(st.integers(-(2**50), 2**60), st.integers(0, 2**48 - 1), st.text(max_size=30))
@about(horizon, refuse_ahead, day_of, moment_of, today, is_set, is_device)
def test_what_is_more_than_a_day_ahead_is_refused(now: int, then: int, other: str) -> None:
    device = new_device()
    assert is_device(device)
    stamp = f"{then:012x}-0000-{device}"
    ahead = then > min(max(now, 0), LATEST) + DAY
    assert (stamp > horizon(now)) == ahead
    assert is_set(now) == (now >= EARLIEST)
    day, told = day_of(stamp), []
    try:
        refuse_ahead([stamp, other], "there", now)
    except InputError as error:
        refused(error, "stamps_ahead")
        told.append(error.params["until"])
    assert told == ([day] if ahead else [])
    assert moment_of(stamp).startswith(day)
    assert today(then) == day


@given(st.text())
@about(label_name, person_name, label_id)
def test_names_are_kept_on_one_line_or_refused(typed: str) -> None:
    for kept in (label_name, person_name):
        with suppress(InputError):
            name = kept(typed)
            assert name
            assert name == " ".join(name.split()) == kept(name)
            assert UUID(label_id(name)).version == 8
            assert label_id(name) != label_id(f"{name}字")


@given(st.sampled_from([*VERDICTS.items(), ("待補件", "0192b3c4")]), st.sampled_from(("", "假")))
@about(Verdict.key, CodeEntry.verdict)
def test_a_verdict_has_one_word_in_data_whatever_it_is_called(
    known: tuple[str, str], name: str
) -> None:
    key, ident = known
    name = name if ident in VERDICTS.values() else key
    assert CodeEntry(ident, "verdict", name).verdict.key == key


@given(st.text(), st.text())
@about(uuid8, register)
def test_a_text_has_one_id_in_python_and_in_sql(one: str, other: str) -> None:
    assert (uuid8(one) == uuid8(other)) == (one == other)
    assert UUID(uuid8(one)).version == 8
    assert str(UUID(uuid8(one))) == uuid8(one)
    with closing(sqlite3.connect(":memory:")) as connection:
        register(connection)
        row = connection.execute("SELECT uuid8(?), uuid8(NULL)", (one,)).fetchone()
    assert row == (uuid8(one), None)


@given(
    st.lists(st.tuples(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10)), min_size=2)
)
@about(uuid7, utc_now)
def test_ids_sort_by_the_time_they_were_made(made: list[tuple[int, bytes]]) -> None:
    ids = [(moment, uuid7(moment, noise)) for moment, noise in made]
    assert all(UUID(ident).version == 7 for _, ident in ids)
    assert all(a[1] < b[1] for a, b in pairwise(sorted(ids)) if a[0] < b[0])
    first, second = utc_now(), utc_now()
    assert first <= second
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", first)


@given(some.documents(), some.wild)
@about(address, checked, cleaned, has_content, would_have_content)
def test_fields_are_kept_clean_and_say_something_or_not(document: Document, text: str) -> None:
    assert cleaned(text) == clean(text).text
    assert address(text) == address(address(text)) == cleaned(address(text))
    for mark in document.annotations:
        values = checked(
            {
                "tag": mark.tag, "status": mark.status, "unsure": mark.unsure, "note": mark.note,
                "private": mark.private, "source": mark.source, "kind": mark.kind,
                "highlight": mark.highlight,
            }
        )  # fmt: skip
        assert values["tag"] in (None, *(tag.value for tag in Tag))
        assert values["status"] in [status.value for status in Status]
        assert checked(dict(values)) == values
        plain = not mark.labels and not mark.evidence
        bare = not mark.note or bool(values["note"])
        if plain and bare and not harmful(mark.source):
            assert would_have_content(values) == has_content(mark)
        assert has_content(mark) or plain


@given(st.lists(st.integers(0, 2**32 - 1)), some.articles, st.binary(max_size=9))
@about(pack, unpack, of_columns, readable)
def test_what_is_packed_comes_out(numbers: list[int], article: Article, noise: bytes) -> None:
    assert list(unpack(pack(array("I", numbers)))) == numbers
    assert len(pack(array("I", numbers))) == 4 * len(numbers)
    outline = outline_of(article)
    columns = [pack(getattr(outline, name)) for name in ARRAYS]
    columns += [getattr(outline, name) for name in BYTES]
    assert of_columns(columns) == outline
    assert readable(columns) == outline
    columns[0] = noise
    assert (readable(columns) is None) == bool(len(noise) % 4)


folds = (some.sound | some.hans_or_hant).map(fold)


@given(folds, folds, st.data())
@about(
    grams.grams,
    grams.needed,
    grams.is_certain,
    grams.encoded,
    grams.decoded,
    grams.holds,
    grams.shown,
    is_narrow,
)
def test_a_text_has_the_grams_of_all_its_parts(text: str, other: str, data: st.DataObject) -> None:
    part = data.draw(some.within(text)).of(text)
    assert set(grams.needed(part)) <= set(grams.grams(text))
    assert set(grams.needed(part)) <= set(grams.grams(part))
    if part and grams.is_certain(part) and set(grams.needed(part)) <= set(grams.grams(other)):
        assert part in other
    assert grams.decoded(grams.encoded(text)) == text
    assert grams.holds(grams.encoded(text), grams.encoded(part))
    assert grams.holds(grams.encoded(text), grams.encoded(other)) == (other in text)
    assert grams.shown(grams.encoded(FILLER.join(text))) == grams.encoded(text)
    assert bool(is_narrow(text)) == (len(grams.encoded(text)) == 2 * len(text))


@given(st.lists(folds, max_size=6), st.lists(some.line_of_news, min_size=1, max_size=2))
@about(shared)
def test_phrases_stand_in_several_texts(texts: list[str], common: list[str]) -> None:
    texts = [text + "".join(map(fold, common)) for text in texts]
    found = shared(texts)
    assert len(found) == len(set(found))
    for phrase in found:
        assert sum(phrase in text for text in texts) >= 2
    assert not set(shared(texts, found)) & set(found)


@given(
    some.typed | st.sampled_from(("-的 造车", "京東 -計程車", '-"。" 的', "-的")),
    st.lists(folds, min_size=1, max_size=2),
)
@about(
    TermWords.of,
    TermWords.impossible,
    TermWords.match,
    TermWords.match_unwanted,
    TermWords.match_certain,
    TermWords.certain,
    TermWords.unwanted_certain,
    TermWords.test,
    TermWords.test_wanted,
    TermWords.test_unwanted,
    TermWords.match_any,
)
def test_looking_at_folds_is_the_plain_definition(typed: str, texts: list[str]) -> None:
    try:
        query = parse_query(typed)
    except InputError:
        return
    words = TermWords.of(query)
    kept = [grams.encoded(text) for text in texts]

    def stands(forms: tuple[str, ...]) -> bool:
        return any(form in text for form in forms for text in texts)

    wanted = all(map(stands, words.wanted))
    unwanted = any(map(stands, words.unwanted))
    assert words.test()(*kept) == (wanted and not unwanted)
    assert words.test_wanted()(*kept) == wanted
    assert words.test_unwanted()(*kept) == (wanted and unwanted)
    assert not (words.impossible and wanted)
    known = {gram for text in texts for gram in grams.grams(text)}
    if words.wanted and not words.impossible:
        assert satisfied(words.match(), known) or not wanted
        assert satisfied(words.match_any(), known) or not any(map(stands, words.wanted))
        if words.certain and len(texts) == 1:
            assert satisfied(words.match(), known) == wanted
        if words.unwanted:
            may = satisfied(words.match_unwanted(), known)
            assert may or not (wanted and unwanted)
            if words.unwanted_certain and words.certain and len(texts) == 1:
                assert may == (wanted and unwanted)
        sure = words.match_certain(lambda _form: [], apart=False)
        if sure and len(texts) == 1:
            assert wanted or not satisfied(sure, known)


def satisfied(asked: str, known: set[str]) -> bool:
    """Whether a text with these grams is what the index is asked for."""
    tokens = re.findall(r'"([^"]*)"|(\(|\)|AND|OR)', asked)
    said = " ".join(word or str(int(token in known)) for token, word in tokens)
    with closing(sqlite3.connect(":memory:")) as connection:
        return bool(connection.execute(f"SELECT {said}").fetchone()[0])


@given(some.typed, st.lists(some.sound | st.integers(), max_size=4))
@about(about_articles, listed, Where.sql, before)
def test_conditions_have_a_value_for_each_mark(typed: str, values: list[str | int]) -> None:
    assert json.loads(listed(values)) == values
    assert Where().sql == "1"
    try:
        query = parse_query(typed)
    except InputError:
        query = Query(filters=(Filter("from", "某報\ud800", negated=True), Filter("after", "2025")))
    for where in (about_articles(query), before(None), before(("2025-10-14", "b", "c"))):
        assert where.sql.count("?") == len(where.values)
        for value in where.values:
            assert not re.search("[\ud800-\udfff]", str(value))
    assert len(about_articles(query).conditions) == sum(
        it.name in ("from", "after", "before") for it in query.filters
    )
