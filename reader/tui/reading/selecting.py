"""Selecting a passage, by keyboard and with the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Annotation, Span
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
        if self.status.asking and action in WHILE_SELECTING | WHILE_READING:
            return False
        selection = self.desk.selection
        if selection is not None and selection.given and (action, parameters) == ("word", (1,)):
            return False  # its key asks who says it, as everywhere but in what is being selected
        return action not in WHILE_SELECTING or selection is not None

    def select(self, asked: Selection | None, before: Selection | None = None) -> None:
        """Show a selection, its moving end in sight; `before` is the one it was changed from."""
        desk = self.desk
        if asked is not None:
            desk.selection = selection = self.whole_words(asked, before)
            desk.focus = None
            self.say_selected(asked, selection)
            edge = selection.head - (selection.head > selection.anchor)
            self.page.view.bring(Span(edge, edge + 1))
        else:
            desk.selection = None
            self.tell("")
        self.bottom_bar.refresh()
        self.show()

    def whole_words(self, selection: Selection, before: Selection | None = None) -> Selection:
        """A selection without parts of words whose length the script view changes.

        A moving end goes on in the direction it came from `before`; any other goes outward.
        """
        forward = selection.head > selection.anchor
        anchor = self.desk.rendition.around(selection.anchor)
        head = self.desk.rendition.around(selection.head)
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

    def say_selected(self, asked: Selection, whole: Selection) -> None:
        """How many characters are selected, and which word was taken whole."""
        desk = self.desk
        count = len(desk.shown(whole.span))
        words = (desk.rendition.around(end) for end in (asked.head, asked.anchor))
        word = next((word for word in words if word and word.overlaps(whole.span)), None)
        if word is None:
            self.say("selected", count=count)
        else:
            shown, source = desk.shown(word), word.of(desk.text)
            self.say("selected.whole", count=count, shown=shown, source=source)

    def action_select(self) -> None:
        """Select the clause at the cursor; of a focused annotation, all of it."""
        desk = self.desk
        focused = desk.focused
        if focused is not None and self.begin_finding(focused):
            return
        if focused is not None and focused.span is not None:
            self.select(desk.selector.all_of(focused.span))
        elif desk.walk.count:
            self.select(desk.selector.start(desk.sentence))

    def begin_finding(self, annotation: Annotation) -> bool:
        """Let a passage be selected for a mark of mine that has none; false for any other."""
        return False

    def _change(self, step: Callable[[Selection], Selection]) -> None:
        before = self.desk.selection
        if before is not None:
            self.select(step(before), before)

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
        if self.status.asking:
            return
        last = max(0, len(self.desk.text) - 1)  # what comes after the text is no part of it
        pressed, reached = min(event.pressed, last), min(event.reached, last)
        self.select(self.desk.selector.between(pressed, reached))

    def on_page_pressed(self, event: Page.Pressed) -> None:
        """A click puts the cursor on a sentence, and drops a selection."""
        event.stop()
        if self.status.asking:
            return
        desk = self.desk
        if event.offset is None:
            if desk.selection is not None:
                self.select(None)
            return
        near = desk.walk.near(event.offset)
        if desk.selection is not None:
            self.select(None)
        if desk.lost_at(Span(event.offset, event.offset + 1)):
            desk.go_to(Span(event.offset, event.offset + 1))
            self.tell("")
            self.show()
        elif near is not None and event.offset in desk.outline.sentence(near):
            desk.go(near)
            self.tell("")
            self.show()
