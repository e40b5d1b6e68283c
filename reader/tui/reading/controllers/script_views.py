"""Script views: the same article, at the same words, in another Chinese script."""

from __future__ import annotations

from functools import partial

from reader.errors import MeipiError
from reader.text.scripts.view_choices import REGIONS, STEPS, chain_for, next_step
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.selecting import Selecting

LETTERS = "abcdefghijklmnop"


class ScriptViews(ReadingController):
    """Choice of the script to read in."""

    def __init__(self, host: ReadingControllerHost, selecting: Selecting) -> None:
        super().__init__(host)
        self._selecting = selecting

    def prepare(self) -> None:
        """Build in the background what the views of this article need."""
        from reader.text.scripts import prepare

        script, lang = self.session.article_view.script, self.session.document.head.lang
        chains = (chain_for(region, script, lang) for region in REGIONS)
        prepare(*dict.fromkeys(config for chain in chains for config in chain))

    def cycle(self) -> None:
        """Show the next script view: source, Taiwan, Hong Kong, Simplified."""
        self.see(next_step(self.session.article_view.choice))

    def choose(self) -> None:
        """List all views by their plain names."""
        from reader.text.scripts import configs
        from reader.tui.kit.choice_list import Choice

        words, current = self.words, self.session.article_view.choice

        def choice(key: str, name: str) -> Choice:
            text = self.host.view_name("") if not name else words(f"view.{name}")
            remarks = [name if key in LETTERS else ""]
            remarks.append(words("views.current") if name == current else "")
            remark = f" {self.host.context.signs.dot} ".join(filter(None, remarks))
            return Choice(key, text, partial(self._pick, name), remark)

        steps = [choice(str(number), name) for number, name in enumerate(STEPS)]
        rest = [choice(key, name) for key, name in zip(LETTERS, configs(), strict=True)]
        others = {"s": self.cycle, "S": self.host.close_panel}
        self.host.list_choices("views", [*steps, *rest], columns=True, others=others)
        self.host.renew_panel = self.choose

    def _pick(self, name: str) -> None:
        self.host.close_panel()
        self.see(name)

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
        self.host.top_bar.refresh()
        for bar in self.host.strip_bars:
            bar.refresh()
        if self.host.renew_panel is not None:
            self.host.renew_panel()
        elif self.host.panel is not None:
            self.host.panel.show()
        self.host.show_message("done.view", name=self.host.view_name(choice))
        if before is not None and session.selection is not None and before != session.selection:
            self._selecting.show_selected(before, session.selection)
        self.edit_queue.write(lambda edits: edits.choose_view(choice))
