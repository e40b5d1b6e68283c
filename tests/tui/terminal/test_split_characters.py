"""A span may end inside what is drawn as one character; then the character is drawn once."""

from rich.style import Style

from reader.model import Role, Span
from reader.text.typesetting import set_paragraph
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, palette
from reader.tui.page.painting import Scene, paint

TEXT = "他說e\u0301，👩\u200d🚀去了。"


def test_the_row_is_as_wide_as_it_was_set() -> None:
    (row,) = set_paragraph(TEXT, 40)
    for end in range(len(TEXT) + 1):
        scene = Scene(here=Span(0, end), hits=[Span(end, len(TEXT))])
        segments = paint(row, Role.BODY, scene, Styles(palette(INK)))
        assert "".join(segment.text for segment in segments) == row.text
        assert all(isinstance(segment.style, Style) for segment in segments)
