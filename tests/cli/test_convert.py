"""`meipi convert`: text in another script, from files and pipes, with true offsets."""

import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli.main import program
from reader.text.cleaning import decode
from reader.text.scripts import configs, view

ROOT = Path(__file__).parents[2]
NEWS = "他的博客说，软件公司发展很快。\n\n理发店在皇后大道。\n"
HONG_KONG = "他在理髮店說，這裏面的發展很快。\r\n沒有問題"


def meipi(*args: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "reader", *args]
    return subprocess.run(command, env=environ, capture_output=True, check=False, **options)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_a_file_is_converted_for_taiwan_unless_told_otherwise(run, news: Path) -> None:
    expected = "他的博客說，軟件公司發展很快。\n\n理髮店在皇后大道。\n"
    for language in ("en", "zh-Hant", "zh-Hans"):
        result = run("convert", str(news), "--language", language)
        assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")
    assert news.read_text(encoding="utf-8") == NEWS


@pytest.mark.parametrize(
    ("config", "source", "expected"),
    [
        ("s2twp", "博客和软件", "部落格和軟體"),
        ("tw2sp", "部落格和軟體", "博客和软件"),
        ("tw2s", "部落格和軟體", "部落格和软体"),
        ("s2hk", "里面", "裏面"),
        ("t2jp", "廣場", "広場"),
    ],
)
def test_the_configuration_decides(run, config: str, source: str, expected: str) -> None:
    assert run("convert", "--to", config, stdin=source).stdout == expected


@pytest.mark.parametrize("arguments", [(), ("-",)])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_standard_input_keeps_its_end(run, arguments: tuple[str, ...], end: str) -> None:
    result = run("convert", *arguments, stdin="发展" + end)
    assert (result.exit_code, result.stdout) == (0, "發展" + end)


def test_a_pipe_between_programs_carries_bytes() -> None:
    done = meipi("convert", "--to", "t2s", input=HONG_KONG.encode("big5hkscs"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == "他在理发店说，这里面的发展很快。\n没有问题"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_of_our_output_may_leave(tmp_path: Path, unbuffered: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(NEWS * 20_000, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "convert", str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_terminal_is_not_waited_for_unasked() -> None:
    main, other = pty.openpty()
    try:
        done = meipi("convert", stdin=other, timeout=60)
    finally:
        os.close(other)
        os.close(main)
    assert done.returncode == 2
    assert b"Name a FILE" in done.stderr


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings_are_found_out(run, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(NEWS.encode(encoding))
    assert run("convert", str(path), "--to", "s2t").stdout == view(NEWS, "s2t").text


@pytest.mark.parametrize("config", ["s2twp", "s2tw"])
def test_json_says_which_blocks_changed_their_length(run, tmp_path: Path, config: str) -> None:
    path = tmp_path / "blog.txt"
    path.write_bytes(("\ufeff𠮷\x07野的" + "博客，你的博客。\r\n" * 2).encode())
    said = json.loads(run("convert", str(path), "--to", config, "--json").stdout)
    source = decode(path.read_bytes()).text
    assert said.keys() == {"config", "text", "segments"}
    assert (said["config"], said["text"]) == (config, view(source, config).text)
    found = [
        (source[slice(*it["source"])], said["text"][slice(*it["view"])]) for it in said["segments"]
    ]
    assert found == ([("博客", "部落格")] * 4 if config == "s2twp" else [])
    # What lies between the blocks answers one by one.
    edges = [*said["segments"], {"source": [len(source)], "view": [len(said["text"])]}]
    at = [0, 0]
    for edge in edges:
        assert edge["source"][0] - at[0] == edge["view"][0] - at[1]
        at = [edge["source"][-1], edge["view"][-1]]


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_what_was_repaired_is_told_beside_the_text(
    run, tmp_path: Path, form: tuple[str, ...]
) -> None:
    path = tmp_path / "evil.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{NEWS}发\x1b[31m展\u202e了".encode() + b"\xff\n")
    result = run("convert", str(path), *form)
    assert result.exit_code == 0
    assert "發展了\ufffd" in result.stdout
    assert not {"\x1b", "\u202e"} & set(result.stdout)
    shown = run("show", str(path))
    assert result.stderr == shown.stderr
    assert result.stderr.count("\n") == 2


def test_an_unknown_configuration_is_told_before_input_is_read() -> None:
    reading, writing = os.pipe()  # nothing is ever written, and it stays open
    try:
        done = meipi("convert", "--to", "s2x", "-", stdin=reading, timeout=60)
    finally:
        os.close(writing)
        os.close(reading)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert set(configs()) <= set(done.stderr.decode().rstrip(".\n").replace(",", "").split())


@pytest.mark.parametrize("content", [b"", b" \n", b"\x89PNG\r\n\x1a\n\0\0"])
def test_bad_files_are_told_as_show_tells_them(run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    missing, folder = str(tmp_path / "none.txt"), str(tmp_path)
    for name in (str(path), missing, folder):
        result = run("convert", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == run("show", name).stderr


@pytest.mark.parametrize(
    ("content", "said"), [("", "“stdin” has no text"), ("%PDF-1.7", "“stdin” is not a text file")]
)
def test_bad_standard_input(run, content: str, said: str) -> None:
    result = run("convert", stdin=content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_input_that_is_too_large(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ingest.files.LARGEST", 9)
    assert run("convert", stdin="发展了").stdout == "發展了"
    result = run("convert", stdin="发展了。")
    assert result.exit_code == 2
    assert "“stdin” is larger than" in result.stderr


@pytest.mark.parametrize(
    ("closed", "said"),
    [("<&-", "Standard input is closed"), (">&-", "Standard output is closed")],
)
def test_closed_streams(news: Path, closed: str, said: str) -> None:
    file = [] if closed == "<&-" else [str(news)]
    command = shlex.join([sys.executable, "-m", "reader", "convert", *file])
    done = subprocess.run(
        ["sh", "-c", f"{command} {closed}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"meipi: {said}")


def test_no_library_is_opened_even_for_an_articles_title(run, library: Path) -> None:
    assert run("convert", str(library / "articles/car.md"), "--to", "t2s").exit_code == 0
    result = run("convert", "京東造車")
    assert result.exit_code == 2
    assert "a file is needed" in result.stderr
    assert not (library / "annotations.db").exists()


def test_the_help_names_every_configuration_and_those_that_change_words() -> None:
    text = CliRunner().invoke(program, ["convert", "--help"]).stdout
    assert [name for name in configs() if f" {name} " not in text] == []
    _, _, after = text.partition("change words too")
    vocabulary, _, _ = after.partition("JSON")
    assert {name for name in configs() if name in vocabulary.split()} == {
        "s2twp",
        "s2hkp",
        "tw2sp",
        "hk2sp",
    }
