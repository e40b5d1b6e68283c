"""The line at the bottom of every screen: what is told fits, and keys take what is left."""

from __future__ import annotations

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.config import Config
from reader.errors import InputError
from reader.tui.kit import strips
from reader.tui.kit import themes as colours
from reader.tui.kit.commands import Command, shown_keys
from reader.tui.kit.glyphs import glyphs
from reader.tui.kit.screen import worded
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.kit.styles import Styles
from reader.tui.reading.commands import READING
from reader.words import load

WORDS = load("en")
INK = Styles(colours.palette(colours.INK))
NOWHERE: dict[str, str] = {}
LEAST = 40  # the narrowest screen that the reader is drawn on

ambiguous = st.sampled_from((1, 2))
texts = st.one_of(st.just(""), some.wild)
commands = st.lists(st.sampled_from(READING), min_size=1, max_size=9, unique=True)


def told(line: StatusLine, width: int) -> tuple[str, str]:
    """Both ends of the line, as one reads them."""
    left, right = line.parts(width)
    return "".join(text for text, _ in left), "".join(text for text, _ in right)


@given(st.tuples(texts, texts, texts), commands, st.integers(LEAST, 160), ambiguous, st.booleans())
@about(hinted)
def test_a_message_comes_before_what_stands_there_and_keys_take_what_is_left(
    said: tuple[str, str, str], shown: list[Command], wide: int, cells: int, keeps_last: bool
) -> None:
    message, under_way, standing = said
    line = StatusLine(
        WORDS, INK, cells, NOWHERE, lambda: shown,
        standing=lambda: standing, keeps_last=keeps_last,
    )  # fmt: skip
    line.set_message(message, bad=False)
    line.under_way = under_way
    left, right = told(line, wide)
    text = message or under_way or standing
    assert right == (f" {strips.cut(text, wide - 14, cells)} " if text else "")
    last = shown[-1]
    name = f"{shown_keys(last, NOWHERE, 1)} {WORDS(last.title)}"
    assert not keeps_last or left.rstrip().endswith(name)
    if not text and not keeps_last:
        assert strips.cells(left, cells) <= wide
    line.asking = "enter keeps"
    assert told(line, wide)[0] == "  enter keeps"
    assert not line.set_message(message, bad=False)
    assert line.set_message(message, bad=True)
    assert line.set_message(f"{message}!", bad=True)
    assert [each.hint for each in hinted(READING)] == sorted(it.hint for it in READING if it.hint)


@given(ambiguous, st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=9))
@about(
    ScreenContext.ambiguous,
    ScreenContext.keymap,
    ScreenContext.signs,
    worded,
)
def test_a_screen_knows_its_settings_and_names_a_file_without_its_folder(
    cells: int, name: str
) -> None:
    config = Config(ambiguous_width=cells, keymap={"fact": "x"})
    context = ScreenContext(None, config, WORDS, INK, None)  # type: ignore[arg-type]
    assert (context.ambiguous, context.keymap) == (cells, {"fact": "x"})
    assert context.signs == glyphs(cells)
    said = worded(InputError("opml_unreadable", path=f"/somewhere/{name}"), WORDS)
    assert "/somewhere" not in said
    assert name in said
