"""Titles and sources in another Chinese script."""

from __future__ import annotations

from functools import partial

from reader.errors import MeipiError
from reader.text.scripts.view_choices import STEPS, next_step
from reader.tui.library.controllers.controller import LibraryController

LETTERS = "abcdefghijklmnop"


class TitleScripts(LibraryController):
    """Choice of the script to read titles in."""

    def cycle(self) -> None:
        """Show the next script view: source, Taiwan, Hong Kong, Simplified."""
        self.see(next_step(self.host.view))

    def choose(self) -> None:
        """List all views by their plain names."""
        from reader.text.scripts import configs
        from reader.tui.kit.choice_list import Choice, Listing

        words = self.words
        names = [*zip("0123", STEPS, strict=True), *zip(LETTERS, configs(), strict=True)]
        choices = [
            Choice(
                key,
                words(f"view.{name}") if name else words("view.source"),
                partial(self._pick, name),
                words("views.current") if name == self.host.view else "",
            )
            for key, name in names
        ]
        self.host.open_panel(
            Listing(words("views.title"), words("views.hint"), choices, self.host.ink,
                    self.host.ambiguous, columns=True,
                    others={"s": self.cycle, "S": self.host.close_panel})
        )  # fmt: skip

    def _pick(self, name: str) -> None:
        self.host.close_panel()
        self.see(name)

    def see(self, choice: str) -> None:
        """Show titles and sources in a script; the choice holds for every article from now on."""
        from reader.text.scripts.view_choices import region_of
        from reader.text.typesetting.article_view import in_region

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
            self.choose()
        self.host.show_message("listing.seen", name=self.host.lines.view_name(choice))
        if not self.host.navigator.see(
            choice
        ):  # the open article keeps the choice, if there is one
            self.host.edit_queue.write(lambda edits: edits.choose_view(choice))
