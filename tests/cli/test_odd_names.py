"""Names that mean nothing, and files that are none: a message, code 2, and nobody waits."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

EMPTY = [
    ("show", ""), ("add", ""), ("add", "car", ""), ("convert", ""), ("convert", "--to", ""),
    ("annotate", "--batch", ""), ("changes", ""), ("changes", "京東", "--with", ""),
    ("doctor", "--restore", ""), ("export", ""), ("export", "-o", ""), ("export", "--view", ""),
    ("feeds", "add", ""), ("feeds", "import", ""), ("feeds", "remove", ""), ("stats", ""),
    ("feeds", "export", "-o", ""), ("read", ""), ("",), ("list", "--library", ""), ("--as", ""),
]  # fmt: skip


@pytest.mark.parametrize("words", EMPTY, ids=" ".join)
def test_an_empty_name_is_told_as_such(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "empty" in done.stderr
    assert "folder" not in done.stderr
    assert done.stdout == ""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder with everything that a name may lead to and that is no plain file."""
    folder = tmp_path / "odd"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "zero").symlink_to("/dev/zero")
    with (folder / "huge").open("wb") as file:
        file.truncate(1 << 40)
    (folder / "empty").touch()
    return folder


READS = [
    ("show",), ("add",), ("convert",), ("stats",), ("annotate", "--batch"),
    ("changes", "京東", "--with"), ("doctor", "--restore"), ("feeds", "import"),
]  # fmt: skip


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_what_is_read_is_a_plain_file(run: Run, odd: Path, words: tuple[str, ...]) -> None:
    for name in ("pipe", "loop", "zero", "huge", "empty", "none"):
        done = run(*words, str(odd / name))
        assert done.exit_code == 2, name
        assert done.stderr.startswith("meipi: "), name
        if words == ("doctor", "--restore"):
            assert "article" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_what_is_written_may_be_a_device_or_a_pipe_that_is_read(marked: Run, odd: Path) -> None:
    full = marked("export", "--format", "csv", "-o", "/dev/full")
    assert (full.exit_code, "full" in full.stderr) == (2, True)
    assert "format" in marked("export", "-o", "/dev/full").stderr
    assert "folder" in marked("export", "-o", str(odd)).stderr
    for output in ("/dev/stdout", "-"):
        for words in (("export", "--format", "csv"), ("feeds", "export")):
            done = marked(*words, "-o", output, "--force")
            assert done.exit_code == 0
            assert done.stdout
    unread = marked("export", "--format", "csv", "-o", str(odd / "pipe"))
    assert unread.exit_code == 2
    reader = subprocess.Popen(["cat", str(odd / "pipe")], stdout=subprocess.PIPE)
    descriptor = os.open(odd / "pipe", os.O_WRONLY)  # returns when cat has it open
    done = marked("export", "--format", "csv", "-o", str(odd / "pipe"))
    os.close(descriptor)
    assert done.exit_code == 0
    assert reader.communicate()[0].startswith("\ufeffarticle,title".encode())


def test_without_a_terminal_what_is_not_there_is_told_first(run: Run, odd: Path) -> None:
    def says(name: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "reader", name],
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 2
        return done.stderr

    assert "No article is called “nosuch”" in says("nosuch")
    assert "no file or article “none.md”" in says("none.md")
    assert "is a folder" in says(str(odd))
    assert "needs a terminal" in says("京東")
    assert "needs a terminal" in says("https://example.org/1")


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("kind", ["folder", "full folder", "pipe", "link", "link to nowhere"])
def test_what_stands_beside_the_database_and_is_no_file_of_its(
    marked: Run, library: Path, tmp_path: Path, end: str, kind: str
) -> None:
    """It is named, and the database is called neither damaged nor read-only."""
    beside = library / f"annotations.db{end}"
    beside.unlink(missing_ok=True)
    match kind:
        case "folder":
            beside.mkdir()
        case "full folder":
            (beside / "x").mkdir(parents=True)
        case "pipe":
            os.mkfifo(beside)
        case "link":
            (tmp_path / "target").write_text("別人的", encoding="utf-8")
            beside.symlink_to(tmp_path / "target")
        case "link to nowhere":
            beside.symlink_to(tmp_path / "target")
    done = marked("annotate", "京東", "--quote", "重點在價格", "--tag", "fact", "--as", "Lin")
    if not kind.startswith("link"):
        assert f"annotations.db{end}” is no file" in marked("doctor").stdout
        assert f"annotations.db{end}” is no file" in marked("list").stderr
    if done.exit_code:  # a link that SQLite has no use for is not followed
        assert f"annotations.db{end}” is no file" in done.stderr
    assert "damaged" not in marked("doctor").stdout
    target = tmp_path / "target"
    assert target.exists() == (kind == "link")
    assert not target.exists() or target.read_text(encoding="utf-8") == "別人的"


def test_a_link_to_itself_among_the_articles_is_named_once_in_quotes(
    run: Run, library: Path
) -> None:
    loop = library / "articles" / "loop.md"
    loop.symlink_to("loop.md")
    (library / "articles" / "nul\udcff.md").write_text("一句話。", encoding="utf-8")
    done = run("list")
    assert done.exit_code == 0
    assert f"“{loop}” cannot be read" in done.stderr
    assert "“'" not in done.stderr
    assert "nul\\udcff.md” is not UTF-8" in done.stderr


def test_what_only_looks_like_an_address_is_told_as_one(run: Run) -> None:
    for name in ("http://", "https://", "file:///etc/passwd"):
        done = run("add", name)
        assert done.exit_code == 2
        assert "address" in done.stderr
        assert "no file" not in done.stderr


def test_as_many_as_there_can_be(run: Run) -> None:
    assert run("list", "--limit", "9" * 30).exit_code == 0
    assert run("search", "京東", "--limit", "9" * 30).exit_code == 0


@pytest.mark.parametrize("closed", ["<&-", "<&- >&-", "<&- >&- 2>&-"])
def test_the_reader_without_anything_to_read_keys_from(run: Run, closed: str) -> None:
    command = f'exec "$0" -m reader 京東 {closed}'
    done = subprocess.run(["sh", "-c", command, sys.executable], check=False, capture_output=True)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
