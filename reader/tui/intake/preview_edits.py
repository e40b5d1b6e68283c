"""Edits of a preview: blocks, roles, fields, and taking them back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.errors import MeipiError
from reader.model import ROLES, Role
from reader.tui.intake.draft import FIELDS
from reader.tui.kit.choice_list import Choice
from reader.tui.kit.host import ScreenHost
from reader.tui.kit.question import Question
from reader.tui.kit.strips import cut

if TYPE_CHECKING:
    from reader.tui.intake.draft import OfferDraft
    from reader.tui.intake.preview_sheet import PreviewSheet
    from reader.tui.kit.virtual_list import VirtualList


class PreviewHost(ScreenHost, Protocol):
    """The preview: its draft, and the list that shows it."""

    draft: OfferDraft
    sheet: PreviewSheet
    view: VirtualList

    def changed(self, block: int | None = None) -> None:
        """Show the draft as it is now; with the cursor on a block, if one is given."""


class PreviewEdits:
    """Edits of the line under the cursor, or of a range of lines."""

    def __init__(self, host: PreviewHost) -> None:
        self.host, self.words = host, host.words
        self.draft, self.sheet, self.view = host.draft, host.sheet, host.view

    def extend(self, direction: int) -> None:
        """Make the range one line longer or shorter."""
        cursor = self.view.cursor
        if cursor.began is None:
            cursor.began = self.view.at
        self.view.step(direction)

    def range(self) -> None:
        """Begin a range here, or give it up."""
        cursor = self.view.cursor
        cursor.began = self.view.at if cursor.began is None else None
        self.view.show()
        self.host.show_text("")

    def _blocks(self) -> list[int]:
        """The blocks that a key is about; nothing else can be switched."""
        blocks = self.sheet.blocks_of(self.view.cursor.chosen)
        if not blocks:
            kind = self.sheet.item(self.view.at).kind
            self.host.show_message("add.unfold_first" if kind == "fold" else "add.correct_first")
        return blocks

    def switch(self) -> None:
        """Leave out what is taken, or take what was left out; show what is folded."""
        if self.view.cursor.began is None and self.sheet.item(self.view.at).kind == "fold":
            self.sheet.unfold(self.view.at)
            self.view.bring()
            self.host.show_text("")
            return
        blocks = self._blocks()
        if blocks:
            taken = self.draft.switch(blocks)
            self.host.changed()
            self.host.show_message(
                "add.done.taken" if taken else "add.done.left_out", count=len(blocks)
            )

    def role(self, name: str) -> None:
        """Say what the lines are."""
        self.host.close_panel()
        blocks = self._blocks()
        if blocks:
            self.draft.give_role(blocks, Role(name))
            self.host.changed()
            self.host.show_message(
                "add.done.role", role=self.words(f"role.{name}"), count=len(blocks)
            )

    def roles(self) -> None:
        """List the roles, each with its digit."""
        choices = [
            Choice(str(number), self.words(f"role.{role}"), partial(self.role, role.value))
            for number, role in enumerate(ROLES, 1)
        ]
        self.host.list_choices("roles", choices, hint=self.words("add.pick"))

    def level(self, by: int) -> None:
        """Put a heading one level deeper or higher."""
        blocks = self._blocks()
        if not blocks:
            return
        headings = [n for n in blocks if self.sheet.role_of(n) is Role.HEADING]
        if not self.draft.shift_level(headings, by):
            self.host.show_message("add.no_heading")
            return
        self.host.changed()
        self.host.show_text("")

    def unfold(self) -> None:
        """Show all that was left out; if it is shown, fold it."""
        if not self.draft.runs:
            self.host.show_message("add.nothing_folded")
            return
        at = self.sheet.item(self.view.at)
        self.sheet.turn_folds()
        if at.kind in ("block", "fold"):
            self.view.at = self.sheet.item_of(at.first)
        self.view.cursor.began = None
        self.view.bring()
        self.host.show_text("")

    def correct(self) -> None:
        """Type another value for the field at the cursor; elsewhere choose one first."""
        item = self.sheet.item(self.view.at)
        if item.kind == "field":
            self._ask_field(FIELDS[item.first])
            return
        choices = [
            Choice(
                str(number), self.words(f"add.field.{name}"), partial(self._ask_field, name),
                cut(self.draft.field(name), 40, self.host.ambiguous),
            )
            for number, name in enumerate(FIELDS, 1)
        ]  # fmt: skip
        self.host.list_choices("fields", choices, hint=self.words("add.pick"))

    def _ask_field(self, name: str, typed: str | None = None, wrong: str = "") -> None:
        text = self.draft.field(name) if typed is None else typed
        gaps = (("name", self.words(f"add.field.{name}")),)
        kept = partial(self._correct, name)
        self.host.ask(Question("add_field", "", kept, text=text, wrong=wrong, gaps=gaps))

    def _correct(self, name: str, typed: str) -> None:
        try:
            self.draft.correct(name, typed)
        except MeipiError as error:
            self._ask_field(name, typed, self.host.error_text(error))
            return
        self.host.changed()

    def undo(self) -> None:
        """Take the last change back."""
        self._undone(self.draft.undo(), "nothing.undo")

    def redo(self) -> None:
        """Make it again."""
        self._undone(self.draft.redo(), "nothing.redo")

    def _undone(self, block: int | None, nothing: str) -> None:
        if block is None:
            self.host.show_text(self.words(nothing))
            return
        self.host.show_text("")
        for first, last in self.draft.runs:
            if first <= block <= last:
                self.sheet.unfolded.add(first)  # what has changed is seen
        self.host.changed(block)
