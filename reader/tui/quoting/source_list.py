"""Sources that a typed line may mean, as rows: pages, the address itself, the words alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.library.quoted_pages import QuotablePage
from reader.text.typesetting import set_paragraph
from reader.tui.intake.lines import BLANK, LineSheet, LineTone, SheetLine
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import cells, cut, safe
from reader.words.times import local_time

ASIDE = 3  # cells between a title and where it is from


class SourceRow(NamedTuple):
    """A source that can be chosen: `kind` is "page" (then `page`), "fetch" or "plain"."""

    kind: str
    page: QuotablePage | None = None


class SourceList(LineSheet):
    """The rows that a typed line leads to; without any, what can be typed."""

    def __init__(self, rows: Sequence[SourceRow], context: ScreenContext) -> None:
        self.found = list(rows)
        super().__init__(context)

    def put(self, rows: Sequence[SourceRow]) -> None:
        """Show other rows."""
        self.found = list(rows)
        self.renew()

    def blocks(self) -> int:
        """Number of rows; one for the explanation where there is none."""
        return max(1, len(self.found))

    def stands(self, item: int) -> bool:
        """Whether the cursor can stand on it: not on the explanation."""
        return bool(self.found)

    def lay_out(self, block: int) -> list[SheetLine]:
        """The title of a row, and the origin of its page."""
        first = [BLANK] * (1 if block == 0 else 0)
        if not self.found:
            intro = set_paragraph(self.words("quoting.intro"), self.width, ambiguous=self.ambiguous)
            return [*first, *(SheetLine(((row.text, LineTone.ASIDE),)) for row in intro)]
        row = self.found[block]
        if row.page is None:
            text = cut(self.words(f"quoting.{row.kind}"), self.width, self.ambiguous)
            return [*first, SheetLine(((text, LineTone.INK),))]
        page = row.page
        title = cut(safe(page.title or self.words("untitled")), self.width, self.ambiguous)
        fetched = local_time(page.fetched)[:10] if page.fetched else ""
        kept = self.words("quoting.snapshot", day=fetched) if fetched else page.day
        origin = " ".join(filter(None, (page.source, kept)))
        parts = [(title, LineTone.INK)]
        room = self.width - cells(title, self.ambiguous) - ASIDE
        if origin and room > ASIDE:
            parts.append((" " * ASIDE + cut(safe(origin), room, self.ambiguous), LineTone.OUT))
        return [*first, SheetLine(tuple(parts))]
