"""What opens over the page: the annotation, the menu, help, annotators, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.model import Annotation, Change, Span
from reader.tui.commands import CARD, READING, Command, shown_keys
from reader.tui.desk.aim import Deed
from reader.tui.keys import forms, split
from reader.tui.reading.naming import NameLists
from reader.tui.reading.selecting import Selecting
from reader.tui.sections import shown_name
from reader.tui.workers import run_beside

if TYPE_CHECKING:
    pass

MENU = (
    "fact", "opinion", "none", "note", "source", "check", "result", "highlight", "select",
    "private", "copy", "search", "next_unmarked", "undo", "export", "annotators", "contents",
    "help",
)  # fmt: skip


class Opening(Selecting):
    """Actions that open a panel."""

    def list_sections(self) -> None:
        """The sections, to go to one of them."""
        from reader.tui.panels.lists import Choice

        desk = self.desk
        keys = "123456789abcdefghijklmnoprstuvwxyz"  # q closes
        sections = range(len(desk.outline.sections))

        def go(section: int) -> None:
            self.close_panel()
            self.go_section(desk.walk.section_start(section))

        choices = [
            Choice(key, shown_name(desk, section, self.words), partial(go, section))
            for key, section in zip(keys, sections, strict=False)
        ]
        self.list_choices("contents", choices, others={"t": self.close_panel})

    # annotations

    def action_open(self) -> None:
        """Open the annotation here; several: a numbered list; none, or a selection: a menu."""
        self.when_written(self._open)

    def _open(self) -> None:
        found = [] if self.desk.selection else self.desk.shown_here()
        if len(found) == 1:
            self.open_card(found[0])
        elif found:
            self.open_choice(found)
        else:
            self._open_menu()

    def open_card(self, annotation: Annotation) -> None:
        """Show one annotation."""
        from reader.tui.panels.card import Card

        place = self.desk.place(annotation)
        if place is not None:
            self.desk.go_to(place, annotation.id)
        self.open_panel(
            Card(
                self.desk, annotation.id, self.words, self.ink, self.config.ambiguous_width,
                keys=self._card_keys(),
            )
        )  # fmt: skip
        self.show()

    def _card_keys(self) -> dict[str, Callable[[], None]]:
        """What the keys of an opened annotation do."""
        return {
            form: getattr(self, f"action_{command.action}")
            for command in CARD
            for key in split(self.config.keymap.get(command.id, command.keys))
            for form in forms(key)
        }

    def open_choice(self, annotations: Sequence[Annotation]) -> None:
        """Show several annotations to choose one from."""
        from reader.tui.reading.choosing import choices_of

        def pick(choice: Annotation | Span) -> None:
            if isinstance(choice, Annotation):
                self.open_card(choice)

        choices = choices_of(self.desk, self.words, annotations, pick)
        title = self.words("dialog.choose", count=len(annotations))
        self.list_choices("dialog.choose", choices, title=title)
        self.renew_panel = partial(self.open_choice, annotations)

    def _open_menu(self) -> None:
        from reader.tui.panels.lists import Choice

        commands = {command.id: command for command in READING}
        chosen = [commands[id] for id in MENU]

        def do(command: Command) -> None:
            self.close_panel()
            run_beside(self, self.run_action, command.action)

        keymap = self.config.keymap
        choices = [
            Choice(
                shown_keys(command, keymap, 1), command.sentence(self.words),
                partial(do, command),
            )
            for command in chosen
        ]  # fmt: skip
        self.list_choices("menu", choices, columns=True)

    def action_remove(self) -> None:
        """Remove my annotation here; where it is not clear which, ask."""
        self.targets.act(Deed.CHANGE, self._remove)

    def _remove(self, target: Span | str, span: Span) -> None:
        quote = self.desk.quote(span)

        def done(_: Change) -> None:
            self.say("done.removed", quote=quote)
            self.check_panel()

        if isinstance(target, str):
            self.targets.leave_selection()
            self.edit(lambda edits: edits.remove(target), done, span)

    def open_told(self, messages: Sequence[str]) -> None:
        """Tell the reader something before reading begins."""
        from reader.tui.panels.told import Told

        title, hint = self.words("told.title"), self.words("dialog.hint.readonly")
        self.open_panel(Told(title, hint, messages, self.ink, self.config.ambiguous_width))

    def action_help(self) -> None:
        """All keys."""
        from reader.tui.panels.help import GROUPS

        self.show_help(GROUPS)

    # annotators

    def action_annotators(self) -> None:
        """Who has annotated here, and on the other side the labels; names are corrected there."""
        NameLists(self).annotators()

    # export

    def action_export(self) -> None:
        """Choose a format, then a file."""
        self.exporter.choose()
