"""`meipi hints`: the words that hint at something, and their comparison with tags."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from reader.library import open_library

Run = Callable[..., Result]


def mark(run: Run, quote: str, *more: str, who: str = "Lin") -> None:
    done = run("annotate", "car", "--quote", quote, *more, "--as", who)
    assert done.exit_code == 0, done.output


def test_sentences_are_listed_with_their_words_and_reasons(run: Run) -> None:
    result = run("hints", "car")
    assert result.exit_code == 0
    rows = result.stdout.splitlines()
    assert rows[:2] == ["銷量增長了12%。", "    like a fact: a number “12%”"]
    assert "    like an opinion: says “I think” “我認為”" in rows


def test_the_json_has_places_in_the_text(run: Run, library: Path) -> None:
    result = run("hints", "car", "--json")
    found = json.loads(result.stdout)
    opened = open_library(library)
    text = opened.open(opened.list()[0].head.id).text
    opened.close()
    assert [it["points_to"] for it in found][:2] == ["fact", "opinion"]
    for sentence in found:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        for hint in sentence["hints"]:
            assert text[hint["start"] : hint["end"]] == hint["text"]
            assert hint["text"] in sentence["text"]


def test_an_article_without_such_words_ends_with_one(run: Run, library: Path) -> None:
    (library / "articles" / "river.md").write_text("# 河\n\n河邊有一座公園。\n", "utf-8")
    assert run("hints", "river").exit_code == 1
    assert json.loads(run("hints", "river", "--json").stdout) == []


def test_the_score_compares_hints_with_tags(run: Run) -> None:
    mark(run, "銷量增長了12%。", "--tag", "fact")
    mark(run, "我認為重點不在此。", "--tag", "fact")
    mark(run, "重點在價格，京東說。", "--tag", "opinion")
    score = json.loads(run("hints", "--score", "--json").stdout)
    assert (score["annotator"], score["articles"], score["passages"]) == ("Lin", 1, 3)
    fact, opinion = score["kinds"]
    assert fact == {
        "kind": "fact", "tagged": 2, "pointed": 1, "both": 1, "precision": 1.0, "recall": 0.5,
    }  # fmt: skip
    assert (opinion["tagged"], opinion["pointed"], opinion["both"]) == (1, 1, 0)
    assert (opinion["precision"], opinion["recall"]) == (0.0, 0.0)
    rows = run("hints", "--score", "car").stdout.splitlines()
    assert rows[1].endswith("fact: tagged 2, hinted 1, both 1; precision 100%, recall 50%")


def test_a_part_of_a_sentence_is_compared_with_its_own_hints(run: Run) -> None:
    mark(run, "銷量增長", "--tag", "opinion")
    fact, opinion = json.loads(run("hints", "--score", "--json").stdout)["kinds"]
    assert fact["pointed"] == opinion["pointed"] == 0
    assert fact["precision"] is None
    assert opinion["recall"] == 0.0


def test_a_false_alarm_on_what_claims_nothing_counts(run: Run) -> None:
    mark(run, "銷量增長了12%。", "--tag", "none")
    fact, _ = json.loads(run("hints", "--score", "--json").stdout)["kinds"]
    assert (fact["tagged"], fact["pointed"], fact["precision"]) == (0, 1, 0.0)


def test_private_tags_are_left_out_and_counted(run: Run) -> None:
    mark(run, "銷量增長了12%。", "--tag", "fact", "--private")
    mark(run, "我認為重點不在此。", "--tag", "opinion")
    score = json.loads(run("hints", "--score", "--json").stdout)
    assert (score["passages"], score["left_out"]) == (1, 1)


def test_tags_are_ones_own_unless_somebody_else_is_named(run: Run) -> None:
    mark(run, "我認為重點不在此。", "--tag", "opinion", who="Wang")
    mark(run, "銷量增長了12%。", "--tag", "fact")
    mine = json.loads(run("hints", "--score", "--json").stdout)
    wangs = json.loads(run("hints", "--score", "--by", "Wang", "--json").stdout)
    assert {mine["annotator"], wangs["annotator"]} == {"Lin", "Wang"}
    assert [it["tagged"] for it in wangs["kinds"]] == [0, 1]


def test_a_score_changes_nothing(run: Run, library: Path) -> None:
    mark(run, "銷量增長了12%。", "--tag", "fact")
    before = run("claims", "--json").stdout, run("stats", "car", "--json").stdout
    assert run("hints", "--score").exit_code == 0
    assert (run("claims", "--json").stdout, run("stats", "car", "--json").stdout) == before
    assert run("undo").exit_code == 0  # what was done last is the tag still
    assert run("claims").exit_code == 1


def test_who_has_tagged_nothing_is_told_what_to_do(run: Run) -> None:
    result = run("hints", "--score")
    assert result.exit_code == 2
    assert "--by NAME" in result.output


def test_an_article_or_the_score_is_named(run: Run) -> None:
    assert run("hints").exit_code == 2
    assert run("hints", "car", "--by", "Lin").exit_code == 2
    assert run("hints", "--score", "--by", "Nobody").exit_code == 2
