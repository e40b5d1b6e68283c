"""Pictures and marks of texts: what holds of any text."""

from __future__ import annotations

from array import array
from itertools import pairwise

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.model import Link, Outline, Span
from reader.text.cleaning.alternative_texts import (
    alternative,
    without_data,
    without_data_tags,
    without_shortcodes,
)
from reader.text.folding import fold
from reader.text.joined_lines import (
    FILLER,
    JoinedText,
    closed,
    filled,
    gaps,
    gaps_of,
    joined,
    on_one_line,
    passage,
)
from reader.text.punctuation import usual
from reader.text.sentences import bounds
from reader.text.structure import parse
from reader.text.structure.hard_wraps import wrapped
from reader.text.structure.markdown_inlines import Break, MarkdownLine
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.note_links import without_note_links
from reader.text.structure.outline import outline_of
from reader.text.typesetting import set_paragraph


@given(some.wild)
@about(without_data_tags, without_note_links)
def test_only_what_no_reader_sees_goes_from_a_line(text: str) -> None:
    assert without_data_tags(text) == text or "<img" in text.lower()
    assert without_data_tags(f'甲<img src="data:image/png;base64,AAAA">{text}') == (
        f"甲{without_data_tags(text)}"
    )
    assert without_note_links(text) == text or "[[" in text
    assert without_note_links("見[[渡口|碼頭]]與[[市場]]。") == "見碼頭與市場。"


@given(some.wild)
@about(alternative, without_data, without_shortcodes)
def test_what_a_picture_says_is_all_of_its_words_or_nothing(text: str) -> None:
    assert alternative(text) in ("", text.strip())
    assert alternative(alternative(text)) == alternative(text)
    assert without_data(text) == text or "![" in text
    assert without_shortcodes(text) == text or "{%" in text or "{{" in text
    assert without_shortcodes(f"{{{{< x >}}}}{text}") == without_shortcodes(text)
    assert alternative(f"{text.strip()}.png") == "" or "\n" in text.strip()


@given(some.wild)
@about(usual)
def test_usual_marks_stand_where_the_others_stood(text: str) -> None:
    told = usual(text)
    assert len(told) == len(text)
    assert usual(told) == told
    assert fold(told) == fold(text)


WRAPPED = st.lists(
    st.sampled_from(
        ["市府宣布", "。", "「好」", "A股", "in May", "\n", " ", "　", "3.5", "──", "👍🏽"]
    ),
    max_size=30,
).map("".join)


@given(WRAPPED)
@about(joined, on_one_line, JoinedText.offset, JoinedText.end, JoinedText.unseen, bounds)
def test_a_joined_line_leaves_out_line_ends_alone(text: str) -> None:
    line = joined(text)
    assert on_one_line(text) == line.text
    assert "\n" not in line.text
    assert "".join(line.text.split()) == "".join(text.split())
    places = [line.offset(index) for index in range(len(line.text))]
    assert all(one < other for one, other in pairwise(places))
    for index, place in enumerate(places):
        assert line.text[index] == text[place] or (line.text[index], text[place]) == (" ", "\n")
        assert line.end(index + 1) == place + 1
    seen = set(places)
    unseen = set(line.unseen(0, len(text)))
    assert seen.isdisjoint(unseen)
    assert seen | unseen == set(range(len(text)))
    said = [text[start:end] for start, end in bounds(text, 0, len(text))]
    assert "".join("".join(said).split()) == "".join(text.split())


@given(st.lists(WRAPPED, max_size=3), st.data())
@about(gaps, gaps_of, closed, filled, JoinedText.index)
def test_a_text_is_shown_with_the_gaps_of_its_paragraphs_closed(
    parts: list[str], data: st.DataObject
) -> None:
    told = [part.strip() for part in parts if part.strip()]
    text, starts = "\n\n".join(told), [0]
    for part in told:
        starts.append(starts[-1] + len(part) + 2)
    paragraphs = [(start, start + len(part)) for start, part in zip(starts, told, strict=False)]
    outline = Outline(array("I", starts[:-1]), array("I", [end for _, end in paragraphs]))
    found = gaps(text, paragraphs)
    assert found == gaps_of(text, outline)
    line, full = closed(text, found), filled(text, found)
    assert line.text == "\n\n".join(map(on_one_line, told)) == full.replace(FILLER, "")
    assert len(full) == len(text)
    assert all(line.index(line.offset(index)) == index for index in range(len(line.text)))
    span = data.draw(some.within(text))
    shown = full[span.start : span.end].replace(FILLER, "")
    assert line.text[line.index(span.start) : line.index(span.end)] == shown


@given(WRAPPED, st.integers(1, 30), st.sampled_from((0, 4)), st.sampled_from((1, 2)))
@about(set_paragraph)
def test_rows_of_a_wrapped_paragraph_find_every_offset(
    text: str, width: int, indent: int, ambiguous: int
) -> None:
    rows = set_paragraph(text, width, indent=indent, ambiguous=ambiguous)
    plain = set_paragraph(on_one_line(text), width, indent=indent, ambiguous=ambiguous)
    assert [(row.text, row.cells) for row in rows] == [(row.text, row.cells) for row in plain]
    assert [row.end for row in rows[:-1]] == [row.start for row in rows[1:]]
    assert (rows[0].start, rows[-1].end) == (0, len(text))
    for row in rows:
        for offset in range(row.start, row.end):
            first, after = row.extent(offset, offset + 1)
            drawn = row.text[first:after]
            if drawn.strip():
                assert text[offset] in drawn
                assert row.offset_at(row.cell_at(offset)) in range(row.start, offset + 1)
            else:
                assert text[offset].isspace() or not drawn


LINES = st.lists(
    st.builds(
        MarkdownLine,
        st.sampled_from(
            ["市府今天宣布", "北站開工。", "一日", "，", "「好」", "- 一", "　　", "in May"]
        ).flatmap(lambda words: st.integers(0, 6).map(lambda times: words * times)),
        end=st.sampled_from(Break),
        links=st.sampled_from([(), (Link(0, 1, "http://a.example"),)]),
    ),
    max_size=12,
)


@given(LINES)
@about(wrapped)
def test_joined_lines_are_the_lines(lines: list[MarkdownLine]) -> None:
    found = wrapped(lines)
    assert "\n".join(line.text for line in found) == "\n".join(line.text for line in lines)
    assert sum(len(line.links) for line in found) == sum(len(line.links) for line in lines)
    for line in found:
        assert "\n" not in line.text or all(map(str.strip, line.text.split("\n")))
        assert all(0 <= link.start < link.end for link in line.links)


@given(LINES.map(lambda lines: "\n".join(line.text for line in lines)))
@about(parse, as_markdown, passage)
def test_a_wrapped_text_comes_back_from_its_file(text: str) -> None:
    article = parse(text)
    assert parse(as_markdown(article)) == article
    outline = outline_of(article)
    whole = passage(article.text, outline, Span(0, len(article.text)))
    said = [on_one_line(p.text) for p in article.paragraphs]
    assert [line.strip() for line in whole.split("\n") if line.strip()] == said
