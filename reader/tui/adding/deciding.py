"""What the reader decides about the preview: blocks, roles, fields, and taking it back."""

from __future__ import annotations

from functools import partial

from reader.errors import MeipiError
from reader.model import ROLES, Role
from reader.tui.adding.draft import FIELDS
from reader.tui.adding.showing import Showing
from reader.tui.panels.lists import Choice, Listing
from reader.tui.question import Question
from reader.tui.strips import cut


class Deciding(Showing):
    """Actions at the line under the cursor, or on a range of lines."""

    def action_extend(self, direction: int) -> None:
        """A range, one line longer or shorter."""
        cursor = self.view.cursor
        if cursor.began is None:
            cursor.began = self.view.at
        self.view.step(direction)

    def action_range(self) -> None:
        """Begin a range here, or give it up."""
        cursor = self.view.cursor
        cursor.began = self.view.at if cursor.began is None else None
        self.view.show()
        self.tell("")

    def _blocks(self) -> list[int]:
        """The blocks that a key is about; nothing else can be switched."""
        blocks = self.sheet.blocks_of(self.view.cursor.chosen)
        if not blocks:
            kind = self.sheet.item(self.view.at).kind
            self.say("add.unfold_first" if kind == "fold" else "add.correct_first")
        return blocks

    def action_switch(self) -> None:
        """Leave out what is taken, or take what was left out; show what is folded."""
        if self.view.cursor.began is None and self.sheet.item(self.view.at).kind == "fold":
            self.sheet.unfold(self.view.at)
            self.view.bring()
            self.tell("")
            return
        blocks = self._blocks()
        if blocks:
            taken = self.draft.switch(blocks)
            self._changed()
            self.say("add.done.taken" if taken else "add.done.left_out", count=len(blocks))

    def action_role(self, name: str) -> None:
        """Say what the lines are."""
        self.close_panel()
        blocks = self._blocks()
        if blocks:
            self.draft.give_role(blocks, Role(name))
            self._changed()
            self.say("add.done.role", role=self.words(f"role.{name}"), count=len(blocks))

    def action_roles(self) -> None:
        """The roles, each with its digit."""
        choices = [
            Choice(str(number), self.words(f"role.{role}"), partial(self.action_role, role.value))
            for number, role in enumerate(ROLES, 1)
        ]
        self._list(self.words("add.roles.title"), choices)

    def action_level(self, by: int) -> None:
        """A heading one level deeper or higher."""
        blocks = self._blocks()
        if not blocks:
            return
        headings = [n for n in blocks if self.sheet.role_of(n) is Role.HEADING]
        if not self.draft.shift_level(headings, by):
            self.say("add.no_heading")
            return
        self._changed()
        self.tell("")

    def action_unfold(self) -> None:
        """Show all that was left out; if it is shown, fold it."""
        if not self.draft.runs:
            self.say("add.nothing_folded")
            return
        at = self.sheet.item(self.view.at)
        self.sheet.turn_folds()
        if at.kind in ("block", "fold"):
            self.view.at = self.sheet.item_of(at.first)
        self.view.cursor.began = None
        self.view.bring()
        self.tell("")

    def action_correct(self) -> None:
        """Type another value for the field at the cursor; elsewhere choose one first."""
        item = self.sheet.item(self.view.at)
        if item.kind == "field":
            self._ask_field(FIELDS[item.first])
            return
        choices = [
            Choice(
                str(number), self.words(f"add.field.{name}"), partial(self._ask_field, name),
                cut(self.draft.field(name), 40, self.ambiguous),
            )
            for number, name in enumerate(FIELDS, 1)
        ]  # fmt: skip
        self._list(self.words("add.fields.title"), choices)

    def _ask_field(self, name: str, typed: str | None = None, wrong: str = "") -> None:
        text = self.draft.field(name) if typed is None else typed
        gaps = (("name", self.words(f"add.field.{name}")),)
        kept = partial(self._correct, name)
        self.ask(Question("add_field", "", kept, text=text, wrong=wrong, gaps=gaps))

    def _correct(self, name: str, typed: str) -> None:
        try:
            self.draft.correct(name, typed)
        except MeipiError as error:
            self._ask_field(name, typed, self.wording(error))
            return
        self._changed()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._undone(self.draft.undo(), "nothing.undo")

    def action_redo(self) -> None:
        """Make it again."""
        self._undone(self.draft.redo(), "nothing.redo")

    def _undone(self, block: int | None, nothing: str) -> None:
        if block is None:
            self.tell(self.words(nothing))
            return
        self.tell("")
        for first, last in self.draft.runs:
            if first <= block <= last:
                self.sheet.unfolded.add(first)  # what has changed is seen
        self._changed(block)

    def _list(self, title: str, choices: list[Choice]) -> None:
        hint = self.words("add.pick")
        self.open_panel(Listing(title, hint, choices, self.ink, self.ambiguous))
