"""What stands on the way to the first page: which article is meant, and how it is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import strategies as some
from about import about, given, refused
from hypothesis import strategies as st
from odd_terminals import RULES, STALE, Rule, Screen
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from reader.config import Config
from reader.errors import InputError
from reader.library.find import find, find_exactly, spelled
from reader.model import Document
from reader.text.typesetting.cell_width import cell_len, is_disputed
from reader.tui.kit.strips import fit
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, PAPER, palette
from reader.tui.session.session import ArticleSession, signed_by
from reader.tui.startup.first_page import rows, written
from reader.tui.terminal.wide_columns import in_columns, is_drawn_anew
from reader.words import Words, load

INKS = [Styles(palette(theme)) for theme in (INK, PAPER)]
WORDS: list[Words] = [load(language) for language in ("en", "zh_hant", "zh_hans")]

names = st.text("公園park.Ａé/-_ ", max_size=6)
paths = st.sampled_from(["", "articles/公園.md", "a/park.md"])
held = st.lists(st.tuples(names, paths), max_size=5)
sizes = st.tuples(st.integers(40, 200), st.integers(10, 70))


@given(names, held)
@about(spelled, find, find_exactly)
def test_a_name_means_the_same_whether_some_names_or_all_are_looked_at(
    name: str, titles: list[tuple[str, str]]
) -> None:
    every = [(f"{number:036d}", title, path) for number, (title, path) in enumerate(titles)]
    wanted, file = spelled(name)
    some_names = [
        row
        for row in every
        if row[0] == wanted.lower() or row[1] == wanted or wanted in row[2] or file in row[2]
    ]

    def tried(rows: list[tuple[str, str, str]]) -> str | None:
        try:
            return find_exactly(name, rows, Path("/library"))
        except InputError as error:
            refused(error, "article_ambiguous")
            return error.code

    exact = tried(every)
    assert tried(some_names) == exact
    try:
        found: str = find(name, every, Path("/library"))
    except InputError as error:
        refused(error, "article_ambiguous", "article_unknown")
        found = error.code
    assert exact in (None, found)
    assert wanted or found == "article_unknown"


@given(
    some.documents(),
    sizes,
    st.sampled_from(INKS),
    st.sampled_from(WORDS),
    st.sampled_from([1, 2]),
)
@about(rows, written, signed_by)
def test_the_first_page_fills_the_screen_and_tells_the_terminal_nothing_else(
    document: Document, size: tuple[int, int], ink: Styles, words: Words, ambiguous: int
) -> None:
    columns, height = size
    signed = signed_by(document, document.annotators[0].name)
    assert signed.me == document.annotators[0]
    assert signed_by(document, "nobody at all").me is None
    assert signed_by(document, "") is document
    words = words if ambiguous == 1 else words.certain()
    config = Config(ambiguous_width=ambiguous)
    screen = rows(ArticleSession(signed, "已不在文中"), config, words, ink, size)
    assert len(screen) == height
    assert {width(row, ambiguous) for row in screen} == {columns}
    plain = re.sub(r"\x1b\[[\d;]*[mHG]", "", written(screen, ColorSystem.TRUECOLOR, ambiguous))
    shown = "".join(text for row in screen for text, _, _ in row)
    assert plain == shown or is_disputed(shown)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)


def width(row: list[Segment], ambiguous: int) -> int:
    return sum(cell_len(text, ambiguous) for text, _, _ in row)


TEXT, NOTE = 30, 17
"""Cells of a row: a text, a rule, a note, and a thumb."""
BLANK = Style(bold=True)
SCRIPTS = (
    "ภาษาไทยนี้",
    "\u1112\u1161\u11ab",
    "العَرَبِيَّة",
    "नमस्ते",
    "⚠\ufe0f",
    "❤\ufe0f\u200d🔥",
    "葛\U000e0100",
)
odd = st.lists(st.sampled_from((*SCRIPTS, *some.ODD)), max_size=12).map("".join) | some.line
lines = st.lists(st.tuples(odd, odd), min_size=1, max_size=4)


@given(lines, st.sampled_from(RULES), st.booleans())
@about(in_columns, is_disputed, is_drawn_anew)
def test_the_margin_stands_in_its_column_whatever_a_terminal_takes_for_wide(
    drawn: list[tuple[str, str]], rule: Rule, plainly: bool
) -> None:
    def row(text: str, note: str) -> list[Segment]:
        left, right = fit([(text, BLANK)], TEXT, BLANK), fit([(note, BLANK)], NOTE, BLANK)
        return [*left, Segment("│", BLANK), *right, Segment("▐", BLANK)]

    terminal = Screen(TEXT + NOTE + 2, len(drawn), rule)
    rows_drawn = [row(*pair) for pair in drawn]
    terminal.feed(written(rows_drawn, ColorSystem.TRUECOLOR, plainly=plainly))
    for cells in terminal.cells:
        assert (cells[TEXT][:1], cells[-1][:1]) == ("│", "▐")
        assert STALE not in cells
    sent = "\x1b[2;5H\x1b[1m" + "".join(text for text, _ in drawn)
    if not is_disputed(sent):
        assert in_columns(sent) == sent
    assert is_drawn_anew({"TERM": "screen-256color"}) > is_drawn_anew({"TERM": "foot"})
