"""A feed on offer: what it is and what is new in it; enter subscribes."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.library.feeds import offers as feed_offers
from reader.library.feeds.offers import FeedOffer, Subscribed
from reader.text.typesetting import set_paragraph
from reader.tui.intake.commands import ADDING
from reader.tui.intake.intake_screen import AddingBase
from reader.tui.intake.lines import BLANK, LineSheet, LineTone, SheetLine
from reader.tui.kit.commands import Command, Commands, bindings
from reader.tui.kit.question import Question
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import cells, cut, safe
from reader.tui.kit.title_line import Aside, Title

USED = ("next", "previous", "page_down", "page_up", "top", "bottom", "switch", "correct", "keep",
        "help", "leave")  # fmt: skip
COMMANDS = tuple(command for command in ADDING if command.id.removeprefix("add_") in USED)
TITLE = 30  # cells of a title within a message
MOST = 50  # items that are shown, which are the newest
OTHERS = 3  # further feeds of a page that are named
GAP = 3
FIELDS = ("subscribe.address", "feeds.folder", "feeds.full_text")
FOLDER, FULL_TEXT, ITEMS = 1, 2, 4  # where these stand on the sheet


class FeedSheet(LineSheet):
    """Properties of a feed and how it would be kept, then its newest items, one on a row."""

    def __init__(self, offer: FeedOffer, context: ScreenContext) -> None:
        super().__init__(context)
        self.offer = offer
        self.folder = offer.known.folder if offer.known else ""
        self.full_text = bool(offer.known and offer.known.full_text)

    def blocks(self) -> int:
        """Number of its properties and its newest items."""
        return ITEMS + min(MOST, len(self.offer.items))

    def stands(self, item: int) -> bool:
        """Whether the cursor stands on an item: one that cannot be changed is only read."""
        return item in (FOLDER, FULL_TEXT) or item >= ITEMS

    def lay_out(self, block: int) -> list[SheetLine]:
        """The title and address, how it would be kept, the remarks; or one of its items."""
        if block == 0:
            above = [BLANK] * self.spacing
            title = self._set(self.offer.name, LineTone.HEADING)
            return [*above, *title, BLANK, self._field(0, self.offer.url)]
        if block == FOLDER:
            return [self._field(1, self.folder or self.words("feeds.folder.none"))]
        if block == FULL_TEXT:
            state = "on" if self.full_text else "off"
            return [self._field(2, self.words(f"feeds.full_text.{state}"))]
        if block < ITEMS:
            remarks = (self._set(text, LineTone.ASIDE) for text in self._remarks())
            return [BLANK, *chain.from_iterable(remarks), BLANK]
        return [self._item(*self.offer.items[block - ITEMS])]

    def _field(self, number: int, value: str) -> SheetLine:
        names = [self.words(name) for name in FIELDS]
        column = GAP + max(cells(name, self.ambiguous) for name in names)
        gap = " " * (column - cells(names[number], self.ambiguous))
        shown = cut(safe(value), max(2, self.width - column), self.ambiguous)
        return SheetLine(((names[number] + gap, LineTone.ASIDE), (shown, LineTone.INK)))

    def _item(self, title: str, date: str) -> SheetLine:
        day = date[:10]
        room = max(2, self.width - cells(day) - GAP)
        title = cut(safe(title) or self.words("untitled"), room, self.ambiguous)
        gap = " " * (self.width - cells(title, self.ambiguous) - cells(day))
        return SheetLine(((title, LineTone.INK), (gap + day, LineTone.ASIDE)))

    def _remarks(self) -> list[str]:
        """Remarks: where the feed was found, what else is there, and what enter does."""
        offer, words = self.offer, self.words
        remarks = [words("subscribe.page", url=offer.page)] if offer.page else []
        remarks += [
            words("subscribe.other", feed=f"{title} {url}".strip())
            for url, title in offer.others[:OTHERS]
        ]
        if not offer.items:
            remarks.append(words("subscribe.empty"))
        remarks.append(words("subscribe.known" if offer.known else "subscribe.new"))
        return remarks

    def _set(self, text: str, tone: LineTone) -> list[SheetLine]:
        rows = set_paragraph(safe(text), self.width, ambiguous=self.ambiguous)
        return [SheetLine(((row.text, tone),)) for row in rows]


class SubscribeScreen(AddingBase):
    """One feed on offer. Nothing is kept before enter is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HINTS: tuple[Command, ...] = COMMANDS

    def __init__(self, context: ScreenContext, offer: FeedOffer) -> None:
        self.offer, self.sheet = offer, FeedSheet(offer, context)
        super().__init__(context, self.sheet, FOLDER)
        self.acts = self
        self.commands = Commands((COMMANDS,), self, context.keymap)
        self._keeping: LatestRequest[Subscribed] = LatestRequest(self)

    def compose(self) -> ComposeResult:
        """The top line, the feed, the keys."""
        yield self.top_bar
        yield self.view
        yield self.bottom_bar

    @property
    def busy(self) -> bool:
        """Whether it is being subscribed to."""
        return self._keeping.busy

    def top_line(self) -> Title:
        """The number of items of the feed."""
        count = self.words("subscribe.count", count=len(self.offer.items))
        return Title(title=self.words("subscribe.title"), asides=(Aside((count,), sure=True),))

    def hinted(self) -> list[Command]:
        """The keys by what they do here."""
        shown = ["keep", "switch", "correct", "leave", "help"]
        if self.offer.known:
            shown = ["keep", "leave", "help"]
        named = {
            "keep": "subscribe.refresh" if self.offer.known else "subscribe.keep",
            "switch": "subscribe.switch",
            "correct": "subscribe.correct",
            "leave": "giving.leave" if self.offer.known else "subscribe.leave",
        }
        by_name = {command.id.removeprefix("add_"): command for command in COMMANDS}
        return [
            by_name[name]._replace(words=named.get(name, by_name[name].words)) for name in shown
        ]

    # deciding

    def switch(self) -> None:
        """Fetch whole pages, or not."""
        if self._is_new():
            self.sheet.full_text = not self.sheet.full_text
            self._show()

    def correct(self) -> None:
        """Type the name of a folder."""
        if self._is_new():
            self.ask(
                Question("feed_folder", self._called, self._put_folder, text=self.sheet.folder)
            )

    def _put_folder(self, typed: str) -> None:
        self.sheet.folder = feed_offers.folder_name(typed)
        self._show()

    def _is_new(self) -> bool:
        if self.offer.known:
            self.show_message("subscribe.set")
        return self.offer.known is None

    def _show(self) -> None:
        self.show_text("")
        self.sheet.renew()
        self.view.bring()

    @property
    def _called(self) -> str:
        return cut(safe(self.offer.name), TITLE, self.ambiguous)

    def keep(self) -> None:
        """Subscribe, take in what is there, and show it in the library."""
        if self._keeping.busy:
            return
        self.close_panel()
        library, offer, sheet = self.library, self.offer, self.sheet
        if offer.known is not None:
            self._kept(Subscribed(offer.known, new=False, reply=offer.reply))
            return
        self.show_message("subscribe.keeping")
        folder, full_text = sheet.folder, sheet.full_text
        self.navigator.sign()
        self._keeping.ask(
            lambda: feed_offers.accept(library, offer, folder=folder, full_text=full_text),
            self._kept,
            self.show_error,
        )

    def _kept(self, done: Subscribed) -> None:
        fetched = {done.feed.url: done.reply} if done.reply else {}
        self.navigator.feeding.refresh([done.feed.id], fetched)
        message = self.words("subscribe.done", name=self._called) if done.new else ""
        self.navigator.show_feed(done.feed.id, message)

    def leave(self) -> None:
        """Leave without subscribing."""
        if not self._keeping.busy:
            super().leave()
