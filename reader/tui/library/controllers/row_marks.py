"""Marks on articles of the list, for what is done with many of them at once."""

from __future__ import annotations

from reader.tui.library.controllers.controller import LibraryController


class RowMarks(LibraryController):
    """Marks rows, on and off; commands are about the marked ones while there are any."""

    def turn(self) -> None:
        """Mark the article at the cursor, or not any more, and go on to the next."""
        browsing = self.browsing
        if browsing.ids:
            browsing.marks.turn(browsing.ids[browsing.at])
            self.host.catalogue.step(1)
            self._show()

    def turn_all(self) -> None:
        """Mark all that are listed, those too that are not read yet; or none if all are."""
        marks = self.browsing.marks
        marks.put_all(marked=not (marks.everything and not marks.keys))
        self._show()

    def clear(self) -> None:
        """Mark none."""
        self.browsing.marks.put_all(marked=False)
        self._show()

    def _show(self) -> None:
        self.host.show_text("")
        self.host.catalogue.show()
        self.host.show_bars()
