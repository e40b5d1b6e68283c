"""Strips, keys, colours, columns and the margin: exact widths, nothing unsafe."""

from __future__ import annotations

import re
from itertools import pairwise

import strategies as some
from about import about, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from test_text_properties import harmful
from textual.color import Color
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme

from reader.errors import InputError
from reader.model import Annotation, Document, Role
from reader.text.typesetting import set_paragraph
from reader.text.typesetting.cell_width import cell_len, clusters
from reader.tui import keymap
from reader.tui.compare import columns as comparing
from reader.tui.intake.commands import ADDING
from reader.tui.kit import commands, geometry, keys, strips
from reader.tui.kit import themes as colours
from reader.tui.kit.colour import Colour
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.row_difference import difference, merged, same_tail
from reader.tui.kit.strips import gutter
from reader.tui.kit.styles import Styles
from reader.tui.library.commands import LIBRARY
from reader.tui.page import margin, masthead
from reader.tui.page.painting import Scene, paint, runs
from reader.tui.reading.commands import READING
from reader.tui.session import names
from reader.tui.session.marks import Marks
from reader.words import Words

INK = Styles(colours.palette(colours.INK))
STYLES = (Style(), Style(bold=True), Style(color="red"))
ambiguous = st.sampled_from((1, 2))
width = st.integers(1, 60)
parts = st.lists(st.tuples(some.wild, st.sampled_from(STYLES)), max_size=4)


def drawn(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


@given(some.wild, width, ambiguous)
@about(strips.safe, strips.cells, strips.cut)
def test_a_cut_text_is_safe_and_no_wider_than_asked(text: str, wide: int, cells: int) -> None:
    safe = strips.safe(text)
    assert len(safe) == len(text)
    assert strips.safe(safe) == safe
    assert not harmful(safe.replace("\n", "")) or any("\ud800" <= s <= "\udfff" for s in safe)
    assert "\n" not in safe
    short = strips.cut(text, wide, cells)
    assert strips.cells(short, cells) <= wide
    assert strips.cells(short, cells) == cell_len(short, cells) or short.isascii()
    assert short == text or text.startswith(short.removesuffix("…"))


@given(parts, parts, width, ambiguous)
@about(strips.fit, strips.fit_ends, strips.strip, strips.ends)
def test_a_strip_is_exactly_as_wide_as_asked(
    left: list[tuple[str, Style]], right: list[tuple[str, Style]], wide: int, cells: int
) -> None:
    segments = strips.fit(left, wide, Style(), cells)
    assert sum(strips.cells(segment.text, cells) for segment in segments) == wide
    for made in (
        strips.strip(left, wide, Style(), cells),
        strips.ends(left, right, wide, Style(), cells),
        Strip(strips.fit_ends(left, right, wide, Style(), cells), wide),
    ):
        assert sum(strips.cells(segment.text, cells) for segment in made) == wide
        assert made.cell_length == wide
        assert strips.safe(drawn(list(made))) == drawn(list(made))


@given(st.lists(parts, max_size=5), width, ambiguous)
@about(strips.as_many)
def test_hints_are_the_first_that_fit(
    hints: list[list[tuple[str, Style]]], wide: int, cells: int
) -> None:
    shown = strips.as_many(hints, wide, cells)
    every = [part for hint in hints for part in hint]
    texts = [text for text, _ in shown if text.strip()]
    assert all(text in [one for one, _ in every] for text in texts)
    assert sum(strips.cells(text, cells) for text, _ in shown) <= wide


@given(some.typed_keys)
@about(keys.forms, keys.plain, keys.split, keys.expand, keys.composing)
def test_every_form_of_a_key_is_bound_once(typed: str) -> None:
    for one in (typed, *keys.split(typed)):
        forms = keys.forms(one)
        assert forms[0] == one
        assert len(set(forms)) == len(forms)
        plain = keys.plain(one)
        assert keys.plain(plain) == plain
        if len(one) == 1 and "!" <= one <= "~":
            assert keys.plain(forms[1]) == one
        assert not (keys.composing(one) and one.isascii())
    found = keys.expand(typed).split(",")
    assert keys.expand("") == ""
    assert len(set(found)) == len(found)
    assert all(one.strip() for one in keys.split(typed))
    assert {"comma" if one == "," else one for one in keys.split(typed)} <= {*found, ""}
    assert keys.plain(None) is None
    assert not keys.composing(None)


rgb = st.builds(Colour, *[st.integers(0, 255)] * 3)


@given(rgb, rgb)
@about(colours.contrast, colours.legible)
def test_what_is_legible_has_the_contrast(one: Colour, other: Colour) -> None:
    assert 1 <= colours.contrast(one, other) <= 21.001
    assert colours.contrast(one, other) == colours.contrast(other, one)
    assert colours.contrast(colours.legible(one, other), other) >= colours.CONTRAST
    if colours.contrast(one, other) >= colours.CONTRAST:
        assert colours.legible(one, other) == one


@given(rgb, rgb, st.floats(0, 1))
@about(Colour.parse, Colour.rich_color, Colour.brightness, Colour.luminance, Colour.blend)
def test_a_colour_is_what_textual_makes_of_it(one: Colour, other: Colour, share: float) -> None:
    name = "#{:02x}{:02x}{:02x}".format(*one)
    theirs, their_other = Color(*one), Color(*other)
    assert Colour.parse(name) == Colour.parse("rgb({},{},{})".format(*one)) == one
    assert one.rich_color.triplet == theirs.rich_color.triplet
    assert abs(one.brightness - theirs.brightness) < 1e-9
    assert one.blend(other, share) == theirs.blend(their_other, share).rgb
    assert one.blend(other, 0) == one
    assert one.blend(other, 1) == other
    assert (one.luminance < other.luminance) == (
        colours.contrast(one, Colour(255, 255, 255))
        > colours.contrast(other, Colour(255, 255, 255))
    )


@given(st.sampled_from([colours.INK, colours.PAPER, *BUILTIN_THEMES.values()]))
@about(colours.palette)
def test_every_theme_gives_texts_that_can_be_read(theme: Theme) -> None:
    made = colours.palette(theme)
    assert made.plain == theme.ansi
    if not made.plain:
        for colour in (made.muted, made.cinnabar, made.jade, made.ochre):
            assert colours.contrast(colour, made.background) >= colours.CONTRAST - 0.1
        assert colours.contrast(made.text, made.here) >= colours.CONTRAST


every_command = st.sampled_from([*READING, *LIBRARY, *ADDING])


@given(
    every_command,
    st.dictionaries(st.sampled_from([it.id for it in READING]), some.typed_keys, max_size=2),
    some.words,
)
@about(
    commands.always,
    commands.Command.title,
    commands.Command.action,
    commands.Command.sentence,
    commands.bindings,
    keymap.keymap,
    commands.shown_keys,
)
def test_a_keymap_is_taken_whole_or_refused(
    command: commands.Command, chosen: dict[str, str], words: Words
) -> None:
    assert words(command.title)
    assert command.action
    assert commands.always(command)
    assert command.sentence(words)
    bound = commands.bindings([command])
    assert {binding.id for binding in bound} == {command.id}
    assert sorted(k for b in bound for k in b.key.split(",")) == sorted(
        keys.expand(command.keys).split(",")
    )
    try:
        made = keymap.keymap(chosen)
    except InputError:
        return
    assert made == {ident: keys.expand(typed) for ident, typed in chosen.items()}
    shown = commands.shown_keys(command, chosen)
    assert len(shown.split()) <= 3 * 3


@given(st.integers(40, 300), st.integers(20, 200), st.booleans())
@about(
    geometry.share, geometry.Geometry.text_at, geometry.Geometry.rest, comparing.share,
    comparing.Columns.text_at, comparing.Columns.whole, glyphs,
)  # fmt: skip
def test_the_columns_are_as_wide_as_the_screen(wide: int, measure: int, beside: bool) -> None:
    made = geometry.share(wide, measure, margin=beside and wide >= geometry.MARGIN_FROM)
    assert made.text <= measure
    assert made.text_at == made.left + made.gutter
    assert made.rest >= 0
    assert (
        made.text_at + made.text + made.gap + made.margin + made.rest + geometry.SCROLLBAR == wide
    )
    two = comparing.share(wide, measure)
    assert two.text <= measure
    assert two.text_at + two.whole <= wide
    for cells in (1, 2):
        assert all(cell_len(sign, cells) == 1 for sign in glyphs(cells))


segments = st.lists(
    st.builds(Segment, st.text("甲乙a ", max_size=5), st.sampled_from(STYLES)), max_size=6
)


@given(segments, segments, ambiguous)
@about(merged, difference, same_tail)
def test_a_difference_holds_every_cell_that_differs(
    before: list[Segment], after: list[Segment], cells: int
) -> None:
    joined = merged(before)
    assert drawn(joined) == drawn(before)
    assert all(one.style != other.style for one, other in pairwise(joined))
    for row in (before, after):
        short = 90 - cell_len(drawn(row), cells)
        row.append(Segment(" " * short, STYLES[0]))
    old, new = ([(s.style, c) for s in row for c in cells_of(s.text)] for row in (before, after))
    changed = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    found = difference(before, after, cells)
    if found is None:
        assert not changed
    elif changed:
        assert found[0] <= changed[0] < changed[-1] + 1 <= found[1] <= 90
        assert changed[-1] < 90 - same_tail(before, after)


def cells_of(text: str) -> list[tuple[str, int]]:
    """The cells of a text, each with its half."""
    return [(text[a:b], half) for a, b, wide in clusters(text) for half in range(wide)]


@given(some.wild, st.integers(2, 40), ambiguous)
@about(margin.set_lines)
def test_lines_of_a_note_are_no_wider_than_asked(text: str, wide: int, cells: int) -> None:
    lines = margin.set_lines(text, wide, cells)
    for line in lines:
        assert cell_len(line, cells) <= wide or len(clusters(line.strip())) == 1
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line)
    assert bool(lines) == any(line.strip() for line in text.split("\n"))


@given(some.documents(), some.words, st.integers(10, 40), ambiguous, st.integers(0, 12))
@about(margin.particulars, margin.remark, margin.margin_lines, margin.draw)
def test_the_margin_is_as_high_and_wide_as_asked(
    document: Document, words: Words, wide: int, cells: int, height: int
) -> None:
    signs = glyphs(cells)

    def made(mark: Annotation) -> margin.Remark | None:
        return margin.remark(mark, wide, words, signs, cells)

    for mark in document.annotations:
        known = margin.particulars(mark, words, signs)
        told = made(mark)
        assert (told is None) == (not mark.note.strip() and not known)
        if told:
            assert 0 <= told.written <= len(told.lines)
            for rows in range(1, len(told.lines) + 2):
                folded = told.folded(rows)
                assert len(folded) == min(rows, len(told.lines))
                assert (told.written > 0) == folded[0][1]
        assert "\n" not in known
    entries = [
        margin.MarginEntry(mark, told, start // 8, start // 16 * 2, start // 16 * 2 + 2)
        for mark in document.annotations
        if mark.span and (told := made(mark))
        for start in [mark.span.start]
    ]
    rows = margin.margin_lines(entries, lambda mark: mark.unsure, height)
    assert len(rows) == height
    for row in rows:
        segments = margin.draw(row, wide, INK, signs, cells)
        assert sum(cell_len(segment.text, cells) for segment in segments) == wide


@given(some.documents(), some.words)
@about(names.called, names.hands, names.shortened)
def test_several_annotators_are_told_apart(document: Document, words: Words) -> None:
    marks = Marks(document.annotations, document.annotators, document.me)
    told = names.hands(marks, words)
    assert set(told) == (marks.hands if len(marks.hands) > 1 else set())
    for each, hand in told.items():
        assert (hand.sign == "") == (marks.me is not None and each == marks.me.id)
    called = [names.called(one, words) for one in document.annotators]
    short = names.shortened(called)
    assert len(set(short.values())) == len(set(called))


@given(some.documents(), some.words, st.integers(4, 60), ambiguous)
@about(masthead.byline, masthead.title_in_text, masthead.masthead)
def test_the_masthead_is_above_a_text_without_its_title(
    document: Document, words: Words, wide: int, cells: int
) -> None:
    line = masthead.byline(document.head)
    assert document.head.day in line
    assert document.head.source in line
    rows = masthead.masthead(document, document.head, wide, words, cells)
    assert rows[0] == ("", False)
    assert masthead.title_in_text(document) == (len(rows) == 1)
    for text, _ in rows:
        assert cell_len(text, cells) <= wide or len(clusters(text.strip())) == 1


@given(some.documents(), st.integers(4, 40), st.data())
@about(paint, runs, gutter)
def test_a_painted_row_is_the_row(document: Document, wide: int, data: st.DataObject) -> None:
    if not document.outline.roles:
        return
    paragraph = document.outline.paragraph(
        data.draw(st.integers(0, len(document.outline.roles) - 1))
    )
    scene = Scene(
        document.annotations,
        data.draw(some.within(document.text)),
        data.draw(st.none() | some.within(document.text)),
        data.draw(st.lists(some.within(document.text), max_size=2)),
    )
    for row in set_paragraph(paragraph.of(document.text), wide, indent=4, base=paragraph.start):
        segments = paint(row, Role.BODY, scene, INK)
        assert drawn(segments) == strips.safe(row.text)
        parts = [(span, n) for n, span in enumerate(sorted(scene.hits))]
        shown = list(runs(row, parts, lambda before, after: -1))
        assert "".join(text for text, _ in shown) == row.text
        assert [n for _, n in shown if n >= 0] == sorted({n for _, n in shown if n >= 0})
    signs = data.draw(st.lists(st.sampled_from(("實", "F", "觀?")), max_size=5))
    made = gutter(Segment("▎"), [(sign, Style()) for sign in signs], 7, Style())
    assert sum(cell_len(segment.text) for segment in made) == 7
    fits = sum(map(cell_len, signs)) <= 5
    assert ("+" in drawn(made)) == (not fits)
