"""The contents as a widget; its rows come from `sections.py`."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.message import Message

from reader.tui.kit.geometry import CONTENTS_WIDTH
from reader.tui.kit.row_surface import RowSurface
from reader.tui.kit.styles import Styles
from reader.tui.page.sections import SectionItem, Sections
from reader.tui.session.session import ArticleSession
from reader.words import Words


class Contents(RowSurface):
    """The sections of the article, the one being read marked."""

    DEFAULT_CSS = f"Contents {{ width: {CONTENTS_WIDTH}; height: 1fr; }}"

    class Chosen(Message):
        """Press on a section."""

        def __init__(self, section: int) -> None:
            super().__init__()
            self.section = section

    def __init__(self, session: ArticleSession, words: Words, ink: Styles, ambiguous: int) -> None:
        super().__init__(id="contents")
        self._sections = Sections(session, words, ink, ambiguous)
        self._rows: list[SectionItem | None] = []
        self._arranged: tuple[object, ...] = ()
        self._marked = -1

    @property
    def blank(self) -> Style:
        """The page."""
        return self._sections.ink.blank

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self._sections.ink = ink

    def show(self, *, anew: bool = False) -> None:
        """Repaint the rows that differ from those on screen."""
        sections, size = self._sections, self.size
        session = sections.session
        arranged = (sections.current, size, session.article_view.choice)
        if not anew and (arranged, session.marks.revision) == (self._arranged, self._marked):
            return
        if anew or arranged != self._arranged:
            self._rows = sections.arrange(*size)
        self._arranged, self._marked = arranged, session.marks.revision
        self.put([sections.draw(item, size.width) for item in self._rows])

    def on_resize(self) -> None:
        """Arrange the rows for the new height."""
        self.show()

    def on_click(self, event: events.Click) -> None:
        """Go to the section under the mouse."""
        item = self._rows[event.y] if 0 <= event.y < len(self._rows) else None
        if item is not None and item.section >= 0:
            self.post_message(Contents.Chosen(item.section))
