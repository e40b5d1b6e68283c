"""The seed tagged by two people, in parts and whole: one count, and each source on its claim."""

import csv
import io
from pathlib import Path

from sitting import Sitting, sit_down
from written import exported

from reader.cli.counting import _of_article, fields
from reader.cli.listing import fields as listed
from reader.library import open_library
from reader.tui.session.session import ArticleSession
from reader.words import load


async def tag_everything(sitting: Sitting, every: int) -> dict[str, str]:
    """Tag all sentences, every so manieth in two parts with a source each; the sources by claim."""
    named: dict[str, str] = {}
    number = 0
    while sitting.session.unmarked(1) is not None and number < 400:
        number += 1
        if number % every:
            await sitting.press("f" if number % 2 else "o", *["escape"] * bool(sitting.selected))
        else:
            await sitting.press("v", "!")
            part = sitting.here
            who = f"來源{number}"
            await sitting.press("w", *who, "enter", "f")
            named[part] = who
        if not sitting.session.is_unmarked(sitting.session.sentence):
            await sitting.press("tab")
    return named


async def test_page_library_list_stats_and_csv_agree(seed: Path) -> None:
    sources: dict[str, dict[str, str]] = {}
    progress = {}
    for name, every in (("王", 5), ("李", 9)):
        async with sit_down(seed, annotator=name) as sitting:
            sources[name] = await tag_everything(sitting, every)
            assert sources[name]
            if name == "李":
                await sitting.press("g", "x", "1")  # a part or a sentence is open again
            progress[name] = sitting.session.progress
            marked = f"已標 {progress[name].marked}/{progress[name].total}"
            assert marked in sitting.rows[0]
    assert (progress["王"].left, progress["李"].left) == (0, 1)
    words = load("zh_hant")
    library = open_library(seed)
    try:
        (entry,) = library.list()
        shown = [it for it in library.annotators() if it.shown]
        assert {it.name for it in shown} == {"王", "李"}
        stats = fields(_of_article(library, entry.head.id, words))
        made = exported(library, [entry.head.id], "csv", words)
        page = ArticleSession(library.open(entry.head.id)).progress
    finally:
        library.close()
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert entry.marked == listed(entry)["marked"] == stats["marked"] == page.marked
    assert entry.claims == stats["claims"] == page.total
    for name, told in progress.items():
        (share,) = [it for it in entry.shares if it.name == name]
        (person,) = [it for it in stats["annotators"] if it["name"] == name]
        own = [row for row in rows if row["annotator"] == name]
        assert share.marked == person["marked"] == told.marked
        for tag, count in zip(("fact", "opinion"), told.tally[:2], strict=True):
            assert sum(row["tag"] == tag for row in own) == person[f"{tag}s"] == count
        claimed = {row["quote"]: row["source"] for row in own if row["attribution"] == "named"}
        kept = {it: who for it, who in sources[name].items() if it in {r["quote"] for r in own}}
        assert claimed == kept
        assert len(kept) >= len(sources[name]) - 1
    tags = [sum(row["tag"] == tag for row in rows) for tag in ("fact", "opinion", "none")]
    assert [entry.facts, entry.opinions, entry.nones] == tags
    assert [stats["facts"], stats["opinions"], stats["nones"]] == tags
    assert all(row["source"] for row in rows)
    assert any(row["source"].startswith("編者（") for row in rows)
