"""`meipi show`: structure with true offsets, and typeset text."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.main import program
from reader.text.typesetting.cell_width import cell_len


def test_json_of_a_file_needs_no_library(library: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["show", str(library / "articles/car.md"), "--json"])
    assert result.exit_code == 0
    article = json.loads(result.stdout)
    assert article["title"] == "京東造車"
    assert article["url"] == "https://example.org/car"
    assert [section["heading"] for section in article["sections"]] == [None, None, "不一樣的戰略"]
    assert [section["label"] for section in article["sections"]] == [
        "編者按",
        "正文",
        "不一樣的戰略",
    ]
    assert not (library / "annotations.db").exists()
    assert not (tmp_path / "data").exists()


def test_offsets_are_those_of_the_article(library: Path) -> None:
    from reader.ingest.files import read_file

    path = library / "articles/car.md"
    text = read_file(path).article.text
    result = CliRunner().invoke(program, ["show", str(path), "--json"])
    paragraphs = [it for s in json.loads(result.stdout)["sections"] for it in s["paragraphs"]]
    assert all(text[it["start"] : it["end"]] == it["text"] for it in paragraphs)
    body = next(it for it in paragraphs if "銷量" in it["text"])
    assert body["role"] == "body"
    assert [text[start:end] for start, end in body["sentences"]] == [
        "銷量增長了12%。",
        "我認為重點不在此。",
    ]


def test_an_article_of_the_library_gives_the_same(run, output, library: Path) -> None:
    by_title = output("show", "京東造車", "--json")
    by_file = output("show", str(library / "articles/car.md"), "--json")
    assert by_title.pop("revision")
    assert by_file.pop("revision") == ""
    assert by_title == by_file


@pytest.mark.parametrize("width", [20, 33, 60])
def test_plain_text_fits_its_width(run, width: int) -> None:
    result = run("show", "car", "--width", str(width))
    rows = result.stdout.splitlines()
    assert rows[0] == "京東造車"
    assert "    銷量增長了" in result.stdout
    assert max(map(cell_len, rows)) <= width


def test_control_characters_of_a_file_do_not_come_out(run, tmp_path: Path) -> None:
    path = tmp_path / "evil.md"
    path.write_text(
        '---\ntitle: "a\\e]0;b\\ac"\n---\n\n一\x1b[31m二\x9b\u202e三。\n', encoding="utf-8"
    )
    for form in ("--plain", "--json"):
        out = run("show", str(path), form).stdout
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "# 我的標題\n\n第一段話。\n\n## 小節\n\n我的標題\n"),
        ("b.md", "---\ntitle: 我的標題\n---\n\n# 我的標題\n\n第一段話。\n\n## 小節\n\n我的標題\n"),
        ("c.txt", "我的標題\n\n第一段話，說得比標題長。\n\n小節\n\n我的標題\n"),
    ],
)
def test_a_title_that_begins_the_text_is_printed_once(
    run, tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    rows = [row for row in run("show", str(path)).stdout.splitlines() if row]
    assert rows[0] == "我的標題"
    assert rows[1].startswith("    第一段話")
    assert rows[2].strip() == "小節"
    assert rows[3].strip() == "我的標題"
    assert len(rows) == 4


def test_json_and_plain_together_are_wrong(run) -> None:
    assert run("show", "car", "--json", "--plain").exit_code == 2
