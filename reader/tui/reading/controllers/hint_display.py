"""Hints on the page: cue words underlined, and why, for the sentence at the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.analysis.hinted_text import HintedText
from reader.tui.reading.controllers.controller import ReadingController

if TYPE_CHECKING:
    from reader.text.hints import Hint


class HintDisplay(ReadingController):
    """Hints, on or off; they are a view, and nothing of them is kept."""

    def turn(self) -> None:
        """Show the hints, or hide them."""
        self.show(on=self.session.hinting is None)
        self.host.show_message("hints.on" if self.session.hinting else "hints.off")
        self.page.show(all_rows=True)
        self.host.bottom_bar.show()

    def show(self, *, on: bool) -> None:
        """Have the page drawn with hints from now on, or without."""
        session = self.session
        session.hinting = HintedText(session.text, session.outline) if on else None

    def add(self, more: Iterable[Hint]) -> None:
        """Show what a hook points at, with the other hints, until hints are hidden."""
        session = self.session
        hinting = session.hinting or HintedText(session.text, session.outline)
        session.hinting = hinting.with_hints(more)
        self.page.show(all_rows=True)
        self.host.bottom_bar.show()
