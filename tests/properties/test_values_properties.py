"""Values, searching in an article, counts, exports, settings and words."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch
from uuid import UUID

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st
from written import options

from reader import config
from reader.analysis.changes import (
    ChangedPassage,
    Changes,
    PlacedMark,
    arrange,
    summary,
    without_private,
)
from reader.analysis.hits import (
    hits_in,
    hits_in_text,
    hits_under,
    one_line,
    shown_text,
    words_under,
)
from reader.analysis.matching import matches, meets, passages, spans
from reader.analysis.progress import Progress, progress, section_claims, tagged_spans, tallies
from reader.analysis.statistics import Counts, count, statistics
from reader.errors import InputError
from reader.exchange import csv_table, markdown, web_annotation
from reader.exchange.iri import is_iri, is_web, urn
from reader.exchange.plain import escaped, printable
from reader.exchange.registry import FORMATS, Format
from reader.exchange.sheet import Options, Sheet
from reader.library.export import Export
from reader.model import (
    AnchorStatus,
    Annotation,
    Change,
    Document,
    Evidence,
    Head,
    Link,
    Role,
    Span,
    Status,
    Tag,
)
from reader.model.feed import Feed, FeedOutcome, Problem, Refreshed
from reader.model.revision import Revision
from reader.model.speaker import speaker
from reader.text.anchoring.diff import DiffKind
from reader.text.anchoring.diff import paragraphs as compared
from reader.text.folding import fold
from reader.text.joined_lines import on_one_line
from reader.text.marked_sentences import marked_sentences, remainders
from reader.text.query import parse as parse_query
from reader.text.query.completion import shared_start
from reader.words import Words, load
from reader.words.sections import section_name
from reader.words.speakers import speaker_name
from reader.words.times import local_time
from reader.words.verdicts import check_text, exported_check_text, verdict_name

UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@given(some.documents(), st.data())
@about(Change.focus)
def test_the_focus_of_a_change_is_its_first_passage(
    document: Document, data: st.DataObject
) -> None:
    marks = [None, *document.annotations]
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(marks), st.sampled_from(marks)), max_size=3)
    )
    focus = Change("do", tuple(pairs)).focus
    places = sorted(it.span for pair in pairs for it in pair if it and it.span)
    assert focus == (places[0] if places else None)


@given(some.heads, some.line, some.line)
@about(Head.day, Feed.name)
def test_heads_and_feeds_are_called_by_what_is_known(head: Head, title: str, url: str) -> None:
    assert head.day == head.date[:10]
    assert Feed("a", url, title).name == (title or url)


outcomes = st.builds(
    FeedOutcome,
    st.just(Feed("a", "https://a.b")),
    st.integers(0, 5),
    st.integers(0, 5),
    problem=st.none() | st.just(Problem("feed_unreadable")),
)


@given(st.lists(outcomes, max_size=5).map(tuple))
@about(Refreshed.new, Refreshed.changed, Refreshed.problems)
def test_a_refresh_adds_up_its_feeds(found: tuple[FeedOutcome, ...]) -> None:
    told = Refreshed(found)
    assert told.new == sum(one.new for one in found)
    assert told.changed == sum(one.changed for one in found)
    assert [one in told.problems for one in found] == [one.problem is not None for one in found]


@given(some.documents(), st.data())
@about(matches, passages, spans, meets, one_line)
def test_what_is_found_stands_where_it_is_said_to_stand(
    document: Document, data: st.DataObject
) -> None:
    there = st.sampled_from(document.text.split() or [""])
    try:
        query = parse_query(data.draw(some.typed | there))
    except InputError:
        return
    found = passages(query, document)
    hits = spans(query, document)
    assert hits == sorted(set(hits))
    assert all(0 <= hit.start <= hit.end <= len(document.text) for hit in hits)
    is_found, met = matches(query, document), meets(query, document.head)
    assert not (found or hits) or (is_found and met)
    assert not is_found or met
    forms = {form for term in query.terms if not term.negated for form in term.forms}
    for passage in found:
        assert passage.place in ("text", "title", "note")
        assert len(passage.also) == len(passage.hits)
        if passage.place == "text" and passage.span:
            assert passage.span.of(document.text) == passage.text
        for hit in passage.hits:
            words = hit.of(passage.text)
            assert {fold(words), fold(on_one_line(words))} & forms
        told = one_line(passage)
        assert len(told.hits) == len(passage.hits)
        assert told == passage or (passage.place == "text" and "\n" not in told.text)


@given(some.documents(), some.typed)
@about(hits_in, hits_in_text, hits_under, words_under, shown_text)
def test_hits_are_words_as_they_are_shown(document: Document, typed: str) -> None:
    try:
        query = parse_query(typed)
    except InputError:
        return
    shown, text = shown_text(document), document.text
    assert "".join(shown.text.split()) == "".join(text.split())
    assert len(hits_in_text(query, document)) == len(hits_in(fold(shown.text), query.terms))
    assert all(0 <= start < end <= len(text) for start, end in hits_in_text(query, document))
    for annotation in document.annotations:
        under = annotation.exact if annotation.span is None else annotation.span.of(text)
        words = words_under(document, annotation)
        assert "".join(words.split()) == "".join(fold(under).split())
        hits = hits_under(query, document, annotation)
        assert all(0 <= start < end <= len(under) for start, end in hits)


@given(some.documents(), st.sampled_from(AnchorStatus))
@about(
    Annotation.is_stale, Annotation.is_unfounded, Annotation.published_verdict,
    Annotation.is_approved, Annotation.verdict_to_publish, Annotation.withheld, Evidence.texts,
)  # fmt: skip
def test_a_verdict_that_is_published_has_all_that_it_needs(
    document: Document, anchor: AnchorStatus
) -> None:
    for it in (replace(known, anchor=anchor) for known in document.annotations):
        claim = it.tag is Tag.FACT and it.status is Status.DECIDED
        holds = claim and not it.is_stale and not it.is_unfounded
        published = it.verdict if holds else None
        assert it.published_verdict == it.verdict_to_publish(approval=False) == published
        assert it.verdict_to_publish(approval=True) == (published if it.is_approved else None)
        if published is not None:
            assert it.withheld() is None
            assert (it.withheld(approval=True) is None) == it.is_approved
        assert not it.is_approved or it.verdict
        for evidence in it.evidence:
            assert "".join(evidence.texts).startswith(evidence.url)


@given(some.documents())
@about(
    marked_sentences, remainders, tallies, tagged_spans, progress, section_claims, Progress.left,
    count, statistics, speaker, speaker_name, verdict_name, check_text, exported_check_text,
)  # fmt: skip
def test_counts_add_up(document: Document) -> None:
    outline, marks = document.outline, document.annotations
    text, spans = document.text, tagged_spans(marks)
    told = progress(outline, text, marks)
    marked = marked_sentences(outline, text, spans)
    held = {place for span in spans for place in range(span.start, span.end)}
    for number in filter(outline.is_claim, range(len(outline.sentence_roles))):
        within = outline.sentence(number)
        places = range(within.start, within.end)
        bare = {place for place in places if place not in held and text[place].isalnum()}
        assert (number in marked) == (not bare and not held.isdisjoint(places))
        rests = remainders(text, within, spans)
        covered = {place for rest in rests for place in range(rest.start, rest.end)}
        assert bare <= covered <= set(places) - held
    assert sum(told.by_section.values()) == told.marked
    who = partial(speaker, outline=outline, head=document.head)
    assert all(speaker_name(load("en"), who(it)) for it in marks)
    for it in marks:
        said = check_text(load("en"), it)
        assert bool(said) == (it.status is not Status.UNCHECKED or it.verdict is not None)
        assert it.verdict is None or verdict_name(load("en"), it.verdict) in said
        elsewhere = replace(it, anchor=AnchorStatus.CHANGED)
        written = exported_check_text(load("en"), elsewhere)
        assert elsewhere.published_verdict is None
        assert it.verdict is None or verdict_name(load("en"), it.verdict) not in written
        assert it.verdict or written == exported_check_text(load("en"), it) == said
    assert (told.marked, told.total) == (len(marked), outline.claims)
    assert told.left == told.total - told.marked >= 0
    assert told.sections == tallies(outline, marks)
    assert sum(map(sum, told.sections.values())) == sum(told.tally)
    assert sum(section_claims(outline, n) for n in range(len(outline.sections))) == outline.claims
    figures = statistics(marks, who, outline)
    public = [it for it in marks if not it.private]
    assert figures.overall == count(public)
    assert figures.left_out == len(marks) - len(public)
    for groups in (figures.sources, figures.status, figures.annotators):
        assert added(groups.values()) == figures.overall
    assert added([*figures.sections.values(), figures.orphans]) == figures.overall
    assert figures.overall.total == (
        figures.overall.facts
        + figures.overall.opinions
        + figures.overall.nones
        + figures.overall.untagged
    )


def added(parts: Iterable[Counts]) -> Counts:
    names = [field.name for field in fields(Counts)]
    rows = list(parts)
    return Counts(**{name: sum(getattr(row, name) for row in rows) for name in names})


@given(some.editions(), some.words, st.data())
@about(
    arrange, without_private, summary, PlacedMark.overlapping, ChangedPassage.went,
    ChangedPassage.other,
    Changes.changed, Changes.kinds, Changes.only_script, Changes.touched,
)  # fmt: skip
def test_changes_tell_every_paragraph_and_what_it_touches(
    both: tuple[str, str], words: Words, data: st.DataObject
) -> None:
    old, new = both
    before = [data.draw(some.annotation(old, number)) for number in range(3)]
    after = [replace(it, span=data.draw(some.some_of(new)) if new else None) for it in before]
    told = arrange(compared(old, new), before, after)
    state = Revision("a" * 64, len(old), "2025-10-14T08:00:00+00:00")
    changes = Changes(Head("a", "b", "題"), state, state, old, new, told)
    assert sum(it.count for it in told) == len(compared(old, new))
    assert sum(changes.kinds.values()) == sum(not it.went for it in changes.changed)
    for passage in told:
        assert passage.count > 1 <= passage.count or passage.count == 1
        assert (passage.other is not None) == (passage.kind is DiffKind.MOVED)
        if passage.touched:
            assert passage.kind is not DiffKind.SAME
    span = data.draw(some.some_of(old)) if old else Span(0, 1)
    assert sorted(PlacedMark(before).overlapping(span)) == sorted(
        it.id for it in before if it.span and it.span.overlaps(span)
    )
    public, left = without_private(changes)
    assert not any(it.annotation.private for it in public.touched)
    assert len(public.touched) + left == len(changes.touched)
    assert changes.only_script <= sum(it.count for it in told)
    lines = summary(changes, words)
    assert lines
    assert all(line and "{" not in line for line in lines)


@given(
    some.documents(some.news.map("公司說。\n{}".format)),
    st.sampled_from(("", "tw", "cn", "s2twp")),
    some.words,
)
@about(
    Sheet.of, Sheet.quote, Sheet.quote_when_marked, Sheet.article_view, Sheet.quote_in_view,
    Sheet.context, Sheet.name, Sheet.names, Sheet.section, Sheet.section_name, Sheet.anchored,
    Sheet.orphans, Sheet.links_in, Sheet.passage, section_name,
)  # fmt: skip
def test_a_sheet_quotes_what_the_text_says_and_leaves_private_out(
    document: Document, view: str, words: Words
) -> None:
    links = tuple(Link(at, at + 2, "https://example.org/") for at in range(0, 40, 5))
    sheet = Sheet.of(document, view, links)
    assert set(sheet.names) == {sheet.name(each) for each in sheet.annotations} - {""}
    assert not any(it.private for it in sheet.annotations)
    assert len(sheet.annotations) + sheet.left_out == len(document.annotations)
    assert len(sheet.anchored) + len(sheet.orphans) == len(sheet.annotations)
    assert sheet.annotations == (*(it for it, _ in sheet.anchored), *sheet.orphans)
    names = {it.id: it.name for it in document.annotators}
    assert sheet.article_view.choice == view
    for mark, span in sheet.anchored:
        assert sheet.quote(mark) == span.of(document.text)
        assert "".join(sheet.passage(mark).split()) == "".join(sheet.quote(mark).split())
        led = {at for start, end, _ in sheet.links_in(mark) for at in range(start, end)}
        everywhere = {at for start, end, _ in links for at in range(start, end)}
        assert led == {at - span.start for at in everywhere if span.start <= at < span.end}
        before, after = sheet.context(mark)
        assert document.text[: span.start].endswith(before)
        assert document.text[span.end :].startswith(after)
        assert max(len(before), len(after)) <= 32
        number = document.outline.section_at(span.start)
        if document.outline.sections:
            assert sheet.section(span, words) == sheet.section_name(number, words)
        assert sheet.quote_when_marked(mark) == ""
        # A line end inside a paragraph is none where a passage is quoted.
        quoted = "".join(sheet.quote_in_view(mark).split())
        assert quoted == "".join(sheet.article_view.shown(span).split())
    for mark in sheet.annotations:
        assert sheet.name(mark) == names[mark.annotator]
    heading = section_name(words, None, Role.BODY)
    assert section_name(words, "題", Role.HEADING) == "題"
    assert heading != section_name(words, None, Role.EDITOR_NOTE)


sheets = st.lists(
    st.builds(Sheet.of, some.documents(), st.sampled_from(("", "cn"))), min_size=1, max_size=2
)


@given(sheets, some.words)
@about(csv_table.write)
def test_a_table_has_a_row_for_each_annotation_and_no_formula(
    found: list[Sheet], words: Words
) -> None:
    stream = io.BytesIO()
    csv_table.write(iter(found), stream, Options(words))
    data = stream.getvalue()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    marks = [(sheet, it) for sheet in found for it in sheet.annotations]
    assert len(rows) == len(marks)
    for row, (sheet, mark) in zip(rows, marks, strict=True):
        assert row["id"] == mark.id
        assert csv_table.cell_text(row["quote"]) == printable(sheet.quote(mark))
        assert csv_table.cell_text(row["note"]) == printable(mark.note)
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not UNSAFE.search(value)


@given(some.wild)
@about(csv_table.cell, csv_table.cell_text, printable, escaped)
def test_a_cell_and_an_escape_give_their_text_back(text: str) -> None:
    assert csv_table.cell_text(csv_table.cell(text)) == printable(text)
    assert printable(printable(text)) == printable(text)
    assert not UNSAFE.search(printable(text).replace("\t", ""))
    assert not UNSAFE.search(
        escaped(text).replace("\t", "").replace("\u2028", "").replace("\u2029", "")
    )
    quoted = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(quoted) == text.encode("utf-16", "surrogatepass").decode(
        "utf-16", "surrogatepass"
    ) or any("\ud800" <= sign <= "\udfff" for sign in text)


@given(sheets, some.words)
@about(markdown.write, markdown.escape, markdown.linked)
def test_a_claim_sheet_shows_words_and_makes_no_markup(found: list[Sheet], words: Words) -> None:
    from markdown_it import MarkdownIt

    stream = io.BytesIO()
    markdown.write(iter(found), stream, Options(words))
    text = stream.getvalue().decode()
    assert not UNSAFE.search(text)
    parser = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    kinds: Counter[str] = Counter()
    links: list[str] = []
    for token in parser.parse(text):
        for one in (token, *(token.children or ())):
            kinds[one.type] += 1
            if one.type == "link_open":
                links.append(str(one.attrs["href"]))
    assert not {
        "html_block",
        "html_inline",
        "image",
        "em_open",
        "strong_open",
        "code_inline",
    } & set(kinds)
    assert all(link.lower().startswith(("http://", "https://")) for link in links)
    quotes = sum(len(sheet.annotations) for sheet in found)
    assert kinds["blockquote_open"] >= quotes


@given(some.line)
@about(markdown.escape, markdown.linked)
def test_an_escaped_line_is_shown_as_it_stands(text: str) -> None:
    from markdown_it import MarkdownIt

    for made in (markdown.escape(text), markdown.linked(text)):
        tokens = MarkdownIt("commonmark").enable("strikethrough").parse(made)
        seen = "".join(
            child.content
            for token in tokens
            for child in token.children or ()
            if child.type == "text"
        )
        assert "".join(seen.split()) == "".join(printable(text).split())


@given(st.lists(some.line, max_size=5))
@about(shared_start)
def test_names_are_completed_as_far_as_they_agree(names: list[str]) -> None:
    start = shared_start(names)
    assert all(name.startswith(start) for name in names)
    longer = {name[: len(start) + 1] for name in names}
    assert not names or len(longer) > 1 or start in names


@given(sheets, some.words)
@about(web_annotation.write, Sheet.speaker)
def test_web_annotations_are_json_whose_offsets_hold(found: list[Sheet], words: Words) -> None:
    stream = io.BytesIO()
    web_annotation.write(iter(found), stream, Options(words))
    data = stream.getvalue()
    assert not UNSAFE.search(data.decode().replace("\u2028", "").replace("\u2029", ""))
    told = json.loads(data)
    marks = [(sheet, it) for sheet in found for it in sheet.annotations]
    assert told["total"] == len(marks)
    assert "meipi:leftOut" not in told
    items = told.get("first", {}).get("items", [])
    assert len(items) == len(marks)
    for item, (sheet, mark) in zip(items, marks, strict=True):
        assert sheet.speaker(mark) == speaker(mark, sheet.outline, sheet.head)
        assert item["type"] == "Annotation"
        assert is_iri(item["id"])
        if mark.span:
            selectors = json.dumps(item["target"], ensure_ascii=False)
            assert str(mark.span.start) in selectors
            assert json.dumps(sheet.quote(mark), ensure_ascii=False)[1:-1] in selectors


@given(sheets, st.sampled_from(sorted(FORMATS)), some.words)
@about(Format.write, Export.add)
def test_a_format_writes_what_was_counted(found: list[Sheet], name: str, words: Words) -> None:
    stream, told = io.BytesIO(), Export()
    for sheet in found:
        told.add(sheet)
    FORMATS[name].write(iter(found), stream, options(words))
    assert told.count == sum(len(sheet.annotations) for sheet in found)
    if name == "csv":
        rows = csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))
        assert len([*rows]) == 1 + told.count


@given(some.addresses)
@about(is_iri, is_web, urn)
def test_an_iri_holds_no_space_and_runs_no_script(text: str) -> None:
    assert not is_web(text) or is_iri(text)
    if is_iri(text):
        assert not re.search(r"\s", text)
        assert not UNSAFE.search(text)
        assert ":" in text
        assert not text.lower().startswith("javascript:")
    named = urn(printable(text))
    assert UUID(named.removeprefix("urn:uuid:"))
    assert urn(named.removeprefix("urn:uuid:")) == named
    assert is_iri(named)


locales = st.text("zhyueTWHKantsC_.-@", max_size=12) | st.sampled_from(
    ("zh_TW.UTF-8", "zh-Hant", "yue_HK", "C", "en_US", "zh", "zh_CN@pinyin")
)


@given(locales, locales, locales)
@about(
    config.language_table, config.language_from, config.words_language, config.config_path, load,
    config.expanded,
)  # fmt: skip
def test_every_locale_has_a_table_of_words(setting: str, all_: str, lang: str) -> None:
    tables = set(config.LANGUAGES.values())
    environ = {"LC_ALL": all_, "LANG": lang}
    found = config.language_from(environ)
    assert found in tables
    assert found == config.language_from({"LC_ALL": all_ or lang})
    named = config.language_table(setting)
    assert named is None or named in tables
    assert config.words_language(setting, environ) == (named or found)
    assert config.language_table(setting.upper()) == config.language_table(setting.lower())
    assert load(found).language == found
    with patch.dict(os.environ, {"MEIPI_CONFIG": f"/x/{found}.toml"}):
        assert (
            config.config_path() == config.expanded(f"/x/{found}.toml") == Path(f"/x/{found}.toml")
        )


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in fields(config.Config)])
        | st.text("abc", min_size=1, max_size=3),
        st.integers(-5, 300) | st.booleans() | st.sampled_from(("auto", "en", "open", "", "ink")),
        max_size=3,
    ),
    some.wild,
)
@about(config.load)
def test_settings_are_as_they_are_written_or_refused(values: dict[str, object], noise: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_text(
            "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()), "utf-8"
        )
        try:
            loaded = config.load(path)
        except InputError as error:
            refused(error, "config_unknown_key", "config_invalid")
        else:
            assert {key: getattr(loaded, key) for key in values} == values
        path.write_bytes(noise.encode("utf-8", "surrogatepass"))
        try:
            assert isinstance(config.load(path), config.Config)
        except InputError as error:
            refused(error, "config_syntax", "config_unknown_key", "config_invalid")
        path.unlink()
        assert config.load(path) == config.Config()


@given(some.words, some.line, st.sampled_from(("file_missing", "config_unknown", "format_unknown")))
@about(Words.error, Words.certain)
def test_an_error_is_told_with_its_parameters_and_in_certain_signs(
    words: Words, value: str, code: str
) -> None:
    inner = InputError(code, path=value, name=value, known="甲")
    outer = InputError("opml_unreadable", path=value, reason=inner)
    shown = words.error(inner, lambda _name, value: f"<{value}>")
    assert "<" in shown or not re.search(r"\{", words(f"error.{code}"))
    assert words.error(outer, lambda _name, value: str(value))
    certain = words.certain()
    assert certain.language == words.language
    for key in ("app.title", "help.title", "nothing.found"):
        if key in words:
            assert not set("·–×…“”") & set(certain(key))


@given(
    some.words,
    st.sampled_from(("reply_status", "file_missing", "feed_cut")) | some.line,
    st.dictionaries(
        st.sampled_from(("url", "status", "path", "self", "code")) | some.line, some.line
    ),
)
@about(Words.stored, Words.stored_error)
def test_whatever_a_library_has_kept_is_told(words: Words, code: str, gaps: dict[str, str]) -> None:
    said = words.stored_error(code, gaps, lambda _name, value: f"<{value}>")
    assert said
    whole = {name: f"<{value}>" for name, value in {"url": "甲", "status": "乙", **gaps}.items()}
    kept = words.stored(f"error.{code}", {"path": "…", **whole})
    assert (kept is None) == (f"error.{code}" not in words) or kept is None
    if code == "reply_status" and {"url", "status"} <= gaps.keys():
        assert said == kept


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)))
@about(local_time)
def test_a_local_time_is_the_same_minute(moment: datetime) -> None:
    told = local_time(moment.replace(tzinfo=UTC).isoformat())
    again = datetime.strptime(told, "%Y-%m-%d %H:%M").astimezone(UTC).replace(tzinfo=None)
    assert abs((again - moment).total_seconds()) < 60 or again.minute != moment.minute


def test_tags_are_the_ones_that_counts_know() -> None:
    mark = Annotation("1", "a", "lin", Span(0, 1))
    found = count([replace(mark, tag=tag) for tag in Tag])
    assert (found.facts, found.opinions, found.nones, found.total) == (1, 1, 1, len(Tag))
