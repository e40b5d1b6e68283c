"""Words that a joined line end cuts are found as what is shown: in the library and by a quote."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.db.connection import connect
from reader.store.search.check import check

WRAPPED = """\
河岸的燈塔

港務局昨天宣布，河口的舊燈塔將在明年春天重新點亮，工程由七家廠商分二十
三個階段進行，附近的居民等了將近十年，終於等到這一天，有人當場落淚，並說
從小就在塔下長大。負責的工程師說，新的燈具向來來自遙遠北方的 Blue
Harbour 公司，亮度是舊燈的四倍，耗電卻只有一半，明年起每晚點亮六個小時，冬
天則延長為八個小時。
"""


@pytest.fixture
def lighthouse(library: Path) -> Path:
    path = library / "articles" / "lighthouse.txt"
    path.write_text(WRAPPED, encoding="utf-8")
    return path


def hits(run, *query: str) -> list[tuple[str, str]]:
    result = run("search", "--json", *query)
    found = json.loads(result.stdout)
    for hit in found:
        if hit["start"] is not None and hit["in"] == "text":
            assert WRAPPED[hit["start"] : hit["end"]] == hit["text"]
    return [(hit["article"], hit["text"]) for hit in found]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("二十三個階段", "二十\n三個階段"),
        ("冬天", "冬\n天"),
        ("Blue Harbour", "Blue\nHarbour"),
        ("並說從小", "並說\n從小"),
    ],
)
def test_a_word_is_found_that_a_line_end_cuts(run, lighthouse: Path, query, text) -> None:
    assert hits(run, f'"{query}"') == [("articles/lighthouse.txt", text)]


def test_a_space_that_is_not_shown_is_not_found(run, lighthouse: Path) -> None:
    assert run("search", '"二十 三個"').exit_code == 1
    assert run("search", "BlueHarbour").exit_code == 1


def test_people_read_the_passage_on_one_line(run, lighthouse: Path) -> None:
    shown = run("search", "二十三個階段").stdout
    assert "二十三個階段進行" in shown
    assert "北方的 Blue Harbour 公司" in run("search", "Harbour").stdout


@pytest.mark.parametrize("quote", ["二十三個階段", "二十 \n 三個階段", "二十\n三個階段"])
def test_a_quote_is_found_as_it_is_shown(run, lighthouse: Path, quote) -> None:
    done = run(
        "annotate", "燈塔", "--quote", quote, "--tag", "fact", "--as", "Lin", "--note", "量過"
    )
    assert done.exit_code == 0
    assert "“二十三個階段”" in done.stdout

    start = WRAPPED.index("二十\n三個")
    (mark,) = json.loads(run("search", "--json", "tag:fact", "二十三").stdout)
    assert (mark["passage"]["start"], mark["passage"]["end"]) == (start, start + 7)
    assert mark["text"] == "二十\n三"
    assert run("search", "tag:fact", "十七").exit_code == 1


def test_a_quote_with_words_run_together_is_not_found(run, lighthouse: Path) -> None:
    refused = run("annotate", "燈塔", "--quote", "BlueHarbour", "--tag", "fact", "--as", "Lin")
    assert refused.exit_code == 2


def test_the_view_of_a_quote_is_on_one_line(run, lighthouse: Path) -> None:
    run("annotate", "燈塔", "--quote", "七家廠商分二十三個階段", "--tag", "fact", "--as", "Lin")
    told = run("export", "燈塔", "--format", "markdown", "--view", "cn").stdout
    assert "七家厂商分二十三个阶段" in told


def test_what_was_indexed_before_is_found_after_the_next_start(run, library: Path, lighthouse):
    assert hits(run, "冬天")
    with closing(sqlite3.connect(library / "annotations.db")) as database, database:
        ((number, kept),) = database.execute(
            "SELECT s.number, t.text FROM search_text t JOIN search_article s USING (number)"
            " WHERE s.article IN (SELECT article FROM file WHERE path LIKE '%lighthouse.txt')"
        ).fetchall()
        old = kept.decode("utf-16-le")[:-1].replace("\ufddf", " ").encode("utf-16-le")
        assert old != kept
        database.execute("UPDATE search_text SET text = ? WHERE number = ?", (old, number))
        database.execute("DELETE FROM setting WHERE key = 'search_joined'")

    assert hits(run, "冬天") == [("articles/lighthouse.txt", "冬\n天")]
    with closing(connect(library / "annotations.db")) as database:
        assert check(database) == []
