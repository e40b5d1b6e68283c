"""`meipi export` of claims: a sheet of several articles, what a search finds, what is published."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reader.library import export as exporting

Run = Callable[..., Result]
STATION = """---
title: 北站開工
source: 山城報
date: 2026-11-02
---

市府說，北站明年三月開工。工會不同意。
"""
OPENS, UNION, SALES = "北站明年三月開工", "工會不同意", "銷量增長"


@pytest.fixture
def marked(run: Run, library: Path) -> Run:
    """Claims of two articles and two annotators, one private, one with a private note."""
    (library / "articles" / "station.md").write_text(STATION, "utf-8")

    def mark(article: str, quote: str, *more: str, who: str = "Lin") -> None:
        done = run("annotate", article, "--quote", quote, *more, "--as", who)
        assert done.exit_code == 0, done.output

    mark("station", OPENS, "--tag", "fact", "--source", "市府")
    mark("station", UNION, "--tag", "fact", "--note", "線人說的", "--private")
    mark("car", SALES, "--tag", "fact", "--verdict", "incorrect", "--justification", "看了年報")
    mark(
        "car",
        "我認為重點不在此",
        "--tag",
        "opinion",
        "--note",
        "線人",
        "--note-private",
        who="Wang",
    )
    mark("car", "京東說會合作", "--note", "不是主張")
    return run


def sheet(result: Result) -> list[tuple[str, str]]:
    """Article and claim of each row."""
    text = result.stdout_bytes.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [(row["Article"], row["Claim"]) for row in rows]


def test_all_claims_of_all_articles_are_one_table(marked: Run) -> None:
    result = marked("export", "--format", "sheet")
    assert sheet(result) == [
        ("北站開工", OPENS),
        ("京東造車", SALES),
        ("京東造車", "我認為重點不在此"),
    ]
    assert "線人" not in result.stdout
    assert "Private annotations left out: 1" in result.stderr
    assert "Private notes left out: 1" in result.stderr
    assert sheet(marked("export", "station", "--format", "sheet")) == [("北站開工", OPENS)]


def test_a_search_chooses_claims_for_any_format(marked: Run) -> None:
    found = marked("export", "--query", "status:decided", "--format", "sheet")
    assert sheet(found) == [("京東造車", SALES)]
    text = marked("export", "--query", "tag:fact", "--format", "csv").stdout_bytes.decode(
        "utf-8-sig"
    )
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert [row["quote"] for row in rows] == [OPENS, SALES]
    narrowed = marked("export", "station", "--query", "tag:fact", "--format", "sheet")
    assert sheet(narrowed) == [("北站開工", OPENS)]
    assert "left out: 1" in narrowed.stderr
    assert sheet(marked("export", "--query", "by:Wang", "--format", "sheet")) == [
        ("京東造車", "我認為重點不在此")
    ]


def test_who_is_named_is_found_though_hidden(marked: Run, library: Path) -> None:
    from reader.library import open_library

    opened = open_library(library)
    [wang] = [it for it in opened.annotators() if it.name == "Wang"]
    opened.submit(lambda edits: edits.show_annotator(wang.id, False)).result()
    opened.close()
    query = ("export", "--query", "tag:opinion", "--format", "sheet")
    assert marked(*query).exit_code == 1
    assert sheet(marked(*query, "--by", "Wang")) == [("京東造車", "我認為重點不在此")]


def test_nothing_found_is_said(marked: Run) -> None:
    result = marked("export", "--query", "沒有這樣的話")
    assert result.exit_code == 1
    assert "沒有這樣的話" in result.stderr


def test_a_search_that_stands_for_an_article_is_told_apart(marked: Run) -> None:
    result = marked("export", "status:decided")
    assert result.exit_code == 2
    assert 'meipi export --query "status:decided"' in result.stderr
    other = marked("export", "沒有這篇")
    assert other.exit_code == 2
    assert "--query" not in other.stderr


def test_a_wrong_search_is_refused(marked: Run) -> None:
    result = marked("export", "--query", "status:什麼")
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".html", ".md", ".XLSX"])
def test_what_the_file_ends_in_says_its_shape(ending: str, marked: Run, tmp_path: Path) -> None:
    target = tmp_path / f"sheet{ending}"
    assert marked("export", "--format", "sheet", "-o", str(target)).exit_code == 0
    begins = {".csv": b"\xef\xbb\xbf", ".xlsx": b"PK", ".html": b"<!doctype", ".md": b"| Article"}
    assert target.read_bytes().startswith(begins[ending.lower()])


def test_a_workbook_or_a_page_is_a_sheet_by_its_ending(marked: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.html"):
        assert marked("export", "-o", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["sheet.odt", "sheet"])
def test_an_unknown_shape_writes_nothing(name: str, marked: Run, tmp_path: Path) -> None:
    result = marked("export", "--format", "sheet", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert ".xlsx, .csv, .html, .md" in result.stderr
    assert not (tmp_path / name).exists()


def test_a_workbook_needs_its_package(
    marked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_has_workbooks", lambda: False)
    result = marked("export", "-o", str(tmp_path / "a.xlsx"))
    assert result.exit_code == 2
    assert "XlsxWriter" in result.stderr
    assert not (tmp_path / "a.xlsx").exists()


def test_only_verdicts_that_may_be_published_leave_as_averitec(marked: Run) -> None:
    result = marked("export", "--format", "averitec")
    [claim] = json.loads(result.stdout)
    assert (claim["claim"], claim["label"]) == (SALES, "Refuted")
    assert "Claims without a verdict to publish, left out: 1" in result.stderr


def test_a_review_needs_a_publisher_and_a_page(marked: Run, tmp_path: Path) -> None:
    refused = marked("export", "--format", "claimreview")
    assert refused.exit_code == 2
    assert "“name” under [publishing]" in refused.stderr
    settings = '[publishing]\nname = "查核報"\npage = "https://check.example.org/{article}"\n'
    (tmp_path / "settings.toml").write_text(settings, "utf-8")
    [review] = json.loads(marked("export", "--format", "claimreview").stdout)
    assert review["author"]["name"] == "查核報"
    assert review["reviewRating"]["ratingValue"] == 1
    assert "{" not in review["url"]


def test_a_view_needs_a_place(marked: Run) -> None:
    result = marked("export", "--format", "averitec", "--view", "cn")
    assert result.exit_code == 2
    assert "--view" in result.stderr
    shown = marked("export", "--format", "sheet", "--view", "cn", "--query", "from:山城")
    assert "Claim in the other script" in shown.stdout
    assert "北站明年三月开工" in shown.stdout
