"""Rows, widths, margins, script views and their alignments: offsets and cells agree."""

from __future__ import annotations

from itertools import pairwise

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st

from reader.errors import InputError
from reader.model import Span
from reader.model.search import Query, Term
from reader.text.folding import fold
from reader.text.query import regional_words as vocabulary
from reader.text.scripts import conversion as scripts
from reader.text.scripts import opencc_engine, opencc_stage
from reader.text.scripts import opencc_segmentation as opencc_words
from reader.text.scripts import view_choices as views
from reader.text.scripts.span_map import Alignment, SpanBlock
from reader.text.typesetting import Row, set_paragraph
from reader.text.typesetting.article_blocks import ArticleBlocks
from reader.text.typesetting.article_layout import Layout, PageSetting
from reader.text.typesetting.article_view import ArticleView, Converted, in_region
from reader.text.typesetting.cell_width import cell_len, clusters, is_plain, table
from reader.text.typesetting.line_breaking import break_rows, fitting_indent
from reader.text.typesetting.margin_notes import MarginNote, place_notes
from reader.text.typesetting.view_rows import AlignedRow, aligned

ambiguous = st.sampled_from((1, 2))
CONFIGS = ("s2twp", "tw2sp", "s2t", "t2s", "s2hk", "hk2s")


@given(some.wild, ambiguous)
@about(clusters, is_plain, cell_len, table)
def test_characters_hold_the_whole_text_and_their_cells_add_up(text: str, wide: int) -> None:
    found = clusters(text, wide)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end and cells in (0, 1, 2) for start, end, cells in found)
    assert cell_len(text, wide) == sum(cells for *_, cells in found)
    if is_plain(text):
        assert len(found) == len(text)
    assert cell_len(text, 2) >= cell_len(text, 1)
    assert table(wide) is table(wide)
    assert all(table(wide)[sign] in (0, 1, 2) for sign in text)


styles = st.fixed_dictionaries(
    {
        "indent": st.integers(0, 8),
        "ambiguous": ambiguous,
        "strict": st.booleans(),
        "autospace": st.booleans(),
        "base": st.integers(0, 9),
    }
)


@given(some.line, st.integers(1, 90), styles, st.data())
@about(
    set_paragraph, Row.offset_at, Row.cell_at, Row.extent, Row.inset, Row.shifted, Row.reach,
    Row.around,
)  # fmt: skip
def test_rows_lose_no_character_and_find_every_offset_again(
    text: str, width: int, style: dict[str, int], data: st.DataObject
) -> None:
    rows = set_paragraph(text, width, **style)
    base, wide = style["base"], style["ambiguous"]
    assert rows[0].start == base
    assert rows[-1].end == base + len(text)
    assert all(one.end == other.start for one, other in pairwise(rows))
    for row in rows:
        assert row.cells == cell_len(row.text, wide)
        drawn = [part for part in clusters(row.text, wide) if row.text[part[0] : part[1]].strip()]
        assert row.cells <= width or len(drawn) == 1
        assert not any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in row.text)
        assert row.reach == Span(row.start, row.end)
        if row.start == row.end:
            continue
        cell = data.draw(st.integers(0, width + 3))
        offset = row.offset_at(cell)
        assert row.start <= offset < row.end or not row.text
        assert row.cell_at(offset) <= max(cell, row.indent) + 1  # a gap belongs to what follows
        assert row.offset_at(row.cell_at(offset)) == offset or row.cell_at(offset) == row.cells
        assert row.shifted(5).cell_at(offset + 5) == row.cell_at(offset)
        assert row.shifted(5).shifted(-5) == row
        assert row.inset(3).cell_at(offset) == row.cell_at(offset) + 3
        first, last = row.extent(row.start, row.end)
        assert "".join(row.text.split()) == "".join(row.text[first:last].split())
        assert (
            row.extent(row.start, row.start) == (first, first)
            or first == last
            or (row.extent(row.start, row.start)[0] == row.extent(row.start, row.start)[1])
        )
        around = row.around(offset)
        assert around.start <= offset <= around.end


@given(some.line, st.integers(1, 40), st.integers(0, 8), ambiguous, st.booleans())
@about(break_rows, fitting_indent)
def test_breaks_follow_each_other_and_rows_are_no_wider_than_asked(
    text: str, width: int, indent: int, wide: int, strict: bool
) -> None:
    text = "".join(sign for sign in text if len(clusters(sign)) == 1 and table(wide)[sign] > 0)
    text = "".join(text[s:e] for s, e, _ in clusters(text, wide) if e - s == 1)
    if not is_plain(text) or not text:
        return
    indent = min(indent, width)
    indent = fitting_indent(text, width, indent, table(wide), strict)
    assert 0 <= indent <= width
    rows = break_rows(text, width, indent, table(wide), strict)
    assert rows[-1][0] == len(text)
    assert all(one < other for (one, _), (other, _) in pairwise(rows))
    start = 0
    for end, cells in rows:
        assert cells <= width or end - start == 1 or len(text[start:end].strip()) == 1
        start = end


@st.composite
def margin_notes(draw: st.DrawFn) -> list[MarginNote]:
    """Entries of paragraphs that stand one under the other."""
    first, found = draw(st.integers(-5, 2)), list[MarginNote]()
    for rows in draw(st.lists(st.integers(1, 8), max_size=4)):
        at = draw(st.lists(st.integers(first, first + rows - 1), max_size=4).map(sorted))
        found += [
            MarginNote(row, draw(st.integers(1, 6)), first, first + rows, draw(st.booleans()))
            for row in at
        ]
        first += rows
    return found


@given(margin_notes(), st.integers(0, 25))
@about(place_notes)
def test_the_margin_shows_or_counts_every_note(given_notes: list[MarginNote], height: int) -> None:
    rows = place_notes(given_notes, height)
    assert len(rows) == height
    shown = [row for row in rows if row]
    assert [row.note for row in shown] == sorted(row.note for row in shown)
    for row in shown:
        assert 0 <= row.line < row.shown <= given_notes[row.note].lines
    on_page = {
        n for n, note in enumerate(given_notes) if max(0, note.row) < height and note.end > 0
    }
    told = {row.note for row in shown}
    assert sum(row.hidden for row in shown) == len(on_page - told)


blocks_of_alignment = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(1, 4)), max_size=6
)


@given(blocks_of_alignment, st.integers(0, 4), st.data())
@about(Alignment.to_view, Alignment.to_source)
def test_there_and_back_covers_every_span(
    steps: list[tuple[int, int, int]], rest: int, data: st.DataObject
) -> None:
    blocks, at, view_at = [], 0, 0
    for gap, size, view_size in steps:
        at, view_at = at + gap, view_at + gap
        blocks.append(SpanBlock(at, at + size, view_at, view_at + view_size))
        at, view_at = at + size, view_at + view_size
    alignment = Alignment(blocks)
    one, other = sorted(
        (data.draw(st.integers(0, at + rest)), data.draw(st.integers(0, at + rest)))
    )
    span = Span(one, other)
    there = alignment.to_view(span)
    back = alignment.to_source(there)
    assert 0 <= there.start <= there.end <= view_at + rest
    assert back.start <= span.start <= span.end <= back.end
    assert alignment.to_view(back) == there
    wider = alignment.to_view(Span(max(0, one - 1), other))
    assert wider.start <= there.start


@given(some.hans_or_hant | some.news, st.sampled_from(CONFIGS), st.data())
@about(
    scripts.view,
    scripts.ScriptView.segments,
    scripts.ScriptView.to_view,
    scripts.ScriptView.to_source,
)
def test_a_view_is_aligned_with_its_source(text: str, config: str, data: st.DataObject) -> None:
    view = scripts.view(text, config)
    span = data.draw(some.within(text))
    there = view.to_view(span)
    back = view.to_source(there)
    assert back.start <= span.start <= span.end <= back.end
    assert view.to_view(Span(0, len(text))) == Span(0, len(view.text))
    at = view_at = 0
    for source, shown in view.segments:
        assert source.start - at == shown.start - view_at
        assert source.end - source.start != shown.end - shown.start
        at, view_at = source.end, shown.end
    assert len(text) - at == len(view.text) - view_at
    assert fold(view.text) == fold(text) or view.segments or config in ("s2twp", "tw2sp")
    assert view.text.count("\n") == text.count("\n")


@given(some.hans_or_hant, st.sampled_from(views.REGIONS), st.data())
@about(Converted.to_view, Converted.to_source, Converted.around, in_region)
def test_a_note_in_a_region_keeps_its_places(text: str, region: str, data: st.DataObject) -> None:
    converted = in_region(text, region)
    span = data.draw(some.within(text))
    there = converted.to_view(span)
    back = converted.to_source(there)
    assert 0 <= there.start <= there.end <= len(converted.text)
    assert back.start <= span.start <= span.end <= back.end
    around = converted.around(span.start)
    assert around.start <= span.start <= around.end
    assert converted.resized or len(converted.text) == len(text)
    assert fold(in_region(converted.text, region).text) == fold(converted.text)


choices = st.sampled_from(("", *views.REGIONS, "s2twp", "tw2sp"))


@given(some.news, choices, choices, st.sampled_from(("", "zh-HK", "zh-Hans")), st.data())
@about(
    ArticleView.chosen, ArticleView.whole, ArticleView.build, ArticleView.blocks, ArticleView.block,
    ArticleView.shown, ArticleView.around, ArticleView.converted, ArticleView.regional,
    ArticleBlocks.at, ArticleBlocks.paragraph, ArticleBlocks.first, ArticleBlocks.continues,
)  # fmt: skip
def test_the_blocks_of_a_view_are_the_view_of_the_whole(
    raw: str, before: str, choice: str, lang: str, data: st.DataObject
) -> None:
    text, outline = some.outlined(raw)
    article_view = ArticleView(text, outline, before, lang).chosen(choice)
    article_view.build()
    blocks = article_view.blocks
    joined = text
    if article_view.chain:
        joined = "".join(article_view.block(n).text for n in range(len(blocks)))
        # A region is shown by each block's own script.
        if choice not in views.REGIONS:
            assert "".join(joined.split()) == "".join(article_view.whole.text.split())
    for number in range(len(blocks)):
        span = Span(blocks.starts[number], blocks.ends[number])
        assert blocks.at(span.start) == number
        paragraph = blocks.paragraph(number)
        assert outline.paragraph(paragraph).start <= span.start <= span.end
        assert span.end <= outline.paragraph(paragraph).end
        assert blocks.first(paragraph) <= number
        assert blocks.continues(number) == (blocks.first(paragraph) != number)
    span = data.draw(some.within(text))
    shown = article_view.shown(span)
    if not article_view.chain:
        assert shown == span.of(text)
        assert article_view.converted(text) == text
    else:
        assert "".join(shown.split()) in "".join(joined.split())
    around = article_view.around(span.start)
    assert around.start <= span.start <= around.end
    assert article_view.regional("") == ""


settings = st.builds(
    PageSetting, st.integers(2, 60), st.integers(0, 1), st.integers(0, 4), ambiguous, st.booleans(),
    st.booleans(), st.integers(0, 3),
)  # fmt: skip


@given(some.news, settings, settings, choices, st.data())
@about(
    Layout.with_setting, Layout.role_of, Layout.block_span, Layout.block_rows, Layout.start,
    Layout.end, Layout.lines, Layout.move, Layout.distance, Layout.place_of,
    Layout.offset_of, Layout.last_top, Layout.total_rows, Layout.rows_before, Layout.place_near,
)  # fmt: skip
def test_a_layout_agrees_with_all_of_its_rows(
    raw: str, before: PageSetting, setting: PageSetting, choice: str, data: st.DataObject
) -> None:
    text, outline = some.outlined(raw)
    article_view = ArticleView(text, outline, choice)
    layout = Layout(text, outline, before, article_view=article_view).with_setting(
        setting, article_view
    )
    rows = layout.lines(layout.start, 100_000)
    assert layout.total_rows == len(rows)
    count = len(article_view.blocks)
    assert setting.masthead + sum(layout.block_rows(n) for n in range(count)) == len(rows)
    for number in range(count):
        span = layout.block_span(number)
        drawn = [line.row for line in rows if line.row and line.paragraph == number]
        assert drawn[0].start == span.start
        assert drawn[-1].end == span.end
        assert all(line.role is layout.role_of(number) for line in rows if line.paragraph == number)
    if not rows:
        return
    at = data.draw(st.integers(0, len(rows) - 1))
    place = layout.move(layout.start, at)
    assert layout.lines(place, 1) == [rows[at]]
    assert layout.rows_before(place) == at
    assert layout.place_near(at) == place
    assert layout.distance(layout.start, place, 100_000) == at
    assert layout.move(layout.end, at + 1 - len(rows)) == place
    assert layout.move(place, 100_000) == layout.end
    top = layout.last_top(7)
    assert layout.rows_before(top) == max(0, len(rows) - 7)
    row = rows[at].row
    if row:
        assert layout.offset_of(place) == row.start
        if row.start < row.end:
            assert layout.place_of(row.start) == place
    for line in rows:
        if isinstance(line.row, AlignedRow):
            checked(line.row, len(text))


def checked(row: AlignedRow, length: int) -> None:
    assert row.reach.start <= row.start <= row.end <= row.reach.end
    for cell in range(row.cells):
        offset = row.offset_at(cell)
        assert row.reach.start <= offset <= row.reach.end
        assert row.cell_at(offset) <= max(cell, row.indent) + 1  # a gap belongs to what follows
    first, last = row.extent(row.start, row.end)
    assert 0 <= first <= last <= len(row.text)
    assert row.inset(2).cells == row.cells + 2
    assert row.shifted(3).start == row.start + 3
    around = row.around(row.start)
    assert around.start <= row.start <= around.end <= length


@given(some.resized, st.integers(4, 30), st.data())
@about(
    aligned, AlignedRow.offset_at, AlignedRow.cell_at, AlignedRow.extent, AlignedRow.inset,
    AlignedRow.shifted, AlignedRow.reach, AlignedRow.around,
)  # fmt: skip
def test_rows_of_a_view_draw_every_word_of_the_source(
    text: str, width: int, data: st.DataObject
) -> None:
    view = in_region(text, "tw") if data.draw(st.booleans()) else Converted(text, ("s2twp",))
    rows = aligned(set_paragraph(view.text, width), view, 7)
    assert "".join(row.text for row in rows).replace(" ", "") == view.text
    assert (rows[0].start, rows[-1].end) == (7, 7 + len(text))
    assert all(one.end == other.start for one, other in pairwise(rows))
    for row in rows:
        assert isinstance(row, AlignedRow)
        checked(row, 7 + len(text))
        start, end = sorted(data.draw(st.integers(row.start, row.end)) for _ in range(2))
        first, last = row.extent(start, end)
        whole = view.to_view(Span(start - 7, end - 7)).of(view.text)
        assert start == end or row.text[first:last].replace(" ", "") in whole


@given(some.hans_or_hant.filter(lambda text: "\n" not in text), st.integers(2, 30))
@about(aligned)
def test_rows_without_an_alignment_keep_their_offsets(text: str, width: int) -> None:
    rows = set_paragraph(text, width)
    moved = aligned(rows, Alignment(()), 7)
    assert [(row.start, row.end, row.text) for row in moved] == [
        (row.start + 7, row.end + 7, row.text) for row in rows
    ]


@given(some.wild | some.hans_or_hant, choices | some.line, st.sampled_from((None, *views.Script)))
@about(
    views.script_of, views.chain_for, views.fitting, views.check, views.region_of, views.next_step,
    opencc_engine.configs,
)  # fmt: skip
def test_a_choice_is_known_or_refused_and_the_steps_go_round(
    text: str, choice: str, script: views.Script | None
) -> None:
    assert views.script_of(text) in (None, *views.Script)
    assert views.script_of("里头发", "zh-Hant") is views.Script.HANS
    known = choice in (*views.STEPS, *opencc_engine.configs())
    try:
        views.check(choice)
        assert known
    except InputError as error:
        refused(error, "config_unknown")
        assert not known
        return
    for config in views.chain_for(choice, script):
        views.check(config)
    fitted = views.fitting(choice, script)
    assert fitted == choice or fitted == views.region_of(choice)
    assert views.region_of(choice) in ("", *views.REGIONS)
    seen, step = [], ""
    for _ in views.STEPS:
        step = views.next_step(step)
        seen.append(step)
    assert sorted(seen) == sorted(views.STEPS)


@given(some.hans_or_hant | st.sampled_from(("計程車", "出租车", "软件", "資訊", "巴士站")))
@about(
    vocabulary.others, vocabulary.expanded, vocabulary.ready, vocabulary.prepare, scripts.prepare
)
def test_other_regions_words_are_folds_that_lead_back(text: str) -> None:
    folded = fold(text)
    forms = vocabulary.others(folded)
    assert vocabulary.ready()
    assert len(forms) == len(set(forms)) < vocabulary.MOST
    assert folded not in forms
    assert all(fold(form) == form for form in forms)
    term = Term(text, folded)
    quoted = Term(text, folded, quoted=True)
    vocabulary.prepare().join()
    scripts.prepare("s2t", "no such").join()
    expanded = vocabulary.expanded(Query(text, (term, quoted)))
    assert expanded.terms[0].also == forms
    assert expanded.terms[1] == quoted


@given(some.hans_or_hant, st.sampled_from(CONFIGS))
@about(
    opencc_engine.plan,
    opencc_engine.engine,
    opencc_engine.dictionary,
    opencc_engine.candidates,
    opencc_stage.stage,
    opencc_stage.Stage.convert,
    opencc_words.words,
    opencc_words.SegmentedWords.longest,
    opencc_words.Segmentation.between,
)
def test_words_are_the_dictionary_s_and_the_longest(text: str, config: str) -> None:
    assert opencc_engine.engine() is opencc_engine.engine()
    plan = opencc_engine.plan(config)
    for files in plan.conversion[0]:
        entries = opencc_engine.dictionary(files)
        known = opencc_words.words(files)
        for file in files:
            first = next(iter(opencc_engine.candidates(file).items()))
            assert entries[first[0]] == first[1][0]
        for at in range(len(text)):
            sizes = [
                n for n in range(2, 12) if text[at : at + n] in entries and at + n <= len(text)
            ]
            assert known.longest(text, at) == max(sizes, default=0)
    converted, blocks = opencc_stage.stage(plan.conversion[0]).convert(text, lambda _a, _b: [])
    grown = sum((it.view_end - it.view_start) - (it.end - it.start) for it in blocks)
    assert len(converted) == len(text) + grown
    if plan.segmentation:
        cut = opencc_words.Segmentation(opencc_words.words(plan.segmentation), text)
        borders = cut.between(0, len(text))
        assert borders == sorted(set(borders))
        assert all(0 < border < len(text) for border in borders)
