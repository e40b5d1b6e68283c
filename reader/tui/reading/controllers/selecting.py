"""Selecting a passage, by keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Span
from reader.tui.reading.page_host import PageController

if TYPE_CHECKING:
    from reader.tui.session.selection import Selection


class Selecting(PageController):
    """Selections: made, changed and dropped."""

    def select(self, asked: Selection | None, before: Selection | None = None) -> None:
        """Show a selection, its moving end in sight; `before` is the one it was changed from."""
        session = self.session
        if asked is not None:
            session.selection = selection = self.whole_words(asked, before)
            session.focus = None
            self.show_selected(asked, selection)
            edge = selection.head - (selection.head > selection.anchor)
            self.page.view.bring(Span(edge, edge + 1))
        else:
            session.selection = None
            self.host.show_text("")
        self.host.bottom_bar.refresh()
        self.display.show()

    def whole_words(self, selection: Selection, before: Selection | None = None) -> Selection:
        """A selection without parts of words whose length the script view changes.

        A moving end goes on in the direction it came from `before`; any other goes outward.
        """
        forward = selection.head > selection.anchor
        anchor = self.session.article_view.around(selection.anchor)
        head = self.session.article_view.around(selection.head)
        onward = forward
        if before is not None and before.anchor == selection.anchor:
            onward = selection.head > before.head
        whole = selection._replace(
            anchor=anchor.start if forward else anchor.end,
            head=head.end if onward else head.start,
        )
        if whole.head == whole.anchor:
            return before if before is not None else whole._replace(head=head.end)
        return whole

    def show_selected(self, asked: Selection, whole: Selection) -> None:
        """Show the number of selected characters, and the word that was taken whole."""
        session = self.session
        count = len(session.shown(whole.span))
        words = (session.article_view.around(end) for end in (asked.head, asked.anchor))
        word = next((word for word in words if word and word.overlaps(whole.span)), None)
        if word is None:
            self.host.show_message("selected", count=count)
        else:
            shown, source = session.shown(word), word.of(session.text)
            self.host.show_message("selected.whole", count=count, shown=shown, source=source)

    def _change(self, step: Callable[[Selection], Selection]) -> None:
        before = self.session.selection
        if before is not None:
            self.select(step(before), before)

    def clause(self, direction: int) -> None:
        """Grow or shrink the selection by a clause."""
        self._change(lambda selection: self.session.selector.by_clause(selection, direction))

    def word(self, direction: int) -> None:
        """Grow or shrink the selection by a word."""
        self._change(lambda selection: self.session.selector.by_word(selection, direction))

    def character(self, direction: int) -> None:
        """Grow or shrink the selection by a character."""
        self._change(lambda selection: self.session.selector.by_character(selection, direction))

    def sentence(self, direction: int) -> None:
        """Grow or shrink the selection by a sentence."""
        self._change(lambda selection: self.session.selector.by_sentence(selection, direction))

    def swap(self) -> None:
        """Let the other end move from now on."""
        self._change(lambda selection: selection.swapped())

    def drag(self, pressed: int, reached: int) -> None:
        """Select from the character pressed to the character reached."""
        if self.host.status.asking:
            return
        last = max(0, len(self.session.text) - 1)  # what comes after the text is no part of it
        self.select(self.session.selector.between(min(pressed, last), min(reached, last)))

    def press(self, offset: int | None) -> None:
        """Put the cursor on the sentence at an offset, and drop a selection."""
        session, host = self.session, self.host
        if host.status.asking:
            return
        near = None if offset is None else session.walk.near(offset)
        if session.selection is not None:
            self.select(None)
        if offset is None:
            return
        if session.lost_at(Span(offset, offset + 1)):
            session.go_to(Span(offset, offset + 1))
        elif near is not None and offset in session.outline.sentence(near):
            session.go(near)
        else:
            return
        host.show_text("")
        host.page_display.show()
