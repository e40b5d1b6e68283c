"""Cleaning, sentences, structure, search folds and queries: what holds of any text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise

import strategies as some
from about import about, given, refused
from hypothesis import assume
from hypothesis import strategies as st

from reader.errors import InputError
from reader.model import ROLES, Article, Outline, Role, Span, links_on
from reader.model.page_content import PageContent
from reader.model.search import Query, Term
from reader.text.anchoring.similarity import shares, similarity
from reader.text.cleaning import clean, decode, decoding, one_line
from reader.text.cleaning.file_names import LONGEST, day_and_words, file_name_of
from reader.text.crediting import shows_nothing, tells
from reader.text.dates import Form, clock_in, date_in, iso_date, moment_of
from reader.text.folding import fold, folded
from reader.text.outline_fit import fits
from reader.text.query import FILTERS, about_annotations, places
from reader.text.query import parse as parse_query
from reader.text.sentences import bounds, split
from reader.text.sentences.clauses import (
    clause_at,
    clauses,
    next_stop,
    previous_stop,
    trimmed,
    word_stops,
)
from reader.text.structure import compose, links_of, parse
from reader.text.structure.byline import Byline, is_attribution
from reader.text.structure.byline import read as read_byline
from reader.text.structure.frontmatter import FrontMatter, separate, unreadable
from reader.text.structure.markdown_inlines import Inlines, words_of_tag
from reader.text.structure.markdown_lines import has_headings, is_marked_up, lines_of
from reader.text.structure.markdown_writer import as_markdown, file_name
from reader.text.structure.numbering import begins_a_list, counts, is_list
from reader.text.structure.outline import outline_of, split_again
from reader.text.structure.page_conversion import article_of, page_of
from reader.text.structure.roles import is_marked_caption, is_note, reads_like_title, roles_of
from reader.words import table_file
from tools.generate_variants import encodes, groups
from tools.generate_words import convert, gaps, table

HARMFUL = {"Cc", "Cs"}


def harmful(text: str) -> list[str]:
    """The controls, halves of characters and signs that turn the direction of a text."""
    return [
        sign
        for sign in text
        if (unicodedata.category(sign) in HARMFUL and sign != "\n")
        or sign in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    ]


def han(text: str) -> list[str]:
    return [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]


@given(some.wild)
@about(clean)
def test_a_clean_text_is_harmless_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert not harmful(cleaned.text)
    assert clean(cleaned.text).text == cleaned.text
    assert not clean(cleaned.text).repairs
    assert all(repair.count > 0 for repair in cleaned.repairs)
    if not re.search("[\x1b\x80-\x9f]", text):
        assert han(cleaned.text) == han(text)


@given(some.wild, st.integers(1, 40))
@about(one_line)
def test_one_line_is_clean_and_no_longer_than_asked(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert line == " ".join(line.split()) == clean(line).text
    assert one_line(line, longest) == line
    assert line in " ".join(clean(text).text.split())


@given(some.sound, st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-32")))
@about(decode, decoding.to_text)
def test_what_says_its_encoding_comes_back(text: str, codec: str) -> None:
    assume(text.strip() and "\0" not in text and not text.startswith("\ufeff"))
    data = text.encode(codec)
    assume(not data.startswith(decoding.BINARY_STARTS))
    raw, _ = decoding.to_text(data)
    assert raw == text
    try:
        decoded = decode(data)
    except InputError as error:
        refused(error, "file_binary")
        assert decoding.looks_binary(data, text)
        return
    assert decoded.text == clean(text).text


@given(
    some.as_bytes(some.wild), st.sampled_from(("", "big5", "GB2312", "x-gbk", "latin1", "no such"))
)
@about(decode, decoding.to_text, decoding.looks_binary, decoding.replaced, decoding.named)
def test_any_bytes_are_a_clean_text_or_refused(data: bytes, declared: str) -> None:
    raw, encoding = decoding.to_text(data, declared)
    assert data.decode(encoding, "replace") == raw
    assert 0 <= decoding.replaced(data, raw, encoding) <= raw.count("\ufffd")
    name = decoding.named(declared)
    assert not name or "".encode(name) is not None
    assert decoding.named(name) in (name, "cp1252") or not decoding.named(name)
    try:
        decoded = decode(data, declared)
    except InputError as error:
        refused(error, "file_binary" if decoding.looks_binary(data, raw) else "file_empty")
        return
    assert not decoding.looks_binary(data, raw)
    assert decoded.text.strip()
    assert not harmful(decoded.text)


@given(some.wild)
@about(split, bounds)
def test_sentences_hold_every_character_once(text: str) -> None:
    spans = split(text)
    seen = "".join(span.of(text) for span in spans)
    assert "".join(seen.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        assert span.start < span.end
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
    assert [(one.start, one.end) for one in spans] == [
        (start + at, end + at)
        for at, row in offsets_of_lines(text)
        for start, end in bounds(row, 0, len(row))
    ]


def offsets_of_lines(text: str) -> list[tuple[int, str]]:
    rows, at = [], 0
    for row in text.splitlines(keepends=True):
        rows.append((at, row.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
        at += len(row)
    return rows


@given(some.sound, st.data())
@about(clauses, clause_at, trimmed, word_stops, next_stop, previous_stop)
def test_clauses_and_words_part_a_passage_without_gaps(text: str, data: st.DataObject) -> None:
    span = data.draw(some.within(text))
    found = clauses(text, span)
    assert "".join(clause.of(text) for clause in found) == span.of(text)
    assert all(clause.start < clause.end for clause in found)
    stops = word_stops(text, span)
    assert stops[0] == span.start
    assert stops[-1] == span.end
    assert stops == sorted(set(stops))
    at = data.draw(st.integers(span.start, span.end))
    assert next_stop(stops, at) == min((s for s in stops if s > at), default=stops[-1])
    assert previous_stop(stops, at) == max((s for s in stops if s < at), default=stops[0])
    one = clause_at(text, span, at)
    assert span.start <= one.start <= one.end <= span.end
    short = trimmed(text, span)
    assert span.start <= short.start <= short.end <= span.end
    assert trimmed(text, short) == short


@given(some.wild, some.wild)
@about(fold, folded)
def test_a_fold_keeps_every_offset_and_is_made_once(one: str, other: str) -> None:
    assert len(fold(one)) == len(one)
    assert fold(fold(one)) == fold(one)
    assert fold(one) + fold(other) == fold(one + other)
    assert folded(one) == fold(one)


@given(some.wild, some.wild)
@about(similarity, shares)
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert shares(one, other)[1] <= shares(one, other)[0] == similarity(one, other)
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == 1


@given(some.wild, st.sampled_from((None, True, False)))
@about(parse, links_of, outline_of, fits)
def test_every_paragraph_lies_in_the_canonical_text(text: str, markdown: bool | None) -> None:
    article = parse(text, markdown=markdown)
    assert not harmful(article.text)
    last = 0
    for section in article.sections:
        assert section.paragraphs
        assert section.start == section.paragraphs[0].start
        assert section.end == section.paragraphs[-1].end
        assert 1 <= section.level <= 6
        if section.heading is not None:
            assert section.paragraphs[0].role is Role.HEADING
            assert section.paragraphs[0].text == section.heading
        for paragraph in section.paragraphs:
            assert article.text[paragraph.start : paragraph.end] == paragraph.text
            assert paragraph.text == paragraph.text.strip() != ""
            assert "\n" not in paragraph.text
            assert not article.text[last : paragraph.start].strip()
            last = paragraph.end
    assert not article.text[last:].strip()
    last = 0
    for start, end, address in links_of(text, parse(text).text):
        assert last <= start < end <= len(parse(text).text)
        assert address
        last = end
    assert links_of(text, article.text + "。") == ()
    outline = outline_of(article)
    assert fits(outline, len(article.text))
    assert not outline.roles or not fits(outline, outline.paragraph_ends[-1] - 1)


@given(some.articles)
@about(outline_of, split_again)
def test_an_outline_is_that_of_its_own_text(article: Article) -> None:
    outline = outline_of(article)
    assert split_again(outline, article.text) == outline
    assert split_again(outline, article.text + "\n又一段。") is None
    assert [outline.sentence(n).of(article.text) for n in range(len(outline.sentence_roles))] == [
        span.of(article.text) for span in split(article.text)
    ]


@given(some.articles, st.data())
@about(
    Outline.role, Outline.paragraph, Outline.sentence, Outline.is_claim,
    Outline.claims, Outline.paragraph_at, Outline.sentence_at,
    Outline.sentences_in, Outline.section_at, Outline.section_span,
    Outline.heading, Article.paragraphs, Span.overlaps, Span.of,
)  # fmt: skip
def test_an_outline_answers_as_a_look_at_everything_does(
    article: Article, data: st.DataObject
) -> None:
    outline, text = outline_of(article), article.text
    rows = list(article.paragraphs)
    assert [outline.role(n) for n in range(len(rows))] == [row.role for row in rows]
    assert [outline.paragraph(n).of(text) for n in range(len(rows))] == [row.text for row in rows]
    sentences = [outline.sentence(n) for n in range(len(outline.sentence_roles))]
    assert outline.claims == sum(outline.is_claim(n) for n in range(len(sentences)))
    at = data.draw(st.integers(0, len(text)))
    assert outline.paragraph_at(at) == max(
        (n for n, row in enumerate(rows) if row.start <= at), default=0
    )
    assert outline.sentence_at(at) == max(
        (n for n, span in enumerate(sentences) if span.start <= at), default=0
    )
    span = data.draw(some.some_of(text)) if text else Span(0, 0)
    assert list(outline.sentences_in(span)) == [
        n for n, sentence in enumerate(sentences) if sentence.overlaps(span)
    ]
    assert outline.section_at(at) == max(
        (n for n, section in enumerate(article.sections) if section.start <= at), default=0
    )
    for number, section in enumerate(article.sections):
        assert outline.section_span(number) == Span(section.start, section.end)
        assert outline.heading(number, text) == section.heading


@given(some.articles, st.sampled_from(("", "2025-11-22")))
@about(as_markdown, page_of, article_of, links_on)
def test_an_article_written_reads_back(article: Article, imported: str) -> None:
    read = parse(as_markdown(article, imported=imported))
    assert read == article
    assert read.links in (article.links, ())
    page = page_of(article)
    assert [link for block in page.blocks for link in block.links] == [
        link
        for row in article.paragraphs
        for link in links_on(article.links, Span(row.start, row.end))
    ]
    assert [block.text for block in page.blocks] == [row.text for row in article.paragraphs]
    again = article_of(page, id=article.id)
    assert [(row.role, row.text) for row in again.paragraphs] == [
        (row.role, row.text) for row in article.paragraphs
    ]


@given(some.pages, st.sampled_from(("", "某號")))
@about(article_of, as_markdown)
def test_a_page_s_article_is_the_one_that_its_file_holds(page: PageContent, ident: str) -> None:
    article = article_of(page, id=ident)
    assert parse(as_markdown(article)) == article
    taken = [block.text.strip() for block in page.blocks if block.taken and block.text.strip()]
    assert [row.text for row in article.paragraphs] == taken


@given(some.wild)
@about(separate, unreadable)
def test_front_matter_and_body_are_the_text(text: str) -> None:
    for whole in (
        text,
        f"---\ntitle: 甲\n{text}",
        f"---\ntitle: 甲\ndate: 2025-10-14\n---\n{text}",
    ):
        front, body = separate(whole)
        assert whole.endswith(body)
        assert (front is None) == (body == whole)
        if front is None:
            continue
        assert not unreadable(whole)
        for field in fields(front):
            value = getattr(front, field.name)
            for words in (value,) if isinstance(value, str) else value:
                assert not harmful(words)
                assert "\n" not in words
    assert separate(f"---\ntitle: 甲\n---\n{text}")[1] == text


@given(some.dates)
@about(iso_date)
def test_a_date_is_a_day_or_a_moment_and_stays_itself(written: str) -> None:
    found = iso_date(written)
    assert not found or re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+([+-][\d:.]+)?)?", found)
    assert iso_date(found) == found


@given(st.dates(min_value=date(1912, 1, 1)))
@about(iso_date)
def test_every_way_to_write_a_day_is_that_day(day: date) -> None:
    for form in ("{}年{}月{}日", "{}/{}/{}", "{}.{}.{}", "發佈於 {}-{}-{}"):
        assert iso_date(form.format(day.year, day.month, day.day)) == (
            day.isoformat() if day.year > 999 else ""
        )
    if day.year - 1911 > 9:
        assert iso_date(f"民國{day.year - 1911}年{day.month}月{day.day}日") == day.isoformat()


@given(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)), st.sampled_from(["上午", "下午"]))
@about(date_in, clock_in, moment_of)
def test_every_way_to_write_a_time_is_that_time(moment: datetime, half: str) -> None:
    moment = moment.replace(microsecond=0, hour=moment.hour % 12 + 12 * (half == "下午"))
    day, clock = [moment.year, moment.month, moment.day], [moment.minute, moment.second]
    hour, twelve = moment.hour, moment.hour % 12 or 12
    for form in (
        "{1}:{2:02}:{3:02}",
        "{1}时{2:02}分{3}秒",
        "{0}{4}:{2:02}:{3:02}",
        "{0} {4}點{2}分{3}秒",
    ):
        written = form.format(half, hour, *clock, twelve)
        assert moment_of(day, clock_in(written)) == moment
        for whole in ("{0}年{1}月{2}日 {3}", "{3} {0}/{1}/{2}", "{0}-{1}-{2} {3} 瀏覽 123"):
            assert date_in(whole.format(*day, written), Form.CLOCK, reach=40) == moment
    assert moment_of(day) == moment.date()


@given(some.sound)
@about(lines_of, is_marked_up, has_headings, compose, Inlines.read)
def test_lines_of_markdown_say_nothing_that_the_text_does_not(text: str) -> None:
    found = lines_of(text)
    if found:
        assert found[0].text.strip()
        assert found[-1].text.strip()
    if "&" not in text:
        assert Counter(han("".join(one.text for one in found))) <= Counter(han(text))
    for one in found:
        assert "\n" not in one.text
        assert 0 <= one.level <= 6
    headed, marked = has_headings(text), is_marked_up(text)
    assert not headed or marked
    article = compose(FrontMatter(), found)
    assert [row.text for row in article.paragraphs] == [
        one.text.strip() for one in found if one.text.strip()
    ]
    plain = [one for one in found if not one.role and not one.level]
    inlines = Inlines([one.text for one in plain])
    assert all("\n" not in line.text for one in plain for line in inlines.read(one))


@given(some.line, some.line)
@about(words_of_tag)
def test_a_tag_says_its_alternative_text_or_nothing(before: str, alternative: str) -> None:
    alternative = alternative.replace('"', "").replace("<", "").replace(">", "")
    match = re.search(r"<[^>]*>", f'<img src="a" alt="{alternative}">')
    assert match
    said = words_of_tag(match)
    assert "".join(said.split()) in ("".join(alternative.split()), "")
    other = re.search(r"<[^>]*>", "<b>")
    assert other
    assert not words_of_tag(other).strip()


lines = st.lists((some.line_of_news | some.line).map(str.strip).filter(bool), max_size=10)


@given(lines, st.data())
@about(roles_of, begins_a_list, is_note, is_marked_caption, reads_like_title)
def test_each_line_has_one_role_and_a_marked_one_keeps_it(
    rows: list[str], data: st.DataObject
) -> None:
    marked = [data.draw(st.none() | st.sampled_from(Role)) for _ in rows]
    guess = data.draw(st.booleans())
    roles = roles_of(rows, marked, guess_headings=guess)
    assert len(roles) == len(rows)
    for role, mark in zip(roles, marked, strict=True):
        assert role in ROLES
        assert mark is None or role is mark
        assert guess or mark or role is not Role.HEADING
    barred = roles_of(rows, marked, barred=range(len(rows)))
    assert all(role is not Role.HEADING or mark for role, mark in zip(barred, marked, strict=True))
    assert not begins_a_list(rows[:1])
    for row in rows:
        for asked in (is_note, is_marked_caption, reads_like_title):
            assert asked(row) in (True, False)
        alone = roles_of([row], [None])
        assert not is_note(row) or alone[0] is not Role.HEADING


@given(lines, st.data())
@about(counts, is_list)
def test_counts_are_of_numbered_body_lines_in_their_order(
    rows: list[str], data: st.DataObject
) -> None:
    numbered = [
        f"{number}、{row}" for number, row in zip("一二三四五六七八九十", rows, strict=False)
    ]
    roles = [data.draw(st.sampled_from((Role.BODY, Role.CAPTION))) for _ in numbered]
    found = counts(numbered, roles)
    places = [place for count in found for place in count]
    assert len(set(places)) == len(places)
    for count in found:
        assert count == sorted(count)
        assert all(roles[place] is Role.BODY for place in count)
        assert is_list(numbered, roles, count) in (True, False)


@given(lines)
@about(tells, shows_nothing)
def test_what_tells_is_no_credit(rows: list[str]) -> None:
    for row in rows:
        assert not (tells(row) and is_attribution(row))
        assert not (shows_nothing(row) and is_marked_caption(row))
        assert tells(f"記者：「{row}」")


@given(lines, st.data())
@about(read_byline, is_attribution)
def test_a_byline_is_made_of_the_lines_words(rows: list[str], data: st.DataObject) -> None:
    roles = roles_of(rows, [None] * len(rows))
    title = data.draw(st.none() | st.integers(0, max(0, len(rows) - 1))) if rows else None
    byline = read_byline(rows, roles, title)
    whole = "".join("".join(rows).split())
    for words in (*byline.authors, byline.source):
        assert "".join(words.split()) in whole
    assert byline.date == iso_date(byline.date)
    assert len(set(byline.authors)) == len(byline.authors)
    if not any(map(is_attribution, rows)):
        assert not byline.authors
    assert read_byline([], [], None) == Byline()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(("-", "", ".", "_")))
@about(day_and_words)
def test_the_day_in_a_name_is_read_at_both_ends(day: date, sign: str) -> None:
    written = day.strftime(f"%Y{sign}%m{sign}%d")
    assert day_and_words(f"{written} 渡口") == (day.isoformat(), "渡口")
    assert day_and_words(f"渡口-{written}") == (day.isoformat(), "渡口")
    assert day_and_words(written) == ("", written)


@given(
    some.wild,
    st.sampled_from((".md", ".json", "")),
    st.sampled_from(("", "2025-10-14-")),
    some.wild,
)
@about(file_name_of)
def test_a_file_name_is_safe_on_every_system(
    words: str, suffix: str, before: str, other: str
) -> None:
    name = file_name_of(words, suffix, before=before)
    assert 0 < len(name.encode()) <= LONGEST
    assert not re.search(r"""[\x00-\x20\x7f-\x9f<>:"/\\|?*'`$&;!\s]""", name)
    assert name.endswith(suffix)
    stem = name.removesuffix(suffix)
    assert stem == stem.strip("-. ")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", stem)
    assert file_name_of(stem, suffix) == stem + suffix or before or len(name.encode()) > 100


@given(some.articles)
@about(file_name)
def test_an_article_s_file_has_its_day_and_a_safe_name(article: Article) -> None:
    name = file_name(article)
    assert name.endswith(".md")
    assert name.startswith(article.date[:10])
    assert "/" not in name


@given(some.typed)
@about(parse_query, about_annotations, places)
def test_what_is_typed_is_a_query_or_a_precise_error(typed: str) -> None:
    try:
        query = parse_query(typed)
    except InputError as error:
        refused(error, "filter_unknown", "filter_value", "filter_empty")
        return
    assert query.text == typed
    for term in query.terms:
        assert term.folded == fold(term.text)
        assert term.folded.strip()
        assert term.text in clean(typed).text
        assert term.forms[0] == term.folded
    assert all(it.name in FILTERS for it in query.filters)
    assert places(query) <= {"text", "title", "note"}
    asks = {it.name for it in query.filters} & {"tag", "status", "source", "label", "by"}
    assert about_annotations(query) or not asks
    assert not about_annotations(Query(terms=query.terms))
    assert parse_query(f" {typed} ").terms == query.terms or '"' in typed or "「" in typed


@given(some.wild, some.wild)
@about(Term.forms)
def test_the_forms_of_a_term_begin_with_what_was_typed(one: str, other: str) -> None:
    term = Term(one, fold(one), (fold(other),))
    assert term.forms == (fold(one), fold(other))


@given(
    st.lists(st.text("甲乙a ", max_size=3)),
    st.lists(st.sampled_from(("count", "path")), max_size=3),
)
@about(gaps, convert, table, table_file)
def test_a_converted_text_keeps_its_gaps(parts: list[str], names: list[str]) -> None:
    text = "".join(parts) + "".join(f"說明{{{name}}}" for name in names)
    assert gaps(text) == sorted(names)
    assert gaps(convert(text)) == gaps(text)
    assert convert("說明", first={"說明": "甲"}) == "甲"
    assert table_file("main").name == "main.tsv"
    assert table("zh_hant").keys() == table("zh_hans").keys() == table("en").keys()


alike = st.sampled_from("車车轩後后里裡")


@given(st.lists(st.tuples(alike, alike), max_size=6))
@about(groups, encodes)
def test_groups_of_characters_are_those_that_pairs_connect(pairs: list[tuple[str, str]]) -> None:
    found = groups(pairs)
    of = {sign: group for group in found for sign in group}
    assert sum(map(len, found)) == len(of)
    for one, other in pairs:
        assert one == other or of[one] == of[other]
    assert encodes("車", "big5") is True
    assert encodes("车", "big5") is False
