"""What a key is about: every key in every situation, and the file afterwards."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from editions import HIGH, edit_file, mark
from sitting import Sitting, sit_down

from reader.library import Library, open_library
from reader.model import Span, Tag

FIRST = "園方計畫明年增設兩座廁所，但是鄰里反對"
LAST = "因為太吵。"
WHOLE = f"{FIRST}，{LAST}"
ASKED = "指哪一個？"
SAID = {"tag", "unsure", "source", "status", "note", "kind", "highlight", "private"}

Row = dict[str, Any]


def stored(folder: Path) -> dict[str, Row]:
    """What the file says of my annotations, by their words; labels and evidence are counted."""
    query = (
        "SELECT a.*,"
        " coalesce(c.status, 'unchecked') AS status,"
        " (SELECT count(*) FROM label WHERE annotation = a.id AND deleted = 0) AS labels,"
        " (SELECT count(*) FROM evidence e"
        "   WHERE e.claim_check = c.id AND e.deleted = 0) AS evidences"
        " FROM annotation a JOIN annotator p ON p.id = a.annotator"
        " LEFT JOIN claim_check c ON c.id = a.claim_check"
        " WHERE a.deleted = 0 AND p.name = '王'"
    )
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(query)]
    assert len({row["exact"] for row in rows}) == len(rows), "two of the same words"
    return {row["exact"]: row for row in rows}


def changed(before: dict[str, Row], after: dict[str, Row]) -> set[str]:
    """The words of the annotations of which something else is said now."""

    def said(row: Row | None) -> Row | None:
        names = SAID | {"labels", "evidences"}
        return row and {name: row[name] for name in names}

    return {it for it in before | after if said(before.get(it)) != said(after.get(it))}


# keys

KEYS: dict[str, list[str]] = {
    "tag": ["O"],
    "source": ["w", *"市府", "enter"],
    "the last source": ["W"],
    "to check": ["!"],
    "result": ["r", "7"],
    "note": ["a", *"查", "enter"],
    "highlight": ["h"],
    "label": ["1"],
    "evidence": ["paste https://example.org/1"],
    "private": ["p"],
    "remove": ["x"],
}
TAGS = {"tag"}
CHANGES = {"private", "remove"}


async def press(sitting: Sitting, keys: list[str]) -> None:
    """Press keys, or paste what stands behind `paste`."""
    for key in keys:
        if key.startswith("paste "):
            await sitting.paste(key.removeprefix("paste "))
        else:
            await sitting.press(key)


# situations


class Situation(NamedTuple):
    """How the reader came there, and what tags, changes and all other keys are about.

    Several passages are what is asked for, one is what is meant, none: the key says why not.
    """

    arrive: list[str]
    tags: tuple[str, ...]
    says: tuple[str, ...]
    changes: tuple[str, ...]
    before: Callable[[Library], None] = lambda _: None


def by_another(library: Library) -> None:
    """李 has tagged a part of the sentence."""
    (entry,) = library.list()
    start = library.open(entry.head.id).text.index(FIRST)
    span = Span(start, start + len(FIRST))
    library.submit(lambda e: e.become("李")).result()
    library.submit(lambda e: e.edit(entry.head.id, span, tag=Tag.OPINION, source="別人")).result()
    library.submit(lambda e: e.become("王")).result()


def hidden_me(library: Library) -> None:
    """My own marks are not shown; the sentence is tagged whole."""
    mark(library, WHOLE, tag=Tag.NONE)
    me = library.me()
    assert me is not None
    library.submit(lambda e: e.show_annotator(me.id, False)).result()


HERE = ["J", "J"]
PARTS = [*HERE, "v", ".", "f", "o"]
SITUATIONS: dict[str, Situation] = {
    "nothing there": Situation(HERE, (WHOLE,), (WHOLE,), ()),
    "the whole sentence": Situation([*HERE, "f", "backspace"], (WHOLE,), (WHOLE,), (WHOLE,)),
    "two parts": Situation([*PARTS, "k"], (FIRST, LAST), (FIRST, LAST), (FIRST, LAST)),
    "a part and the rest": Situation(
        [*HERE, "v", ".", "f", "escape", "j", "k"], (FIRST, LAST), (FIRST,), (FIRST,)
    ),
    "a part that is only highlighted": Situation(
        [*HERE, "v", ".", "h", "j", "k"], (WHOLE,), (FIRST,), (FIRST,)
    ),
    "the whole and a part": Situation(
        [*HERE, "f", "backspace", "v", ".", "h", "j", "k"],
        (WHOLE,),
        (WHOLE, FIRST),
        (WHOLE, FIRST),
    ),
    "a selection": Situation([*PARTS, "k", "v", "."], (FIRST,), (FIRST,), (FIRST,)),
    "a selection of nothing": Situation([*HERE, "v", "."], (FIRST,), (FIRST,), ()),
    "gone to": Situation([*PARTS, "k", "}"], (FIRST,), (FIRST,), (FIRST,)),
    "opened": Situation([*PARTS, "k", "enter", "2"], (LAST,), (LAST,), (LAST,)),
    "just marked": Situation([*PARTS, "backspace"], (LAST,), (LAST,), (LAST,)),
    "just said of a part": Situation([*HERE, "v", ".", "!"], (FIRST,), (FIRST,), (FIRST,)),
    "the rest, by tab": Situation(
        [*HERE, "v", ".", "f", "escape", "g", *["tab"] * 4], (LAST,), (LAST,), ()
    ),
    "another's part": Situation(HERE, (WHOLE,), (WHOLE,), (), by_another),
    "another's part, gone to": Situation([*HERE, "}"], (FIRST,), (FIRST,), (), by_another),
    "my own, hidden": Situation(HERE, (WHOLE,), (WHOLE,), (WHOLE,), hidden_me),
}


def meant(situation: Situation, key: str) -> tuple[str, ...]:
    if key in TAGS:
        return situation.tags
    return situation.changes if key in CHANGES else situation.says


@pytest.fixture
def named(park: Path) -> Path:
    """A library in which a label has its name and a source was used elsewhere."""
    library = open_library(park)
    mark(library, HIGH, tag=Tag.OPINION, source="專家")
    library.submit(lambda edits: edits.book.name_label(1, "數字")).result()
    library.close()
    return park


@pytest.mark.parametrize("name", SITUATIONS)
async def test_every_key_is_about_what_is_meant(named: Path, name: str) -> None:
    situation = SITUATIONS[name]
    library = open_library(named)
    situation.before(library)
    library.close()
    for number, (key, keys) in enumerate(KEYS.items()):
        folder = shutil.copytree(named, named.parent / f"{number}")
        async with sit_down(folder) as sitting:
            await press(sitting, situation.arrive)
            if sitting.selected and key == "source":
                continue  # its key makes the selection longer by a word
            before, wanted = stored(folder), meant(situation, key)
            await press(sitting, keys[:1])
            asked = ASKED in sitting.picture
            assert asked is (len(wanted) > 1), (key, sitting.message)
            if asked:
                assert changed(before, stored(folder)) == set()
                listed = "\n".join(sitting.rows)
                assert all(f"「{it[:15]}" in listed for it in wanted), key
                await press(sitting, ["2"])
            if wanted:
                await press(sitting, keys[1:])
            assert changed(before, stored(folder)) == ({wanted[-1]} if wanted else set()), key
            if not wanted:
                assert sitting.message.startswith(("這裡沒有你的標記", "這是李的標記")), key


@pytest.mark.parametrize(
    "name",
    ["nothing there", "the whole sentence", "two parts", "a part and the rest",
     "a part that is only highlighted", "the whole and a part", "just said of a part"],
)  # fmt: skip
async def test_a_key_on_a_slow_disk_waits_for_what_it_is_about(named: Path, name: str) -> None:
    """All keys of a situation at once, and the next one before anything of them is on disk."""
    situation = SITUATIONS[name]
    library = open_library(named)
    situation.before(library)
    library.close()
    async with sit_down(named) as sitting:
        slow_down(sitting)
        for key in [*situation.arrive, "!"]:
            await sitting._send(key)
        await sitting.settle()
        asked = ASKED in sitting.picture
        wanted = situation.says
        assert asked is (len(wanted) > 1)
        if asked:
            await sitting.press("1")
        to_check = {it for it, row in stored(named).items() if row["status"] == "to_check"}
        twice = situation.arrive[-1] == "!"
        assert to_check == (set() if twice else {wanted[0]})


def slow_down(sitting: Sitting) -> None:
    """Let every write take a while."""
    submit = sitting._submit

    def slowly(action: Callable[[Any], Any]) -> Any:
        def work(edits: Any) -> Any:
            time.sleep(0.05)
            return action(edits)

        return submit(work)

    sitting._submit = slowly  # type: ignore[method-assign]


async def test_the_keys_that_once_made_a_third_annotation(named: Path) -> None:
    async with sit_down(named) as sitting:
        await sitting.press("g", *"jjjjj", "v", ".", "f", "o", "k", "w")
        assert ASKED in sitting.picture
        await sitting.press("1", "1", "enter")
        rows = stored(named)
        assert set(rows) == {HIGH, FIRST, LAST}
        assert (rows[FIRST]["source"], rows[LAST]["source"]) == ("專家", "")


async def test_a_part_stays_what_the_next_keys_are_about(named: Path) -> None:
    async with sit_down(named) as sitting:
        await sitting.press(*HERE, "v", ".", "!", "W", "f")
        row = stored(named)[FIRST]
        assert (row["status"], row["source"], row["tag"]) == ("to_check", "專家", "fact")
        assert sitting.selected == LAST
        await sitting.press("d")
        assert set(stored(named)) == {HIGH, FIRST, LAST}


async def test_a_mark_without_a_place_is_what_is_meant_there(named: Path) -> None:
    edit_file(named, (HIGH, ""))
    library = open_library(named)
    assert library.sync() == []
    library.close()
    for number, (key, keys) in enumerate(KEYS.items()):
        folder = shutil.copytree(named, named.parent / f"{number}")
        async with sit_down(folder) as sitting:
            await sitting.press("}")
            before = stored(folder)
            await press(sitting, keys)
            its_own = key == "the last source"  # what it has already
            assert changed(before, stored(folder)) == (set() if its_own else {HIGH}), key


async def test_beside_anothers_mark_without_a_place_nothing_is_said(named: Path) -> None:
    edit_file(named, (HIGH, ""))
    library = open_library(named)
    assert library.sync() == []
    library.submit(lambda edits: edits.become("李")).result()
    library.close()
    async with sit_down(named, annotator="李") as sitting:
        before = stored(named)
        for key in (*TAGS, "source", "to check", "note", "label", "private", "remove", "highlight"):
            await sitting.press("g", "}")
            await press(sitting, KEYS[key][:1])
            assert not sitting.asking, key
            assert sitting.message.startswith("這是王的標記"), key
        assert stored(named) == before
        assert sitting.stored() == []


async def test_beside_a_mark_of_the_sample_everything_is_my_own(seed: Path) -> None:
    for number, (key, keys) in enumerate(KEYS.items()):
        folder = shutil.copytree(seed, seed.parent / f"{number}")
        async with sit_down(folder) as sitting:
            theirs = sitting.library.annotations(sitting.screen.article)
            await sitting.press("}")
            here = sitting.here
            if key == "the last source":
                await sitting.press("w", *"甲", "enter", "x", "}", "{")
            await press(sitting, keys)
            if key == "label":
                await sitting.press(*"數字", "enter")
            kept = [it for it in sitting.stored() if it.exact == here]
            assert len(kept) == (key not in CHANGES), (key, sitting.message)
            every = sitting.library.annotations(sitting.screen.article)
            assert [it for it in every if it.annotator == theirs[0].annotator] == list(theirs)
