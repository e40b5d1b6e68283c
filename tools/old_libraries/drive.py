"""Driver of an old program in a folder: makes a library, and writes down what it reports."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reader.errors import MeipiError
from reader.library import Library, open_library
from reader.model import Annotation, Draft, Span

THEN = datetime(2024, 3, 2, 8, tzinfo=UTC)
"""Present time for the programs: a library may not come from its opener's future."""

WRITTEN = 1_600_000_000
"""Time of the files (seconds since 1970), so that they are known again."""

HALL = """---
title: 市府重開河濱大禮堂
authors: [林記者]
source: 河報
date: 2024-03-01
url: https://example.com/hall
tags: [文化, 市政]
---

市府昨天重開河濱大禮堂，共有3000人入場。館長說預算是2億元。這個數字比去年多了一倍。我認為太貴了。

## 議會

議員王大明質疑工程延宕了兩年。文化局回應說延宕只有八個月。沒有人知道真正的原因。

許多市民說音響很好。也有人說座位太窄，看不到舞臺。禮堂下個月起每週開放五天。
"""
HALL_AGAIN = (
    HALL.replace("\n市府昨天", "\n更新：本文加了議會的回應。市府昨天")
    .replace("館長說預算是2億元。", "館長說，預算是2億4000萬元。")
    .replace("沒有人知道真正的原因。", "")
    .replace("許多市民說音響很好。", "")
    .replace("。禮堂下個月起", "。許多市民說音響很好。禮堂下個月起")
)
BRIDGE = (
    "北橋封閉\n\n"
    "北橋從週一起封閉三個月。交通局估計每天有12萬輛車改道。"
    "局長說這是二十年來最大的工程。里長認為事先沒有溝通。\n"
)

Values = dict[str, Any]


class Then(datetime):
    """The time, as if it were that day."""

    SINCE = datetime.now(UTC) - THEN

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.now(tz) - cls.SINCE


VERDICTS = {
    "correct": "supported",
    "incorrect": "refuted",
    "disputed": "disputed",
    "not_enough_evidence": "no_evidence",
}
"""Verdicts by the code's word, in the words of when they were statuses."""


def part(edits: Any, name: str) -> Any:
    """The part of the edits that has some of the actions, where the version has parts."""
    return getattr(edits, name, edits)


def travel() -> None:
    """Let the program take it for that day, in stamps, times and names of backups."""
    from reader.store.clocks import clock

    real, since = time.time_ns, Then.SINCE // timedelta(microseconds=1) * 1000
    time.time_ns = lambda: real() - since
    clock.datetime = Then


def place(library: Library, name: str, text: str, when: int) -> None:
    """Write a file among the articles and have it taken in."""
    path = library.articles / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (WRITTEN + when, WRITTEN + when))
    library.sync()


def span(library: Library, article: str, passage: str) -> Span:
    start = library.open(article).text.index(passage)
    return Span(start, start + len(passage))


def make(root: Path, program: Path) -> None:
    """Make a library with everything that this version could hold."""
    (root / "articles").mkdir(parents=True)
    for file in sorted((program / "articles").glob("*.md")):
        shutil.copy(file, root / "articles")
        os.utime(root / "articles" / file.name, (WRITTEN, WRITTEN))
    shutil.copy(program / "annotations.db", root)
    library = open_library(root)
    library.sync()
    place(library, "hall.md", HALL, 0)
    place(library, "bridge.txt", BRIDGE, 0)
    hall, bridge = library.find("hall"), library.find("bridge")
    marks(library, hall, bridge)
    place(library, "hall.md", HALL_AGAIN, 60)
    after_the_revision(library, hall)
    shelves(library, hall, bridge)
    feeds(library, bridge)
    reading(library, hall, bridge)
    library.close()
    back_up(root)
    library = open_library(root)  # what comes after the backup is not in it
    library.submit(lambda edits: edits.edit(bridge, SPANS["last"], note="備份之後")).result()
    library.close()


SPANS: dict[str, Span] = {}


def marks(library: Library, hall: str, bridge: str) -> None:
    """Make marks of two people, of every kind, some of them undone and done again."""
    SPANS["last"] = span(library, bridge, "里長認為事先沒有溝通。")

    def of(passage: str, article: str = hall, **fields: object) -> None:
        target = span(library, article, passage)
        library.submit(lambda edits: edits.edit(article, target, **fields)).result()

    library.submit(lambda edits: edits.become("王編輯")).result()
    library.submit(lambda edits: part(edits, "book").name_label(1, "數字")).result()
    library.submit(lambda edits: part(edits, "book").name_label(2, "待追")).result()
    of("市府昨天重開河濱大禮堂，共有3000人入場。", tag="fact", source="市府", note="三千人？")
    of("館長說預算是2億元。", tag="fact", source="館長", status="to_check", kind="數量")
    of("這個數字比去年多了一倍。", tag="fact", status="refuted", highlight="yellow")
    of("我認為太貴了。", tag="opinion", unsure=True)
    of("議員王大明質疑工程延宕了兩年。", tag="fact", source="王大明", status="supported")
    of("文化局回應說延宕只有八個月。", tag="fact", source="文化局", status="disputed")
    of("沒有人知道真正的原因。", tag="opinion", note="這句後來不見了", status="asked")
    of("許多市民說音響很好。", tag="fact", status="no_evidence")
    of("座位太窄", tag="fact", private=True, source="內線", note="不可公開")
    numbers = span(library, hall, "館長說預算是2億元。")
    doubled = span(library, hall, "這個數字比去年多了一倍。")
    for action in (
        lambda edits: edits.label(hall, numbers, "數字"),
        lambda edits: edits.label(hall, numbers, "数字"),
        lambda edits: edits.label(hall, doubled, "待追"),
        lambda edits: edits.label(hall, doubled, "待追", False),
        lambda edits: edits.add_evidence(hall, doubled, "https://example.com/budget", "決算書"),
        lambda edits: edits.add_evidence(hall, doubled, "", "電話問過主計處"),
    ):
        library.submit(action).result()
    of("我認為太貴了。", note="改了主意", tag="none")
    library.submit(lambda edits: part(edits, "history").undo(hall)).result()
    library.submit(lambda edits: part(edits, "history").redo(hall)).result()
    of("這個數字比去年多了一倍。", note="第一次寫")
    of("這個數字比去年多了一倍。", note="第二次寫")
    library.submit(lambda edits: part(edits, "history").undo(hall)).result()
    of("交通局估計每天有12萬輛車改道。", bridge, tag="fact", status="to_check", source="交通局")
    of("局長說這是二十年來最大的工程。", bridge, tag="fact", kind="引述")
    tagged = span(library, bridge, "局長說這是二十年來最大的工程。")
    library.submit(lambda edits: edits.edit(bridge, tagged, tag="opinion")).result()
    for _ in range(2):
        library.submit(lambda edits: part(edits, "history").undo(bridge)).result()

    library.submit(lambda edits: edits.become("李同學")).result()
    of("館長說預算是2億元。", tag="opinion", note="她只是說說", status="supported")
    of("我認為太貴了。", tag="opinion")
    mine = [
        each for each in library.annotations(hall) if each.annotator == library.open(hall).me.id
    ]
    library.submit(lambda edits: edits.remove(mine[-1].id)).result()
    of("北橋從週一起封閉三個月。", bridge, tag="fact", status="supported")
    library.submit(lambda edits: edits.become("王編輯")).result()
    of("里長認為事先沒有溝通。", bridge, tag="opinion", source="里長")
    if hasattr(Annotation, "priority"):
        of(
            "館長說預算是2億元。",
            priority=2,
            due="2024-03-09",
            assignee="李同學",
            method="查預算書",
        )
        of("這個數字比去年多了一倍。", justification="決算書是1億1000萬元", note_private=True)
        library.submit(
            lambda edits: edits.book.describe_label(label_id(library), "有數字的")
        ).result()


def label_id(library: Library) -> str:
    """The id of the label that has the digit 1."""
    return next(each.id for each in library.book.labels() if each.digit == 1)


def anchors(edits: Any) -> list[Any]:
    """The ways to accept a place, to do without, and to choose one."""
    if hasattr(edits, "anchors"):
        return [edits.anchors.accept, edits.anchors.orphan, edits.anchors.place]
    return [edits.accept_place, edits.keep_as_orphan, edits.choose_place]


def after_the_revision(library: Library, hall: str) -> None:
    """Look through some of what was carried over; one passage is chosen by hand."""
    if not hasattr(library, "review"):
        return
    lying = {
        each.exact: each for each in library.annotations(hall) if each.annotator == me(library)
    }
    places = {text: found for text, found in lying.items() if found.span is not None}
    if "館長說預算是2億元。" in places:
        known = places["館長說預算是2億元。"].id
        library.submit(lambda edits: anchors(edits)[0](hall, known)).result()
    if "沒有人知道真正的原因。" in lying:
        lost = lying["沒有人知道真正的原因。"].id
        library.submit(lambda edits: anchors(edits)[1](hall, lost)).result()
    chosen, there = lying["座位太窄"].id, span(library, hall, "座位太窄，看不到舞臺")
    library.submit(lambda edits: anchors(edits)[2](hall, chosen, there)).result()


def me(library: Library) -> str:
    return library.me().id


def shelves(library: Library, hall: str, bridge: str) -> None:
    """Make states of articles, the queue, filters, and titles and topics of the reader's own."""
    if not hasattr(library, "shelves"):
        return
    seed = next(each.head.id for each in library.list() if each.head.id not in (hall, bridge))
    for action in (
        lambda edits: part(edits, "shelf").put_state(hall, "starred", True),
        lambda edits: part(edits, "shelf").put_state(bridge, "read", True),
        lambda edits: part(edits, "shelf").put_state(bridge, "archived", True),
        lambda edits: part(edits, "shelf").enqueue(seed),
        lambda edits: part(edits, "shelf").enqueue(hall),
        lambda edits: part(edits, "shelf").move_in_queue(hall, -1),
        lambda edits: part(edits, "shelf").rename(hall, "我取的題目"),
        lambda edits: part(edits, "shelf").put_topics(hall, ["禮堂", "預算"]),
        lambda edits: part(edits, "shelf").keep_filter("要查的", "status:to_check"),
        lambda edits: part(edits, "shelf").keep_filter("禮堂", "禮堂 -tag:opinion"),
    ):
        library.submit(action).result()


def feeds(library: Library, bridge: str) -> None:
    """Make two feeds, one with an item that is known."""
    try:
        from reader.model.feed import Feed
        from reader.store import feeds as stored
        from reader.store.feeds import ItemRow
    except ImportError:
        return
    news = Feed("f1", "https://example.com/feed.xml", "河報", folder="地方", full_text=True)
    broken = Feed("f2", "https://example.com/broken.xml", "壞了的", failures=0)
    item = {"key": "guid-1", "article": bridge, "url": "https://example.com/b", "sha256": "0" * 64}

    def follow(edits: Any) -> None:
        if hasattr(stored, "add"):
            made, _ = stored.add(edits.connection, news)
            stored.add(edits.connection, broken)
        else:
            made, _ = edits.feeds.subscribe(news)
            edits.feeds.subscribe(broken)
        known = {name: item.get(name, "2024-03-01T00:00:00.000000Z") for name in ItemRow._fields}
        stored.put_item(edits.connection, made.id, ItemRow(**known))

    library.submit(follow).result()


def reading(library: Library, hall: str, bridge: str) -> None:
    """Make places where reading stopped, and texts that were being typed."""
    begun = span(library, hall, "禮堂下個月起每週開放五天。")
    library.submit(lambda edits: edits.save_position(bridge, 30, 0.5)).result()
    library.submit(lambda edits: edits.save_position(hall, begun.start, 0.75)).result()
    library.submit(lambda edits: edits.save_draft(hall, Draft(begun, "note", "還沒寫"))).result()
    lost = [each.id for each in library.annotations(hall) if each.span is None]
    if lost and hasattr(library.open(hall), "note_drafts"):
        library.submit(lambda edits: edits.save_note_draft(lost[0], "它去哪了")).result()


def back_up(root: Path) -> None:
    """Make a backup that was asked for, where the version could make one."""
    try:
        from reader.store.backup import backups
    except ImportError:
        return
    backups.datetime = Then
    backups.back_up(root / "annotations.db", "manual")


def status(annotation: Annotation) -> str:
    verdict = getattr(annotation, "verdict", None)
    return VERDICTS[verdict.key] if verdict else str(annotation.status)


def digits(library: Library) -> dict[int, str]:
    return library.book.digits() if hasattr(library, "book") else library.code_book()


def state(annotation: Annotation) -> Values:
    """Everything that an annotation says, but for when it was changed last."""
    return {
        "article": annotation.article,
        "annotator": annotation.annotator,
        "span": [annotation.span.start, annotation.span.end] if annotation.span else None,
        "anchor": str(annotation.anchor),
        "tag": str(annotation.tag) if annotation.tag else None,
        "unsure": annotation.unsure,
        "private": annotation.private,
        "highlight": annotation.highlight,
        "source": annotation.source,
        "status": status(annotation),
        "kind": annotation.kind,
        "note": annotation.note,
        "labels": sorted(annotation.labels),
        "evidence": sorted([each.id, each.url, each.remark] for each in annotation.evidence),
        "exact": annotation.exact,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "created": annotation.created,
    }


def states(library: Library, article: str) -> dict[str, Values]:
    return {each.id: state(each) for each in library.annotations(article)}


def article_values(library: Library, article: str) -> Values:
    """Values of one article."""
    open_ = library.open(article)
    head, entry = open_.head, next(it for it in library.list() if it.head.id == article)
    made: Values = {
        "head": {
            "id": head.id, "revision": getattr(head, "text", head.revision), "title": head.title,
            "authors": list(head.authors), "source": head.source, "date": head.date,
            "url": head.url, "lang": head.lang, "topics": list(head.topics), "path": head.path,
            "length": head.length,
        },
        "annotations": states(library, article),
        "updated": {each.id: each.updated for each in open_.annotations},
        "drafts": [[d.span.start, d.span.end, d.field, d.text] for d in open_.drafts],
        "position": open_.position,
        "entry": {
            name: getattr(entry, name)
            for name in ("last_read", "read", "starred", "archived", "queued", "renamed")
            if hasattr(entry, name)
        },
    }  # fmt: skip
    if hasattr(open_, "note_drafts"):
        made["note_drafts"] = [list(each) for each in open_.note_drafts]
    if hasattr(open_, "to_review"):
        made["to_review"] = open_.to_review
    if hasattr(library, "revisions"):
        made["revisions"] = [each.sha256 for each in library.revisions(article)]
    return made


def library_values(root: Path) -> Values:
    """Values of a library."""
    library = open_library(root)
    mine = library.me()
    made: Values = {
        "articles": {it.head.id: article_values(library, it.head.id) for it in library.list()},
        "annotators": [[it.id, it.name, it.kind, it.shown] for it in library.annotators()],
        "me": mine.id if mine else None,
        "labels": {str(digit): name for digit, name in digits(library).items()},
        "last_read": library.last_read(),
        "files": {name: row.article for name, row in library.files().items()},
    }
    if hasattr(library, "shelves"):
        shelves = library.shelves()
        made["filters"] = [[it.id, it.name, it.query] for it in shelves.filters]
        made["topics"] = sorted(list(it) for it in shelves.topics)
        if hasattr(shelves, "feeds"):
            made["feeds"] = sorted(
                [it.id, it.url, it.title, it.folder, it.full_text] for it in shelves.feeds
            )
    library.close()
    return made


def turned(library: Library, article: str) -> list[list[Any]]:
    """Effect on an article of undoing all of one person's edits, and of doing them again.

    First what was undone is done again. Each step is `[op, annotations that differ]`, of which
    those that are gone are null.
    """
    steps = []
    before = states(library, article)
    for op in ("redo", "undo", "redo"):
        while library.submit(
            lambda edits, op=op: getattr(part(edits, "history"), op)(article)
        ).result():
            now = states(library, article)
            idents = sorted(before.keys() | now)
            differing = [ident for ident in idents if before.get(ident) != now.get(ident)]
            steps.append([op, {ident: now.get(ident) for ident in differing}])
            before = now
    return steps


def turns(root: Path) -> list[Values]:
    """Effects of each person's undoing and doing again on each article."""
    library = open_library(root)
    made = []
    for person in [it for it in library.annotators() if it.kind == "person"]:
        library.submit(lambda edits, person=person: edits.become(person.name)).result()
        for article in sorted(it.head.id for it in library.list()):
            steps = turned(library, article)
            if steps:
                made.append({"annotator": person.name, "article": article, "steps": steps})
    library.close()
    return made


def main() -> None:
    program, work = (Path(argument) for argument in sys.argv[1:])
    library, other = work / "library", work / "other"
    travel()
    make(library, program)
    shutil.copytree(library, other)
    known = library_values(other) | {"turns": turns(other)}
    (work / "said.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


try:
    main()
except MeipiError as error:
    sys.exit(f"{error!r}")
