"""Selecting a passage, by keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Span
from reader.tui.commands import READING, SELECTING
from reader.tui.page.page import Page
from reader.tui.reading.writing import Writing

if TYPE_CHECKING:
    from reader.tui.desk.selection import Selection

WHILE_SELECTING, WHILE_READING = (
    frozenset(command.action.removeprefix("screen.").partition("(")[0] for command in commands)
    for commands in (SELECTING, READING)
)


class Selecting(Writing):
    """Actions that make, change and drop a selection."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of selecting act while something is selected; none acts while a prompt is open."""
        if action in WHILE_SELECTING:
            return self.desk.selection is not None
        return not (self.chrome.asking and action in WHILE_READING)

    def select(self, selection: Selection | None) -> None:
        """Show a selection, its moving end in sight."""
        desk = self.desk
        desk.selection = selection
        if selection is not None:
            desk.focus = None
            self.say("selected", count=len(selection.span.of(desk.text)))
            edge = selection.head - (selection.head > selection.anchor)
            self.page.view.bring(Span(edge, edge + 1))
        else:
            self.tell("")
        self.bottom_bar.refresh()
        self.show()

    def action_select(self) -> None:
        """Select the clause at the cursor; of a focused annotation, all of it."""
        desk = self.desk
        focused = desk.focused
        if focused is not None and focused.span is not None:
            self.select(desk.selector.all_of(focused.span))
        elif desk.walk.count:
            self.select(desk.selector.start(desk.sentence))

    def _change(self, step: Callable[[Selection], Selection]) -> None:
        if self.desk.selection is not None:
            self.select(step(self.desk.selection))

    def action_clause(self, direction: int) -> None:
        """More or less by a clause."""
        self._change(lambda selection: self.desk.selector.by_clause(selection, direction))

    def action_word(self, direction: int) -> None:
        """More or less by a word."""
        self._change(lambda selection: self.desk.selector.by_word(selection, direction))

    def action_character(self, direction: int) -> None:
        """More or less by a character."""
        self._change(lambda selection: self.desk.selector.by_character(selection, direction))

    def action_extend(self, direction: int) -> None:
        """More or less by a sentence."""
        self._change(lambda selection: self.desk.selector.by_sentence(selection, direction))

    def action_swap(self) -> None:
        """The other end moves from now on."""
        self._change(lambda selection: selection.swapped())

    def action_cancel(self) -> None:
        """Drop the selection."""
        self.select(None)

    def on_page_dragged(self, event: Page.Dragged) -> None:
        """The mouse selects from the character pressed to the character reached."""
        event.stop()
        if self.chrome.asking:
            return
        self.select(self.desk.selector.between(event.pressed, event.reached))

    def on_page_pressed(self, event: Page.Pressed) -> None:
        """A click puts the cursor on a sentence, and drops a selection."""
        event.stop()
        if self.chrome.asking:
            return
        desk = self.desk
        if event.offset is None:
            if desk.selection is not None:
                self.select(None)
            return
        near = desk.walk.near(event.offset)
        if desk.selection is not None:
            self.select(None)
        if near is not None and event.offset in desk.outline.sentence(near):
            desk.go(near)
            self.tell("")
            self.show()
