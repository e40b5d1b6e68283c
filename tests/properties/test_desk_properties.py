"""Properties of the desk: rows that are read in parts, its groups, and the fields of a card."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from about import about
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from strategies import annotation, languages

from reader.model import Annotation, Annotator, Head, Verdict
from reader.model.claim_rows import (
    ClaimRow,
    Key,
    Order,
    PlacedClaim,
    QueryCounts,
    ShownAnnotation,
)
from reader.model.speaker import Attribution, Speaker
from reader.text.typesetting.cell_width import cell_len
from reader.tui.claims import commands
from reader.tui.claims.changes import due_day
from reader.tui.claims.groups import Names, group_name
from reader.tui.claims.state import COLUMNS, MOST_SHOWN, DeskState
from reader.tui.kit.list_model import At
from reader.tui.kit.list_rows import Place
from reader.tui.session.annotation_fields import (
    LABEL,
    FieldStyles,
    annotation_fields,
    field_rows,
    set_lines,
)

TEXT = "市府說，今年增加一千七百家。我認為太多了。"
DAYS = st.sampled_from(("", "2026-11-20", "2026-11-25"))


@st.composite
def rows(draw: st.DrawFn, number: int) -> PlacedClaim:
    row = ClaimRow(
        number, f"a{number}", f"article {number // 3}", draw(st.sampled_from("林陳")), draw(DAYS),
        number, draw(st.sampled_from(("fact", "opinion"))), 0, 0, 0, "",
        draw(st.sampled_from(("", "市府"))),
        draw(st.sampled_from(("unchecked", "to_check", "asked", "decided"))),
        draw(st.sampled_from(("", "v"))), draw(st.integers(0, 3)), draw(DAYS),
        draw(st.sampled_from(("", "林"))), "", draw(DAYS), 0, "original",
        f"2026-11-{20 + number % 5}T00:00:00.000Z",
    )  # fmt: skip
    return PlacedClaim(Key(0, (number,)), row)


LISTS = st.integers(0, 12).flatmap(lambda many: st.tuples(*map(rows, range(many))))


def shown(placed: PlacedClaim) -> ShownAnnotation:
    row = placed.row
    mark = Annotation(row.annotation, row.article, row.annotator, None)
    head = Head(row.article, "r", title=f"題 {row.article}")
    return ShownAnnotation(row, mark, head, "", None, "字", Speaker(Attribution.AUTHOR, ""))


@given(LISTS, st.sampled_from(Order), st.data())
@about(
    DeskState.begin, DeskState.go_on, DeskState.anchor, DeskState.keep, DeskState.total,
    DeskState.row, DeskState.here, DeskState.group, DeskState.begins_group,
)  # fmt: skip
def test_the_cursor_stays_on_its_claim_while_rows_come_and_go(
    every: tuple[PlacedClaim, ...], order: Order, data: st.DataObject
) -> None:
    desk = DeskState(order=order)
    desk.begin(every)
    assert desk.total == len(every)
    assert desk.counts is None
    if not every:
        assert desk.here is None
        return
    at = data.draw(st.integers(0, len(every) - 1))
    desk.cursor.at, desk.cursor.top = At(at), Place(data.draw(st.integers(0, at)), 0)
    desk.keep([shown(placed) for placed in every])
    assert len(desk.shown) <= MOST_SHOWN
    assert desk.here is not None
    assert desk.here.row == desk.row(at) == every[at].row
    firsts = [block for block in range(len(every)) if desk.begins_group(block)]
    assert firsts[0] == 0
    for block in range(1, len(every)):
        same = desk.group(block) == desk.group(block - 1)
        assert same is (block not in firsts)
        told = getattr(desk.row(block), COLUMNS[order])
        assert str(told).startswith(str(desk.group(block)))
    key, dropped = desk.anchor(data.draw(st.integers(0, 3)))
    gone = data.draw(st.sets(st.integers(0, len(every) - 1)))
    left = [placed for number, placed in enumerate(every) if number not in gone]
    after = [it for it in left if key is None or it.key > key]
    desk.go_on(after, key, dropped)
    assert desk.from_first is (key is None)
    assert desk.cursor.top.block <= desk.cursor.at.block
    if every[at] in after:
        assert desk.row(desk.cursor.at.block) == every[at].row
    if after:
        to = data.draw(st.sampled_from(after))
        desk.go_on(after, key, dropped, to.row.annotation)
        assert desk.row(desk.cursor.at.block) == to.row
    desk.counts = QueryCounts(len(every), {})
    assert desk.total == len(every)


@given(LISTS, st.sampled_from(Order))
@about(group_name)
def test_every_group_has_a_name(every: tuple[PlacedClaim, ...], order: Order) -> None:
    desk = DeskState(order=order)
    desk.begin(every)
    people = {who: Annotator(who, who) for who in "林陳"}
    names = Names(people, {"v": Verdict("v", "正確")})
    for words in languages():
        for block, placed in enumerate(every):
            name = group_name(words, order, desk.group(block), shown(placed), names)
            assert name.strip()


@given(st.booleans(), st.booleans(), st.booleans())
@about(commands.hints, commands.is_listing, commands.is_asking_nothing, commands.is_marking)
def test_only_what_can_be_done_is_named(asking: bool, typing: bool, marking: bool) -> None:
    desk: Any = SimpleNamespace(
        status=SimpleNamespace(asking="x" if asking else ""), is_typing=typing,
        desk=SimpleNamespace(marks=marking), offers=SimpleNamespace(first=None),
    )  # fmt: skip
    assert commands.is_asking_nothing(desk) is not asking
    assert commands.is_listing(desk) is (not asking and not typing)
    assert commands.is_marking(desk) is (commands.is_listing(desk) and marking)
    named = commands.hints(desk)
    assert all(command.when(desk) for command in named)
    assert bool(named) is commands.is_listing(desk)


@given(st.one_of(st.text(max_size=12), st.dates().map(str)), st.dates())
@about(due_day)
def test_a_due_day_is_a_day_or_none(text: str, today: date) -> None:
    day = due_day(text, today)
    assert day is None or day == "" or str(date.fromisoformat(day)) == day
    assert due_day(str(today), today) == due_day(" 今天 ", today) == str(today)


@given(annotation(TEXT, 1), st.integers(20, 60), st.sampled_from((1, 2)))
@about(annotation_fields, field_rows, set_lines)
def test_a_card_tells_every_field_and_no_row_is_too_wide(
    mark: Annotation, width: int, ambiguous: int
) -> None:
    styles = FieldStyles(*[Style()] * 3, ambiguous)
    for words in languages():
        fields = annotation_fields(words, mark, "市府", "沒有")
        told = dict(fields)
        assert told["source"] == "市府"
        assert ("place" in told) is (mark.span is None)
        for name in ("justification", "method", "due", "assignee"):
            assert told.get(name, "") == getattr(mark, name)
        for name, value in fields:
            shown_rows = field_rows(words, name, value, width, styles)
            lines = set_lines(value, width - LABEL, ambiguous)
            assert [row[-1][0] for row in shown_rows] == lines
            assert all(cell_len(line, ambiguous) <= max(8, width - LABEL) + 2 for line in lines)
