"""What `meipi annotate` and `meipi labels` refuse, and what they say of what they did."""

import json

import pytest

QUOTE = ("annotate", "car", "--quote", "銷量增長了12%", "--as", "Lin")
OTHER = ("annotate", "car", "--quote", "會合作", "--as", "Lin")
LONGEST = "字" * 64


def batch(run, *lines: str):
    return run("annotate", "car", "--batch", "-", "--as", "Lin", stdin="\n".join(lines))


@pytest.mark.parametrize("status", ["unchecked", "to_check", "asked", "refuted"])
def test_a_verdict_goes_with_no_other_status(run, output, status: str) -> None:
    refused = run(*QUOTE, "--status", status, "--verdict", "correct")
    assert (refused.exit_code, status in refused.stderr) == (2, True)
    line = {"quote": "銷量增長了12%", "verdict": "correct", "status": status}
    refused = batch(run, '{"quote": "會合作", "tag": "fact"}', json.dumps(line))
    assert (refused.exit_code, "Line 2 of the batch: A verdict" in refused.stderr) == (2, True)
    assert run("search", "tag:fact").exit_code == 1
    (kept,) = output(*QUOTE, "--status", "decided", "--verdict", "correct", "--json")
    assert (kept["status"], kept["verdict"]) == ("decided", "correct")


def test_old_reasons_do_not_stand_beside_a_new_verdict(run, output) -> None:
    assert run(*QUOTE, "--verdict", "incorrect", "--justification", "公報沒有").exit_code == 0
    for back in (("--status", "unchecked"), ("--verdict", "")):
        assert run(*QUOTE, "--tag", "fact", *back).exit_code == 0
        assert "公報" not in run("export", "car", "--format", "csv", "-o", "-").stdout
        (kept,) = output(*QUOTE, "--verdict", "correct", "--json")
        assert (kept["verdict"], kept["justification"]) == ("correct", "")
        for _ in range(2):
            assert run("undo").exit_code == 0
        assert "公報沒有" in run("export", "car", "--format", "csv", "-o", "-").stdout


def test_reasons_may_be_written_down_before_the_verdict(run, output) -> None:
    assert run(*QUOTE, "--status", "to_check", "--justification", "公報沒有").exit_code == 0
    assert run(*QUOTE, "--status", "unchecked").exit_code == 0
    (kept,) = output(*QUOTE, "--verdict", "incorrect", "--json")
    assert kept["justification"] == "公報沒有"


def test_only_the_colours_that_there_are(run, output) -> None:
    refused = run(*QUOTE, "--highlight", "rosa")
    assert (refused.exit_code, "yellow" in refused.stderr) == (2, True)
    (kept,) = output(*QUOTE, "--highlight", "yellow", "--tag", "fact", "--json")
    assert kept["highlight"] == "yellow"
    (kept,) = output(*QUOTE, "--highlight", "", "--json")
    assert kept["highlight"] == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"quote": "會合作", "verdict": "maybe"}', "There is no verdict “maybe”"),
        ('{"quote": "會合作", "highlight": "rosa"}', "no highlight colour “rosa”"),
        (json.dumps({"quote": "會合作", "labels": ["長" * 65]}), "too long"),
        ('{"quote": "會合作", "tag": "fact", "tag": "opinion"}', "“tag” is there twice"),
        ('{"quote": "會合作", "evidence": [{"url": "a", "url": "b"}]}', "“url” is there twice"),
        ('{"quote": "會合作", "labels": ["字", " "]}', "a text in “labels” is empty"),
        ('{"quote": "會合作", "labels": ["字", 3]}', "must be a list of texts"),
    ],
)
def test_what_is_wrong_in_a_batch_is_told_with_its_line(run, line: str, told: str) -> None:
    refused = batch(run, '{"quote": "銷量增長了12%", "tag": "fact"}', "", line)
    assert refused.exit_code == 2
    assert "ine 3 of the batch" in refused.stderr
    assert told in refused.stderr
    assert run("search", "tag:fact").exit_code == 1


def test_a_new_label_is_as_long_as_a_name_may_be(run, output) -> None:
    assert run(*QUOTE, "--label", f"{LONGEST}長").exit_code == 2
    assert run(*QUOTE, "--label", LONGEST).exit_code == 0
    refused = run("labels", "rename", LONGEST, f"{LONGEST}長")
    assert (refused.exit_code, "64" in refused.stderr) == (2, True)
    assert [it["name"] for it in output("labels", "--json")["labels"]] == [LONGEST]


def test_only_marks_of_articles_in_the_library_are_counted(run, output) -> None:
    assert run(*QUOTE, "--label", "數字", "--verdict", "correct").exit_code == 0

    def used() -> list[int]:
        told = output("labels", "--json")
        return [it["used"] for it in told["labels"] + told["verdicts"][:1]]

    assert used() == [1, 1]
    assert run("remove", "car").exit_code == 0
    assert used() == [0, 0]
    assert run("restore", "京東造車").exit_code == 0
    assert used() == [1, 1]


def test_a_digit_that_another_label_loses_is_told(run) -> None:
    assert run(*QUOTE, "--label", "甲", "--label", "乙").exit_code == 0
    assert "甲" not in run("labels", "key", "乙", "1").stdout
    assert "No digit any more: 甲" not in run("labels", "key", "甲", "2").stdout
    assert run("labels", "key", "乙", "2").stdout.splitlines()[1] == "No digit any more: 甲"


def test_what_was_taken_back_is_said_everywhere_in_the_same_words(run) -> None:
    assert run(*QUOTE, "--label", "數子").exit_code == 0
    said = []
    for way in (("labels", "undo"), ("annotators", "undo"), ("undo",)):
        assert run("labels", "rename", "數子", "數字").exit_code == 0
        said.append(run(*way).stdout)
    assert said == ["Undone: label renamed\n"] * 3


def test_what_covers_several_articles_says_what_it_is(run, library) -> None:
    (library / "articles" / "two.md").write_text("# 另一篇\n\n京東說會合作。\n", "utf-8")
    assert run(*QUOTE, "--label", "草稿").exit_code == 0
    two = ("annotate", "另一篇", "--quote", "會合作")
    assert run(*two, "--label", "草稿").exit_code == 0
    assert run("labels", "remove", "草稿").exit_code == 0
    refused = run("undo")
    assert refused.exit_code == 2
    assert "label removed: 2 marks in 2 articles. If all of it is meant" in refused.stderr
    assert "label removed: 2 marks in 2 articles" in run("undo", "--yes").stdout
    assert run("remove", "car", "另一篇").exit_code == 0
    assert "2 articles. If" in run("undo").stderr


def test_who_is_there_is_listed_by_the_command_that_is_named(run) -> None:
    refused = run("annotators", "rename", "Nobody", "Lin")
    assert (refused.exit_code, "`meipi annotators`" in refused.stderr) == (2, True)
