"""The screen of the desk: what stands where, at which size, who gets a key, and how it is left."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.text.scripts.view_choices import region_of
from reader.tui.claims.changes import ClaimChanges
from reader.tui.claims.choices import DeskChoices
from reader.tui.claims.claim_card import ClaimCard
from reader.tui.claims.claim_list import ClaimList
from reader.tui.claims.commands import CLAIMS, hints
from reader.tui.claims.evidence import ClaimEvidence
from reader.tui.claims.history_panel import ClaimHistory
from reader.tui.claims.lines import DeskLines
from reader.tui.claims.offers import ClaimOffers
from reader.tui.claims.painting import ClaimPainter
from reader.tui.claims.reader import NEAR, ClaimReader
from reader.tui.claims.state import DeskState
from reader.tui.claims.targets import Targets
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.destination import Destination
from reader.tui.kit.list_model import At
from reader.tui.kit.narrowed_screen import NarrowedScreen
from reader.tui.kit.notice import Notice
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Blank
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_line import TypingLine
from reader.tui.kit.view_choice import ViewChoice, view_name
from reader.tui.kit.virtual_list import VirtualList

LOOK_AGAIN = 2.0  # seconds until what another window or program wrote is shown
CARD_FROM = 120
"""Columns from which the card stands beside the list."""
CARD_LEAST = 86
"""Columns that are needed to show it where it is asked for."""


class DeskScreen(NarrowedScreen):
    """Screen of all claims, as a list with the claim at the cursor beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CLAIMS)
    OFFERED = CLAIMS
    DEFAULT_CSS = "#desk { height: 1fr; layout: horizontal; }"
    TYPING_KEYS = "desk.typing"

    def __init__(self, context: ScreenContext, desk: DeskState, *, view: str) -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous

        def top_line() -> Title:
            return self.lines.top_line()

        status = StatusLine(words, ink, ambiguous, context.keymap, lambda: hints(self))
        super().__init__(context, status, top_line)
        self.desk, self.view = desk, view
        self._wants_card: bool | None = None
        self._was_marking = False
        self.reader: ClaimReader = ClaimReader(self)
        self.lines: DeskLines = DeskLines(self, self.reader)
        self.choices = DeskChoices(self, self.reader)
        self.typing = TypingLine(
            desk, self.lines.box_name, self.lines.box_line, ink, ambiguous,
            narrowed=self.reader.reload, finished=self.choices.finish_filter,
        )  # fmt: skip
        self.claims = ClaimList(desk, self._painter(), NEAR, self.lines.instead)
        self.listing = VirtualList(self.claims, desk.cursor, id="claims", moved=self._moved)
        self.notice = Notice(ink, self.lines.notice, ambiguous, on_page=True)
        self.targets = Targets(self, self.reader)
        self.changes = ClaimChanges(self, self.reader, self.targets)
        self.evidence = ClaimEvidence(self, self.reader, self.targets)
        self.history = ClaimHistory(self, self.targets)
        self.offers = ClaimOffers(self, self.reader, self.targets)
        self.card = ClaimCard(self.claims.painter, self.offers.lines)
        self.views = ViewChoice(self, lambda: self.view, self.see)
        self.commands = Commands((CLAIMS,), self, context.keymap)

    def compose(self) -> ComposeResult:
        """Top line, typing line, what is wrong with it, claims and card, the keys."""
        self.share_out()
        self.typing.show(shown=bool(self.desk.text))
        yield self.top_bar
        yield self.typing.row
        yield self.notice
        with Blank(id="desk"):
            yield self.listing
            yield self.card
        yield self.bottom_bar

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read or written."""
        parts = (self.reader, self.targets, self.offers, self.history, self.edit_queue)
        return any(it.busy for it in parts)

    # opening

    def on_mount(self) -> None:
        """Go on where it was left."""
        self.reader.begin()
        self.set_interval(LOOK_AGAIN, self.reader.look_again)

    def on_screen_resume(self) -> None:
        """Show what was changed on the page; place the terminal's cursor again."""
        if self.desk.loaded:
            self.reader.look_again()
        self.place_cursor_later()

    # room

    def on_resize(self, event: events.Resize) -> None:
        """Decide anew what there is room for."""
        self.share_out()
        self.call_after_refresh(self.show)

    def share_out(self) -> None:
        """Decide what there is room for at this size."""
        width = self.app.size.width
        wanted = width >= CARD_FROM if self._wants_card is None else self._wants_card
        self.card.display = wanted and width >= CARD_LEAST
        self.notice.display = bool(self.reader.wrong)
        self.tell_size()

    def toggle_card(self) -> None:
        """Show or hide the card beside the list."""
        if self.app.size.width < CARD_LEAST:
            self.show_message("desk.card.narrow")
            return
        self._wants_card = not self.card.display
        self.share_out()
        self.call_after_refresh(self.show)

    # showing

    def _painter(self) -> ClaimPainter:
        return ClaimPainter(self.context, self.ink, self.reader.names, region_of(self.view))

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.show()

    def see(self, choice: str) -> None:
        """Show quotes and titles in a script; the choice holds for every article from now on."""
        self.view = choice
        self.show()
        if self.panel is not None:
            self.views.choose()
        self.show_message("desk.seen", name=view_name(self.words, choice))
        if not self.navigator.see(choice):
            self.edit_queue.write(lambda edits: edits.choose_view(choice))

    def show(self) -> None:
        """Draw anew what differs."""
        painter = self._painter()
        self.claims.use(painter)
        self.card.painter = painter
        if self.desk.placed and self.desk.from_first:  # no blank rows where there are claims above
            last = self.claims.last_top(self.listing.room)
            self.desk.cursor.top = min(self.desk.cursor.top, last)
        self.listing.bring()
        self.offers.renew()
        self.show_bars()

    def show_bars(self) -> None:
        """Draw the lines around the list, and the card beside it, anew."""
        self.top_bar.show()
        self.offers.look()
        if self.card.display:
            self.card.show(self.desk.here)
        if bool(self.desk.marks) != self._was_marking:
            self._was_marking = bool(self.desk.marks)
            self.bottom_bar.refresh()

    @property
    def is_card_shown(self) -> bool:
        """Whether the card stands beside the list."""
        return bool(self.card.display)

    def show_notice(self) -> None:
        """Show what is wrong with what is typed, or nothing."""
        self.notice.display = bool(self.reader.wrong)
        self.notice.show()

    def _moved(self, before: At) -> None:
        if before != self.desk.cursor.at:
            self.show_bars()
            self.show_text("")

    # keys and mouse

    @property
    def opening(self) -> bool:
        """Whether keys wait: for a prompt, or for the claims that they are about."""
        return super().opening or self.targets.busy or self.history.busy

    @property
    def keyed_list(self) -> VirtualList:
        """The list that takes the keys."""
        return self.listing

    def open(self) -> None:
        """Open the article at the claim under the cursor; this list stays as it is."""
        here = self.desk.here
        if here is not None:
            place = Destination(here.annotation.span, here.annotation.id)
            self.navigator.open(here.head.id, place)

    def let_go(self) -> None:
        """Close what is open; else drop the marks, the filter, the message, the list."""
        if self.panel is not None:
            self.close_panel()
        elif self.commands.can("claim_unmark"):
            self.commands.run("claim_unmark")
        elif self.is_typing or self.desk.text:
            self.choices.end_filter()
        elif self.status.message:
            self.show_text("")
        else:
            self.dismiss()

    def on_virtual_list_pressed(self, event: VirtualList.Pressed) -> None:
        """Act on a press on a claim; the second in a row opens it."""
        event.stop()
        if event.twice:
            self.commands.run("claim_open")

    def on_virtual_list_missing(self, event: VirtualList.Missing) -> None:
        """Read what is missing before the reader gets there."""
        event.stop()
        self.reader.read_on()
