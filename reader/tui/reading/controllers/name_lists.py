"""The lists of annotators and of labels, and the correction of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.model import Annotator, CodeEntry
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.discretion import discreet
from reader.tui.session.names import called

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.model import Change
    from reader.tui.kit.choice_list import Choice

Others = dict[str, Callable[[], None]]
"""Actions of keys in a list other than those of its lines."""

KEYS = "abcdefghijklmnopqstvwxyz"
"""Keys of labels without a digit; `r` and `u` do something else."""

PATIENCE = 0.25
"""Seconds that a list waits for what is being written; a key takes milliseconds."""


class _Refused(NamedTuple):
    """A correction that cannot be taken back while another has the name."""

    entry: int
    name: str


class NameLists(ReadingController):
    """Lists of annotators and of labels: shown, hidden, renamed, joined, removed."""

    def __init__(self, host: ReadingControllerHost) -> None:
        super().__init__(host)
        self._refused = 0  # the entry that could not be taken back, which comes first next time

    def _sign_anew(self) -> None:
        """Ask for my name."""
        host, me = self.host, self.session.marks.me

        def named(name: str) -> None:
            if name:
                host.edits.signature = name
                host.edit_queue.write(host.edits.signed(lambda _: None), lambda _: known())

        def known() -> None:
            host.edits.know_annotators()
            host.page_display.show_marks()
            self.annotators()

        host.ask(Question("name", "", named, text=me.name if me else ""))

    # annotators

    def annotators(self) -> None:
        """List the annotators of this library; a digit shows or hides one."""
        host, words, marks = self.host, self.words, self.session.marks
        intro = ""
        if marks.me is None:
            key = "annotators.signing" if host.edits.signature else "annotators.nobody"
            intro = words(key, name=host.edits.signature)
        everyone = list(marks.annotators.values())
        others: Others = {
            "n": self._sign_anew,
            "r": partial(self._which, "annotators.rename.title", self._ask_annotator),
            "j": partial(self._which, "annotators.join.title", self._join_with),
            "u": partial(self._undo, self.annotators),
            "tab": self.labels,
        }
        self._list("annotators", self._people(everyone, self._turn), others, intro=intro)

    def _people(
        self, people: Sequence[Annotator], pick: Callable[[Annotator], None]
    ) -> list[Choice]:
        from reader.tui.kit.choice_list import Choice

        words, me = self.words, self.session.marks.me
        dot = f" {self.host.context.signs.dot} "
        choices = []
        for number, each in enumerate(people[:9], 1):
            state = words("annotators.shown" if each.shown else "annotators.hidden")
            who = words("annotators.me") if me and each.id == me.id else ""
            remark = dot.join(part for part in (state, who) if part)
            choices.append(Choice(str(number), called(each, words), partial(pick, each), remark))
        return choices

    def _turn(self, annotator: Annotator) -> None:
        host = self.host

        def done(_: None) -> None:
            self.session.marks.know(self.library.annotators(), self.session.marks.me)
            host.page_display.show_marks()
            if host.panel is not None:
                self.annotators()

        host.edit_queue.write(
            lambda edits: edits.show_annotator(annotator.id, not annotator.shown), done
        )

    def _which(
        self, title: str, pick: Callable[[Annotator], None], but: Annotator | None = None
    ) -> None:
        """Ask which person is meant."""
        everyone = self.session.marks.annotators.values()
        people = [each for each in everyone if each.kind == "person" and each != but]
        title = self.words(title, name=but.name if but else "")
        self._list("which", self._people(people, pick), {}, title=title)

    def _ask_annotator(self, annotator: Annotator) -> None:
        def kept(name: str) -> None:
            if name and name != annotator.name:
                self._write(
                    lambda edits: edits.book.rename_annotator(annotator.id, name), self.annotators
                )

        self._ask("annotator_name", annotator.name, kept)

    def _join_with(self, one: Annotator) -> None:
        def joined(into: Annotator) -> None:
            self._write(lambda edits: edits.book.join_annotators(one.id, into.id), self.annotators)

        self._which("annotators.into.title", joined, but=one)

    # labels

    def labels(self) -> None:
        """List the labels; picking one shows the commands for it."""
        from reader.tui.kit.choice_list import Choice

        self.edit_queue.finish(PATIENCE)
        words, free = self.words, iter(KEYS)
        choices = []
        for label in self.library.book.labels():
            key = str(label.digit) if label.digit else next(free, "")
            remark = words("labels.used", count=label.used)
            about = f"{remark}  {label.description}".rstrip()
            if key:
                choices.append(Choice(key, label.name, partial(self._label, label), about))
        others: Others = {"u": partial(self._undo, self.labels), "tab": self.annotators}
        self._list("labels", choices, others, intro="" if choices else words("labels.none"))

    def _label(self, label: CodeEntry) -> None:
        from reader.tui.kit.choice_list import Choice

        words = self.words
        ways = (
            ("r", "rename", partial(self._ask_label, label)),
            ("k", "digit", partial(self._choose_digit, label)),
            ("i", "describe", partial(self._ask_description, label)),
            ("x", "remove", partial(self._remove, label)),
        )
        choices = [Choice(key, words(f"labels.{name}"), do) for key, name, do in ways]
        remark = words("labels.used", count=label.used)
        self._list("which", choices, {"tab": self.labels}, title=f"{label.name}  {remark}")

    def _ask_label(self, label: CodeEntry) -> None:
        def kept(name: str) -> None:
            name = " ".join(name.split())
            known = {each.name for each in self.library.book.labels()}
            if not name or name == label.name:
                return
            if name in known:
                self._ask_join(label, name)
            else:
                self._write(lambda edits: edits.book.rename_label(label.id, name), self.labels)

        self._ask("label_name", label.name, kept)

    def _ask_join(self, label: CodeEntry, name: str) -> None:
        """Ask whether two labels of one name are to be made one."""
        from reader.tui.kit.choice_list import Choice

        words = self.words

        def join() -> None:
            self._write(
                lambda edits: edits.book.rename_label(label.id, name, join=True), self.labels
            )

        choices = [
            Choice("1", words("labels.join", one=label.name, into=name, count=label.used), join),
            Choice("0", words("labels.apart"), self.labels),
        ]
        self._list("which", choices, {}, title=words("labels.taken", name=name))

    def _choose_digit(self, label: CodeEntry) -> None:
        from reader.tui.kit.choice_list import Choice

        words, digits = self.words, self.library.book.digits()

        def put(digit: int) -> None:
            self._write(lambda edits: edits.book.key_label(label.id, digit or None), self.labels)

        names = [words("labels.no_digit"), *(digits.get(n, "") for n in range(1, 10))]
        choices = [Choice(str(n), name, partial(put, n)) for n, name in enumerate(names)]
        title = words("labels.digit.title", name=label.name)
        self.host.list_choices("which", choices, title=title, columns=True, others={})

    def _ask_description(self, label: CodeEntry) -> None:
        def kept(text: str) -> None:
            self._write(lambda edits: edits.book.describe_label(label.id, text), self.labels)

        self._ask("label_about", label.description, kept)

    def _remove(self, label: CodeEntry) -> None:
        self._write(lambda edits: edits.book.remove_label(label.id), self.labels)

    # both

    def _undo(self, back: Callable[[], None]) -> None:
        host, refused = self.host, self._refused

        def work(edits: Edits) -> Change | _Refused | None:
            entry = edits.history.next_turn("undo", scope="book")
            try:
                return edits.history.undo_again(refused)
            except InputError as error:
                if error.code != "turn_taken" or entry is None:
                    raise
                return _Refused(entry.number, str(error.params["name"]))

        def done(change: Change | _Refused | None) -> None:
            self._renew(back)
            if isinstance(change, _Refused):
                self._refused = change.entry
                host.show_message("names.taken", name=change.name)
            elif change is None:
                host.show_message("names.nothing")
            elif change.left:
                host.show_message("names.left", count=change.left)
            else:
                host.show_message("names.undone")

        host.edit_queue.write(host.edits.signed(work), done)

    def _write(self, action: Callable[[Edits], bool], back: Callable[[], None]) -> None:
        """Correct something, then show the list anew."""

        def done(changed: bool) -> None:
            self._renew(back)
            self.host.show_message("names.corrected" if changed else "names.same")

        self.edit_queue.write(self.edits.signed(action), done)

    def _renew(self, back: Callable[[], None]) -> None:
        host = self.host
        marks = self.session.marks
        marks.renew(self.library.annotations(host.session.document.head.id))
        marks.know(self.library.annotators(), self.library.me())
        host.page_display.show_marks()
        if host.panel is not None:  # else it was closed meanwhile
            back()

    def _ask(self, kind: str, text: str, kept: Callable[[str], None]) -> None:
        host = self.host
        question = Question(kind, "", kept=kept, text=text)
        host.ask(discreet(question, host, text))

    def _list(
        self,
        name: str,
        choices: Sequence[Choice],
        others: Mapping[str, Callable[[], None]],
        *,
        title: str = "",
        intro: str = "",
    ) -> None:
        self.host.list_choices(name, choices, title=title, intro=intro, others=others)
