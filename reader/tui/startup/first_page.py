"""The first page of an article, on the screen before Textual is loaded.

Loading Textual takes longer than all else on the way to the first text. So the page is drawn by
the same pure objects as ever and written to the terminal at once; when Textual is there it draws
the same page over it, and gets the keys that were typed meanwhile from the terminal.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem
from rich.segment import Segment

from reader.analysis.hinted_text import HintedText
from reader.tui.kit.geometry import (
    CONTENTS_FROM,
    CONTENTS_WIDTH,
    MARGIN_FROM,
    SMALLEST,
    STRIP_FROM,
)
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.strips import Part, fit_ends
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, PAPER, palette
from reader.tui.kit.title_line import TitleLine
from reader.tui.page.drawing import Drawing
from reader.tui.page.sections import Sections
from reader.tui.page.view import PageSize, View
from reader.tui.reading.chrome import STRIP_LINES, Chrome
from reader.tui.session.session import ArticleSession, signed_by
from reader.tui.terminal.wide_columns import in_columns, is_drawn_anew

if TYPE_CHECKING:
    from reader.config import Config
    from reader.model import Document
    from reader.words import Words

TAKE = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, without a cursor; what is too wide for a row does not go on in the next."""
GIVE_BACK = "\x1b[?7h\x1b[?25h\x1b[?1049l"

Row = list[Segment]


class Terminal(NamedTuple):
    """The columns and rows of a terminal, and how many colours it has."""

    columns: int
    rows: int
    colours: ColorSystem


def rows(
    session: ArticleSession, config: Config, words: Words, ink: Styles, size: tuple[int, int]
) -> list[Row]:
    """The reading screen as it is when it opens: top line, contents and page, bottom line."""
    columns, height = size
    ambiguous = config.ambiguous_width
    chrome = Chrome(session, words, ink, ambiguous, config.keymap, approval=config.approval)
    title = TitleLine(words, ink, ambiguous, chrome.top_line)
    status = StatusLine(words, ink, ambiguous, config.keymap, chrome.hinted, aside=chrome.hint_text)

    def bar(parts: tuple[Sequence[Part], Sequence[Part]], *, on_page: bool = False) -> Row:
        return fit_ends(*parts, columns, ink.blank if on_page else ink.bar_text, ambiguous)

    strips = STRIP_LINES if columns < MARGIN_FROM and height >= STRIP_FROM else 0
    aside = CONTENTS_WIDTH if columns >= CONTENTS_FROM else 0
    inner = height - 2 - strips
    view = View(session, words, config)
    view.fit(PageSize(columns - aside, inner, columns, height, margin=True))
    drawing = Drawing(session, view, words, ink, ambiguous)
    drawing.look()
    page = [drawing.row(y) for y in range(len(view.lines))]
    page += [[Segment(" " * (columns - aside), ink.blank)]] * (inner - len(page))
    if aside:
        sections = Sections(session, words, ink, ambiguous)
        items = sections.arrange(aside, inner)
        page = [sections.draw(item, aside) + row for item, row in zip(items, page, strict=True)]
    return [
        bar(title.parts(columns)),
        *page,
        *(bar(chrome.strip(columns, line), on_page=True) for line in range(strips)),
        bar(status.parts(columns)),
    ]


def written(
    screen: Sequence[Row], colours: ColorSystem, ambiguous: int = 1, *, plainly: bool = False
) -> str:
    """The screen as output for a terminal; the rest is as in `in_columns`."""
    output = "".join(
        f"\x1b[{y};1H"
        + "".join(
            segment.style.render(segment.text, color_system=colours) if segment.style else ""
            for segment in row
        )
        for y, row in enumerate(screen, 1)
    )
    return in_columns(output, ambiguous, plainly=plainly)


@contextmanager
def shown(
    document: Document | None,
    config: Config,
    words: Words,
    signing: str,
    ending: list[Callable[[], None]],
) -> Iterator[Callable[[], None]]:
    """Show the first page of an article, if it can be drawn for this terminal without Textual.

    Yields what is to be called before Textual takes the terminal; if that does not happen, the
    terminal's screen is given back. So it is by what is added to `ending`, at any moment.
    """
    terminal = _terminal()
    theme = {INK.name: INK, PAPER.name: PAPER}.get(config.theme)
    # Notices at the start open over the page.
    if terminal is None or theme is None or document is None or document.notices or document.drafts:
        yield lambda: None
        return
    words = words if config.ambiguous_width == 1 else words.certain()
    session = ArticleSession(signed_by(document, " ".join(signing.split())), words("orphans.title"))
    if config.hints:
        session.hinting = HintedText(session.text, session.outline)
    ink = Styles(palette(theme))
    screen = rows(session, config, words, ink, (terminal.columns, terminal.rows))
    taken = True

    def release() -> None:
        nonlocal taken
        taken = False

    def give_back() -> None:
        if taken:
            with suppress(OSError):  # the terminal itself may be gone
                os.write(sys.stderr.fileno(), GIVE_BACK.encode())

    ending.append(give_back)
    try:
        plainly = is_drawn_anew(os.environ)
        output = written(screen, terminal.colours, config.ambiguous_width, plainly=plainly)
        sys.stderr.write(TAKE + output)
        sys.stderr.flush()
        yield release
    finally:
        give_back()


def _terminal() -> Terminal | None:
    """The terminal, if what it can do is known well enough."""
    if os.name != "posix" or "NO_COLOR" in os.environ:
        return None
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return None
    # Textual asks the same variables first.
    if any(name in os.environ for name in ("COLUMNS", "LINES", "TEXTUAL_COLOR_SYSTEM")):
        return None
    columns, height = os.get_terminal_size(sys.stdout.fileno())
    if columns < SMALLEST[0] or height < SMALLEST[1]:
        return None
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return Terminal(columns, height, ColorSystem.TRUECOLOR)
    if os.environ.get("TERM", "").strip().lower().endswith("-256color"):
        return Terminal(columns, height, ColorSystem.EIGHT_BIT)
    return None
