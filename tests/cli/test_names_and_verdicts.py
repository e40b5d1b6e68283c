"""`meipi labels`, `meipi annotators`, and verdicts and private notes from the command line."""

import json

import pytest

QUOTE = ("annotate", "car", "--quote", "銷量增長了12%", "--as", "Lin")


def test_a_label_is_corrected_and_taken_back(run, output) -> None:
    assert run(*QUOTE, "--label", "數子").exit_code == 0
    assert run("labels", "rename", "數子", "數字").exit_code == 0
    assert run("labels", "key", "數字", "3").exit_code == 0
    assert run("labels", "describe", "數字", "可以查的數").exit_code == 0
    (label,) = output("labels", "--json")["labels"]
    told = label["name"], label["digit"], label["description"], label["used"]
    assert told == ("數字", 3, "可以查的數", 1)
    assert "3  數字" in run("labels", "--language", "zh-Hant").stdout
    assert [it["text"] for it in output("search", "label:數字", "--json")] == ["銷量增長了12%"]
    for _ in range(3):
        assert run("labels", "undo").exit_code == 0
    assert run("labels", "undo").exit_code == 1
    assert [it["name"] for it in output("labels", "--json")["labels"]] == ["數子"]


def test_labels_are_joined_only_when_that_is_said(run, output) -> None:
    assert run(*QUOTE, "--label", "數目", "--label", "數字").exit_code == 0
    refused = run("labels", "rename", "數目", "數字")
    assert (refused.exit_code, "--join" in refused.stderr) == (2, True)
    assert run("labels", "rename", "數目", "數字", "--join").exit_code == 0
    assert [it["name"] for it in output("labels", "--json")["labels"]] == ["數字"]
    assert run("labels", "remove", "數字").exit_code == 0
    assert output("labels", "--json")["labels"] == []
    assert run("labels", "remove", "數字").exit_code == 2


def test_two_names_of_one_person_are_joined(run, output) -> None:
    assert run(*QUOTE, "--tag", "fact").exit_code == 0
    assert run(*QUOTE[:-1], "林", "--tag", "opinion").exit_code == 0
    assert run("annotators", "join", "Lin", "林").exit_code == 0
    assert [(it["name"], it["me"]) for it in output("annotators", "--json")] == [("林", True)]
    assert run("annotators", "undo").exit_code == 0
    assert {it["name"] for it in output("annotators", "--json")} == {"Lin", "林"}
    assert run("annotators", "rename", "Lin", "林").exit_code == 2
    assert run("annotators", "join", "林", "林").exit_code == 2
    assert run("annotators", "rename", "nobody", "林").exit_code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("labels", "rename", "數字", " 數字"),
        ("labels", "key", "數字", "0"),
        ("annotators", "rename", "Lin", "Lin "),
    ],
)
def test_what_is_so_already_is_said_not_to_have_changed(run, command: tuple[str, ...]) -> None:
    assert run(*QUOTE, "--label", "數字").exit_code == 0
    said = run(*command)
    assert (said.exit_code, said.stdout) == (0, f"Nothing changed: {command[2]}\n")
    assert run("labels", "undo").exit_code == 1


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (("--status", "refuted"), "incorrect"),
        (("--status", "disputed"), "disputed"),
        (("--verdict", "partly_incorrect"), "partly_incorrect"),
    ],
)
def test_a_verdict_is_said_by_word_or_by_a_former_status(
    run, output, said: tuple[str, str], verdict: str
) -> None:
    (kept,) = output(*QUOTE, *said, "--json")
    assert (kept["status"], kept["verdict"], kept["checked_by"]) == ("decided", verdict, "Lin")
    assert len(output("search", f"verdict:{verdict}", "--json")) == 1
    assert len(output("search", "status:decided", "--json")) == 1
    assert run("search", "status:unchecked").exit_code == 1
    (kept,) = output(*QUOTE, "--status", "to_check", "--json")
    assert (kept["status"], kept["verdict"]) == ("to_check", verdict)


def test_a_verdict_that_is_none_is_told(run) -> None:
    result = run(*QUOTE, "--verdict", "maybe")
    assert result.exit_code == 2
    assert "partly_incorrect" in result.stderr


def test_a_private_note_is_counted_and_not_exported(run, output, tmp_path) -> None:
    line = {"quote": "銷量增長了12%", "tag": "fact", "note": "線人說的", "note_private": True}
    batch = tmp_path / "marks.jsonl"
    batch.write_text(json.dumps(line), "utf-8")
    (kept,) = output("annotate", "car", "--batch", str(batch), "--as", "Lin", "--json")
    assert kept["note_private"]
    result = run("export", "car", "--format", "csv", "-o", "-")
    assert "銷量增長了12%" in result.stdout
    assert "線人" not in result.stdout
    assert "Private notes left out: 1" in result.stderr


def test_a_private_name_may_stand_in_a_private_note(run) -> None:
    assert run(*QUOTE, "--source", "王大明", "--private").exit_code == 0
    other = ("annotate", "car", "--quote", "會合作", "--note", "問過王大明", "--as", "Lin")
    assert run(*other).exit_code == 2
    assert run(*other, "--note-private").exit_code == 0
    assert run(*other[:4], "--tag", "fact").exit_code == 0
    published = run(*other[:4], "--note-public")
    assert (published.exit_code, "王大明" in published.stderr) == (2, True)
