"""Titles and sources in another Chinese script."""

from __future__ import annotations

from reader.errors import MeipiError
from reader.text.scripts.view_choices import region_of
from reader.text.typesetting.article_view import in_region
from reader.tui.kit.view_choice import ViewChoice, view_name
from reader.tui.library.controllers.controller import LibraryController, LibraryControllerHost


class TitleScripts(LibraryController):
    """The script to read titles in; `choice` lets the reader say which."""

    def __init__(self, host: LibraryControllerHost) -> None:
        super().__init__(host)
        self.choice = ViewChoice(host, lambda: host.view, self.see)

    def see(self, choice: str) -> None:
        """Show titles and sources in a script; the choice holds for every article from now on."""
        region = region_of(choice)
        try:
            if region:
                in_region(self.words("library.title"), region)
        except MeipiError as error:
            self.host.show_error(error)
            return
        self.host.view = choice
        self.host.draw_anew()
        self.host.show_bars()
        if self.host.panel is not None:
            self.choice.choose()
        self.host.show_message("listing.seen", name=view_name(self.words, choice))
        # The open article keeps the choice, if there is one.
        if not self.host.navigator.see(choice):
            self.host.edit_queue.write(lambda edits: edits.choose_view(choice))
