"""`meipi export`, `list` and `stats` on a library that was annotated."""

import csv
import errno
import io
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import Result

from reader.analysis.statistics import Counts, Statistics
from reader.cli.counting import CountReport, rows
from reader.library.export import default_name
from reader.library.target_files import write_file
from reader.model import Head
from reader.store import annotations
from reader.words import load


def table(result: Result) -> list[dict[str, str]]:
    text = result.stdout_bytes.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_annotate_export_and_parse_back(marked, library: Path) -> None:
    from reader.ingest.files import read_file

    text = read_file(library / "articles/car.md").article.text
    rows = table(marked("export", "car", "--format", "csv"))
    assert [(row["quote"], row["tag"], row["unsure"]) for row in rows] == [
        ("銷量增長了12%。", "fact", "false"),
        ("我認為重點不在此。", "opinion", "true"),
    ]
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)
    assert {row["annotator"] for row in rows} == {"Lin"}
    assert rows[0]["article"] == "articles/car.md"
    assert rows[0]["section"] == "正文"

    page = json.loads(marked("export", "car", "--format", "jsonld").stdout)["first"]
    for item, row in zip(page["items"], rows, strict=True):
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == row["quote"]
        assert item["id"] == f"urn:uuid:{row['id']}"


def test_private_annotations_are_left_out_and_counted(marked) -> None:
    for name in ("markdown", "csv", "jsonld"):
        result = marked("export", "--format", name)
        assert "陳先生" not in result.stdout
        assert "left out: 1" in result.stderr


def test_a_view_stands_beside_the_quotes_of_the_source(marked) -> None:
    rows = table(marked("export", "car", "--format", "csv", "--view", "t2s"))
    assert [(row["quote"], row["quote_in_view"], row["view"]) for row in rows] == [
        ("銷量增長了12%。", "销量增长了12%。", "t2s"),
        ("我認為重點不在此。", "我认为重点不在此。", "t2s"),
    ]
    assert "quote_in_view" not in marked("export", "car", "--format", "csv").stdout
    assert "\n> 我认为重点不在此。\n" in marked("export", "--view", "t2s").stdout


@pytest.mark.parametrize("articles", [(), ("car",)])
def test_an_unknown_view_is_wrong_use(run, articles: tuple[str, ...]) -> None:
    from reader.text.scripts import configs

    result = run("export", *articles, "--view", "s2xx")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "“s2xx”" in result.stderr
    assert ", ".join(configs()) in result.stderr


def test_only_the_annotators_asked_for(marked) -> None:
    marked("annotate", "car", "--quote", "京東說會合作。", "--tag", "opinion", "--as", "Wong")
    rows = table(marked("export", "--format", "csv", "--by", "Wong"))
    assert [row["annotator"] for row in rows] == ["Wong"]
    assert len(table(marked("export", "--format", "csv"))) == 3
    result = marked("export", "--by", "nobody")
    assert result.exit_code == 2
    assert "“nobody”" in result.stderr


def test_hidden_annotators_are_exported_only_when_named(marked, library: Path) -> None:
    from reader.library import open_library

    opened = open_library(library)
    [lin] = [it for it in opened.annotators() if it.name == "Lin"]
    opened.submit(lambda edits: edits.show_annotator(lin.id, False)).result()
    opened.close()
    assert marked("export").exit_code == 1
    assert len(table(marked("export", "--format", "csv", "--by", "Lin"))) == 2


def test_into_a_file_at_once(marked, tmp_path: Path) -> None:
    target = tmp_path / "claims.md"
    target.write_text("old")
    target.chmod(0o640)
    refused = marked("export", "car", "-o", str(target))
    assert refused.exit_code == 2
    assert "is there already and was left as it is" in refused.stderr
    assert target.read_text(encoding="utf-8") == "old"
    result = marked("export", "car", "-o", str(target), "--force")
    assert result.stdout == ""
    assert f"Annotations written to “{target}”: 2" in result.stderr
    assert target.read_text(encoding="utf-8").startswith("# 京東造車\n")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [it.name for it in tmp_path.glob(".meipi*")] == []


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "new.csv", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("place", "said"),
    [("missing/x.csv", "no such folder"), ("claims.md/x", "no such folder"), (".", "is a folder")],
)
def test_a_place_that_cannot_be_written(marked, tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "claims.md").touch()
    result = marked("export", "-o", str(tmp_path / place))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_full_disk_keeps_the_old_file(
    marked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "claims.md"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reader.library.intake.held_folders.os.fsync", full)
    result = marked("export", "-o", str(target), "--force")
    assert result.exit_code == 2
    assert "disk is full" in result.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.glob(".meipi*")) == []


@pytest.mark.parametrize(
    ("name", "begins"),
    [("claims.csv", "\ufeffarticle,"), ("Claims.MD", "# "), ("a.jsonld", "{"), ("a.json", "{")],
)
def test_the_ending_says_the_format(marked, tmp_path: Path, name: str, begins: str) -> None:
    assert marked("export", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_text("utf-8").startswith(begins)
    other = marked("export", "-o", str(tmp_path / "x.csv"), "--format", "markdown")
    assert other.exit_code == 0
    assert (tmp_path / "x.csv").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["claims", "claims.xls", "claims.csv.gz"])
def test_an_ending_that_no_format_has_is_told_with_those_that_are(
    marked, tmp_path: Path, name: str
) -> None:
    result = marked("export", "-o", str(tmp_path / name))
    assert result.exit_code == 2
    assert ".md, .markdown, .csv, .jsonld, .json" in result.stderr
    assert not (tmp_path / name).exists()
    assert marked("export", "-o", str(tmp_path / name), "--format", "csv").exit_code == 0


def test_nothing_to_export_is_exit_code_1(run) -> None:
    result = run("export", "--format", "csv")
    assert result.exit_code == 1
    assert "nothing to export" in result.stderr


def test_the_sheet_speaks_the_language_asked_for(marked) -> None:
    assert "- 事實\n- 來源：統計局\n" in marked("export", "--language", "zh-Hant").stdout


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("京東造車", "京東造車.csv"),
        ("../../etc/pass wd", "etc-pass-wd.csv"),
        ("a\x1b[31m:*?", "a.csv"),
        ("", "meipi.csv"),
    ],
)
def test_file_names_are_safe(title: str, name: str) -> None:
    assert default_name(Head("1", "2", title), "csv") == name


def test_list(marked, output) -> None:
    [entry] = output("list", "--json")
    assert entry["title"] == "京東造車"
    assert entry["path"] == "articles/car.md"
    assert (entry["facts"], entry["opinions"]) == (2, 1)
    text = marked("list").stdout
    assert text.startswith("京東造車\n    商業趨勢 · 2025-10-14 · articles/car.md · fact 2")


def test_an_empty_library_is_exit_code_1(run, library: Path) -> None:
    (library / "articles/car.md").unlink()
    result = run("list")
    assert result.exit_code == 1
    assert "has no articles yet" in result.stderr


def test_a_file_that_cannot_be_taken_in_stops_no_other(run, library: Path) -> None:
    (library / "articles/photo.txt").write_bytes(b"\x89PNG\x00\x01")
    result = run("list")
    assert result.exit_code == 0
    assert "京東造車" in result.stdout
    assert "is not a text file" in result.stderr


def test_stats_of_an_article(marked, output) -> None:
    found = output("stats", "car", "--json")
    assert (found["total"], found["facts"], found["opinions"]) == (2, 1, 1)
    assert found["left_out"] == 1
    assert [(it["heading"], it["total"]) for it in found["sections"]] == [("正文", 2)]
    assert [(it["source"], it["total"]) for it in found["sources"]] == [("統計局", 1), ("", 1)]
    assert [(it["name"], it["total"]) for it in found["annotators"]] == [("Lin", 2)]
    text = marked("stats", "car").stdout
    assert "By section\n  正文: 2 (fact 1, opinion 1, no claim 0, not tagged 0)" in text


def test_the_tables_of_stats_add_up(marked) -> None:
    marked("annotate", "car", "--quote", "近年來", "--highlight", "yellow", "--source", "編者")
    marked("annotate", "car", "--quote", "重點在價格，京東說。", "--tag", "none")
    text = marked("stats", "car").stdout
    head, *tables = text.split("\n\n")
    assert "Annotations: 4 (fact 1, opinion 1, no claim 1, not tagged 1;" in head
    assert "Each table counts all annotations, tagged or not: 4" in head
    assert [table.splitlines()[0] for table in tables] == [
        "By section",
        "By source",
        "By state of the check",
        "By annotator",
    ]
    for found in tables:
        assert sum(map(int, re.findall(r"^  .*: (\d+) \(", found, re.M))) == 4


def test_what_is_no_longer_in_the_text_is_a_line_of_the_sections() -> None:
    lost, placed = Counts(1, facts=1), Counts(2, opinions=2)
    found = Statistics(overall=Counts(3, facts=1, opinions=2), orphans=lost)
    one = list(rows(CountReport(1, 9, found, [("正文", placed)], []), load("en")))
    assert one[-3:] == [
        "By section",
        "  正文: 2 (fact 0, opinion 2, no claim 0, not tagged 0)",
        "  No longer in the text: 1 (fact 1, opinion 0, no claim 0, not tagged 0)",
    ]
    whole_library = list(rows(CountReport(2, 9, found, [], []), load("en")))
    assert whole_library[-1] == "No longer in the text: 1"


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "number", ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "EROFS", "ENAMETOOLONG", "EISDIR", "ENOSPC"]
)
def test_why_a_file_cannot_be_written_is_said_in_the_language(
    marked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, language: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(getattr(errno, number), "the system's own words")

    monkeypatch.setattr("reader.library.intake.held_folders.os.fsync", refuse)
    result = marked("export", "-o", str(tmp_path / "x.md"), "--language", language)
    assert result.exit_code == 2
    [message] = result.stderr.splitlines()
    assert f"{tmp_path}/x.md" in message
    assert "own words" not in message


def test_a_name_that_is_too_long(marked, tmp_path: Path) -> None:
    result = marked("export", "-o", str(tmp_path / ("長" * 300 + ".md")))
    assert result.exit_code == 2
    assert "name is too long" in result.stderr


def test_stats_of_a_library_without_annotations(run) -> None:
    result = run("stats")
    assert result.exit_code == 1
    assert result.stdout.startswith("Articles: 1")


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize(
    "name",
    [
        "annotations.db", "annotations.db-wal", "annotations.db.csv", "articles/car.md",
        "articles/new.csv", "articles/../annotations.db", "annotations.db.backups/new.csv",
        "link.csv", "folder/annotations.db", "folder/articles/deep/new.csv",
    ],
)  # fmt: skip
def test_nothing_is_written_over_the_library(
    marked, library: Path, name: str, force: tuple[str, ...]
) -> None:
    (library / "link.csv").symlink_to(library / "annotations.db")
    (library / "folder").symlink_to(library)
    before = {it: it.read_bytes() for it in library.rglob("*") if it.is_file()}
    for command in (("export", "--format", "csv"), ("feeds", "export")):
        refused = marked(*command, "-o", str(library / name), *force)
        assert refused.exit_code == 2
        assert "belongs to the library itself" in refused.stderr
    after = {it: it.read_bytes() for it in library.rglob("*") if it.is_file()}
    kept = {it for it in before if not it.name.endswith(("-shm", "-wal"))}
    assert {it: after[it] for it in kept} == {it: before[it] for it in kept}
    assert not {it for it in after if it.name == "new.csv"}
    assert len(table(marked("export", "--format", "csv"))) == 2


def test_a_file_beside_the_library_is_written(marked, library: Path) -> None:
    for name in ("claims.csv", "my annotations.db.csv", "articles.csv"):
        assert marked("export", "-o", str(library / name)).exit_code == 0


def test_the_annotations_of_an_article_are_read_once(
    marked, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    of_article = annotations.of_article

    def counted(connection, article: str, *args, **kwargs):
        read.append(article)
        return of_article(connection, article, *args, **kwargs)

    monkeypatch.setattr(annotations, "of_article", counted)
    marked("export", "car", "--format", "csv")
    assert len(read) == 1
