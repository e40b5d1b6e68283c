"""The desk as it stands: what is typed, in which order, which rows are read, where the cursor is.

It outlives the screen, so that a desk that is opened again is as it was left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.model.claim_rows import (
    ClaimRow,
    Key,
    Order,
    PlacedClaim,
    QueryCounts,
    ShownAnnotation,
    Value,
)
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.list_rows import TOP, Place
from reader.tui.kit.marked_rows import MarkedRows

COLUMNS = {
    Order.PLACE: "article",
    Order.CHANGED: "changed",
    Order.TAG: "tag",
    Order.SOURCE: "source",
    Order.STATUS: "status",
    Order.VERDICT: "verdict",
    Order.PRIORITY: "priority",
    Order.DUE: "due",
    Order.ASSIGNEE: "assignee",
    Order.ANNOTATOR: "annotator",
    Order.CHECKED: "checked_on",
}
"""The column by which the rows of each order stand in groups."""

MOST_SHOWN = 1_500
"""Rows of which what is shown is kept; it is read again for those that come back into sight."""


@dataclass
class DeskState:
    """State of the desk. `placed` are the rows read so far, without a gap.

    They begin with the first row found if `from_first`, and end with the last one if `to_last`.
    `shown` has what is shown of them by annotation, where that is read. `text` is what stands in
    the typing line. `marks` are the annotations that the next key is about, instead of the one at
    the cursor. `counts` is None until all is counted.
    """

    text: str = ""
    order: Order = Order.PLACE
    backward: bool = False
    placed: list[PlacedClaim] = field(default_factory=list)
    from_first: bool = True
    to_last: bool = True
    loaded: bool = False
    shown: dict[str, ShownAnnotation] = field(default_factory=dict)
    counts: QueryCounts | None = None
    cursor: Cursor = field(default_factory=Cursor)
    marks: MarkedRows[str] = field(default_factory=MarkedRows)

    @property
    def total(self) -> int | None:
        """Number of rows found; None until it is known."""
        if self.counts is not None:
            return self.counts.total
        return len(self.placed) if self.from_first and self.to_last else None

    def row(self, block: int) -> ClaimRow:
        """The row of a block."""
        return self.placed[block].row

    @property
    def here(self) -> ShownAnnotation | None:
        """The claim at the cursor, as far as it is read."""
        at = self.cursor.at.block
        return self.shown.get(self.row(at).annotation) if 0 <= at < len(self.placed) else None

    def group(self, block: int) -> Value:
        """The value that a row shares with those of its group; the day of a change."""
        value: Value = getattr(self.row(block), COLUMNS[self.order])
        return str(value)[:10] if self.order is Order.CHANGED else value

    def begins_group(self, block: int) -> bool:
        """Whether a row is the first one of its group, or the first one that is read."""
        return block == 0 or self.group(block) != self.group(block - 1)

    # taking in what was read

    def keep(self, shown: Sequence[ShownAnnotation]) -> None:
        """Keep what is shown of some rows, and no more than is needed of others."""
        if len(self.shown) > MOST_SHOWN:
            at = self.cursor.at.block
            near = self.placed[max(0, at - MOST_SHOWN // 4) : at + MOST_SHOWN // 4]
            wanted = {placed.row.annotation for placed in near}
            self.shown = {key: one for key, one in self.shown.items() if key in wanted}
        self.shown |= {one.row.annotation: one for one in shown}

    def begin(self, placed: Sequence[PlacedClaim], *, at_end: bool = False) -> None:
        """Show other rows than before, from the first one on, or up to the last one."""
        self.placed, self.loaded = list(placed), True
        self.cursor.began = None
        last = max(0, len(placed) - 1)
        self.cursor.at = At(last if at_end else 0)
        self.cursor.top = Place(last, 0) if at_end else TOP

    def anchor(self, rows: int) -> tuple[Key | None, int]:
        """The key after which to read anew, so many rows above those in sight; None for the first.

        And how many of the rows that are known stand before those that come after it.
        """
        first = max(0, self.cursor.top.block - rows)
        if not self.placed or (first == 0 and self.from_first):
            return None, 0
        first = max(1, first)
        return self.placed[first - 1].key, first

    def go_on(
        self, placed: Sequence[PlacedClaim], key: Key | None, dropped: int, to: str = ""
    ) -> None:
        """Show the rows as they stand by now: those after `key`, before which `dropped` stood.

        The cursor stays on its claim; where that is none of them any more, on the next one. It goes
        to the claim of the annotation `to`, if that is one of them.
        """
        at, top = self.cursor.at.block, self.cursor.top
        stood = self.row(at).annotation if at < len(self.placed) else ""
        above = at - top.block
        self.placed, self.loaded, self.from_first = list(placed), True, key is None
        ids = [it.row.annotation for it in self.placed]
        at = next((ids.index(it) for it in (to, stood) if it in ids), at - dropped)
        at = max(0, min(at, len(ids) - 1))
        self.cursor.at, self.cursor.began = At(at), None
        self.cursor.top = Place(max(0, at - above), top.row)
