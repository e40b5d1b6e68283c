"""`meipi claims`: the claims of all articles for people and for programs, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Run = Callable[..., Result]
STATION = """---
title: 北站開工
source: 山城報
date: 2026-11-02
---

市府說，北站明年三月開工。工會不同意。

## 經費

計程車業者表示歡迎，經費是 40 億元。
"""


@pytest.fixture
def marked(run: Run, library: Path) -> Run:
    """A library with claims of two articles and two annotators."""
    (library / "articles" / "station.md").write_text(STATION, "utf-8")

    def mark(article: str, quote: str, *more: str, who: str = "Lin") -> None:
        done = run("annotate", article, "--quote", quote, *more, "--as", who)
        assert done.exit_code == 0, done.output

    mark("station", "北站明年三月開工", "--tag", "fact", "--source", "市府", "--priority", "2",
         "--due", "2026年12月3日", "--assignee", "陳怡", "--method", "看預算書")  # fmt: skip
    mark("station", "計程車業者表示歡迎", "--tag", "opinion", "--private")
    mark("station", "經費是 40 億元", "--tag", "none")
    mark("car", "銷量增長", "--tag", "fact", "--verdict", "incorrect", "--justification", "表")
    mark("car", "銷量增長", "--tag", "opinion", "--note", "再看", who="Wang")
    return run


def quotes(run: Run, *query: str) -> list[str]:
    result = run("claims", *query, "--json")
    assert result.exit_code == (0 if json.loads(result.stdout) else 1)
    return [claim["quote"] for claim in json.loads(result.stdout)]


OPENS, WELCOME, SALES = "北站明年三月開工", "計程車業者表示歡迎", "銷量增長"


def test_people_read_quote_check_and_place(marked: Run) -> None:
    result = marked("claims", "assigned:陳")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "F 北站明年三月開工",
        "    unchecked · 市府 · Priority 2 · Due 2026-12-03 · Assignee 陳怡",
        "    北站開工 · 正文 · 山城報 · 2026-11-02 · Lin",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [OPENS, WELCOME, SALES, SALES]),
        ("tag:opinion", [WELCOME, SALES]),
        ("出租车", [WELCOME]),
        ("再看", [SALES]),
        ("by:wang", [SALES]),
        ("priority:1", [OPENS]),
        ("priority:3", []),
        ("due:<=2026-12-03", [OPENS]),
        ("due:<2026-12-03", []),
        ("is:private OR verdict:錯誤", [WELCOME, SALES]),
        ("-(tag:fact OR is:private)", [SALES]),
        ("from:山城 -has:source", [WELCOME]),
    ],
)
def test_queries(marked: Run, query: str, found: list[str]) -> None:
    assert quotes(marked, "--private", *([query] if query else [])) == found
    counted = marked("claims", "--private", *query.split(), "--count")
    assert counted.stdout == f"{len(found)}\n"


def test_order_and_limit(marked: Run) -> None:
    assert quotes(marked, "--sort", "due", "--limit", "1") == [OPENS]
    assert quotes(marked, "--sort", "priority", "--reverse")[-1] == OPENS
    assert marked("claims", "--count", "--limit", "3").stdout == "3\n"


def test_json_holds_the_whole_check(marked: Run) -> None:
    (claim,) = json.loads(marked("claims", "assigned:陳", "--json").stdout)
    wanted: dict[str, Any] = {
        "article": "articles/station.md", "title": "北站開工", "section": "正文",
        "attribution": "named", "tag": "fact",
        "annotator": "Lin", "source": "市府", "priority": 2, "due": "2026-12-03",
        "assignee": "陳怡", "method": "看預算書", "status": "unchecked", "verdict": None,
        "stale": False, "private": False, "anchor": "original",
    }  # fmt: skip
    assert {name: claim[name] for name in wanted} == wanted
    assert claim["end"] - claim["start"] == len(OPENS)


def test_who_says_it_is_the_author_where_nobody_is_named(marked: Run) -> None:
    lines = marked("claims", "--private", "tag:opinion", "from:山城").stdout.splitlines()
    assert lines[1] == "    unchecked · the author (山城報) · private: never exported"
    assert lines[2] == "    北站開工 · 經費 · 山城報 · 2026-11-02 · Lin"


def test_a_verdict_on_words_that_were_changed_waits(marked: Run, library: Path) -> None:
    article = library / "articles" / "car.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace(SALES, "銷量大幅增長"), "utf-8")
    marked("list")
    stale = json.loads(marked("claims", "is:stale", "--json").stdout)
    assert [(claim["stale"], claim["exact"]) for claim in stale] == [(True, SALES)]
    assert stale[0]["quote"] != SALES
    assert "its words were changed" in marked("claims", "is:stale").stdout


def test_one_is_undone_with_the_person_it_named(marked: Run) -> None:
    assert marked("undo", "--yes", "--as", "Lin").exit_code == 0
    assert quotes(marked, "verdict:incorrect") == []


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--due", "soon", "is no day"),
        ("--priority", "4", "0<=x<=3"),
        ("--assignee", "甲" * 65, "64"),
    ],
)
def test_values_that_cannot_be_are_refused(marked: Run, option: str, value: str, says: str) -> None:
    done = marked("annotate", "station", "--quote", OPENS, option, value, "--as", "Lin")
    assert done.exit_code == 2
    assert says in done.stderr
    assert quotes(marked, "assigned:陳") == [OPENS]


def test_a_batch_takes_them_and_says_what_is_wrong(marked: Run) -> None:
    line = {"article": "station", "quote": "工會不同意", "tag": "fact", "priority": 3,
            "due": "2026-12-24", "assignee": "陳怡"}  # fmt: skip
    assert marked("annotate", "--batch", "-", "--as", "Lin", stdin=json.dumps(line)).exit_code == 0
    assert quotes(marked, "priority:3") == ["工會不同意"]
    line["priority"] = "high"
    wrong = marked("annotate", "--batch", "-", "--as", "Lin", stdin=json.dumps(line))
    assert wrong.exit_code == 2
    assert "0, 1, 2, 3" in wrong.stderr


def test_none_is_said_and_ends_with_one(run: Run, library: Path) -> None:
    result = run("claims")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There are no claims yet" in result.stderr
    assert run("claims", "--json").stdout.split() == ["[]"]
    assert run("claims", "due:soon").exit_code == 2
