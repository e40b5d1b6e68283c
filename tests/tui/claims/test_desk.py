"""The desk, used with real keys on two articles of three annotators' claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path

import desk
import pytest
from desk import press
from sitting import Sitting, sit_down

from reader.library import Library, open_library
from reader.model import Annotation, Span, Status, Tag
from reader.store.edits import Edits

SHOPS = """---
title: 今年展店一千七百家
source: 公園日報
date: 2026-11-20
authors: [林小明]
---

## 展店

主計總處昨天說，全台今年增加一千七百家店。專家認為，這個數字偏高。店長說客人很多。

## 反應

我覺得展店太快了。
"""
MENDED = """---
title: 展店數下修
source: 河岸新聞
date: 2026-11-25
---

業者表示，今年只增加一千五百家。這是合理的修正。
"""
QUOTES = (
    "業者表示，今年只增加一千五百家。",
    "這是合理的修正。",
    "主計總處昨天說，全台今年增加一千七百家店。",
    "專家認為，這個數字偏高。",
    "店長說客人很多。",
    "我覺得展店太快了。",
)
"""The claims as the desk lists them: the newest article first."""


def mark(library: Library, words: str, who: str = "王", **fields: object) -> None:
    article = next(it.head.id for it in library.list() if words in library.open(it.head.id).text)
    start = library.open(article).text.index(words)

    def work(edits: Edits) -> object:
        edits.become(who)
        return edits.edit(article, Span(start, start + len(words)), **fields)

    library.submit(work).result()


@pytest.fixture
def shops(tmp_path: Path) -> Path:
    folder = tmp_path / "shops"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.md").write_text(SHOPS, encoding="utf-8")
    (folder / "articles" / "b.md").write_text(MENDED, encoding="utf-8")
    library = open_library(folder)
    library.sync()
    mark(library, QUOTES[0], tag="fact", source="業者")
    mark(library, QUOTES[1], tag="opinion")
    mark(library, QUOTES[2], tag="fact", source="主計總處", status="to_check")
    mark(library, QUOTES[3], "陳", tag="opinion", source="專家")
    mark(library, QUOTES[4], tag="fact")
    mark(library, QUOTES[5], tag="opinion", note="哪裡來的印象？")
    library.close()
    return folder


def desk_of(
    folder: Path, size: tuple[int, int] = (120, 40)
) -> AbstractAsyncContextManager[Sitting]:
    return desk.desk_of(folder, size, "展店數下修")


def message(sitting: Sitting) -> str:
    desk = sitting.app.navigation.desk
    assert desk is not None
    return desk.status.message


def listed(sitting: Sitting) -> list[str]:
    return [quote for row in sitting.rows[:-1] for quote in QUOTES if quote in row[:70]]


def here(sitting: Sitting) -> str:
    (row,) = [row for row in sitting.rows if "▌" in row]
    return next(quote for quote in QUOTES if quote in row)


def stored(sitting: Sitting, quote: str) -> Annotation:
    def every() -> Iterator[Annotation]:
        for entry in sitting.library.list():
            yield from sitting.library.annotations(entry.head.id)

    return next(it for it in every() if it.exact == quote)


async def test_every_claim_is_listed_under_its_article(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        assert listed(sitting) == list(QUOTES)
        assert here(sitting) == QUOTES[0]
        headings = [row.strip()[:10] for row in sitting.rows if "2026-11-2" in row[:60]]
        assert [row[:3] for row in headings] == ["展店數", "今年展"]
        assert "查核清單" in sitting.rows[0]
        assert "1 / 6 條" in sitting.rows[0]
        assert "陳" in next(row for row in sitting.rows if "專家 · 展店" in row)


async def test_enter_goes_to_the_passage_and_c_comes_back_to_the_row(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "j", "j", "j", "j", "enter")
        await sitting.until(lambda: sitting.app.navigation.desk is None)
        assert sitting.session.document.head.title == "今年展店一千七百家"
        assert sitting.here == QUOTES[4]
        await press(sitting, "c")
        assert here(sitting) == QUOTES[4]
        await press(sitting, "q")
        assert sitting.app.navigation.desk is None


async def test_the_card_shows_all_that_is_known(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "G")
        assert here(sitting) == QUOTES[5]
        assert "哪裡來的印象？" in sitting.picture
        assert "作者（公園日報）" in sitting.picture
        await press(sitting, "t")
        assert "哪裡來的印象？" not in sitting.picture
        await sitting.resize(80, 24)
        await press(sitting, "t")
        assert "86" in message(sitting)


async def test_a_result_and_what_is_to_be_checked(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "!")
        assert stored(sitting, QUOTES[0]).status is Status.TO_CHECK
        assert message(sitting) == f"要查：「{QUOTES[0]}」"
        await press(sitting, "!")
        assert stored(sitting, QUOTES[0]).status is Status.UNCHECKED
        await press(sitting, "r", "2")
        done = stored(sitting, QUOTES[0])
        assert done.verdict is not None
        assert done.verdict.key == "incorrect"
        assert (done.status, done.checked_by) == (Status.DECIDED, "王")
        assert here(sitting) == QUOTES[0]
        await press(sitting, "u")
        assert stored(sitting, QUOTES[0]).verdict is None
        assert message(sitting) == "已復原"
        await press(sitting, "U")
        assert stored(sitting, QUOTES[0]).verdict is not None


async def test_a_habit_of_the_library_changes_no_tag(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "o")
        assert "觀點？" in sitting.picture
        assert stored(sitting, QUOTES[0]).tag is Tag.FACT
        await press(sitting, "2", "escape")
        assert stored(sitting, QUOTES[0]).tag is Tag.FACT
        await press(sitting, "o", "enter")
        assert stored(sitting, QUOTES[0]).tag is Tag.OPINION
        await press(sitting, "u", "x", "escape")
        assert stored(sitting, QUOTES[0]).tag is Tag.FACT
        await press(sitting, "x", "y")
        assert listed(sitting) == list(QUOTES[1:])
        assert here(sitting) == QUOTES[1]
        await press(sitting, "u")
        assert message(sitting) == "已復原"
        assert listed(sitting) == list(QUOTES)


async def test_another_persons_mark_stays_as_it_is(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "j", "j", "j", "o", "y")
        assert here(sitting) == QUOTES[3]
        assert message(sitting) == "別人的標記，不能改"
        await press(sitting, "ctrl+a", "f")
        assert "事實：5 條；別人的 1 條不動" in sitting.picture
        await press(sitting, "escape")
        assert stored(sitting, QUOTES[1]).tag is Tag.OPINION
        await press(sitting, "f", "enter")
        tags = [stored(sitting, quote).tag for quote in QUOTES]
        assert tags == [Tag.FACT] * 3 + [Tag.OPINION] + [Tag.FACT] * 2
        assert message(sitting) == "事實：2 條"
        assert "勾選" not in sitting.rows[0]
        await press(sitting, "u")
        assert "一起做的，要一起復原" in sitting.picture
        await press(sitting, "y")
        assert [stored(sitting, quote).tag for quote in (QUOTES[1], QUOTES[5])] == [Tag.OPINION] * 2


async def test_marked_rows_are_assigned_and_due(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "m", "j", "m")
        assert "已勾選 2 條" in sitting.rows[0]
        await press(sitting, "@", *"陳", "enter", "y")
        assert [stored(sitting, quote).assignee for quote in QUOTES] == ["陳", "", "陳", "", "", ""]
        await press(sitting, "D")
        assert "期限" in sitting.picture  # a check is anybody's
        await press(sitting, "escape", "k", "D", *"2026-12-24", "enter", "P", "3")
        row = stored(sitting, QUOTES[2])
        assert (row.due, row.priority) == ("2026-12-24", 3)
        assert "緊急 · 2026-12-24 到期 · → 陳" in sitting.picture


async def test_a_day_that_is_none_is_refused_with_what_to_write(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "D", *"soon", "enter")
        assert stored(sitting, QUOTES[0]).due == ""
        assert "「soon」不是日期；請寫成 2026-12-01" in sitting.picture


async def test_queues_the_filter_and_orders(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "Q", "1")
        assert listed(sitting) == [QUOTES[2]]
        await press(sitting, "escape")
        assert listed(sitting) == list(QUOTES)
        await press(sitting, "/", *"tag:opinion 數字", "enter")
        assert listed(sitting) == [QUOTES[3]]
        await press(sitting, "escape", "/", *"due:soon")
        assert "due:soon" in sitting.picture
        assert "today" in sitting.picture
        await press(sitting, "escape", "=", "4")
        assert listed(sitting) == [QUOTES[n] for n in (2, 3, 0, 1, 4, 5)]
        assert "沒有寫明來源" in sitting.picture
        await press(sitting, "=", "4")
        assert "反向" in sitting.rows[0]


async def test_notes_sources_and_reasons(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "w", *"公會", "enter", "a", *"查公會年報", "enter")
        await press(sitting, "J", *"年報第三頁", "enter", "M", *"比對", "enter")
        done = stored(sitting, QUOTES[0])
        assert (done.source, done.note) == ("公會", "查公會年報")
        assert (done.justification, done.method) == ("年報第三頁", "比對")
        await press(sitting, "m", "a")
        assert message(sitting) == "一次只能改一條；按 esc 取消勾選"


async def test_what_another_window_writes_comes_in(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "j")
        other = open_library(shops)
        mark(other, QUOTES[0], tag="opinion")
        other.close()
        desk = sitting.app.navigation.desk
        assert desk is not None
        desk.reader.look_again()
        await press(sitting)
        await sitting.until(lambda: not desk.busy)
        assert here(sitting) == QUOTES[1]
        assert ["觀" in row[:12] for row in sitting.rows if QUOTES[0] in row[:70]] == [True]


async def test_nothing_to_work_on_yet(park: Path) -> None:
    async with sit_down(park) as sitting:
        await press(sitting, "c")
        assert "還沒有要查的陳述" in sitting.picture
        await press(sitting, "f", "r", "u", "m", "ctrl+a", "f", "escape", "escape")
        await press(sitting, "escape")
        assert sitting.app.navigation.desk is None
        assert sitting.stored() == []


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 10)])
async def test_it_works_at_every_size(shops: Path, size: tuple[int, int]) -> None:
    async with desk_of(shops, size) as sitting:
        await press(sitting, "G", "k", "g", "space", "b", "j", "r", "1")
        assert "查核" in sitting.rows[0]
        verdict = stored(sitting, QUOTES[1]).verdict
        assert verdict is None or verdict.key == "correct"


async def test_a_verdict_of_many_is_of_facts_alone_and_another_approves(shops: Path) -> None:
    async with sit_down(shops, title="展店數下修", approval=True) as sitting:
        await press(sitting, "c", "j", "j", "J", *"統計表第二欄", "enter", "ctrl+a", "r", "1")
        assert "正確：3 條；3 條不是事實，不動" in sitting.picture
        await press(sitting, "y")
        verdicts = [stored(sitting, quote).verdict for quote in QUOTES]
        assert [bool(verdict) for verdict in verdicts] == [True, False, True, False, True, False]
        assert "正確；待他人核准" in sitting.picture
        assert "正確；未附證據" in sitting.picture
        await press(sitting, "v")
        assert stored(sitting, QUOTES[2]).ready
    async with sit_down(shops, annotator="陳", title="展店數下修", approval=True) as sitting:
        await press(sitting, "c", "j", "j", "V")
        done = stored(sitting, QUOTES[2])
        assert (done.annotator != done.approved_by, done.approved_by) == (True, "陳")
        assert "待他人核准" not in sitting.picture
        await press(sitting, "V")
        assert stored(sitting, QUOTES[2]).approved_by == ""


async def test_a_verdict_given_for_other_words_waits(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "J", *"公報", "enter", "r", "1", "q")
        text = MENDED.replace("一千五百家。", "一千六百五十家店。")
        (shops / "articles" / "b.md").write_text(text, encoding="utf-8")
        sitting.library.sync()
        await press(sitting, "c", "Q", "6")
        assert "原文已改，待複查" in sitting.picture
        await press(sitting, "r", "1")
        assert "原文已改，待複查" not in sitting.picture.split("工作清單")[-1]


async def test_who_reads_here_is_who_sat_down_whoever_writes_elsewhere(shops: Path) -> None:
    async with sit_down(shops, annotator="陳", title="展店數下修") as sitting:
        await press(sitting, "c", "f", "y")
        assert message(sitting) == "別人的標記，不能改"
        assert "王" in next(row for row in sitting.rows if "業者 · 正文" in row)
        await press(sitting, "j", "j", "j", "f", "y")
        assert stored(sitting, QUOTES[3]).tag is Tag.FACT
        other = open_library(shops)
        mark(other, QUOTES[4], note="別處寫的")
        other.close()
        desk = sitting.app.navigation.desk
        assert desk is not None
        desk.reader.look_again()
        await press(sitting, "o", "y")
        assert stored(sitting, QUOTES[3]).tag is Tag.OPINION
        await press(sitting, "Q")
        (row,) = [row for row in sitting.rows if "分給我的" in row]
        assert "陳" in row


async def test_a_filter_that_is_kept_is_a_queue(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "K")
        assert message(sitting) == "沒有可存的；先按 / 打條件"
        await press(sitting, "/", *"業者", "enter", "K")
        assert "篩選存為" in sitting.picture
        await press(sitting, *"店家", "enter")
        assert message(sitting).startswith("清單已存：店家")
        found = sitting.app.navigation.desk.desk.total
        await press(sitting, "escape", "Q")
        assert any("a" in row and "店家" in row and "業者" in row for row in sitting.rows)
        await press(sitting, "a")
        assert sitting.app.navigation.desk.desk.text == "業者"
        assert sitting.app.navigation.desk.desk.total == found
    async with sit_down(shops, title=None) as sitting:
        await sitting.until(lambda: "店家" in sitting.picture)
        await press(sitting, "c", "Q", "a", "K")
        assert message(sitting) == "篩選已刪去：店家"
        await press(sitting, "Q", "escape", "escape", "q")
        await sitting.until(lambda: "文庫" in sitting.rows[0] and "店家" not in sitting.picture)


async def test_the_line_before_a_change_says_whose_and_what_is_replaced(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "v")
        assert message(sitting) == "還沒有結果；先按 r"
        assert not stored(sitting, QUOTES[0]).ready
        await press(sitting, "r", "2", "ctrl+a", "r", "1")
        assert "正確：3 條；1 條原本已有結果；3 條不是事實，不動" in sitting.picture
        await press(sitting, "escape", "P", "2")
        assert "要快：6 條；其中 1 條是別人的" in sitting.picture
        await press(sitting, "escape", "v")
        assert "查核已完成：1 條；5 條還沒有結果，不動" in sitting.picture
        await press(sitting, "escape")
        assert not any(stored(sitting, quote).priority for quote in QUOTES)


async def test_days_as_people_type_them(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "D", *"２０２６／１２／２４", "enter")
        assert stored(sitting, QUOTES[0]).due == "2026-12-24"
        await press(sitting, "D", *"下週", "enter")
        assert "「下週」不是日期" in sitting.picture
        await press(sitting, *["backspace"] * 2, *"今天", "enter")
        assert stored(sitting, QUOTES[0]).due == date.today().isoformat()
        await press(sitting, "D", *["backspace"] * 10, "enter")
        assert stored(sitting, QUOTES[0]).due == ""


async def test_reasons_that_were_put_aside_are_gone_on_with(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "J", *"第一段", "ctrl+j", *"第二段", "escape")
        assert message(sitting) == "已收起，按同一個鍵接著寫"
        await press(sitting, "j", "J", "escape", "k", "J", *"完", "enter")
        assert stored(sitting, QUOTES[0]).justification == "第一段\n第二段完"
        assert stored(sitting, QUOTES[1]).justification == ""


async def test_a_result_is_not_for_words_that_changed_while_it_was_asked(shops: Path) -> None:
    async with desk_of(shops) as sitting:
        await press(sitting, "r")
        text = MENDED.replace("一千五百家", "一千六百五十家")
        (shops / "articles" / "b.md").write_text(text, encoding="utf-8")
        sitting.library.sync()
        desk = sitting.app.navigation.desk
        assert desk is not None
        desk.reader.look_again()
        await sitting.until(lambda: not desk.busy)
        await press(sitting, "1")
        assert message(sitting) == "這一條剛才改了；請看過再按一次"
        assert stored(sitting, QUOTES[0]).verdict is None
