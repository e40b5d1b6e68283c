"""`meipi codebook`: shown, written to a file, and taken from one."""

from pathlib import Path

import pytest

QUOTE = ("annotate", "car", "--quote", "銷量增長了12%", "--as", "Lin")
BOOK = """
[guide]
version = "2"
text = "https://example.org/guide"

[[label]]
name = "數字"
digit = 3
description = "可以查的數"

[[verdict]]
name = "誤導"
averitec = "Conflicting Evidence/Cherrypicking"
rating = 2
description = "字面為真，意思不是"

[[verdict]]
key = "correct"
name = "屬實"
averitec = "Supported"
rating = 5
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_a_book_is_looked_at_imported_and_taken_back(run, output, book: Path) -> None:
    before = output("codebook", "--json")
    dry = run("codebook", "import", str(book), "--dry-run")
    assert (dry.exit_code, output("codebook", "--json")) == (0, before)
    done = run("codebook", "import", str(book))
    assert done.stdout.splitlines()[:-1] == dry.stdout.splitlines()[:-1]
    assert "New label: 數字" in done.stdout
    assert "Changed verdict: correct (name: – → 屬實)" in done.stdout
    after = output("codebook", "--json")
    assert after["guide"] == {"version": "2", "text": "https://example.org/guide"}
    assert [(it["name"], it["digit"]) for it in after["labels"]] == [("數字", 3)]
    assert [it["verdict"] for it in after["verdicts"]] == ["誤導", "correct"]
    shown = run("codebook", "--language", "zh-Hant").stdout
    assert "準則版本：2" in shown
    assert "誤導（0）  Conflicting Evidence/Cherrypicking，評分 2  字面為真，意思不是" in shown
    assert run("undo").stdout == "Undone: code book imported\n"
    assert output("codebook", "--json") == before


def test_what_is_exported_makes_the_same_book_elsewhere(
    run, output, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("codebook", "import", str(book)).exit_code == 0
    mine, copy = output("codebook", "--json"), tmp_path / "copy.toml"
    assert run("codebook", "export", "-o", str(copy)).exit_code == 0
    assert run("codebook", "export", "-o", str(copy)).exit_code == 2  # it is there
    assert run("codebook", "export").stdout == copy.read_text("utf-8")
    assert run("codebook", "import", str(copy)).stdout.startswith("The code book is like that")
    other = tmp_path / "other"
    (other / "articles").mkdir(parents=True)
    monkeypatch.setenv("MEIPI_LIBRARY", str(other))
    assert run("codebook", "import", "-", stdin=copy.read_text("utf-8")).exit_code == 0
    assert output("codebook", "--json") == mine


def test_what_annotations_have_is_kept_and_said(run, output, book: Path) -> None:
    assert run(*QUOTE, "--label", "引述", "--verdict", "incorrect").exit_code == 0
    said = run("codebook", "import", str(book)).stdout
    assert "Kept label, since annotations have it (1): 引述" in said
    assert "Kept verdict, since annotations have it (1): incorrect" in said
    assert "Removed verdict: clarification" in said
    assert [it["used"] for it in output("codebook", "--json")["verdicts"]] == [0, 0, 1]
    found = output("search", "verdict:incorrect", "label:引述", "--json")
    assert [it["text"] for it in found] == ["銷量增長了12%"]


def test_a_label_that_came_with_a_book_and_is_in_use_does_not_go(run, output, book: Path) -> None:
    assert run(*QUOTE, "--tag", "fact").exit_code == 0
    assert run("codebook", "import", str(book)).exit_code == 0
    assert run(*QUOTE, "--label", "數字").exit_code == 0
    refused = run("labels", "undo")
    assert (refused.exit_code, "1 mark or check uses" in refused.stderr) == (2, True)
    assert run("undo").exit_code == 0
    assert run("labels", "undo").exit_code == 0
    assert output("codebook", "--json")["labels"] == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[[label]]\nname = 3", "[[label]] 1: “name” must be a text"),
        ("[[label]]\nname = ' '", "[[label]] 1: “name” is missing"),
        ("[[label]]\nname = 'a'\ncolour = 'red'", "unknown key “colour”"),
        ("[[label]]\nname = 'a'\ndigit = 10", "“digit” must be one of 1 2"),
        (
            "[[label]]\nname = 'a'\ndigit = 1\n[[label]]\nname = 'b'\ndigit = 1",
            "[[label]] 2 (b): digit “1” is that of [[label]] 1 (a)",
        ),
        ("[[label]]\nname = 'a'\n[[label]]\nname = 'a'", "name “a” is that of [[label]] 1 (a)"),
        ("[[label]]\nname = 'a'\nid = 'b'", "“id” is no id"),
        ("[[verdict]]\nname = 'a'\naveritec = 'False'", "“averitec” must be one of Supported,"),
        ("[[verdict]]\nname = 'a'", "“averitec” must be one of Supported,"),
        ("[[verdict]]\nname = 'correct'\naveritec = 'Refuted'", "program's own word"),
        ("[[verdict]]\nname = 'a'\naveritec = 'Refuted'\nrating = 6", "“rating” must be one of 1"),
        ("[[verdict]]\nkey = 'right'\naveritec = 'Refuted'", "“key” must be one of correct,"),
        ("verdict = []", "at least one verdict"),
        ("labels = []", "unknown key “labels”"),
        ("label = 3", "write each as a table [[label]]"),
        ("label = [3]", "a table of TOML is needed"),
        ("guide = 'x'", "[guide]: a table of TOML is needed"),
        ("[guide]\nversion = 2", "[guide]: “version” must be a text"),
        ("[[label]]\nname = a", "line 2, column 8"),
        ("a" + ".a" * 1000 + " = 1", "line 1 is too long"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(run, output, wrong: str, said: str) -> None:
    before = output("codebook", "--json")
    refused = run("codebook", "import", "-", stdin=wrong)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert output("codebook", "--json") == before


def test_no_name_of_a_private_source_goes_in_or_out_unasked(run, output, tmp_path: Path) -> None:
    assert run(*QUOTE, "--source", "王小明", "--private").exit_code == 0
    wrong = "[[label]]\nname = '線人'\ndescription = '王小明說的'"
    assert run("codebook", "import", "-", stdin=wrong).exit_code == 2
    assert run("codebook", "import", "-", "--public", stdin=wrong).exit_code == 0
    written = run("codebook", "export")
    assert "王小明" not in written.stdout
    assert "Left out" in written.stderr
    assert "王小明" in run("codebook", "export", "--public").stdout
