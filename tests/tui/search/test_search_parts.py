"""Parts of the search screen without a screen: cut passages, the list laid out, reads in lanes."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Event
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.dom import DOMNode

from reader.errors import InputError, MeipiError
from reader.model import Head, Span
from reader.model.search import Found, Passage
from reader.text.typesetting.cell_width import cell_len
from reader.tui.kit.list_model import At, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.strips import cells, cut
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, palette
from reader.tui.search.cutting import excerpt
from reader.tui.search.language import examples, lines
from reader.tui.search.result_list import FEW, SPACIOUS_FROM, ResultList
from reader.tui.search.result_sheet import ResultLine, ResultSetting, RowKind
from reader.tui.search.state import SearchState
from reader.words import load

WORDS = load("zh_hant")


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("#\ufe0f\u20e3我認為", 2, "…"),
        ("#\ufe0f\u20e3我認為", 3, "#\ufe0f\u20e3…"),
        ("甲乙丙", 5, "甲乙…"),
        ("甲", 0, ""),
    ],
)
def test_a_cut_text_counts_the_cells_of_whole_characters(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short
    assert cells(cut(text, width)) <= width


@pytest.mark.parametrize("language", ["en", "zh_hant", "zh_hans"])
@pytest.mark.parametrize("width", [20, 36, 60, 100])
def test_the_search_language_loses_no_word_on_a_narrow_screen(language: str, width: int) -> None:
    words = load(language)
    rows = [
        "".join(text for text, _ in row) for row in lines(width, words, Styles(palette(INK)), 1)
    ]
    assert max(map(cell_len, rows)) <= width
    said = "".join("".join(rows).split())
    for example, finds in examples(words):
        assert "".join((example + finds).split()) in said


@given(
    st.text(st.sampled_from("市府說，。「」 a1b2—…\n\x1b"), min_size=1, max_size=400),
    st.integers(0, 399),
    st.integers(12, 60),
)
def test_an_excerpt_shows_the_hit_in_few_rows(text: str, start: int, width: int) -> None:
    hit = Span(min(start, len(text) - 1), min(start, len(text) - 1) + 1)
    rows, shift = excerpt(text, [hit], width, 2, indent=4)
    assert 1 <= len(rows) <= 2
    assert all(cell_len(row.text) <= width for row in rows)
    assert rows[0].start <= hit.start - shift < rows[-1].end
    assert not set("".join(row.text for row in rows)) & set("\n\x1b")


def test_a_short_passage_is_whole_and_a_long_one_says_that_it_is_cut() -> None:
    assert [row.text for row in excerpt("短的。", [], 40, 2).rows] == ["短的。"]
    long = "市府說，河濱公園去年有三百萬人次到訪。" * 20
    rows, shift = excerpt(long, [Span(193, 195)], 40, 2)
    assert rows[0].text.startswith("…")
    assert rows[1].text.endswith("…")
    shown = "".join(row.text for row in rows)
    assert long[193 - 3 : 195] in shown
    assert shown[193 - shift : 195 - shift] == long[193:195]


def article(number: int, passages: int) -> Found:
    found = tuple(Passage("text", Span(n, n + 1), f"第{n}句。") for n in range(passages))
    return Found(Head(str(number), "r", f"第{number}篇"), found)


def sheet(*counts: int, spacing: int = 1) -> ResultList:
    finding = SearchState(found=[article(number, count) for number, count in enumerate(counts)])
    setting = ResultSetting(40, spacing, WORDS, 1, lambda _: "")
    laid = ResultList(finding, setting, Styles(palette(INK)), 40)
    laid.fit(Room(60, 24, SPACIOUS_FROM if spacing else 1))
    return laid


def lines_of(laid: ResultList, top: Place, height: int) -> list[tuple[int, ResultLine]]:
    return [(block, laid.rows(block)[row]) for block, row in laid.places(top, height)]


def test_one_passage_more_is_shown_rather_than_told() -> None:
    laid = sheet(FEW, FEW + 1, FEW + 2)
    mores = [[stop.more for stop in laid.block(n).stops] for n in range(3)]
    assert mores == [[0] * FEW, [0] * (FEW + 1), [0] * FEW + [2]]


def test_steps_visit_every_stop_once_each_way() -> None:
    laid = sheet(2, 9, 0, 1)
    at, seen = At(0, 0), [At(0, 0)]
    while (after := laid.step(at, 1)) != at:
        at = after
        seen.append(at)
    assert len(seen) == 2 + FEW + 1 + 1 + 1
    back = [at]
    while (before := laid.step(at, -1)) != at:
        at = before
        back.append(at)
    assert back == seen[::-1]


def test_rows_and_distances_agree() -> None:
    laid = sheet(2, 9, 0, 1)
    rows = lines_of(laid, Place(0, 0), 999)
    assert sum(line.kind is RowKind.TITLE for _, line in rows) == 4
    for number in range(len(rows)):
        place = laid.move(Place(0, 0), number)
        assert lines_of(laid, place, 1) == [rows[number]]
        assert laid.distance(Place(0, 0), place, 999) == number
        assert laid.distance(place, Place(0, 0), 999) == -number
    assert laid.move(Place(0, 0), -1) == Place(0, 0)
    assert laid.move(Place(0, 0), 9999) == laid.move(Place(0, 0), len(rows) - 1)


class Asked:
    """A lane, its replies, and reads that end when they are told to."""

    def __init__(self) -> None:
        self.tasks: list[asyncio.Task[None]] = []
        self.lane: LatestRequest[str] = LatestRequest(cast(DOMNode, self))
        self.told: list[Any] = []
        self.begun: list[str] = []

    def run_worker(self, work: Callable[[], Coroutine[Any, Any, None]], **_: object) -> None:
        self.tasks.append(asyncio.create_task(work()))

    def ask(self, name: str, end: Event, failure: MeipiError | None = None) -> None:
        def read() -> str:
            self.begun.append(name)
            end.wait(5)
            if failure is not None:
                raise failure
            return name

        tell: Callable[[Any], None] = self.told.append
        self.lane.ask(read, tell, tell)

    async def settle(self) -> None:
        while self.lane.busy:
            await asyncio.sleep(0.005)
        await asyncio.gather(*self.tasks)


async def test_only_the_newest_read_is_made_and_told() -> None:
    asked, first, other = Asked(), Event(), Event()
    asked.ask("a", first)
    while not asked.begun:
        await asyncio.sleep(0.005)
    for name in ("b", "c", "d"):
        asked.ask(name, other)
    assert asked.lane.busy
    first.set()
    other.set()
    await asked.settle()
    assert asked.begun == ["a", "d"]
    assert asked.told == ["d"]


async def test_what_is_dropped_is_not_told() -> None:
    asked, end = Asked(), Event()
    asked.ask("a", end)
    asked.lane.drop()
    end.set()
    await asked.settle()
    assert asked.told == []


async def test_an_error_is_told_and_the_next_read_is_made() -> None:
    asked, end = Asked(), Event()
    end.set()
    failure = InputError("filter_empty", name="tag")
    asked.ask("a", end, failure)
    await asked.settle()
    asked.ask("b", end)
    await asked.settle()
    assert asked.told == [failure, "b"]


async def test_a_bug_is_not_swallowed() -> None:
    asked = Asked()
    asked.lane.ask(lambda: str(1 // 0), print, print)
    (task,) = asked.tasks
    with pytest.raises(ZeroDivisionError):
        await task
