"""The program as a whole: what an argument means, exit codes, start-up, and the real process."""

import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from click.testing import CliRunner

from reader.cli import COMMANDS, SUMMARIES, opening
from reader.cli.main import program
from reader.model import Document
from reader.version import VERSION
from reader.words import load
from tools.generate_words import table

ROOT = Path(__file__).parents[2]


def meipi(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "reader", *args]
    return subprocess.run(command, env=environ, capture_output=True, check=False, **options)


def test_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    result = CliRunner().invoke(program, ["--version"])
    assert result.stdout == f"meipi, version {VERSION}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(program, [name, "--help"], prog_name="meipi")
    assert result.exit_code == 0
    assert "Example:  meipi" in result.stdout


def examples() -> list[list[str]]:
    """The examples of every command's help, up to a pipe; what needs a terminal or files is not."""
    found = []
    for name in COMMANDS:
        text = CliRunner().invoke(program, [name, "--help"], prog_name="meipi").stdout
        found += re.findall(r"^(?:  Example:)? +(meipi \w+ .*)$", text, re.M)
    words = [shlex.split(re.split(r" [|>] ", example)[0]) for example in found]
    # A new library has no backup and no feeds yet.
    words = [it for it in words if "--restore" not in it and it[1] != "feeds"]
    return [
        it[1:]
        for it in words
        if it[1] != "read" and not {"news.txt", "page.html", "marks.jsonl"} & {*it}
    ]


@pytest.mark.parametrize("example", examples(), ids=" ".join)
def test_the_examples_of_the_help_work(
    run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: list[str]
) -> None:
    [seed] = (ROOT / "articles").glob("*.md")
    path = Path(shutil.copy(seed, library / "articles"))
    monkeypatch.chdir(tmp_path)
    said = ("annotate", "打響", "--quote", "10月14日，也就是", "--tag", "fact", "--as", "Lin")
    assert run(*said).exit_code == 0
    if example[0] in ("labels", "annotators"):
        for name, label in (("林", "數子"), ("王小名", "草稿")):
            mark = ("--quote", "10月14日", "--occurrence", "1", "--label", label, "--as", name)
            assert run("annotate", "打響", *mark).exit_code == 0
        if example[1] != "rename":
            assert run("labels", "rename", "數子", "數字").exit_code == 0
    if example[0] == "changes":
        for old, new in (("10月14日，", "10月15日，"), ("10月15日，", "10月16日，")):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
            assert run("list").exit_code == 0
    if example[0] == "claims":
        for check in (("--verdict", "correct"), ("--status", "to_check")):
            assert run(*said[:4], *check).exit_code == 0
        path.write_text(path.read_text("utf-8").replace("10月14日，", "10月15日，"), "utf-8")
        assert run("list").exit_code == 0
    if "--query" in example:
        assert run(*said[:4], "--verdict", "correct").exit_code == 0
    if example[:2] == ["codebook", "import"]:
        assert run("codebook", "export", "-o", "book.toml").exit_code == 0
    if example[0] == "join":
        again = path.read_text("utf-8").replace("第一槍\n", "第一槍 2\n", 1)
        again = re.sub(r"^id: .*\n", "", again, flags=re.M)
        (path.parent / "again.md").write_text(again.replace("10月14日", "10月15日"), "utf-8")
        assert run("list").exit_code == 0
        if "--undo" in example:
            assert run("join", seed.name, "again.md").exit_code == 0
    if example[0] == "restore" or "--removed" in example:
        assert run("remove", "打響").exit_code == 0
    result = run(*example)
    assert result.exit_code == 0, result.stderr


def test_help_names_every_command() -> None:
    text = CliRunner().invoke(program, ["--help"]).stdout
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", text, re.M)] == []
    assert list(SUMMARIES) == list(COMMANDS)


def test_starting_imports_nothing_heavy() -> None:
    code = (
        "import sys, reader.cli.main; from reader.config import load; load();"
        "print(*sorted({name.split('.')[0] + '.' + name.split('.')[1] if name.startswith('reader.')"
        " else name.split('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    heavy = {"reader.exchange", "reader.library", "reader.store", "reader.tui", "reader.ingest"}
    heavy |= {"textual", "rich", "sqlite3", "sqlite_utils", "tomllib", "yaml", "json"}
    assert heavy & set(run.stdout.split()) == set()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Document, dict[str, Any]]]:
    """What the screens were asked to open, with its options; no screen opens."""
    asked: list[tuple[Document, dict[str, Any]]] = []
    monkeypatch.setattr(opening, "check_terminal", lambda: None)
    monkeypatch.setattr(
        "reader.tui.run",
        lambda library, article, **options: asked.append((library.open(article), options)) or 0,
        raising=False,
    )
    return asked


def test_another_word_than_a_command_is_an_article(run, library: Path, opened) -> None:
    assert run("car", "--as", "Lin", "--language", "zh-Hant").exit_code == 0
    assert run(str(library / "articles/car.md")).exit_code == 0
    assert run().exit_code == 0
    assert [document.head.title for document, _ in opened] == ["京東造車"] * 3
    assert opened[0][1]["annotator"] == "Lin"
    assert opened[0][1]["words_language"] == "zh_hant"
    assert opened[1][1]["annotator"] is None


def test_two_dashes_end_the_options(run, library: Path, opened, monkeypatch) -> None:
    monkeypatch.chdir(library)
    Path("-x").write_text("# 橋\n\n通車了。\n", encoding="utf-8")
    assert run("--as", "Lin", "--", "-x").exit_code == 0
    assert opened[-1][0].head.title == "橋"
    missing = run("--", "--none")
    assert missing.exit_code == 2
    assert "--none" in missing.stderr
    assert "No such option" not in missing.stderr
    assert "No such option" in run("--none").stderr


def test_a_pipe_is_not_a_terminal(run) -> None:
    result = run("car")
    assert result.exit_code == 2
    assert "meipi show" in result.stderr


@pytest.mark.parametrize(
    ("columns", "rows", "fits"), [(39, 24, 0), (80, 9, 0), (40, 10, 1), (0, 0, 1)]
)
def test_the_smallest_terminal(
    monkeypatch: pytest.MonkeyPatch, columns: int, rows: int, fits: int
) -> None:
    from reader.errors import InputError

    main, other = pty.openpty()
    try:
        with os.fdopen(other, "r") as terminal, os.fdopen(os.dup(other), "w") as screen:
            monkeypatch.setattr("sys.stdin", terminal)
            monkeypatch.setattr("sys.stdout", screen)
            monkeypatch.setattr("sys.stderr", screen)
            monkeypatch.setenv("TERM", "xterm")
            monkeypatch.setattr(
                os, "get_terminal_size", lambda fd: os.terminal_size((columns, rows))
            )
            if fits:
                opening.check_terminal()
            else:
                with pytest.raises(InputError, match="terminal_too_small"):
                    opening.check_terminal()
    finally:
        os.close(main)


def test_errors_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = meipi("show", "nowhere.txt", "--library", str(tmp_path))
    assert done.returncode == 2
    assert done.stdout == b""
    message = done.stderr.decode()
    assert message.startswith("meipi: There is no file or article “nowhere.txt”.")
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "has no text"), (b"\x89PNG\r\n\x1a\n\0\0", "is not a text file")],
)
def test_files_that_cannot_be_read(run, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    result = run("show", str(path))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_folder_is_no_article(run, tmp_path: Path) -> None:
    result = run("show", str(tmp_path))
    assert result.exit_code == 2
    assert "is a folder" in result.stderr


def test_a_library_that_is_not_there(run, tmp_path: Path) -> None:
    result = run("list", "--library", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "--library" in result.stderr


def test_control_characters_in_arguments_are_shown_as_escapes(run) -> None:
    result = run("show", "\x1b]0;evil\x07.txt")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\\u001b]0;evil\\u0007.txt" in result.stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("exprot",), "export"),
        (("exprot", "--format", "csv"), "export"),
        (("Lst",), "list"),
        (("serach", "京東", "造車"), "search"),
        (("anotate", "--help"), "annotate"),
    ],
)
def test_a_mistyped_command_is_told_with_the_nearest(
    run, words: tuple[str, ...], meant: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert f"“{words[0]}” is neither a command nor an article. Did you mean: {meant}" in (
        result.stderr
    )


def test_an_article_that_is_called_nearly_like_a_command_is_one(run, library: Path, opened) -> None:
    (library / "articles" / "lists.md").write_text("名單公布了，共有三十人。\n", "utf-8")
    assert run("lists").exit_code == 0
    assert [document.head.title for document, _ in opened] == ["lists"]
    assert "No article is called" in run("造車廠").stderr


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "doctor"])
def test_wrong_settings_stop_every_command_but_help(run, tmp_path: Path, name: str) -> None:
    (tmp_path / "settings.toml").write_text("measure = 3", encoding="utf-8")
    arguments = {
        "show": ["car", "--json"],
        "convert": ["-"],
        "add": ["-"],
        "search": ["車"],
        "changes": ["car"],
        "annotate": ["car", "--quote", "京東", "--tag", "fact"],
        "remove": ["car"],
        "restore": ["car"],
        "private": ["car"],
        "join": ["car", "other"],
        "report": ["car"],
        "import": ["-"],
    }
    result = run(name, *arguments.get(name, []), stdin="文字。")
    assert result.exit_code == 2
    assert "“measure”" in result.stderr
    assert result.stdout == ""
    assert run(name, "--help").exit_code == 0


def test_wrong_settings_leave_what_helps(run, tmp_path: Path) -> None:
    assert run("list").exit_code == 0
    (tmp_path / "settings.toml").write_text("measure = 3", encoding="utf-8")
    result = run("doctor")
    assert result.exit_code == 1
    assert "Everything is in order" not in result.stdout
    assert "“measure”" in result.stdout
    for words in (("--help",), ("--version",), ("feeds", "add", "--help")):
        assert run(*words).exit_code == 0
    assert run("feeds", "refresh").exit_code == 2


def test_wrong_settings_are_reported(run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("measure = 3", encoding="utf-8")
    result = run("show", "car")
    assert result.exit_code == 2
    assert "“measure”" in result.stderr


def test_settings_choose_the_language(run, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "zh-Hant"', encoding="utf-8")
    assert "找不到檔案或文章" in run("show", "nowhere.txt").stderr
    assert "There is no file" in run("show", "nowhere.txt", "--language", "en").stderr


def test_an_unknown_language_is_wrong_use(run) -> None:
    assert run("list", "--language", "fr").exit_code == 2


def test_a_reader_of_our_output_may_leave(library: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    long = library / "long.txt"
    long.write_text("這是一句話。\n" * 50_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "show", str(long)],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


# Tests that a shell runs in its background were started to ignore it.
HEARING = """import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"""


def test_interrupting_is_quiet(library: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", HEARING, "-m", "reader", "annotate", "car", "--batch", "-"],
        env={**environ, "MEIPI_LIBRARY": str(library)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        # The database appears when the command has begun and waits for its lines.
        while not (library / "annotations.db").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert b"Traceback" not in process.stderr.read()
    # CPython ends itself by the signal if that came inside `exec`; a shell shows both as 130.
    assert process.returncode in (130, -signal.SIGINT)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_stdout(library: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reader", "show", str(library / "articles/car.md")],
            env=environ,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("meipi: The disk is full")
    assert done.stderr.count(b"\n") == 1


def test_another_package_called_reader_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import reader.__main__

    monkeypatch.setattr("reader.__doc__", "A minimal feed reader.")
    with pytest.raises(SystemExit, match="pip uninstall reader"):
        reader.__main__.main()


def error_codes() -> set[str]:
    """Every error code that stands in the source, raised there or kept in a table."""
    pattern = re.compile(r'Error\(\s*"([a-z_]+)"|"((?:library|file|disk)_[a-z_]+)"')
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "reader").rglob("*.py")]
    return {one or other for text in sources for one, other in pattern.findall(text)}


def test_every_error_has_its_words_in_every_language() -> None:
    codes = error_codes()
    assert {"disk_full", "library_io", "quote_ambiguous", "config_invalid"} <= codes
    for language in ("en", "zh_hant"):
        words = load(language)
        assert [code for code in sorted(codes) if f"error.{code}" not in words] == []


def test_the_tables_have_the_same_keys_and_gaps() -> None:
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english, chinese = table("en"), table("zh_hant")
    assert english.keys() == chinese.keys()
    assert [key for key in english if gaps(english[key]) != gaps(chinese[key])] == []
