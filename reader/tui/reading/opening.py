"""What opens over the page: the annotation, the menu, help, annotators, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config import expanded
from reader.errors import InputError, MeipiError
from reader.library.folder import is_file
from reader.model import Annotation, Change, Span
from reader.tui.commands import CARD, READING, Command, shown_keys
from reader.tui.desk.aim import Deed
from reader.tui.keys import forms, split
from reader.tui.question import Question
from reader.tui.reading.naming import NameLists
from reader.tui.reading.selecting import Selecting
from reader.tui.sections import shown_name
from reader.tui.workers import run_beside

if TYPE_CHECKING:
    from reader.tui.panels.lists import Choice

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

    def list_choices(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        title: str = "",
        intro: str = "",
        columns: bool = False,
        others: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        """Open a list in the panel."""
        from reader.tui.panels.lists import Listing

        words = self.words
        hint = words(f"{name}.hint") if f"{name}.hint" in words else words("help.hint")
        ambiguous = self.config.ambiguous_width
        self.open_panel(
            Listing(
                title or words(f"{name}.title"), hint, choices, self.ink, ambiguous, intro, columns,
                others or {},
            )
        )  # fmt: skip

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

    def _named(self) -> None:
        self.know_annotators()
        self.show_marks()
        self.action_annotators()

    def sign_anew(self) -> None:
        """Ask for my name."""
        me = self.desk.marks.me

        def named(name: str) -> None:
            if name:
                self.signature = name
                self.pen.write(self.signed(lambda _: None), lambda _: self._named())

        self.ask(
            Question(
                "name", "", kept=named, left=lambda _: self.tell(""), text=me.name if me else ""
            )
        )

    # export

    def action_export(self, view: str = "") -> None:
        """Choose a format, then a file; the quotes may stand there in the script view as well."""
        from reader.library.export import format_names
        from reader.tui.panels.lists import Choice

        choices = [
            Choice(
                str(number), self.words(f"export.format.{name}"),
                partial(self._ask_path, name, view),
            )
            for number, name in enumerate(format_names(), 1)
        ]  # fmt: skip
        shown, private = self.desk.rendition.choice, self.desk.marks.private()
        if shown:
            key, name = (
                "export.quotes.both" if view else "export.quotes.source",
                self.words(f"view.{shown}"),
            )
            other = partial(self.action_export, "" if view else shown)
            choices.append(Choice("s", self.words(key, name=name), other))
        notes = self.desk.marks.private_notes()
        intro = "　".join(
            self.words(key, count=count)
            for key, count in (("export.private", private), ("export.notes", notes))
            if count
        )
        self.list_choices("export", choices, intro=intro)

    def _ask_path(
        self, name: str, view: str, typed: str = "", *, sure: bool = False, wrong: str = ""
    ) -> None:
        """Ask for the file; one that exists is overwritten only when asked for twice."""
        from reader.library.export import check_target, default_name

        self.close_panel()
        proposed = typed or str(Path.cwd() / default_name(self.desk.document.head, name))

        def kept(answer: str) -> None:
            path = expanded(answer)
            try:
                check_target(self.library.root, path)
            except InputError as error:
                self._ask_path(name, view, answer, wrong=self.wording(error))
                return
            if answer and is_file(path) and not (sure and answer == typed):
                shown = path.resolve() if path.is_symlink() else path.name
                exists = self.words("export.exists", path=shown)
                self._ask_path(name, view, answer, sure=True, wrong=exists)
            elif answer:
                self.pen.write(lambda _: None, lambda _: self._export(name, view, path, answer))

        self.ask(
            Question(
                "path", "", kept=kept, left=lambda _: self.tell(""), text=proposed, wrong=wrong
            )
        )

    def _export(self, name: str, view: str, path: Path, typed: str) -> None:
        """Write the file once everything before it is on disk; ask again if it cannot be."""
        from reader.library.export import export, write_file

        try:
            made = export(self.library, [self.article], name, self.words, view=view)
            write_file(path, made.data)
        except MeipiError as error:
            self._ask_path(name, view, typed, wrong=self.wording(error))
            return
        key = "done.exported_private" if made.left_out else "done.exported"
        self.say(key, count=made.count, path=path, private=made.left_out)
        if made.notes_left_out:
            self.also("done.exported_notes", count=made.notes_left_out)
