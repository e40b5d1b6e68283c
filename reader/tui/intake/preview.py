"""The preview: what was taken and what was left out, to be decided before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.library.intake import offers as adding
from reader.library.intake.offers import Offer
from reader.model import Role
from reader.model.revision import Kept
from reader.text.structure.page_conversion import article_of
from reader.tui.intake.commands import ADDING
from reader.tui.intake.draft import OfferDraft
from reader.tui.intake.intake_screen import LEAST_ORIGIN, AddingBase
from reader.tui.intake.preview_edits import PreviewEdits
from reader.tui.intake.preview_sheet import Foreseen, PreviewSheet
from reader.tui.kit.commands import Command, Commands, bindings
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.title_line import Aside, Title

REPAIR_NOTICES = ("repaired", "replaced")
"""Notices of repairs, which the preview puts in its own words."""


class PreviewScreen(AddingBase):
    """One thing on offer. After every change of the draft it is found out what would become of it.

    It is dismissed with a message about it, if it was kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(ADDING)
    HINTS = ADDING

    def __init__(self, context: ScreenContext, offer: Offer) -> None:
        words = context.words
        self.draft = OfferDraft(offer)
        remarks = [
            words(f"notice.{code}", **gaps)
            for code, gaps in offer.notices
            if code not in REPAIR_NOTICES
        ]
        self.sheet = PreviewSheet(self.draft, context, remarks)
        super().__init__(context, self.sheet, self.sheet.item_of(self.draft.first))
        self._origin = offer.origin
        self._foreseeing: LatestRequest[Foreseen] = LatestRequest(self)
        self._keeping: LatestRequest[Kept] = LatestRequest(self)
        self.acts = PreviewEdits(self)
        self.commands = Commands((ADDING,), self, context.keymap)

    def compose(self) -> ComposeResult:
        """The top line, the page, the keys."""
        yield self.top_bar
        yield self.view
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Find out what would become of it."""
        self._foresee()

    @property
    def busy(self) -> bool:
        """Whether something is being read or kept."""
        return self._foreseeing.busy or self._keeping.busy

    # messages

    def top_line(self) -> Title:
        """The origin of the page; at the right the numbers of blocks taken and left out."""
        words, (taken, left_out) = self.words, self.draft.counts
        key = "add.counts" if left_out else "add.counts.all"
        aside = Aside((words(key, taken=taken, left_out=left_out),), sure=True)
        origin = self._origin or words("add.again" if self.draft.offer.again else "add.pasted")
        return Title("", words("add.preview"), origin, (aside,), least_origin=LEAST_ORIGIN)

    def at_right(self) -> str:
        """The role of the block at the cursor, and whether it is taken."""
        if self.view.cursor.began is not None:
            count = len(self.sheet.blocks_of(self.view.cursor.chosen))
            return self.words("add.range", count=count)
        item = self.sheet.item(self.view.at)
        if item.kind != "block":
            return ""
        block, role = self.draft.page.blocks[item.first], self.sheet.role_of(item.first)
        name = self.words(f"role.{role}")
        if role is Role.HEADING and block.level:
            name = self.words("add.level", role=name, level=block.level)
        return name if block.taken else self.words("add.out", role=name)

    def hinted(self) -> Sequence[Command]:
        """The commands that do something; the keys of the others say why not."""
        vain = {"add_undo": not self.draft.changed, "add_unfold": not self.draft.runs}
        return [command for command in super().hinted() if not vain.get(command.id)]

    def _foresee(self) -> None:
        offer, library = self.draft.offer, self.library

        def read() -> Foreseen:
            roles = tuple(paragraph.role for paragraph in article_of(offer.page).paragraphs)
            return Foreseen(roles, adding.foresee(library, offer))

        self._foreseeing.ask(read, self._foresaw, self.show_error)

    def _foresaw(self, foreseen: Foreseen) -> None:
        self.sheet.foreseen = foreseen
        self._show()

    def _show(self, block: int | None = None) -> None:
        """Show the draft as it is now; with the cursor on a block, if one is given."""
        at = self.sheet.item(self.view.at)
        self.sheet.renew()
        kept = self.view.at if at.kind in ("field", "remarks") else self.sheet.item_of(at.first)
        self.view.at = kept if block is None else self.sheet.item_of(block)
        self.view.bring()
        self.top_bar.show()
        self.bottom_bar.refresh()

    def changed(self, block: int | None = None) -> None:
        """Show the draft as it is now; with the cursor on a block, if one is given."""
        self.view.cursor.began = None
        self._foresee()
        self._show(block)

    # keeping

    def keep(self) -> None:
        """Keep it, and open it for reading."""
        self._keep(then_open=True)

    def keep_next(self) -> None:
        """Keep it, and go back to the line for the next one."""
        self._keep(then_open=False)

    def _keep(self, *, then_open: bool) -> None:
        if self._keeping.busy:
            return
        self.close_panel()
        self.show_message("add.keeping")
        offer, library = self.draft.offer, self.library

        def done(kept: Kept) -> None:
            message = self.became(kept)
            if then_open:
                self.navigator.open_kept(kept, message)
            else:
                self.dismiss(message)

        self._keeping.ask(lambda: adding.accept(library, offer), done, self.show_error)

    def leave(self) -> None:
        """Give up a range; without one, leave without keeping anything."""
        if self.view.cursor.began is not None:
            self.acts.range()
        elif not self._keeping.busy:
            super().leave()
