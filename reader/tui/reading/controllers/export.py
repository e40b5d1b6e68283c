"""The export of one article: a format or a report page, a file, and the writing of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from reader.config import expanded
from reader.errors import InputError, MeipiError
from reader.library.intake.folder_files import is_file
from reader.tui.kit.question import Question
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost

if TYPE_CHECKING:
    from reader.library.export import Export
    from reader.model import Head
    from reader.tui.kit.host import ScreenHost


PAGES = {"report": "r", "report_notes": "n", "report_full": "f"}
"""The report pages that are offered beside the formats, and their keys."""


class ExportChoice(NamedTuple):
    """A format, or one of `PAGES`; `view` is the script that its quotes are written in, too."""

    name: str
    view: str = ""

    def proposed(self, head: Head) -> str:
        """The name of the file that is proposed."""
        from reader.library import export, report_pages

        return (
            report_pages.default_name(head)
            if self.name in PAGES
            else export.default_name(head, self.name)
        )

    def fill(self, host: ScreenHost, article: str, path: Path) -> Callable[[BinaryIO], Export]:
        """Writer of it into a file, whose ending may say how."""
        library, words, config = host.library, host.words, host.config
        if self.name in PAGES:
            from reader.library.report_pages import write_report

            notes, full = self.name == "report_notes", self.name == "report_full"
            return partial(
                write_report, library, article, words, notes=notes, full=full,
                approval=config.approval,
            )  # fmt: skip
        from reader.library.export import ending_of, export

        return partial(
            export, library, [article], self.name, words, view=self.view,
            approval=config.approval, ending=ending_of(self.name, str(path)),
            publishing=config.publishing,
        )  # fmt: skip


class Exporter(ReadingController):
    """Export of annotations: asks for format and file, which a thread makes and writes."""

    def __init__(self, host: ReadingControllerHost) -> None:
        super().__init__(host)
        self._writing: LatestRequest[Export] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._writing.busy

    def choose(self, view: str = "") -> None:
        """List the formats; the quotes may stand in the file in the script `view` as well."""
        from reader.library.export import offered
        from reader.tui.kit.choice_list import Choice

        words, session = self.words, self.session
        if session.document.head.private:
            self.host.show_message("nothing.export.private")
            return
        formats = offered(
            (*session.marks.shown, *session.marks.lost), self.host.config.publishing, view,
            approval=self.host.config.approval,
        )  # fmt: skip
        choices = [
            Choice(
                str(digit),
                words(f"export.format.{name}"),
                partial(self._ask_path, ExportChoice(name, view)),
            )
            for digit, name in formats
        ]
        choices += [
            Choice(key, words(f"export.format.{name}"), partial(self._ask_path, ExportChoice(name)))
            for name, key in PAGES.items()
        ]
        shown = session.article_view.choice
        if shown:
            key = "export.quotes.both" if view else "export.quotes.source"
            other = partial(self.choose, "" if view else shown)
            choices.append(Choice("s", words(key, name=words(f"view.{shown}")), other))
        kept = (
            ("export.private", session.marks.private()),
            ("export.notes", session.marks.private_notes()),
        )
        intro = "　".join(words(key, count=count) for key, count in kept if count)
        self.host.list_choices("export", choices, intro=intro)

    def _ask_path(
        self, wanted: ExportChoice, typed: str = "", *, sure: bool = False, wrong: str = ""
    ) -> None:
        """Ask for the file; one that exists is overwritten only when asked for twice."""
        from reader.library.target_files import check_target

        host = self.host
        host.close_panel()
        proposed = typed or str(Path.cwd() / wanted.proposed(self.session.document.head))

        def kept(answer: str) -> None:
            path = expanded(answer)
            try:
                check_target(self.library.root, path)
            except InputError as error:
                self._ask_path(wanted, answer, wrong=host.error_text(error))
                return
            if answer and is_file(path) and not (sure and answer == typed):
                shown = path.resolve() if path.is_symlink() else path.name
                exists = self.words("export.exists", path=shown)
                self._ask_path(wanted, answer, sure=True, wrong=exists)
            elif answer:
                host.edit_queue.write(lambda _: None, lambda _: self._write(wanted, path, answer))

        left = partial(host.show_text, "")
        host.ask(Question("path", "", kept, left=lambda _: left(), text=proposed, wrong=wrong))

    def _write(self, wanted: ExportChoice, path: Path, typed: str) -> None:
        """Write the file once everything before it is on disk; ask again if it cannot be."""
        from reader.library.target_files import fill_file

        host = self.host

        def write() -> Export:
            return fill_file(path, wanted.fill(host, host.article, path))

        def failed(error: MeipiError) -> None:
            self._ask_path(wanted, typed, wrong=host.error_text(error))

        self._writing.ask(write, partial(self._written, path), failed)

    def _written(self, path: Path, made: Export) -> None:
        key = "done.exported_private" if made.left_out else "done.exported"
        self.host.show_message(key, count=made.count, path=path, private=made.left_out)
        if made.notes_left_out:
            self.host.add_message("done.exported_notes", count=made.notes_left_out)
