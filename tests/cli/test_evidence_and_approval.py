"""Evidence with question and quote from a batch, verdicts that wait, and approvals, as printed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reader.exchange.csv_table import cell_text, parted

Run = Callable[..., Result]
SALES = "銷量增長了12%。"
WHOLE = {
    "url": "https://example.org/report", "remark": "第 3 頁|表 2",
    "question": "增長了多少？\n=今年",
    "answer": "12%", "medium": "網頁",
}  # fmt: skip
PIECES: list[Any] = [WHOLE, {"question": "誰說的？"}, "https://example.org/a b", {"remark": "{}"}]


def annotate(run: Run, *more: str, who: str = "Lin", **said: Any) -> Result:
    line = json.dumps({"article": "car", "quote": SALES} | said)
    return run("annotate", "--batch", "-", "--as", who, *more, stdin=line)


def claim(run: Run) -> dict[str, Any]:
    (found,) = json.loads(run("claims", "--json").stdout)
    return dict(found)


def row(run: Run) -> dict[str, str]:
    text = run("export", "car", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    (found,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return {name: cell_text(cell) for name, cell in found.items()}


def evidence(cell: str) -> list[Any]:
    """The evidence that a cell of a table gives to another batch."""
    return [json.loads(it) if it.startswith("{") else it for it in parted(cell)]


def told(run: Run) -> list[dict[str, str]]:
    """The evidence of the only claim, without ids and the day on which a page came in."""
    return [
        {name: text for name, text in it.items() if text and name not in ("id", "came_in")}
        for it in claim(run)["evidence"]
    ]


def test_all_fields_of_evidence_come_back_from_a_table(run: Run) -> None:
    assert annotate(run, tag="fact", evidence=PIECES).exit_code == 0
    kept = told(run)
    assert kept == [
        WHOLE, {"question": "誰說的？"}, {"url": "https://example.org/a", "remark": "b"},
        {"remark": "{}"},
    ]  # fmt: skip
    again = evidence(row(run)["evidence"])
    assert run("undo", "--yes", "--as", "Lin").exit_code == 0
    assert annotate(run, tag="fact", evidence=again).exit_code == 0
    assert told(run) == kept


def test_a_quote_is_of_an_article_that_is_here(run: Run, library: Path) -> None:
    (library / "articles" / "report.md").write_text("年報說銷量增長12%，去年11%。\n", "utf-8")
    quoted = {"quote": "銷量增長12%", "quote_in": "report", "answer": "12%"}
    assert annotate(run, tag="fact", evidence=[quoted]).exit_code == 0
    assert told(run) == [{"quote": "銷量增長12%", "answer": "12%"}]
    assert "- Quote: “銷量增長12%”" in run("export", "car").stdout
    for wrong, says in (
        ({"quote": "銷量"}, "quote_in"),
        ({"quote": "沒有", "quote_in": "report"}, "沒有"),
        ({"quote": "1", "quote_in": "report"}, "3"),
        ({"quote": "銷量", "quote_in": "nothing"}, "nothing"),
    ):
        refused = annotate(run, evidence=[wrong])
        assert refused.exit_code == 2
        assert says in refused.stderr
    assert len(told(run)) == 1


def test_a_verdict_without_evidence_says_so(run: Run) -> None:
    kept = annotate(run, tag="fact", verdict="incorrect")
    assert "Check: incorrect; no evidence given" in kept.stdout
    assert claim(run)["unfounded"] is True
    assert (row(run)["unfounded"], row(run)["verdict"]) == ("true", "incorrect")
    assert "incorrect; no evidence given" in run("export", "car").stdout
    kept = annotate(run, justification="表裡沒有")
    assert kept.stdout.splitlines()[1].strip() == "Check: incorrect"
    assert (claim(run)["unfounded"], row(run)["unfounded"]) == (False, "false")


def test_an_opinion_takes_no_verdict_and_says_what_to_do(run: Run) -> None:
    assert annotate(run, tag="opinion").exit_code == 0
    refused = annotate(run, verdict="correct")
    assert refused.exit_code == 2
    assert "Tag it as a fact first" in refused.stderr
    assert annotate(run, tag="fact", verdict="correct", justification="查過了").exit_code == 0
    changed = annotate(run, tag="opinion")
    assert "correct; not tagged as a fact" in changed.stdout
    assert claim(run)["verdict"] == "correct"
    assert "Check: correct" not in run("export", "car").stdout


def test_a_verdict_on_changed_words_waits_everywhere_until_it_is_given_anew(
    run: Run, library: Path
) -> None:
    annotate(run, tag="fact", verdict="incorrect", justification="表裡沒有")
    path = library / "articles" / "car.md"
    path.write_text(path.read_text("utf-8").replace("12%", "將近12%"), "utf-8")
    run("list")
    assert "look at it again (was: incorrect)" in run("claims").stdout
    sheet = run("export", "car").stdout
    assert "- Check: checked; its words were changed, look at it again\n" in sheet
    assert "incorrect" not in sheet
    assert (row(run)["stale"], row(run)["verdict"]) == ("true", "incorrect")
    assert '"meipi:stale": true' in run("export", "car", "--format", "jsonld").stdout
    quote = claim(run)["quote"]
    annotate(run, quote=quote, verdict="incorrect")
    assert (claim(run)["stale"], claim(run)["anchor"]) == (False, "manual")
    assert "Check: incorrect (Lin" in run("export", "car").stdout
    run("undo", "--yes", "--as", "Lin")
    assert (claim(run)["stale"], claim(run)["verdict"]) == (True, "incorrect")


@pytest.mark.parametrize("asked", [False, True])
def test_an_approval_is_asked_for_where_the_settings_say_so(
    run: Run, tmp_path: Path, asked: bool
) -> None:
    if asked:
        (tmp_path / "settings.toml").write_text("approval = true\n", "utf-8")
    said = annotate(
        run, tag="fact", verdict="correct", justification="查過了", ready=True, approved=True
    )
    assert ("waits for another’s approval" in said.stdout) == asked
    for shown in (run("claims"), run("export", "car")):
        assert ("waits for another’s approval" in shown.stdout) == asked
    assert (claim(run)["ready"], claim(run)["approved_by"]) == (True, "Lin")
    assert (row(run)["ready"], row(run)["approved_by"]) == ("true", "Lin")
    assert "- Approved: Lin" in run("export", "car").stdout
    run("annotate", "car", "--quote", SALES, "--withdraw", "--not-ready", "--as", "Lin")
    assert (claim(run)["ready"], claim(run)["approved_by"]) == (False, "")


def test_what_has_no_verdict_is_not_approved(run: Run) -> None:
    refused = run("annotate", "car", "--quote", SALES, "--approve", "--as", "Lin")
    assert refused.exit_code == 2
    assert "Only a verdict can be approved" in refused.stderr


def test_another_approves_and_corrects_a_check_by_the_id_of_its_claim(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("approval = true\n", "utf-8")
    annotate(run, tag="fact", verdict="correct", justification="查過了")
    ident = claim(run)["id"]
    wang = ("annotate", "car", "--annotation", ident, "--as", "Wang")
    assert run(*wang, "--approve").exit_code == 0
    (only,) = json.loads(run("claims", "--json").stdout)
    assert (only["annotator"], only["approved_by"]) == ("Lin", "Wang")
    assert "- Check: correct (Lin" in run("export", "car").stdout
    line = json.dumps({"article": "car", "annotation": ident, "evidence": [{"question": "誰？"}]})
    assert run("annotate", "--batch", "-", "--as", "Wang", stdin=line).exit_code == 0
    assert told(run) == [{"question": "誰？"}]
    refused = run(*wang, "--tag", "opinion")
    assert refused.exit_code == 2
    assert "somebody else's" in refused.stderr
    assert run("undo", "--yes", "--as", "Wang").exit_code == 0
    assert told(run) == []
    assert run(*wang, "--quote", SALES).exit_code == 2
