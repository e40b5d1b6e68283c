"""Script views: the same article, at the same words, in another Chinese script."""

from __future__ import annotations

from functools import partial

from reader.errors import MeipiError
from reader.text.views import REGIONS, STEPS, chain_for, next_step
from reader.tui.reading.opening import Opening

SOON = 0.5  # seconds after the first page until the converters are built in the background
LETTERS = "abcdefghijklmnop"


class Viewing(Opening):
    """Actions that choose the script to read in."""

    def prepare_views(self) -> None:
        """Build in the background what the views of this article need."""
        from reader.text.scripts import prepare

        script, lang = self.desk.rendition.script, self.desk.document.head.lang
        chains = (chain_for(region, script, lang) for region in REGIONS)
        prepare(*dict.fromkeys(config for chain in chains for config in chain))

    def action_view(self) -> None:
        """The next script view: source, Taiwan, Hong Kong, Simplified."""
        self.see(next_step(self.desk.rendition.choice))

    def action_views(self) -> None:
        """All views by their plain names."""
        from reader.text.scripts import configs
        from reader.tui.panels.lists import Choice

        words, current = self.words, self.desk.rendition.choice

        def choice(key: str, name: str) -> Choice:
            text = self.chrome.view_name("") if not name else words(f"view.{name}")
            remarks = [name if key in LETTERS else ""]
            remarks.append(words("views.current") if name == current else "")
            remark = f" {self.chrome.signs.dot} ".join(filter(None, remarks))
            return Choice(key, text, partial(self._pick_view, name), remark)

        steps = [choice(str(number), name) for number, name in enumerate(STEPS)]
        rest = [choice(key, name) for key, name in zip(LETTERS, configs(), strict=True)]
        others = {"s": self.action_view, "S": self.close_panel}
        self.list_choices("views", [*steps, *rest], columns=True, others=others)
        self.renew_panel = self.action_views

    def _pick_view(self, name: str) -> None:
        self.close_panel()
        self.see(name)

    def see(self, choice: str) -> None:
        """Show the article in a view; the choice holds for every article from now on.

        What the reader is at stays where it is: cursor, selection, hits, the open panel.
        """
        desk = self.desk
        try:
            desk.see(choice)
        except MeipiError as error:
            self.tell(self.wording(error), bad=True)
            return
        before = desk.selection
        if before is not None:
            desk.selection = self.whole_words(before)
        self.page.view.render()
        self.page.show(all_rows=True)
        self.contents.show(anew=True)
        self.top_bar.refresh()
        for bar in self.strip_bars:
            bar.refresh()
        if self.renew_panel is not None:
            self.renew_panel()
        elif self.panel is not None:
            self.panel.show()
        self.say("done.view", name=self.chrome.view_name(choice))
        if before is not None and desk.selection is not None and before != desk.selection:
            self.say_selected(before, desk.selection)
        self.pen.write(lambda edits: edits.choose_view(choice))
