"""`meipi purge`: nothing of what was said is left in any byte of the library."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from reader.library import open_library
from reader.model import Draft, Span
from reader.store.purge.deletion import remove
from reader.store.purge.purge_targets import targets
from reader.store.search.grams import grams
from reader.text.folding import fold
from tests.archives import unpack
from tests.store.invariants import broken

Run = Callable[..., Result]

NOTE, SOURCE, LABEL, ADDRESS = "蠱惑驫驪", "鱻淼麤", "龘龖標", "https://secret.example/mole"
FORMER, TYPED, REASON = "爨爩舊話", "鬱齉未存", "靐齾理由"
SECRETS = (NOTE, SOURCE, LABEL, ADDRESS, FORMER, TYPED, REASON)
INDEXES = ("search_gram", "search_note_gram", "search_claim_gram")


def holding(folder: Path, *words: str, whole: bool = False) -> list[str]:
    """Files below a folder in whose bytes any of some words stand, as UTF-8 or as folds are kept;
    a fold's terms in a full-text index are UTF-8, too, but for words that are only seen `whole`.
    """
    forms = {form for word in words for form in (word.encode(), fold(word).encode("utf-16-le"))}
    forms |= {
        gram.encode()
        for word in words
        if not (whole or word.isascii())
        for gram in grams(fold(word))
        if len(gram) > 1
    }
    return [
        str(each.relative_to(folder))
        for each in sorted(folder.rglob("*"))
        if each.is_file() and any(form in each.read_bytes() for form in forms)
    ]


def terms(folder: Path, *words: str) -> set[str]:
    """The terms of some words that the full-text indexes have."""
    wanted = {gram for word in words if not word.isascii() for gram in grams(fold(word))}
    found: set[str] = set()
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        for name in INDEXES:
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.v_{name} USING fts5vocab(main, {name}, row)"
            )
            found |= {term for (term,) in connection.execute(f"SELECT term FROM temp.v_{name}")}
    return wanted & found


def settled(folder: Path) -> None:
    """Have the search index of annotations written, as the program does when it rests."""
    with open_library(folder) as library:
        library.sync()
        library.submit(lambda edits: None).result()


def sound(run: Run, folder: Path) -> None:
    """The doctor is content, and every invariant holds."""
    report = run("doctor")
    assert (report.exit_code, "Everything is in order" in report.stdout) == (0, True), report.stdout
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        assert broken(connection) == []


@pytest.fixture
def secret(marked: Run, library: Path) -> str:
    """The id of an annotation that lies in every place: read, written anew, typed, backed up."""
    aim = ("annotate", "car", "--quote", "重點在價格")
    marked(*aim, "--tag", "fact", "--note", FORMER, "--private")
    marked(
        *aim, "--note", NOTE, "--source", SOURCE, "--label", LABEL, "--evidence", ADDRESS,
        "--justification", REASON,
    )  # fmt: skip
    assert marked("doctor", "--backup").exit_code == 0
    marked(*aim, "--unsure")
    marked("undo", "car")
    with open_library(library) as opened:
        (one,) = [it for it in opened.annotations(opened.find("car")) if it.note == NOTE]
        span = one.span or Span(0, 1)
        opened.submit(
            lambda edits: edits.save_draft(one.article, Draft(span, "note", TYPED))
        ).result()
    assert marked("doctor", "--backup").exit_code == 0
    settled(library)
    assert terms(library, NOTE) == set(grams(fold(NOTE)))
    assert len(holding(library, *SECRETS)) == 3  # the database, and both backups
    return one.id


def test_no_byte_of_an_annotation_is_left(secret: str, marked: Run, library: Path) -> None:
    done = marked("purge", "--yes", secret)
    assert done.exit_code == 0, done.stderr
    assert "annotations: 1" in done.stdout
    assert done.stdout.count("backup, rewritten without it") == 2
    assert "not reached: exports, copies of the library elsewhere" in done.stdout
    assert holding(library, *SECRETS) == []
    assert terms(library, *SECRETS) == set()
    sound(marked, library)
    assert marked("undo", "car").exit_code == 0  # what others did can be undone as before
    assert holding(library, *SECRETS) == []
    assert len(json.loads(marked("claims", "--private", "--json").stdout)) == 2


def test_a_backup_can_be_put_back_and_knows_nothing(
    secret: str, marked: Run, library: Path
) -> None:
    marked("purge", "--yes", secret)
    *_, newest = sorted((library / "annotations.db.backups").glob("*.backup"))
    restored = marked("doctor", "--restore", str(newest))
    assert restored.exit_code == 0, restored.stderr
    assert len(json.loads(marked("claims", "--private", "--json").stdout)) == 3
    assert holding(library, *SECRETS) == []


def test_what_others_have_stays(secret: str, marked: Run, library: Path) -> None:
    marked("annotate", "car", "--quote", "會合作", "--tag", "opinion", "--label", LABEL)
    with open_library(library) as opened:
        (shared,) = [it for it in opened.annotations(opened.find("car")) if it.exact == "會合作"]
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        check = "(SELECT claim_check FROM annotation WHERE id = ?)"
        connection.execute(
            f"UPDATE annotation SET claim_check = {check} WHERE id = ?", (secret, shared.id)
        )
        connection.commit()
    marked("purge", "--yes", secret)
    assert holding(library, NOTE, SOURCE, FORMER, TYPED) == []
    with open_library(library) as opened:
        (left,) = [it for it in opened.annotations(shared.article) if it.id == shared.id]
    assert (left.justification, left.labels) == (REASON, (LABEL,))
    assert [it.url for it in left.evidence] == [ADDRESS]
    sound(marked, library)


@pytest.mark.parametrize("private", [False, True])
def test_an_article_goes_with_all_that_hangs_on_it(
    marked: Run, library: Path, private: bool
) -> None:
    text = "# 囍囍密會\n\n第一句說龍龘龖。第二句說靐齉麤。\n\n第三句在此。\n"
    (library.parent / "given.txt").write_text(text, encoding="utf-8")
    marked("add", "-", stdin=text)
    marked("annotate", "囍囍密會", "--quote", "龍龘龖", "--tag", "fact", "--note", NOTE)
    (library.parent / "batch.jsonl").write_text(
        json.dumps(
            {
                "article": "car", "quote": "銷量增長了12%。",
                "evidence": [{"quote": "靐齉麤", "quote_in": "囍囍密會", "remark": REASON}],
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )  # fmt: skip
    assert marked("annotate", "--batch", str(library.parent / "batch.jsonl")).exit_code == 0
    if private:
        marked("private", "囍囍密會")
    marked("doctor", "--backup")
    settled(library)
    words = ("囍囍密會", "龍龘龖", "靐齉麤", NOTE)
    assert terms(library, *words)
    own = [each for each in holding(library, *words) if each.startswith("articles/")]
    assert len(own) == 1
    done = marked("purge", "--yes", "囍囍密會")
    assert done.exit_code == 0, done.stderr
    assert f"file, deleted: {own[0]}" in done.stdout
    assert ("quotes in evidence of others: 1" in done.stdout) is not private
    assert ("pieces of evidence: 1" in done.stdout) is private
    assert holding(library, *words) == []
    assert (holding(library, REASON) == []) is private
    assert not [each for each in library.rglob("*") if "囍" in each.name]
    assert terms(library, "囍囍密", "龘龖", "靐齉麤", NOTE) == set()
    sound(marked, library)
    (claim,) = json.loads(marked("claims", "銷量", "--json").stdout)
    left = [] if private else [("", REASON)]
    assert [(it["quote"], it["remark"]) for it in claim["evidence"]] == left


def test_a_file_that_its_reader_wrote_stays_unless_it_is_meant(marked: Run, library: Path) -> None:
    dry = marked("purge", "--dry-run", "car")
    assert "file, stays, since you wrote it: articles/car.md" in dry.stdout
    assert "file, will be deleted" not in dry.stdout
    done = marked("purge", "--yes", "--files", "car")
    assert "file, deleted: articles/car.md" in done.stdout
    assert holding(library, "京東造車", "重點在價格") == []
    assert marked("list").exit_code == 1
    assert marked("doctor").exit_code == 0


def test_removed_annotations_of_an_article(secret: str, marked: Run, library: Path) -> None:
    with open_library(library) as opened:
        opened.submit(lambda edits: edits.remove(secret)).result()
    marked("purge", "--yes", "--removed", "car")
    assert holding(library, *SECRETS) == []
    assert len(json.loads(marked("claims", "--private", "--json").stdout)) == 3
    assert marked("doctor").exit_code == 0


def test_a_dry_run_says_the_same_and_changes_nothing(
    secret: str, marked: Run, library: Path
) -> None:
    files = {each: each.read_bytes() for each in library.rglob("*") if each.is_file()}
    dry = json.loads(marked("purge", "--dry-run", "--json", secret).stdout)
    assert {each: each.read_bytes() for each in files} == files
    done = json.loads(marked("purge", "--yes", "--json", secret).stdout)
    assert (dry.pop("done"), done.pop("done")) == (False, True)
    assert dry == done


def test_what_git_holds_is_said_to_be_out_of_reach(secret: str, marked: Run, library: Path) -> None:
    plain = json.loads(marked("purge", "--dry-run", "--json", secret).stdout)
    assert [it["code"] for it in plain["beyond"]] == ["elsewhere"]
    subprocess.run(["git", "init", "-q", str(library)], check=True, capture_output=True)
    said = json.loads(marked("purge", "--yes", "--json", secret).stdout)
    assert [it["code"] for it in said["beyond"]] == ["git", "elsewhere"]
    assert str(library) in said["beyond"][0]["text"]
    assert holding(library, *SECRETS) == []


def test_nothing_goes_unless_somebody_agrees(
    secret: str, marked: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = marked("purge", secret)
    assert (refused.exit_code, f"meipi purge --yes {secret}" in refused.stderr) == (2, True)
    flags = marked("purge", "--removed", "--files", "car")
    assert "meipi purge --yes --removed --files car" in flags.stderr
    monkeypatch.setattr("reader.cli.purging.at_terminal", lambda: True)
    no = marked("purge", secret, stdin="n\n")
    assert (no.exit_code, "Nothing was removed" in no.stderr) == (1, True)
    assert holding(library, *SECRETS)
    yes = marked("purge", secret, stdin="y\n")
    assert (yes.exit_code, holding(library, *SECRETS)) == (0, [])


def test_it_is_refused_while_another_program_has_the_library_open(
    secret: str, marked: Run, library: Path
) -> None:
    code = (
        "import sys; from reader.library import open_library\n"
        "library = open_library(sys.argv[1]); library.list(); print('open', flush=True)\n"
        "sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"open\n"
        refused = marked("purge", "--yes", secret)
        assert (refused.exit_code, "Close it there" in refused.stderr) == (2, True)
        assert len(holding(library, NOTE)) == 3
        other.stdin.close()
        other.wait()
    assert marked("purge", "--yes", secret).exit_code == 0
    assert holding(library, *SECRETS) == []


KILLS = (
    "deletion.remove", "purge_targets.begin", "scrubbing.scrub", "scrubbing.empty_log",
    "database_copies.purge",
    "database_copies._rewrite", "database_copies.flush_folder", "purge_targets.end",
)  # fmt: skip


@pytest.mark.parametrize("step", KILLS)
def test_one_that_is_killed_goes_on_with_the_next(
    step: str, secret: str, marked: Run, library: Path
) -> None:
    module, name = step.split(".")
    code = (
        "import os, signal, sys\n"
        f"from reader.store.purge import {module}\n"
        f"{module}.{name} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "if hasattr(signal, 'alarm'): signal.alarm(60)\n"
        "from reader.cli.main import program\n"
        "program(['purge', '--yes', sys.argv[1]])"
    )
    if step == "deletion.remove":  # the plan counts with it, too
        code = code.replace(
            "= lambda",
            "= (lambda real: lambda c, w: real(c, w) if not"
            " c.execute(\"SELECT 1 FROM setting WHERE key = 'purge'\").fetchone()"
            " else os.kill(os.getpid(), signal.SIGKILL))(deletion.remove) #",
        )
    killed = subprocess.run(
        [sys.executable, "-c", code, secret], env=os.environ | {"MEIPI_LIBRARY": str(library)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    if step not in ("deletion.remove", "purge_targets.begin"):
        report = marked("doctor")
        assert (report.exit_code, "`meipi purge` goes on with it" in report.stdout) == (1, True)
        assert marked("purge", "--yes").exit_code == 0
    else:
        assert marked("purge", "--yes", secret).exit_code == 0
    assert holding(library, *SECRETS) == []
    assert terms(library, *SECRETS) == set()
    sound(marked, library)


def test_every_kind_of_copy_beside_the_database(secret: str, marked: Run, library: Path) -> None:
    database, kept = library / "annotations.db", library / "annotations.db.backups"
    whole = database.read_bytes()
    moment = "2026-01-02T030405.000000"
    replaced = kept / f"{database.name}.{moment}.replaced"
    gone = [
        kept / f"{database.name}.{moment}.damaged",
        kept / f"{database.name}.{moment}.strange-wal",
        kept / f"{database.name}.{moment}.salvaged.json",
    ]
    conflict = library / "annotations.sync-conflict-20260102.db"
    for each in (replaced, conflict, *gone[:2]):
        each.write_bytes(whole)
    gone[0].write_bytes(whole[: len(whole) // 2])
    row = {"table": "annotation", "row": {"id": secret, "note": NOTE}}
    gone[2].write_text(json.dumps([row], ensure_ascii=False), encoding="utf-8")
    assert len(holding(library, *SECRETS)) == 8
    done = json.loads(marked("purge", "--yes", "--json", secret).stdout)
    assert sorted(done["deleted"]) == sorted(each.name for each in gone)
    assert {replaced.name, conflict.name} <= set(done["rewritten"])
    assert holding(library, *SECRETS) == []
    assert not any(each.exists() for each in gone)
    for each in (replaced, conflict):
        with closing(sqlite3.connect(each)) as connection:
            assert connection.execute("SELECT count(*) FROM annotation").fetchone() == (3,)


def test_a_copy_that_does_not_know_the_article_stays_as_it_is(
    secret: str, marked: Run, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    open_library(other).close()
    copy = library / "annotations.db.backups" / "annotations.db.2026-01-02T030405.000000.backup"
    copy.write_bytes((other / "annotations.db").read_bytes())
    before = copy.read_bytes()
    done = json.loads(marked("purge", "--yes", "--json", secret).stdout)
    assert copy.name not in (*done["rewritten"], *done["deleted"])
    assert copy.read_bytes() == before


def test_a_backup_of_an_older_version_is_rewritten(run: Run, tmp_path: Path) -> None:
    unpack(Path(__file__).parents[1] / "store" / "old_libraries" / "0015.tar.xz", tmp_path)
    root = tmp_path / "library"
    with open_library(root) as library:
        every = [it for entry in library.list() for it in library.annotations(entry.head.id)]
    (noted,) = [it for it in every if it.note == "不可公開"]
    (backup,) = (root / "annotations.db.backups").glob("*.migration.backup")
    assert backup.name in " ".join(holding(root, noted.note, whole=True))
    done = run("--library", str(root), "purge", "--yes", noted.id)
    assert done.exit_code == 0, done.stderr
    assert f"backup, rewritten without it: {backup.name}" in done.stdout
    assert holding(root, noted.note, whole=True) == []


def test_a_snapshot_goes_with_the_last_evidence_that_quotes_it(
    secret: str, marked: Run, library: Path
) -> None:
    marked("annotate", "car", "--quote", "會合作", "--tag", "fact", "--justification", "另查")
    marked("add", "-", stdin="# 引用的網頁\n\n爨爩齾龘。\n")
    mark = {
        "article": "car", "annotation": secret,
        "evidence": [{"quote": "爨爩齾龘。", "quote_in": "引用的網頁"}],
    }  # fmt: skip
    batch = library.parent / "batch.jsonl"
    batch.write_text(json.dumps(mark, ensure_ascii=False), encoding="utf-8")
    assert marked("annotate", "--batch", str(batch)).exit_code == 0
    with closing(sqlite3.connect(library / "annotations.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(
            "UPDATE article SET snapshot = 1, deleted = 1 WHERE title = '引用的網頁'"
        )
        connection.execute("BEGIN")
        counts = remove(connection, targets(connection, [secret], [])).counts
        assert (counts["articles"], counts["texts"]) == (1, 1)
        connection.execute("ROLLBACK")
        connection.execute(
            "UPDATE evidence SET claim_check = (SELECT id FROM claim_check c WHERE"
            " c.id <> claim_check LIMIT 1) WHERE quote_exact = '爨爩齾龘。'"
        )
        connection.execute("BEGIN")
        assert remove(connection, targets(connection, [secret], [])).counts["articles"] == 0
        connection.execute("ROLLBACK")
