"""Panels over the page: the annotation, a choice of several, the menu, the contents, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.model import Annotation, Span
from reader.tui.kit.keys import forms, split
from reader.tui.page.sections import shown_name
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.navigation import Navigation

MENU = (
    "fact", "opinion", "none", "note", "source", "check", "result", "highlight", "select",
    "private", "copy", "search", "next_unmarked", "undo", "export", "annotators", "contents",
    "help",
)  # fmt: skip
ON_CARD = ("evidence_change", "kind")
"""The commands of an opened annotation besides the page's own."""


class Overlays(ReadingController):
    """Panels over the page."""

    def __init__(self, host: ReadingControllerHost, navigation: Navigation) -> None:
        super().__init__(host)
        self._navigation = navigation

    def list_sections(self) -> None:
        """List the sections, to go to one of them."""
        from reader.tui.kit.choice_list import Choice

        session = self.session
        keys = "123456789abcdefghijklmnoprstuvwxyz"  # q closes
        sections = range(len(session.outline.sections))

        def go(section: int) -> None:
            self.host.close_panel()
            self._navigation.go_section(session.walk.section_start(section))

        choices = [
            Choice(key, shown_name(session, section, self.words), partial(go, section))
            for key, section in zip(keys, sections, strict=False)
        ]
        self.host.list_choices("contents", choices, others={"t": self.host.close_panel})

    def open(self) -> None:
        """Open the annotation here; several: a numbered list; none, or a selection: a menu."""
        self.edits.when_written(self._open)

    def _open(self) -> None:
        found = [] if self.session.selection else self.session.shown_here()
        if len(found) == 1:
            self.open_card(found[0])
        elif found:
            self.open_choice(found)
        else:
            self._open_menu()

    def open_card(self, annotation: Annotation) -> None:
        """Show one annotation."""
        from reader.tui.reading.card import Card

        place = self.session.place(annotation)
        if place is not None:
            self.session.go_to(place, annotation.id)
        self.host.open_panel(
            Card(
                self.session, annotation.id, self.words, self.host.ink, self.host.ambiguous,
                keys=self._card_keys(), approval=self.host.config.approval,
            )
        )  # fmt: skip
        self.display.show()

    def _card_keys(self) -> dict[str, Callable[[], None]]:
        """Actions of the keys of an opened annotation."""
        commands = self.host.commands
        return {
            form: partial(commands.run, id)
            for id in ON_CARD
            for key in split(self.host.config.keymap.get(id, commands[id].keys))
            for form in forms(key)
        }

    def open_choice(self, annotations: Sequence[Annotation]) -> None:
        """Show several annotations to choose one from."""
        from reader.tui.reading.annotation_choices import choices_of

        def pick(choice: Annotation | Span) -> None:
            if isinstance(choice, Annotation):
                self.open_card(choice)

        choices = choices_of(self.session, self.words, annotations, pick)
        title = self.words("dialog.choose", count=len(annotations))
        self.host.list_choices("dialog.choose", choices, title=title)
        self.host.renew_panel = partial(self.open_choice, annotations)

    def _open_menu(self) -> None:
        from reader.tui.kit.choice_list import Choice

        commands = self.host.commands

        def do(id: str) -> None:
            self.host.close_panel()
            self.host.app.call_next(commands.run, id)

        choices = [
            Choice(commands.key(id), commands[id].sentence(self.words), partial(do, id))
            for id in MENU
            if commands.can(id)
        ]
        self.host.list_choices("menu", choices, columns=True)

    def open_messages(self, messages: Sequence[str]) -> None:
        """Tell the reader something before reading begins."""
        self.host.list_messages("told.title", messages)

    def help(self) -> None:
        """Show all keys."""
        self.host.show_help()
