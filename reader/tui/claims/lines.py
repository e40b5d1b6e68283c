"""The lines around the claims: what is found and in which order, what is wrong, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Ends, Part
from reader.tui.kit.title_line import Aside, Title
from reader.tui.kit.view_choice import view_name

if TYPE_CHECKING:
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader

LEAST_TITLE = 8


class DeskLines:
    """Parts of each line; nothing here changes anything."""

    def __init__(self, host: DeskHost, reader: ClaimReader) -> None:
        self._host, self._reader = host, reader
        self.desk, self.words = host.desk, host.words

    @property
    def box_name(self) -> str:
        """The name before the typing line."""
        return f"  {self.words('listing.filter')}  "

    def box_line(self, _width: int) -> Ends:
        return [(self.box_name, self._host.ink.bar_key)], []

    def top_line(self) -> Title:
        """The number found or marked, the order, and the script."""
        desk, words = self.desk, self.words
        order = words(f"desk.order.{desk.order}")
        order = words("orders.turned", name=order) if desk.backward else order
        number = self.marked() or self._number()
        parts = [number, order, view_name(words, self._host.view) if self._host.view else ""]
        dot = f" {self._host.claims.painter.glyphs.dot} "
        aside = Aside((dot.join(filter(None, parts)), number), LEAST_TITLE, sure=True)
        return Title(title=words("desk.title"), asides=(aside,))

    def _number(self) -> str:
        desk = self.desk
        if not desk.placed:
            return ""
        total = desk.total
        if total is None:
            return self.words("desk.counting" if self._reader.is_counting else "desk.some")
        if not desk.from_first:
            return self.words("desk.count", count=total)
        return self.words("desk.at", at=f"{desk.cursor.at.block + 1:,}", count=f"{total:,}")

    def marked(self) -> str:
        """The number of marked claims; empty if none is."""
        if not self.desk.marks:
            return ""
        count = self.desk.marks.count(self.desk.total)
        if count is None:
            return self.words("library.all_marked")
        return self.words("desk.marked", count=count)

    def notice(self) -> tuple[str, Style, int]:
        return self._reader.wrong, self._host.ink.note_here, 2

    def instead(self, width: int) -> list[list[Part]]:
        """The text of an empty desk: that nothing is found, or how claims come here."""
        words, ink, text = self.words, self._host.ink, self.desk.text.strip()
        if text:
            said = [(words("nothing.found", query=text), ink.muted)]
        else:
            said = [(words("desk.empty"), ink.title), (words("desk.empty.how"), ink.text)]
        return [
            [(row.text, style)]
            for line, style in said
            for row in set_paragraph(line, width, ambiguous=self._host.ambiguous)
        ]
