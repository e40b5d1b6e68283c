"""Standard streams, homes and folders that cannot be used, and an import that is interrupted."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pseudo_terminal import WITHOUT_PRIVILEGES, environment, launched
from surroundings import DATABASE, Run

NEWS = "市府說，公園去年有三百萬人次到訪。\n\n遊客說喜歡。\n"


def shell(library: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What a shell's line does in which `meipi` is the program."""
    return subprocess.run(
        ["sh", "-c", line.replace("meipi", f'"{sys.executable}" -m reader', 1)],
        env=environment(MEIPI_LIBRARY=str(library), **env),
        capture_output=True,
        text=True,
        cwd=library.parent,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(
    "line",
    ["show -", "add -", "feeds import -", "convert -", "annotate --batch - --as Lin", "stats -"],
)
def test_a_closed_stdin_is_told(library: Path, line: str) -> None:
    done = shell(library, f"meipi {line} <&-")
    assert done.returncode == 2
    assert done.stderr.startswith("meipi: Standard input is closed")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("line", ["list", "export", "doctor --json", "stats"])
def test_a_closed_stdout_is_told(library: Path, line: str) -> None:
    done = shell(library, f"meipi {line} >&-")
    assert done.returncode == 2
    assert done.stderr.startswith("meipi: Standard output is closed")
    assert (library / DATABASE).read_bytes()[:6] == b"SQLite"


def test_all_streams_closed_is_an_exit_code_alone(library: Path) -> None:
    before = (library / DATABASE).read_bytes()
    assert shell(library, "meipi list <&- >&- 2>&-").returncode == 2
    assert shell(library, "meipi export -o claims.md <&- 2>&-").returncode == 0
    assert (library / DATABASE).read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("line", ["--version", "--help", "list --help", "list", "doctor", "export"])
def test_a_full_stdout_is_told(library: Path, line: str) -> None:
    done = shell(library, f"meipi {line} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("meipi: The disk is full")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("line", ["show nothing.txt", "nothing", "list --nothing"])
def test_a_full_stderr_leaves_the_exit_code(library: Path, line: str) -> None:
    assert shell(library, f"meipi {line} 2>/dev/full").returncode == 2


def test_what_is_piped_in_stands_where_a_file_can(library: Path) -> None:
    (library.parent / "news.txt").write_text(NEWS, "utf-8")
    assert "公園去年有三百萬人次" in shell(library, "meipi show - <news.txt").stdout
    marked = shell(library, "meipi annotate - --quote 遊客說 --tag fact --as Lin <news.txt")
    assert marked.returncode == 0, marked.stderr
    assert "遊客說" in shell(library, "meipi export - --format csv <news.txt").stdout
    assert "new" not in shell(library, "meipi add - <news.txt").stdout
    compared = shell(library, "meipi changes 市府 --with - <news.txt")
    assert compared.returncode == 1, compared.stderr
    assert "→ -" in compared.stdout


def test_what_is_piped_into_the_reader_is_read_with_the_keys_of_the_terminal(
    library: Path, run: Run
) -> None:
    news = library.parent / "news.txt"
    news.write_text(NEWS, "utf-8")
    pipe = f"os.dup2(os.open({str(news)!r}, os.O_RDONLY), 0)\n"
    terminal = run("-", "--as", "Lin", before=pipe)
    terminal.wait_for("公園去年有三百萬人次")
    terminal.send("f")
    terminal.wait_for("1/2")
    terminal.send("q")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("line", ["list", "add news.txt", "export"])
def test_a_home_that_cannot_be_written_to(library: Path, tmp_path: Path, line: str) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    (tmp_path / "news.txt").write_text(NEWS, "utf-8")
    surroundings = environment(HOME=str(home))
    done = subprocess.run(
        launched(WITHOUT_PRIVILEGES, *line.split()),
        env=surroundings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("meipi: Your own library cannot be made")
    assert done.stderr.count("\n") == 1
    # What it says to do works.
    done = subprocess.run(
        launched(WITHOUT_PRIVILEGES, *line.split(), "--library", str(library)),
        env=surroundings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_folders_that_may_not_be_looked_into(library: Path, tmp_path: Path) -> None:
    closed = tmp_path / "news" / "closed"
    closed.mkdir(parents=True)
    (closed.parent / "a.txt").write_text(NEWS, "utf-8")
    inside = library / "articles" / "kept"
    inside.mkdir()
    (inside / "b.txt").write_text("北京今天下雨了，路上人不多。\n", "utf-8")
    assert shell(library, "meipi list").returncode == 0
    closed.chmod(0)
    inside.chmod(0)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            launched(WITHOUT_PRIVILEGES, *arguments),
            env=environment(MEIPI_LIBRARY=str(library)),
            capture_output=True,
            text=True,
            check=False,
        )

    added, alone = run("add", str(closed.parent)), run("add", str(closed))
    listed = run("list")
    inside.chmod(0o755)
    closed.chmod(0o755)
    assert added.returncode == 1
    assert f"“{closed}” cannot be read" in added.stderr
    assert "new" in added.stdout
    assert (alone.returncode, alone.stderr.count("\n")) == (2, 2)
    assert f"“{inside}” cannot be read" in listed.stderr
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        # What could not be looked at is not taken for gone.
        assert connection.execute("SELECT count(*) FROM file WHERE gone <> 0").fetchone() == (0,)


def test_names_that_are_no_text(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    Path(folder, os.fsdecode(b"\xff\xfe.txt")).write_text(NEWS, "utf-8")
    for line in ("add news", "show news/*", "export -o \"$(printf '\\377').csv\" 打響"):
        done = shell(library, f"meipi {line}")
        assert done.returncode == 0, done.stderr
    for line in ("show \"$(printf '\\377')\"", "list --library \"$(printf '\\377')\""):
        done = shell(library, f"meipi {line}")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert done.stderr.startswith("meipi: ")


def test_an_interrupted_import_leaves_whole_articles_alone(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(400):
        text = f"---\ntitle: 第{number}篇\n---\n\n" + f"第{number}條新聞說，今天下雨。" * 40 + "\n"
        (folder / f"{number:03}.md").write_text(text, "utf-8")
    process = subprocess.Popen(
        launched("", "add", str(folder)),
        env=environment(MEIPI_LIBRARY=str(library), PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        for _ in range(5):
            assert process.stdout.readline().startswith("new")
        process.send_signal(signal.SIGINT)
        said, told = process.communicate(timeout=300)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    came = 5 + sum(row.startswith("new") for row in said.splitlines())
    assert 5 <= came < 400
    assert f"new {came}, changed 0, the same 0" in told
    assert list((library / "articles").rglob("*.part")) == []
    files = [path for path in (library / "articles").glob("*.md") if path.stem.isdigit()]
    assert len(files) == came
    assert all(path.read_bytes() == (folder / path.name).read_bytes() for path in files)
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT count(*) FROM file WHERE path GLOB 'articles/[0-9]*'")
        assert rows.fetchone()[0] >= came
    again = shell(library, "meipi add news")
    assert f"new {400 - came}, changed 0, the same {came}" in again.stderr
