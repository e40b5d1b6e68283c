"""Script views: the same article, at the same words, in another Chinese script."""

from __future__ import annotations

from reader.errors import MeipiError
from reader.text.scripts.view_choices import REGIONS, chain_for
from reader.tui.kit.view_choice import ViewChoice, view_name
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.selecting import Selecting


class ScriptViews(ReadingController):
    """The script to read in; `choice` lets the reader pick one."""

    def __init__(self, host: ReadingControllerHost, selecting: Selecting) -> None:
        super().__init__(host)
        self._selecting = selecting
        article_view = self.session.article_view
        self.choice = ViewChoice(
            host, lambda: self.session.article_view.choice, self.see, article_view.script
        )

    def prepare(self) -> None:
        """Build in the background what the views of this article need."""
        from reader.text.scripts import prepare

        script, lang = self.session.article_view.script, self.session.document.head.lang
        chains = (chain_for(region, script, lang) for region in REGIONS)
        prepare(*dict.fromkeys(config for chain in chains for config in chain))

    def choose(self) -> None:
        """List all views, anew whenever another one is shown."""
        self.choice.choose()
        self.host.renew_panel = self.choose

    def see(self, choice: str) -> None:
        """Show the article in a view; the choice holds for every article from now on.

        What the reader is at stays where it is: cursor, selection, hits, the open panel.
        """
        session = self.session
        try:
            session.see(choice)
        except MeipiError as error:
            self.host.show_text(self.host.error_text(error), bad=True)
            return
        before = session.selection
        if before is not None:
            session.selection = self._selecting.whole_words(before)
        self.page.view.render()
        self.page.show(all_rows=True)
        self.host.contents.show(anew=True)
        self.host.top_bar.show()
        for bar in self.host.strip_bars:
            bar.show()
        if self.host.renew_panel is not None:
            self.host.renew_panel()
        elif self.host.panel is not None:
            self.host.panel.show()
        name = view_name(self.words, choice, session.article_view.script)
        self.host.show_message("done.view", name=name)
        if before is not None and session.selection is not None and before != session.selection:
            self._selecting.show_selected(before, session.selection)
        self.edit_queue.write(lambda edits: edits.choose_view(choice))
