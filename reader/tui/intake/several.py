"""Several files or addresses at once: what each one is, and all of them kept."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from threading import Event
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.errors import MeipiError
from reader.library.intake import offers as adding
from reader.library.intake.input_parser import ParsedInput
from reader.model.revision import Kept
from reader.tui.intake.commands import ADDING
from reader.tui.intake.entry_list import EntryList, IntakeEntry
from reader.tui.intake.intake_screen import LEAST_ORIGIN, AddingBase
from reader.tui.kit.bars import Bar
from reader.tui.kit.commands import Command, Commands, bindings
from reader.tui.kit.geometry import share
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import Ends
from reader.tui.kit.title_line import Aside, Title
from reader.tui.kit.workers import run_in_background

USED = ("next", "previous", "page_down", "page_up", "top", "bottom", "switch", "keep", "help",
        "leave")  # fmt: skip
COMMANDS = tuple(command for command in ADDING if command.id.removeprefix("add_") in USED)
DRAW_EVERY = 0.1  # seconds between two drawings while work goes on
BAR = 24  # cells of the bar that shows how far it is


class SeveralScreen(AddingBase):
    """A list of several inputs. One that cannot be read stops no other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HINTS: tuple[Command, ...] = COMMANDS

    def __init__(
        self, context: ScreenContext, parsed: ParsedInput, *, allow_private: bool = False
    ) -> None:
        self._inputs, self._allow_private = parsed, allow_private
        self.entries = [IntakeEntry(name, self._short(name)) for name in parsed.names]
        self.sheet = EntryList(self.entries, context)
        super().__init__(context, self.sheet)
        ink = context.ink
        self._stop = Event()
        self._at_work = ""  # "looking" or "keeping"
        self._number = self._drawn = 0.0
        self.done = False
        self.acts = self
        self.commands = Commands((COMMANDS,), self, context.keymap)
        self.progress = Bar(ink, self._progress, self.ambiguous, on_page=True)

    def compose(self) -> ComposeResult:
        """The top line, the progress, the list, the keys."""
        yield self.top_bar
        yield self.progress
        yield self.view
        yield self.bottom_bar

    @property
    def busy(self) -> bool:
        """Whether something is being looked at or kept."""
        return bool(self._at_work)

    def on_mount(self) -> None:
        """Look at everything, one after another."""
        run_in_background(self, self._look)

    # messages

    def _short(self, name: str) -> str:
        """A file as it is called in the folder that was named; an address as it is."""
        if adding.is_address(name):
            return name
        folder = PurePath(self._inputs.folder).name
        parts = PurePath(name).parts
        return str(PurePath(*parts[parts.index(folder) + 1 :])) if folder in parts else name

    def top_line(self) -> Title:
        """The origin of the entries, and their numbers by state."""
        counts = Counter(entry.state for entry in self.entries if entry.state)
        asides = [
            Aside((self.words(f"add.count.{state}", count=counts[state]),), sure=True)
            for state in ("new", "changed", "same", "failed", "skipped")
            if counts[state]
        ]
        title = self.words("add.several", count=len(self.entries))
        return Title("", title, self._inputs.folder, asides, least_origin=LEAST_ORIGIN)

    def _progress(self, _width: int) -> Ends:
        """A thin bar and its numbers while there is work; afterwards what to press, or why not."""
        ink, total = self.ink, len(self.entries)
        margin = " " * share(self.view.size.width, self.config.measure, margin=False).text_at
        if self._at_work:
            number = int(self._number)
            filled = BAR * number // max(1, total)
            key = "add.looking" if self._at_work == "looking" else "add.taking"
            text = self.words(key, number=number, total=total)
            bar = self.signs.bar
            return [
                (margin, ink.blank),
                (bar * filled, ink.rule),
                (bar * (BAR - filled), ink.faint),
                (f"  {text}", ink.muted),
            ], []
        failed = sum(entry.state == "failed" for entry in self.entries)
        if self.done:
            key = "add.taken.failed" if failed else "add.taken"
            return [(margin, ink.blank), (self.words(key, count=failed), ink.text)], []
        count = sum(entry.wanted for entry in self.entries)
        text = self.words("add.ready", count=count) if count else self.words("add.none_wanted")
        return [(margin, ink.blank), (text, ink.muted)], []

    def hinted(self) -> list[Command]:
        """Commands on the bottom line; once everything is kept, into an article and back."""
        shown = ("add_keep", "add_leave") if self.done else ("add_keep", "add_switch", "add_leave")
        chosen = [command for command in COMMANDS if command.id in (*shown, "add_help")]
        chosen.sort(key=lambda command: command.hint)
        named = {"add_keep": "adding.keep_all"}
        if self.done:
            named = {"add_keep": "adding.open", "add_leave": "giving.leave"}
        return [command._replace(words=named.get(command.id, command.words)) for command in chosen]

    def _show(self, *, anyway: bool = False) -> None:
        """Show the progress, but not oftener than anyone can see."""
        now = monotonic()
        if anyway or now - self._drawn >= DRAW_EVERY:
            self._drawn = now
            self.sheet.renew()
            self.view.show()
            for bar in (self.top_bar, self.progress, self.bottom_bar):
                bar.show()

    # working

    async def _look(self) -> None:
        """Read one after another, and find out what would become of each."""
        self._begin("looking")
        for number, entry in enumerate(self.entries):
            if self._stop.is_set():
                break
            self.entries[number] = await asyncio.to_thread(self._looked_at, entry)
            self._number = number + 1
            self._show()
        self._end()

    def _looked_at(self, entry: IntakeEntry) -> IntakeEntry:
        """The entry with its offer and what would become of it. Runs in a thread."""
        try:
            offer = self._offer(entry)
            kept = adding.foresee(self.library, offer)
        except MeipiError as error:
            return self._failed(entry, error)
        kind = adding.is_address(entry.name)
        return replace(
            entry, title=offer.page.title, found=kept.what, offer=offer if kind else None
        )

    def _offer(self, entry: IntakeEntry) -> adding.Offer:
        if entry.offer is not None:
            return entry.offer
        return adding.offer_of(
            entry.name, library=self.library, allow_private=self._allow_private, stop=self._stop
        )

    async def _take(self) -> None:
        """Keep one after another; those that cannot be kept are listed at the end."""
        self._begin("keeping")
        for number, entry in enumerate(self.entries):
            if self._stop.is_set():
                break
            if entry.wanted:
                self.entries[number] = await asyncio.to_thread(self._taken, entry)
            self._number = number + 1
            self._show()
        stopped = self._stop.is_set()
        self.done = not stopped
        if self.done:
            self.entries.sort(key=lambda entry: entry.state == "failed")
            failed = [n for n, entry in enumerate(self.entries) if entry.state == "failed"]
            self.view.at = failed[0] if failed else 0
        self._end()
        self.view.bring()

    def _taken(self, entry: IntakeEntry) -> IntakeEntry:
        """The entry after it is kept. Runs in a thread."""
        try:
            kept = adding.accept(self.library, self._offer(entry))
        except MeipiError as error:
            return self._failed(entry, error)
        title = kept.title or entry.title
        return replace(entry, title=title, found=kept.what, kept=kept, offer=None)

    def _failed(self, entry: IntakeEntry, error: MeipiError) -> IntakeEntry:
        if error.code == "network_stopped":
            return entry
        return replace(entry, found="failed", reason=self.error_text(error))

    def _begin(self, work: str) -> None:
        self._stop = Event()
        self._at_work, self._number = work, 0.0
        self.show_text("")
        self._show(anyway=True)

    def _end(self) -> None:
        if self._stop.is_set():
            self.show_message("add.stopped")
        self._at_work = ""
        self._show(anyway=True)

    # keys

    def switch(self) -> None:
        """Pass over the one at the cursor, or not."""
        entry = self.entries[self.view.at]
        if not self.done and not self._at_work and entry.state != "failed":
            self.entries[self.view.at] = replace(entry, skipped=not entry.skipped)
            self._show(anyway=True)
            self.view.step(1)

    def keep(self) -> None:
        """Keep all; when that is done, open the one at the cursor."""
        if self._at_work:
            self.show_message("add.wait")
        elif self.done:
            kept: Kept | None = self.entries[self.view.at].kept
            if kept is not None:
                self.navigator.open_kept(kept, self.became(kept))
        elif any(entry.wanted for entry in self.entries):
            run_in_background(self, self._take)
        else:
            self.show_message("add.none_wanted")

    def leave(self) -> None:
        """Stop the work in hand; without any, go back."""
        if self._at_work:
            self._stop.set()
        elif self.done:
            count = sum(entry.kept is not None for entry in self.entries)
            self.dismiss(self.words("add.kept_all", count=count))
        else:
            super().leave()
