"""A panel at the bottom of the page, drawn line by line, with keys of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.kit.keys import composing, plain
from reader.tui.kit.strips import Part, cells, cut, ends, strip
from reader.tui.kit.styles import Styles

INSET = 2
SCROLLS = "↑↓"


class Content(Protocol):
    """Content of a panel, with the keys that it takes."""

    @property
    def stays(self) -> bool:
        """Whether it stays open while the cursor moves on."""
        ...

    @property
    def gone(self) -> bool:
        """Whether what it shows is no more."""
        ...

    @property
    def alone(self) -> bool:
        """Whether no key of the page works while it is open."""
        ...

    @property
    def title(self) -> str:
        """The text of the first line."""
        ...

    @property
    def hint(self) -> str:
        """The keys, for the right end of the first line."""
        ...

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The lines of the content, set to `width` cells."""
        ...

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; false to leave it to the panel and the page."""
        ...


class Panel(Widget, can_focus=True):
    """Widget of one content; scrolls it when it is taller than the room there is."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Panel { height: auto; max-height: 75%; background: $surface; scrollbar-size: 0 0; }
    """

    class Closed(Message):
        """Request to close the panel: escape was pressed, or the content is done."""

    def __init__(self, content: Content, ink: Styles, ambiguous: int) -> None:
        super().__init__()  # without an id: one may be closing while the next one opens
        self.content = content
        self._ink, self._ambiguous = ink, ambiguous
        self._first = 0

    def show(self, content: Content | None = None) -> None:
        """Show other content, or the same one anew."""
        if content is not None:
            self.content = content
            self._first = 0
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of rows for the content, its title and a blank row."""
        return len(self.content.lines(max(1, width - 2 * INSET))) + 2

    def _rows(self) -> Sequence[Sequence[Part]]:
        return self.content.lines(max(1, self.size.width - 2 * INSET))

    def render_line(self, y: int) -> Strip:
        """The title line, then the content from where it is scrolled to."""
        ink, width = self._ink, self.size.width
        if y == 0:
            left: list[Part] = [(" " * INSET, ink.bar), (self.content.title, ink.bar_title)]
            room = width - cells(self.content.title, self._ambiguous) - 2 * INSET - 2
            hint = self.content.hint
            if SCROLLS not in hint and len(self._rows()) + 1 > self.size.height:
                hint = f"{SCROLLS} {hint}"
            hint = cut(hint, max(0, room), self._ambiguous)
            right: list[Part] = [(f"  {hint}", ink.bar), (" " * INSET, ink.bar)]
            return ends(left, right, width, ink.bar, self._ambiguous)
        rows = self._rows()
        number = y - 1 + self._first
        parts = rows[number] if number < len(rows) else ()
        return strip([(" " * INSET, ink.bar), *parts], width, ink.bar, self._ambiguous)

    def _scroll(self, rows: int) -> None:
        most = max(0, len(self._rows()) - (self.size.height - 1))
        first = min(max(0, self._first + rows), most)
        if first != self._first:
            self._first = first
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Try the content's keys first, then scrolling and closing."""
        page = max(1, self.size.height - 2)
        rows = {
            "down": 1, "up": -1, "pagedown": page, "pageup": -page, "space": page,
            "home": -9999, "end": 9999,
        }  # fmt: skip
        if self.content.press(event.key, plain(event.character)):
            event.stop()
            event.prevent_default()
        elif event.key in ("escape", "q"):
            self.post_message(Panel.Closed())
            event.stop()
            event.prevent_default()
        elif event.key in rows and len(self._rows()) + 1 > self.size.height:
            self._scroll(rows[event.key])
            event.stop()
            event.prevent_default()
        elif self.content.alone and self._would_act(event):
            event.stop()
            event.prevent_default()

    def _would_act(self, event: events.Key) -> bool:
        """Whether a key may mean something to the screen behind; the message about an input method
        and the commands of the whole app are allowed."""
        found = self.screen.active_bindings.get(event.key)
        bound = found is not None and not found.binding.action.startswith("app.")
        return bound or (event.is_printable and not composing(event.character))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll two rows down."""
        event.stop()
        self._scroll(2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll two rows up."""
        event.stop()
        self._scroll(-2)
