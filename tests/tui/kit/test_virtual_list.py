"""The list widget over a made model of a million rows, in groups, read a page at a time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar, NamedTuple

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot

from reader.tui.kit.list_model import At, Cursor, Drawn, ListModel, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.marked_rows import MarkedRows
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, palette
from reader.tui.kit.virtual_list import VirtualList

TOTAL, GROUP = 1_000_000, 7
MIDDLE = TOTAL // 2 // GROUP * GROUP
PAGE, NEAR = 42, 15


class Item(NamedTuple):
    """A row of the table, or with the key of its first row the heading of a group."""

    key: int
    heading: bool = False

    @property
    def text(self) -> str:
        return f"group {self.key // GROUP}" if self.heading else f"row {self.key}"


class Table:
    """Hands out rows beside a key. It counts what it hands out, and nobody can ask for its size."""

    def __init__(self) -> None:
        self.read = 0

    def beside(self, key: int, direction: int, closed: set[int]) -> list[int]:
        """The next keys after a key or the last ones before it, none of closed groups."""
        found: list[int] = []
        key += direction
        while 0 <= key < TOTAL and len(found) < PAGE:
            if key // GROUP not in closed:
                found.append(key)
            key += direction
        self.read += len(found)
        return sorted(found)


class Made(ListModel):
    """Headings and rows as blocks; a row of every third key takes two rows of the screen."""

    def __init__(self, table: Table, start: int) -> None:
        self.table, self.ink = table, Styles(palette(INK))
        self.closed: set[int] = set()
        self.marks: MarkedRows[int] = MarkedRows()
        self.ends = {-1: False, 1: False}
        self.items: list[Item] = []
        self.width = self.painted = 0
        self._take(table.beside(start - 1, 1, self.closed), 1)

    def load(self, direction: int) -> int:
        """Read a page at one end; how many blocks came in before the first one."""
        many, last = len(self.items), self.items[-1 if direction > 0 else 0]
        if last.heading and direction > 0:  # of a closed group
            last = Item(last.key + GROUP - 1)
        found = self.table.beside(last.key, direction, self.closed)
        self.ends[direction] = len(found) < PAGE
        self._take(found, direction)
        return len(self.items) - many if direction < 0 else 0

    def _take(self, keys: Sequence[int], direction: int) -> None:
        known = {item.key for item in self.items if not item.heading}
        self.arrange(known.union(keys))

    def arrange(self, keys: set[int]) -> None:
        """Put rows under the headings of their groups; of a closed one only that is there."""
        closed = {item.key for item in self.items if item.heading}
        groups = {key - key % GROUP for key in keys}
        groups |= {key for key in closed if key // GROUP in self.closed}
        self.items = sorted(
            [*(Item(key, True) for key in groups),
             *(Item(key) for key in keys if key // GROUP not in self.closed)],
            key=lambda item: (item.key, not item.heading),
        )  # fmt: skip

    def turn(self, group: int) -> None:
        """Open a group or close it."""
        keys = {item.key for item in self.items if not item.heading}
        if group in self.closed:
            self.closed.discard(group)
            inside = set(range(group * GROUP, min(TOTAL, group * GROUP + GROUP)))
            self.arrange(keys | inside)
        else:
            self.closed.add(group)
            self.arrange(keys)

    # the protocol

    def fit(self, room: Room) -> None:
        self.width = room.width

    def blocks(self) -> int:
        return len(self.items)

    def height_of(self, block: int) -> int:
        item = self.items[block]
        return 2 if not item.heading and item.key % 3 == 0 else 1

    def lacks(self, first: int, last: int) -> bool:
        return bool(self.lacking(first, last))

    def lacking(self, first: int, last: int) -> list[int]:
        """The ends that are near and not known."""
        near = {-1: first < NEAR, 1: last + NEAR >= len(self.items)}
        return [end for end in (-1, 1) if near[end] and not self.ends[end]]

    def is_marked(self, block: int) -> bool:
        item = self.items[block]
        return not item.heading and item.key in self.marks

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        self.painted += 1
        item = self.items[place.block]
        text = f"{'>' if here else ' '}{'*' if chosen else ' '} {item.text}"
        text += " more" * place.row
        return [Segment(f"{text:<{self.width}}", self.ink.text)]


class ArticleSession(App[None]):
    """A screen that is one list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step(1)"), Binding("k", "step(-1)"), Binding("space", "page(1)"),
        Binding("b", "page(-1)"), Binding("tab", "turn", priority=True), Binding("x", "mark"),
        Binding("A", "mark_all"),
    ]  # fmt: skip

    def __init__(self, start: int) -> None:
        super().__init__()
        self.table = Table()
        self.model = Made(self.table, start)
        self.list = VirtualList(self.model, Cursor(), id="made", focusable=True)

    def compose(self) -> ComposeResult:
        yield self.list

    @property
    def here(self) -> Item:
        return self.model.items[self.list.at]

    @property
    def rows(self) -> list[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]

    def on_virtual_list_missing(self) -> None:
        seen = self.list.blocks_in_sight
        for end in self.model.lacking(seen[0], seen[-1]):
            before = self.model.load(end)
            if before:
                self.list.prepended(before)
        self.list.show()

    def action_step(self, direction: int) -> None:
        self.list.step(direction)

    def action_page(self, direction: int) -> None:
        self.list.page(direction)

    def action_turn(self) -> None:
        heading = Item(self.here.key - self.here.key % GROUP, True)
        self.model.turn(heading.key // GROUP)
        self.list.at = self.model.items.index(heading)
        self.list.bring()

    def action_mark(self) -> None:
        self.model.marks.turn(self.here.key)
        self.list.show()

    def action_mark_all(self) -> None:
        self.model.marks.put_all(marked=True)
        self.list.show()


@asynccontextmanager
async def sitting(start: int) -> AsyncIterator[tuple[ArticleSession, Pilot[None]]]:
    app = ArticleSession(start)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize(("key", "direction"), [("j", 1), ("k", -1)])
async def test_steps_visit_every_row_both_ways(key: str, direction: int) -> None:
    async with sitting(MIDDLE) as (app, pilot):
        seen = []
        for _ in range(150):
            await pilot.press(key)
            seen.append(app.here)
        rows = [item.key for item in seen if not item.heading]
        assert rows == list(range(rows[0], rows[0] + direction * len(rows), direction))
        assert len(seen) - len(rows) == pytest.approx(150 / (GROUP + 1), abs=1)
        assert app.table.read < 400


@pytest.mark.parametrize("key", ["j", "k"])
async def test_most_steps_leave_the_rows_where_they_are(key: str) -> None:
    async with sitting(MIDDLE) as (app, pilot):
        scrolled, before = 0, app.rows
        for _ in range(60):
            await pilot.press(key)
            moved = [row.strip("> ") for row in app.rows] != [row.strip("> ") for row in before]
            scrolled, before = scrolled + moved, app.rows
            assert any(row.startswith(">") for row in app.rows)
        assert 60 // len(before) <= scrolled <= 60 // (len(before) // 2 - 1) + 1


async def test_what_is_in_sight_stays_while_rows_come_in_above() -> None:
    async with sitting(MIDDLE) as (app, pilot):
        assert app.model.items[0].key < MIDDLE  # they are read already
        assert app.rows[1].endswith(f"row {MIDDLE}")
        for _ in range(20):
            first = app.rows[0].strip("> ")
            await pilot.press("b")
            assert any(first in row for row in app.rows[-3:])
        assert app.table.read < 1000


async def test_both_ends_are_found_without_asking_how_many_there_are() -> None:
    async with sitting(4 * GROUP) as (app, pilot):
        for _ in range(10):
            await pilot.press("b")
        assert app.here == Item(0, heading=True)
        assert app.rows[:2] == [">  group 0", "   row 0"]
    async with sitting((TOTAL - 100) // GROUP * GROUP) as (app, pilot):
        for _ in range(20):
            await pilot.press("space")
        assert app.here == Item(TOTAL - 1)
        assert app.rows[-1].endswith("more")
        assert app.rows[-2] == f">  row {TOTAL - 1}"


async def test_only_what_is_in_sight_is_drawn() -> None:
    async with sitting(MIDDLE) as (app, pilot):
        await pilot.press("j")
        app.model.painted = 0
        await pilot.press("j")
        assert app.model.painted <= 20


async def test_groups_close_and_open_around_the_cursor() -> None:
    async with sitting(MIDDLE) as (app, pilot):
        await pilot.press("j", "j", "j")
        group = app.here.key // GROUP
        before = app.rows
        await pilot.press("tab")
        assert app.here == Item(group * GROUP, heading=True)
        at = app.rows.index(f">  group {group}")
        assert app.rows[at + 1] == f"   group {group + 1}"
        await pilot.press("j", "k", "tab")
        assert [row.strip(" >") for row in app.rows] == [row.strip(" >") for row in before]
        for _ in range(30):
            await pilot.press("tab", "j")
        assert len(app.model.closed) == 30
        assert all("group" in row for row in app.rows[1:18])
        assert bisect_left(sorted(app.model.closed), group) == 0


async def test_all_are_marked_but_one_also_those_that_are_not_read_yet() -> None:
    async with sitting(MIDDLE) as (app, pilot):
        await pilot.press("j")
        spared = app.here.key
        await pilot.press("A", "x")
        assert app.rows[app.rows.index(f">  row {spared}") + 1].startswith(" * row")
        marks = app.model.marks
        assert marks.count(None) is None
        assert marks.count(TOTAL) == TOTAL - 1
        for _ in range(10):
            await pilot.press("space")
        assert all(row[1] == "*" for row in app.rows if "row" in row)
        await pilot.press("x", "x")
        assert marks.keys == {spared}
        assert app.here.key in marks


async def test_the_cursor_of_the_terminal_and_the_mouse_are_at_the_stop() -> None:
    async with sitting(MIDDLE) as (app, pilot):
        await pilot.press("j", "j")
        assert app.cursor_position.y == app.rows.index(f">  {app.here.text}")
        await pilot.click(app.list, offset=(5, 9))
        assert app.rows[9].startswith(">") or app.rows[8].startswith(">")
        top = app.list.cursor.top
        app.list.scroll_rows(3)
        assert app.list.cursor.top == app.model.move(top, 3)
        assert app.list.cursor.at == At(app.list.at)
