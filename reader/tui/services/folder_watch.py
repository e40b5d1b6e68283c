"""Watch of the library's folder, every few seconds, in a thread, while the program is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from reader.errors import MeipiError
from reader.library.intake.folder_watch import News, Watch
from reader.tui.kit.request_queue import LatestRequest

if TYPE_CHECKING:
    from reader.library import Library

EVERY = 2.0  # seconds between two looks


class FolderWatch:
    """Watch of the folder while the program is open.

    `article` gives the id of the open article, if one is; `took_in` gets new errors of files and
    those that are resolved.
    """

    def __init__(
        self,
        app: App[Any],
        library: Library,
        article: Callable[[], str | None],
        took_in: Callable[[News], None],
    ) -> None:
        self._watch = Watch(library)
        self._article, self._took_in = article, took_in
        self._looking: LatestRequest[News] = LatestRequest(app)
        self._look()
        app.set_interval(EVERY, self._look)

    def _look(self) -> None:
        """Look, unless the last look still goes on."""
        if not self._looking.busy:
            article = self._article()
            self._looking.ask(lambda: self._watch.look(article), self._took_in, self._failed)

    def _failed(self, error: MeipiError) -> None:
        self._took_in(News([error], []))
