"""The list of several inputs, laid out: a row each, and why one cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.library.intake.offers import Offer
from reader.model.revision import Kept
from reader.text.typesetting import set_paragraph
from reader.tui.intake.lines import BLANK, LineSheet, LineTone, SheetLine
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import cells, cut, safe

TONES = {
    "new": LineTone.INK,
    "changed": LineTone.INK,
    "same": LineTone.ASIDE,
    "failed": LineTone.WRONG,
    "skipped": LineTone.OUT,
}
ASIDE = 3  # cells between a title and the name of its file
INSET = 4


@dataclass(frozen=True, slots=True)
class IntakeEntry:
    """One file or address, `short` as it is shown.

    `found` is what it is: "new", "changed", "same", "failed", or "" until it was looked at;
    `reason` says why it failed. An address keeps its `offer`, so that it is fetched only once.
    """

    name: str
    short: str
    title: str = ""
    found: str = ""
    reason: str = ""
    skipped: bool = False
    offer: Offer | None = None
    kept: Kept | None = None

    @property
    def state(self) -> str:
        """The state that is shown of it."""
        return "skipped" if self.skipped else self.found

    @property
    def wanted(self) -> bool:
        """Whether it is to be kept."""
        return not self.skipped and self.found != "failed" and self.kept is None


class EntryList(LineSheet):
    """Entries as rows; the list may change under it."""

    def __init__(self, entries: Sequence[IntakeEntry], context: ScreenContext) -> None:
        self._entries = entries
        super().__init__(context)

    def blocks(self) -> int:
        """Number of entries."""
        return len(self._entries)

    def lay_out(self, block: int) -> list[SheetLine]:
        """The title and the file's name on one row, then the reason if it failed."""
        entry, ambiguous = self._entries[block], self.ambiguous
        tone = TONES.get(entry.state, LineTone.ASIDE)
        sign = self.words(f"add.sign.{entry.state}") if entry.state else ""
        title = cut(safe(entry.title or entry.short), self.width, ambiguous)
        parts = [(title, tone)]
        room = self.width - cells(title, ambiguous) - ASIDE
        if entry.title and room >= INSET:
            parts.append((" " * ASIDE + cut(safe(entry.short), room, ambiguous), LineTone.OUT))
        lines = [
            *[BLANK] * (self.spacing if block == 0 else 0),
            SheetLine(tuple(parts), sign, tone),
        ]
        if entry.reason:
            room = max(2, self.width - INSET)
            rows = set_paragraph(safe(entry.reason), room, ambiguous=ambiguous)
            lines += [SheetLine(((" " * INSET + row.text, LineTone.WRONG),)) for row in rows]
        return lines
