"""`meipi annotate`: by quote, alone and in batches."""

import json
from pathlib import Path

import pytest


def test_a_quote_is_annotated_with_all_that_can_be_said(run, output) -> None:
    [kept] = output(
        "annotate", "car", "--quote", "銷量增長了12%", "--tag", "fact", "--unsure", "--note", "查",
        "--source", "統計局", "--status", "to_check", "--kind", "number", "--label", "數字",
        "--label", "經濟", "--highlight", "yellow", "--evidence", "https://example.org/1",
        "--as", "Lin", "--json",
    )  # fmt: skip
    assert kept["exact"] == "銷量增長了12%"
    assert kept["end"] - kept["start"] == len("銷量增長了12%")
    assert (kept["tag"], kept["unsure"], kept["note"]) == ("fact", True, "查")
    assert (kept["source"], kept["status"], kept["kind"]) == ("統計局", "to_check", "number")
    assert kept["labels"] == ["數字", "經濟"] or set(kept["labels"]) == {"數字", "經濟"}
    assert [it["url"] for it in kept["evidence"]] == ["https://example.org/1"]


def test_what_is_not_named_is_kept(marked, output) -> None:
    [kept] = output("annotate", "car", "--quote", "銷量增長了12%。", "--tag", "opinion", "--json")
    assert (kept["tag"], kept["source"], kept["note"]) == ("opinion", "統計局", "哪一份？")


def test_the_first_annotation_needs_a_name(run) -> None:
    result = run("annotate", "car", "--quote", "銷量", "--tag", "fact")
    assert result.exit_code == 2
    assert "--as NAME" in result.stderr


def test_a_quote_that_is_not_there(run) -> None:
    result = run("annotate", "car", "--quote", "不存在", "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "“不存在” does not stand in the article" in result.stderr


def test_an_ambiguous_quote_says_how_often_it_is_there(run) -> None:
    result = run("annotate", "car", "--quote", "重點", "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "2 times" in result.stderr


@pytest.mark.parametrize(
    "choice",
    [("--suffix", "在價格"), ("--prefix", "。", "--suffix", "在"), ("--occurrence", "2")],
)
def test_prefix_suffix_or_occurrence_choose(run, output, choice: tuple[str, ...]) -> None:
    command = ("annotate", "car", "--quote", "重點", *choice)
    [kept] = output(*command, "--tag", "fact", "--as", "Lin", "--json")
    assert kept["suffix"].startswith("在價格")


def test_an_occurrence_that_is_not_there(run) -> None:
    command = ("annotate", "car", "--quote", "重點", "--occurrence", "3")
    result = run(*command, "--tag", "fact", "--as", "Lin")
    assert result.exit_code == 2
    assert "only 2 times" in result.stderr


def test_saying_nothing_is_wrong(run) -> None:
    result = run("annotate", "car", "--quote", "銷量", "--as", "Lin")
    assert result.exit_code == 2
    assert "--tag" in result.stderr


LINES = [
    {"quote": "銷量增長了12%。", "tag": "fact", "labels": ["數字"], "evidence": ["https://a.org"]},
    {"quote": "重點", "suffix": "在價格", "tag": "opinion", "unsure": True},
    {"article": "car", "quote": "會合作", "note": "何時？", "evidence": [{"remark": "電話"}]},
]


def test_a_batch_from_stdin(run) -> None:
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in LINES)
    result = run("annotate", "car", "--batch", "-", "--as", "Lin", "--json", stdin=text)
    assert result.exit_code == 0, result.stderr
    kept = json.loads(result.stdout)
    assert [it["exact"] for it in kept] == ["銷量增長了12%。", "重點", "會合作"]
    assert kept[2]["evidence"][0]["remark"] == "電話"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ('{"quote": "不存在", "tag": "fact"}', "不存在"),
        ('{"quote": "銷量"', "Line 2"),
        ('["銷量"]', "a JSON object is needed"),
        ('{"quote": "銷量", "tags": "fact"}', "unknown key “tags”"),
        ('{"quote": "銷量", "tag": "true"}', "one of fact, opinion, none"),
        ('{"quote": "銷量", "unsure": "yes"}', "true or false"),
        ('{"quote": "銷量", "occurrence": 0}', "a number from 1"),
        ('{"quote": "銷量", "labels": "數字"}', "a list of texts"),
        ('{"quote": "銷量", "evidence": [{"link": "x"}]}', "a list of addresses"),
        ('{"tag": "fact"}', "are needed"),
        ('{"quote": "銷量"}', "it says nothing"),
    ],
)
def test_a_batch_is_kept_whole_or_not_at_all(
    run, output, tmp_path: Path, wrong: str, reason: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    first = json.dumps(LINES[0], ensure_ascii=False)
    batch.write_text(f"{first}\n{wrong}\n", encoding="utf-8")
    result = run("annotate", "car", "--batch", str(batch), "--as", "Lin")
    assert result.exit_code == 2
    assert reason in result.stderr
    assert output("list", "--json")[0]["facts"] == 0


def test_an_empty_batch_is_wrong(run) -> None:
    result = run("annotate", "car", "--batch", "-", "--as", "Lin", stdin="\n")
    assert result.exit_code == 2
    assert "no lines" in result.stderr


def test_quote_and_batch_exclude_each_other(run) -> None:
    assert run("annotate", "car", "--as", "Lin").exit_code == 2
    assert run("annotate", "--quote", "銷量", "--tag", "fact").exit_code == 2
