"""`meipi search`: what is printed for people and for programs, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from reader.cli.main import program
from reader.ingest.files import read_file
from reader.text.query import MOST

KEYS = {
    "article",
    "title",
    "section",
    "start",
    "end",
    "text",
    "in",
    "passage",
    "by_vocabulary",
    "annotation",
    "note",
    "tags",
}
TAXI = """---
title: 搭車記
source: 街坊報
date: 2025-11-02
---

他坐出租車來。

京東也造車。
"""


@pytest.fixture
def taxi(library: Path) -> Path:
    path = library / "articles" / "taxi.md"
    path.write_text(TAXI, encoding="utf-8")
    return path


def source(library: Path, name: str = "car.md") -> str:
    return read_file(library / "articles" / name).article.text


def texts(hits: list[dict[str, Any]]) -> list[str]:
    return [hit["text"] for hit in hits]


def test_people_read_articles_and_their_passages(run, taxi: Path) -> None:
    result = run("search", "京东")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "搭車記 · 街坊報 · 2025-11-02 · articles/taxi.md",
        "    正文  京東也造車。",
        "京東造車 · 商業趨勢 · 2025-10-14 · articles/car.md",
        "    不一樣的戰略  京東說會合作。",
        "    不一樣的戰略  重點在價格，京東說。",
    ]


def test_sections_without_a_heading_are_named(run) -> None:
    assert run("search", "銷量", "--language", "zh-Hans").stdout.splitlines()[1:] == [
        "    正文  銷量增長了12%。"
    ]
    assert "    編者按  【編者按】近年來企業造車。" in run("search", "企業").stdout.splitlines()


def test_several_arguments_are_one_query_and_a_hyphen_excludes(run, taxi: Path) -> None:
    assert "taxi.md" not in run("search", "京東", "價格").stdout
    for arguments in (["造車", "-出租車"], ["-出租車", "造車"], ["--", "-出租車", "造車"]):
        result = run("search", *arguments)
        assert "car.md" in result.stdout
        assert "taxi.md" not in result.stdout
    # A short option's letter is no option here.
    assert run("search", "造車", "-hello", "-jl").exit_code == 0
    assert run("search", "造車", "-from:商業").stdout.count(".md") == 1


def test_phrases_keep_their_spaces(run, library: Path) -> None:
    (library / "articles" / "car.md").write_text("招商 證券說。證券招商。\n", encoding="utf-8")
    assert len(json.loads(run("search", '"招商 證券"', "--json").stdout)) == 1
    assert len(json.loads(run("search", "招商 證券", "--json").stdout)) == 4


def test_json_gives_each_hit_with_its_place_in_the_source(output, library: Path) -> None:
    hits = output("search", "京东", "--json")
    text = source(library)
    assert all(hit.keys() == KEYS for hit in hits)
    title, *inside = hits
    assert (title["in"], title["start"], title["end"], title["text"]) == (
        "title",
        None,
        None,
        "京東",
    )
    assert title["passage"] == {"start": None, "end": None, "text": "京東造車"}
    assert [hit["start"] for hit in inside] == [text.find("京東說會"), text.find("京東說。")]
    for hit in inside:
        passage = hit["passage"]
        assert hit["text"] == text[hit["start"] : hit["end"]] == "京東"
        assert passage["text"] == text[passage["start"] : passage["end"]]
        assert (hit["in"], hit["article"], hit["section"]) == (
            "text",
            "articles/car.md",
            "不一樣的戰略",
        )
        assert (hit["annotation"], hit["note"], hit["tags"]) == (None, None, [])


def test_another_regions_word_is_said_to_be_one(run, output, taxi: Path) -> None:
    (hit,) = output("search", "計程車", "--json")
    assert (hit["text"], hit["by_vocabulary"]) == ("出租車", True)
    assert not output("search", "出租車", "--json")[0]["by_vocabulary"]
    assert "(another region's word)  他坐出租車來。" in run("search", "計程車").stdout
    assert run("search", "「計程車」").exit_code == 1


def test_notes_and_tags_are_found_and_shown(marked, output, library: Path) -> None:
    assert marked("search", "京東說會").stdout.splitlines()[1:] == [
        "    不一樣的戰略  F  京東說會合作。"
    ]
    assert marked("search", "陳先生").stdout.splitlines()[1:] == [
        "    不一樣的戰略  F  Note:  線人陳先生"
    ]
    (hit,) = output("search", "線人 陈先生", "--json")
    assert hit["text"] == source(library)[hit["start"] : hit["end"]] == "京東說會合作。"
    assert (hit["in"], hit["note"], hit["tags"]) == ("note", "線人陳先生", ["fact"])
    assert hit["annotation"]


def test_filters_about_annotations_give_annotations(marked, output) -> None:
    facts = output("search", "tag:fact", "--json")
    assert texts(facts) == ["銷量增長了12%。", "京東說會合作。"]
    assert len({hit["annotation"] for hit in facts}) == 2
    assert texts(output("search", "標：事實", "source:統計", "12", "--json")) == ["12"]
    assert texts(output("search", "tag:o", "by:lin", "--json")) == ["我認為重點不在此。"]
    assert "O?  我認為重點不在此。" in marked("search", "-tag:fact").stdout
    assert marked("search", "tag:none").exit_code == 1


def test_an_article_that_is_found_as_a_whole(run, output, taxi: Path) -> None:
    assert run("search", "after:2025-11").stdout.splitlines() == [
        "搭車記 · 街坊報 · 2025-11-02 · articles/taxi.md"
    ]
    (whole,) = output("search", "from:街坊", "--json")
    assert whole.keys() == KEYS
    assert (whole["article"], whole["in"], whole["start"]) == ("articles/taxi.md", None, None)


def test_nothing_found_ends_with_1(run) -> None:
    result = run("search", "沒有這回事")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "沒有這回事" in result.stderr
    nothing = run("search", "沒有這回事", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)) == (1, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["foo:1"], "tag, status, verdict, source, label, by, in, from, after, before"),
        (["京東", "tag:"], "fact 事實, opinion 觀點, none 無主張"),
        (["after:2025-02-30"], "YYYY-MM-DD"),
        (["source:"], "source:"),
        ([""], "nothing to search for"),
        (["-"], "nothing to search for"),
        ([], "QUERY"),
        (["京東", "--jsn"], "--jsn"),
        (["京東", "--limit", "0"], "--limit"),
    ],
)
def test_what_cannot_be_searched_for_ends_with_2(run, arguments: list[str], said: str) -> None:
    result = run("search", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_help_is_there_by_either_name(run) -> None:
    for option in ("-h", "--help"):
        result = run("search", option)
        assert result.exit_code == 0
        assert "Example:" in result.stdout


def test_every_part_of_a_long_result_comes_once_and_in_order(run, output, library: Path) -> None:
    for number in range(120):
        day = f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}"
        (library / "articles" / f"{number}.md").write_text(
            f"---\ntitle: 第{number}篇\ndate: {day}\n---\n\n第{number}天下雨。\n", encoding="utf-8"
        )
    found = [f"articles/{number}.md" for number in reversed(range(120))]
    assert [hit["article"] for hit in output("search", "下雨", "--json")] == found
    assert [hit["article"] for hit in output("search", "下雨", "--json", "--limit", "70")] == found[
        :70
    ]
    assert run("search", "下雨", "--limit", "2").stdout.count(".md") == 2


def test_control_characters_do_not_come_out(run, library: Path) -> None:
    path = library / "articles" / "evil.md"
    path.write_text(
        '---\ntitle: "惡\\e]0;意"\n---\n\n惡\x1b[31m意\u202e的文字。\n', encoding="utf-8"
    )
    for arguments in (["惡"], ["惡", "--json"], ["沒\x1b[31m有"]):
        result = run("search", *arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout + result.stderr)


def test_hits_are_coloured_on_a_terminal_unless_that_is_not_wanted(
    run, taxi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def printed() -> str:
        result = CliRunner().invoke(program, ["search", "計程車"], color=True)
        return result.stdout.splitlines()[1]

    coloured = printed()
    assert click.style("出租車", fg="red", bold=True, underline=True) in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed() == click.unstyle(coloured)


PARTS = (
    "{n}字", "-{n}字", "tag:fact", "-tag:none", "status:unchecked", "label:{n}", "-label:{n}",
    "source:{n}", "by:{n}", "in:note", "from:{n}", "-from:{n}", "after:2020", '"a {n}"',
)  # fmt: skip


@pytest.mark.parametrize("part", [*PARTS, " ".join(PARTS)])
def test_a_search_takes_as_many_words_and_filters_as_it_says(part: str, run) -> None:
    many = " ".join(part.format(n=number) for number in range(5000)).split(" ")
    whole = MOST // part.count(" ") if part in PARTS and " " in part else MOST
    for command in (("search", "--"), ("list", "--filter")):
        for query in (many[: whole - whole % 2], ["車", *many[: whole - 2]]):
            found = run(*command, " ".join(query))
            assert found.exit_code in (0, 1), found.output
        late = run(*command, " ".join(many))
        assert late.exit_code == 2
        assert str(MOST) in late.stderr
        assert "Traceback" not in late.output
