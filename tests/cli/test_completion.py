"""What real shells complete, by their own keys: what is typed on is what the program is given."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click
import pytest

from reader.cli import COMMANDS
from reader.cli.bash import spell
from reader.cli.main import program

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
AWKWARD = '銀行：$(touch 破) `x` "升息" & it\'s; *[a]* 1:2 \\ 尾'
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(_MEIPI_COMPLETE=bash_source meipi)"'),
    "zsh": (
        ["-f", "-i"],
        'autoload -Uz compinit; compinit -D; eval "$(_MEIPI_COMPLETE=zsh_source meipi)"',
    ),
    "fish": (["--no-config", "-i"], "_MEIPI_COMPLETE=fish_source meipi | source"),
}
INSTEAD = """#!/bin/sh
if [ -n "$_MEIPI_COMPLETE" ]; then
    {python} -m reader "$@"
    touch {place}/asked
else
    printf '%s\\0' "$@" > {place}/writing
    mv {place}/writing {place}/given
fi
"""
BECOME = """import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])"""
Typed = Callable[[str], list[str]]


def wait(path: Path, terminal: int, shell: subprocess.Popen[bytes]) -> None:
    """Until a file is there; what the shell writes is read meanwhile, or it would stop."""
    until, written = time.monotonic() + PATIENCE, b""
    while not path.exists():
        assert time.monotonic() < until, written.decode(errors="replace")
        assert shell.poll() is None, written.decode(errors="replace")
        if select.select([terminal], [], [], 0.05)[0]:
            written += os.read(terminal, 65536)


@pytest.fixture(params=SHELLS)
def typed(request: pytest.FixtureRequest, library: Path, run: object, tmp_path: Path) -> Typed:
    """Types keys into a shell and then enter; returns the arguments that `meipi` was given."""
    shell = shutil.which(request.param)
    if shell is None:
        pytest.skip(f"{request.param} is not installed")
    (library / "articles" / "awkward.md").write_text(f"---\ntitle: '{quoted(AWKWARD)}'\n---\n文。")
    assert run("list").exit_code == 0
    command = tmp_path / "bin" / "meipi"
    command.parent.mkdir()
    command.write_text(INSTEAD.format(python=f"'{sys.executable}'", place=f"'{tmp_path}'"))
    command.chmod(0o755)
    options, source = SHELLS[request.param]

    def type_in(keys: str) -> list[str]:
        for name in ("asked", "given"):
            (tmp_path / name).unlink(missing_ok=True)
        terminal, other = pty.openpty()
        path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
        shown = subprocess.Popen(
            [sys.executable, "-c", BECOME, shell, *options],
            stdin=other,
            stdout=other,
            stderr=other,
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        with shown:
            os.close(other)
            try:
                os.write(terminal, f"{source}\rmeipi ready\r".encode())
                wait(tmp_path / "given", terminal, shown)
                for name in ("asked", "given"):
                    (tmp_path / name).unlink(missing_ok=True)
                before, _, after = f"meipi {keys}\r".partition("\t")
                os.write(terminal, f"{before}\t".encode())
                wait(tmp_path / "asked", terminal, shown)
                os.write(terminal, after.encode())
                wait(tmp_path / "given", terminal, shown)
            finally:
                shown.kill()
                os.close(terminal)
        return (tmp_path / "given").read_text("utf-8").split("\0")[:-1]

    return type_in


def quoted(title: str) -> str:
    """A title in single quotes of YAML."""
    return title.replace("'", "''")


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("doc\t", ["doctor"]),
        ("export --form\t", ["export", "--format"]),
        ("export --format js\t", ["export", "--format", "jsonld"]),
        ("list --sort so\t", ["list", "--sort", "source"]),
        ("feeds ref\t", ["feeds", "refresh"]),
        ("convert --to t2j\t", ["convert", "--to", "t2jp"]),
        ("export --view c\t", ["export", "--view", "cn"]),
        ("doctor --restore new\t", ["doctor", "--restore", "newest"]),
        ("京\t", ["京東造車"]),
        ("show 京\t", ["show", "京東造車"]),
        ("show 銀\t", ["show", AWKWARD]),
        ("show ./lib\tarticles/car.md", ["show", "./library/articles/car.md"]),
    ],
)
def test_a_shell_completes(typed: Typed, tmp_path: Path, keys: str, given: list[str]) -> None:
    assert typed(keys) == given
    assert not (tmp_path / "破").exists()


def asked(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What bash is told after these words, the last of which is not finished."""
    told = {
        "COMP_WORDS": "\n".join(map(shlex.quote, ("meipi", *words))),
        "COMP_CWORD": str(len(words)),
    }
    return subprocess.run(
        [sys.executable, "-m", "reader"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "_MEIPI_COMPLETE": "bash_complete"}
        | told
        | env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


def test_every_command_is_offered() -> None:
    assert asked("").stdout.split() == list(COMMANDS)


def test_annotators_are_offered(marked: object) -> None:
    assert asked("export", "--by", "L").stdout.split() == ["Lin"]


def test_every_choice_is_offered(run: object) -> None:
    assert run("list").exit_code == 0
    configs = asked("convert", "--to", "").stdout.split()
    assert len(configs) == 16
    assert asked("export", "--view", "").stdout.split() == ["tw", "hk", "cn", *configs]
    assert asked("doctor", "--backup").stdout
    assert run("doctor", "--backup").exit_code == 0
    newest, named = asked("doctor", "--restore", "").stdout.split()
    assert (newest, named.startswith("annotations.db.")) == ("newest", True)
    inner = '<outline text="渡輪報" xmlUrl="https://x.example/"/>'
    opml = f'<opml><body><outline text="船">{inner}</outline></body></opml>'
    assert run("feeds", "import", "-", stdin=opml).exit_code == 0
    for words in (("remove",), ("change",), ("refresh",)):
        assert asked("feeds", *words, "渡").stdout == "渡輪報\n"
    assert asked("feeds", "change", "渡輪報", "--folder", "").stdout == "船\n"


def test_no_option_with_a_known_set_of_values_is_forgotten() -> None:
    """What is completed by nothing is free text, a number, a day or an address of the web."""
    free = {"TEXT", "N", "WHO", "URL", "QUERY", "COLOUR", "LANG", "DIR", "DAY", "ID"}

    def check(command: click.Command) -> None:
        for parameter in command.params:
            known = parameter._custom_shell_complete is not None
            named = isinstance(parameter.type, click.Choice) or known
            text = isinstance(parameter.type, click.types.StringParamType)
            word = parameter.metavar or (parameter.name or "").upper()
            switch = getattr(parameter, "is_flag", False)
            assert switch or named or not text or word in free, (command.name, parameter.name)
        for each in getattr(command, "commands", {}).values():
            check(each)

    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        check(command)


def test_a_title_that_begins_like_an_option_is_not_offered_as_one(
    run: object, library: Path
) -> None:
    path = library / "articles" / "cold.md"
    path.write_text("---\ntitle: '-5度的早上'\n---\n天氣很冷。", encoding="utf-8")
    assert run("list").exit_code == 0
    assert asked("show", "").stdout.split() == ["京東造車"]
    assert asked("show", "--", "-5").stdout.split() == ["-5度的早上"]


def test_the_library_that_was_named_is_asked(run: object, library: Path, tmp_path: Path) -> None:
    assert run("list").exit_code == 0
    assert asked("show", "--library", str(library), "京", MEIPI_LIBRARY="").stdout == "京東造車\n"
    (tmp_path / "empty").mkdir()
    assert asked("show", "--library", str(tmp_path / "empty"), "京").stdout == "\n"
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_library_that_cannot_be_read_offers_nothing_and_says_nothing(
    run: object, library: Path
) -> None:
    assert run("list").exit_code == 0
    with closing(sqlite3.connect(library / "annotations.db")) as connection, connection:
        connection.execute("ALTER TABLE article RENAME COLUMN title TO name")
    done = asked("show", "京")
    assert (done.stdout, done.stderr) == ("\n", "")


def test_control_characters_of_a_title_are_not_offered(run: object, library: Path) -> None:
    assert run("list").exit_code == 0
    with closing(sqlite3.connect(library / "annotations.db")) as connection, connection:
        connection.execute("UPDATE article SET title = '京\x1b]0;x\x07'")
    assert asked("show", "京").stdout == "京\ufffd]0;x\ufffd\n"


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_reads_what_is_spelled_as_it_was(quote: str) -> None:
    for value in (AWKWARD, "a b", "甲'乙", '甲"乙', "$HOME", "~", "a!b", "#x", "{a,b}", "\\"):
        word = spell(value, quote)
        if not word:
            assert quote
            assert quote in value or "!" in value
            continue
        line = f"printf %s {quote}{word}{quote}"
        read = subprocess.run(["bash", "-c", line], capture_output=True, check=True)
        assert read.stdout.decode() == value
