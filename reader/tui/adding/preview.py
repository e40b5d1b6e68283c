"""The preview: what was taken and what was left out, to be decided before it is kept."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from reader.library import adding
from reader.library.adding import Offer
from reader.model.revision import Kept
from reader.tui.adding.commands import ADDING
from reader.tui.adding.deciding import Deciding
from reader.tui.kit.commands import bindings
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.requests import LatestRequest


class PreviewScreen(Deciding):
    """One thing on offer. It is dismissed with what is to be told of it, if it was kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(ADDING)
    HINTS = ADDING

    def __init__(self, context: ScreenContext, offer: Offer) -> None:
        super().__init__(context, offer)
        self._keeping: LatestRequest[Kept] = LatestRequest(self)

    @property
    def busy(self) -> bool:
        """Whether something is being read or kept."""
        return self._foreseeing.busy or self._keeping.busy

    def action_keep(self) -> None:
        """Keep it, and open it for reading."""
        self._keep(then_open=True)

    def action_keep_next(self) -> None:
        """Keep it, and go back to the line for the next one."""
        self._keep(then_open=False)

    def _keep(self, *, then_open: bool) -> None:
        if self._keeping.busy:
            return
        self.close_panel()
        self.say("add.keeping")
        offer, library = self.draft.offer, self.library

        def done(kept: Kept) -> None:
            told = self.became(kept)
            if then_open:
                self.navigator.open_kept(kept, told)
            else:
                self.dismiss(told)

        self._keeping.ask(lambda: adding.accept(library, offer), done, self.fail)

    def action_leave(self) -> None:
        """Give up a range; without one, leave without keeping anything."""
        if self.view.cursor.began is not None:
            self.action_range()
        elif not self._keeping.busy:
            super().action_leave()
