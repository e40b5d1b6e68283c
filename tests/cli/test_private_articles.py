"""A private article: neither it nor anything that hangs on it is in what leaves the library."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from reader.exchange.registry import FORMATS

Run = Callable[..., Result]

SECRETS = ("市府密談", "線人說龍門", "龍門工程停擺", "某處長", "看過密件", "https://e.example/leak")

SETTINGS = """
[publishing]
name = "山城查核"
page = "https://check.example.org/{article}#{claim}"
"""


@pytest.fixture
def both(marked: Run, library: Path, tmp_path: Path) -> Run:
    """A library with a public article, and a private one that evidence of the public one quotes."""
    (tmp_path / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    (library / "articles" / "talks.md").write_text(
        "---\ntitle: 市府密談\nsource: 山城報\ndate: 2026-11-02\n---\n\n"
        "線人說龍門工程停擺。處長說三月開工。\n",
        encoding="utf-8",
    )
    done = marked(
        "annotate", "市府密談", "--quote", "龍門工程停擺", "--tag", "fact", "--source", "某處長",
        "--verdict", "correct", "--justification", "看過密件", "--note", "龍門工程停擺，再問",
        "--evidence", "https://e.example/leak",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    mark = {
        "article": "car", "quote": "銷量增長了12%。", "verdict": "correct",
        "justification": "見公報",
        "evidence": [
            {"url": "https://e.example/open", "remark": "公開的"},
            {"quote": "線人說龍門工程停擺。", "quote_in": "市府密談", "remark": "看過密件"},
        ],
    }  # fmt: skip
    (tmp_path / "batch.jsonl").write_text(json.dumps(mark, ensure_ascii=False), encoding="utf-8")
    done = marked("annotate", "--batch", str(tmp_path / "batch.jsonl"))
    assert done.exit_code == 0, done.stderr
    return marked


def made(run: Run, tmp_path: Path, *arguments: str) -> tuple[Result, bytes]:
    """What a command says, and the bytes of the file that it wrote."""
    path = tmp_path / "out.file"
    path.unlink(missing_ok=True)
    result = run(*arguments, "-o", str(path))
    return result, path.read_bytes() if path.exists() else b""


def wholes(data: bytes) -> bytes:
    """Bytes of a file, those in an archive unpacked."""
    import io
    import zipfile

    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


SHAPES = [
    (name, ending)
    for name, each in FORMATS.items()
    for ending in (each.shapes or each.suffixes)
    if ending != ".xlsx"
]


@pytest.mark.parametrize(("name", "ending"), SHAPES)
@pytest.mark.parametrize("query", [(), ("--query", "tag:fact")])
def test_no_format_holds_a_word_of_it(
    name: str, ending: str, query: tuple[str, ...], both: Run, tmp_path: Path
) -> None:
    def exported() -> tuple[Result, bytes]:
        path = tmp_path / f"out{ending}"
        path.unlink(missing_ok=True)
        result = both("export", *query, "--format", name, "-o", str(path))
        return result, wholes(path.read_bytes()) if path.exists() else b""

    before = exported()[1].decode()
    assert "龍門工程停擺" in before or "龍門工程停擺" in json.dumps(
        json.loads(before), ensure_ascii=False
    )
    both("private", "市府密談")
    result, data = exported()
    texts = [data.decode()]
    if ending.endswith(("json", "jsonld")):
        texts.append(json.dumps(json.loads(data), ensure_ascii=False))
    assert "12%" in texts[-1]
    assert [word for word in SECRETS for text in texts if word in text] == []
    assert "Private articles left out: 1" in result.stderr


def test_a_workbook_does_not_hold_it_either(both: Run, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    both("private", "市府密談")
    path = tmp_path / "out.xlsx"
    assert both("export", "--format", "sheet", "-o", str(path)).exit_code == 0
    text = wholes(path.read_bytes()).decode()
    assert "12%" in text
    assert [word for word in SECRETS if word in text] == []


def test_named_alone_nothing_is_written_of_it(both: Run, tmp_path: Path) -> None:
    both("private", "市府密談")
    result = both("export", "市府密談", "--format", "csv")
    assert (result.exit_code, "Private articles left out: 1" in result.stderr) == (1, True)
    assert not any(word in result.stdout for word in SECRETS)
    page, data = made(both, tmp_path, "report", "市府密談")
    assert (page.exit_code, "is private" in page.stderr, data) == (2, True, b"")


def test_the_page_of_another_does_not_quote_it(both: Run, tmp_path: Path) -> None:
    for more in ((), ("--full", "--notes")):
        assert "線人說龍門" in made(both, tmp_path, "report", "car", *more)[1].decode()
    both("private", "市府密談")
    for more in ((), ("--full", "--notes")):
        data = made(both, tmp_path, "report", "car", *more)[1].decode()
        assert [word for word in SECRETS if word in data] == []
        assert "https://e.example/open" in data


def test_lists_of_claims_and_figures_leave_it_out(both: Run) -> None:
    assert "龍門工程停擺" in both("claims").stdout
    of_all, of_one = (json.loads(both("stats", *it, "--json").stdout) for it in ((), ("car",)))
    assert (of_all["articles"], of_one["articles"]) == (2, 1)
    both("private", "市府密談")
    of_public = json.loads(both("stats", "--json").stdout)
    assert (of_public["articles"], of_public["claims"]) == (1, of_one["claims"])
    for more in ((), ("--json",)):
        listed = both("claims", *more)
        assert [word for word in SECRETS if word in listed.stdout] == []
        assert "Private claims left out: 2. --private lists them, too." in listed.stderr
    assert both("claims", "--count").stdout == "2\n"
    assert both("claims", "--count", "is:private").stdout == "0\n"
    own = both("claims", "--private", "is:private").stdout
    assert (
        "龍門工程停擺" in own,
        "線人陳先生" in both("claims", "--private", "--json").stdout,
    ) == (True, True)
    figures = both("stats")
    assert ("某處長" in figures.stdout, "left out: 2" in figures.stdout) == (False, True)


def test_a_private_note_is_not_in_the_list_either(both: Run) -> None:
    both("annotate", "car", "--quote", "銷量增長了12%。", "--note", "只給自己看", "--note-private")
    for more in ((), ("--json",)):
        assert "只給自己看" not in both("claims", *more).stdout
    assert "只給自己看" in both("claims", "--private", "--json").stdout


def test_its_reader_sees_it_as_before_and_it_can_be_undone(both: Run) -> None:
    said = both("private", "市府密談")
    assert said.stdout == "private   市府密談  (nothing of it leaves the library)\n"
    assert "龍門工程停擺" in both("show", "市府密談").stdout
    assert "Private" in both("list").stdout
    heads = {it["title"]: it["private"] for it in json.loads(both("list", "--json").stdout)}
    assert heads == {"市府密談": True, "京東造車": False}
    refused = both("annotate", "市府密談", "--quote", "龍門工程停擺", "--public")
    assert (refused.exit_code, "meipi private --public" in refused.stderr) == (2, True)
    public = both("private", "--public", "市府密談")
    assert public.stdout == "public    市府密談  (annotations that can be exported: 1)\n"
    both("undo")
    assert "龍門工程停擺" not in both("claims").stdout


def test_undo_makes_no_name_public_that_only_it_uses(both: Run) -> None:
    both("private", "市府密談")
    undone = both("undo")
    assert "Still private: 1" in undone.stdout
    assert "某處長" not in both("claims").stdout
    named = both("annotate", "car", "--quote", "我認為重點不在此。", "--source", "某處長")
    assert (named.exit_code, "named only in private annotations" in named.stderr) == (2, True)


def test_joined_with_a_public_one_both_are_private(both: Run, library: Path) -> None:
    (library / "articles" / "again.md").write_text(
        "---\ntitle: 密談（轉載）\n---\n\n線人說龍門工程停擺了。處長說三月開工。\n",
        encoding="utf-8",
    )
    both("private", "市府密談")
    joined = both("join", "市府密談", "密談（轉載）")
    assert joined.exit_code == 0, joined.stderr
    assert "龍門工程停擺" not in both("export", "--format", "csv").stdout
    assert "龍門工程停擺" not in both("claims").stdout


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("nothing", (False, False, False)),
        ("notes", (False, True, False)),
        ("annotations", (True, False, False)),
        ("articles", (True, False, True)),
    ],
)
def test_a_setting_makes_private_the_default(
    setting: str, found: tuple[bool, bool, bool], run: Run, tmp_path: Path
) -> None:
    private, note_private, article = found
    (tmp_path / "settings.toml").write_text(f'private = "{setting}"\n', encoding="utf-8")
    aim = ("annotate", "car", "--quote", "銷量增長", "--as", "Lin")
    (made,) = json.loads(run(*aim, "--tag", "fact", "--note", "我的話", "--json").stdout)
    assert (made["private"], made["note_private"]) == (private, note_private)
    (head,) = json.loads(run("list", "--json").stdout)
    assert head["private"] == article
    if not article:
        other = ("annotate", "car", "--quote", "會合作", "--note", "公開的話")
        (public,) = json.loads(run(*other, "--public", "--note-public", "--json").stdout)
        assert (public["private"], public["note_private"]) == (False, False)
