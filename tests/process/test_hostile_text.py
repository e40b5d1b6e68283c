"""Hostile text through the real program: nothing of it commands the terminal or an export."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hostile_text import BAD, BIDI, ENDS, MARKUP, SIGNS, article
from pseudo_terminal import Terminal, environment
from wire import COMMANDING, COPY, TEXTUAL, strange

from reader.exchange.registry import FORMATS


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library with one hostile article, whose file has a hostile name."""
    folder = tmp_path / "hostile"
    (folder / "articles").mkdir(parents=True)
    data = article(BAD).encode("utf-8", "surrogatepass")
    (folder / "articles" / "壞\x1b]0;name\x07[red].md").write_bytes(data)
    settings = 'publishing = { name = "試刊", page = "https://example.org/{claim}" }\n'
    (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
    return folder


WRITTEN = [name for name, format in FORMATS.items() if not format.signed]
"""The formats that need no settings."""


def meipi(library: Path, *arguments: str, stdin: bytes = b"", code: int = 0) -> bytes:
    """What a command writes, to stdout and stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", *arguments],
        env=environment(
            MEIPI_LIBRARY=str(library), MEIPI_CONFIG=str(library.parent / "settings.toml")
        ),
        input=stdin,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout + done.stderr


def assert_clean(written: bytes, *, visible: bool = False) -> None:
    """No control character; no sign of a command either, unless its remains may be `visible`."""
    assert strange(written.decode(), visible=visible) == ""
    if not visible:
        assert [sign for sign in SIGNS if sign in written] == []


def assert_only_the_screens_own(terminal: Terminal, *, visible: bool = False) -> None:
    """Besides the sequences of the screen itself nothing but text is written, up to the end."""
    terminal.send("\x11")  # what is still being written may be cut within a sequence
    assert terminal.wait_end() == 0
    text = terminal.written.decode()
    for copied in COPY.findall(text):
        assert_clean(base64.b64decode(copied), visible=visible)
    assert_clean(TEXTUAL.sub("", COPY.sub("", text)).encode(), visible=visible)


def annotate_hostilely(library: Path, annotator: str) -> None:
    said = {name: f"{name}{BAD}{MARKUP}" for name in ("note", "source", "kind")}
    mark = {
        **said,
        "quote": ENDS,
        "tag": "fact",
        "status": "refuted",
        "labels": [f"標籤{BAD}{MARKUP}"],
        "evidence": [{"url": f"https://example.org/{BAD}", "remark": f"證據{BAD}{MARKUP}"}],
    }
    lines = json.dumps(mark, ensure_ascii=True).encode()
    written = meipi(library, "annotate", "題目", "--batch", "-", "--as", annotator, stdin=lines)
    assert_clean(written)


def every_output(library: Path, name: str) -> list[bytes]:
    """What all commands that print say of a library."""
    return [
        meipi(library, "show", name, "--plain"),
        meipi(library, "show", name, "--json"),
        meipi(library, "list"),
        meipi(library, "list", "--json"),
        meipi(library, "stats"),
        meipi(library, "stats", name, "--json"),
        *(meipi(library, "export", "--format", format) for format in WRITTEN),
        *(meipi(library, "export", name, "--format", format) for format in WRITTEN),
    ]


def test_commands_write_no_control_character(hostile: Path) -> None:
    path = next((hostile / "articles").iterdir())
    assert_clean(meipi(hostile, "show", str(path), "--plain"))
    assert_clean(meipi(hostile, "show", str(path), "--json"))
    annotate_hostilely(hostile, f"林{BAD}{MARKUP}")
    for written in every_output(hostile, "題目"):
        assert_clean(written)
        assert b"[red]" in written.replace(b"\\[", b"[").replace(b"\\]", b"]")


def test_an_export_beside_a_hostile_title_has_a_harmless_name(hostile: Path, run: Run) -> None:
    terminal = run(env={"MEIPI_LIBRARY": str(hostile)}, cwd=hostile)
    annotate_hostilely(hostile, "林")
    terminal.wait_for("marked")
    terminal.send("e")
    terminal.wait_for("picks the format")
    terminal.send("1")
    terminal.wait_for("Export to")
    terminal.send("\r")
    terminal.wait_for(lambda _: [*hostile.glob("題目*")])
    terminal.wait_for("exported to")
    (made,) = hostile.glob("題目*")
    assert COMMANDING.search(made.name) is None
    assert_clean(made.name.encode())
    assert_clean(made.read_bytes())
    assert_only_the_screens_own(terminal)


Run = Callable[..., Terminal]


def walk_through(terminal: Terminal, *, several: bool = False) -> None:
    """Visit everything that shows text: page, margin, card, lists, prompts, search, copying.

    With `several` annotations of the sentence it is asked which one is meant.
    """
    asked = "a digit picks" if several else ""
    for key, shown in (
        ("?", "Help"),
        ("L", "Annotators"),
        ("}", ""),
        ("\r", "esc closes"),
        ("w", asked or "tab completes"),
        ("a", asked or "ctrl+j"),
        ("v", "Characters selected"),
    ):
        terminal.send(key)
        if shown:
            terminal.wait_for(shown)
            terminal.send("\x1b")
            terminal.wait_for(lambda it, shown=shown: shown not in it.text)
    terminal.send("y")
    terminal.wait_for("Sent")
    terminal.send("/")
    terminal.wait_for("Search")
    terminal.send("[red]\r")
    terminal.wait_for(lambda it: "of" in it.said or "not found" in it.said)


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])
def test_the_screen_writes_only_its_own_sequences(
    hostile: Path, run: Run, columns: int, rows: int
) -> None:
    annotate_hostilely(hostile, f"林{BAD}{MARKUP}")
    path = next((hostile / "articles").iterdir())
    terminal = run(str(path), env={"MEIPI_LIBRARY": str(hostile)}, columns=columns, rows=rows)
    terminal.wait_for("圖說")
    page = re.sub(r"\s", "", terminal.text)
    for shown in ("題目", "[@click=app.quit]x[/]", "[red]紅[/red]", "圖說"):
        assert shown in page
    walk_through(terminal)
    terminal.send("\tf")  # the next sentence that is not marked
    terminal.wait_for("1/5 marked")
    assert_only_the_screens_own(terminal)


def test_a_hostile_name_signs(hostile: Path, run: Run) -> None:
    terminal = run("--as", f"林{BAD}{MARKUP}", env={"MEIPI_LIBRARY": str(hostile)}, rows=40)
    terminal.wait_for("marked")
    terminal.send("f")
    terminal.wait_for("1/")
    terminal.send("L")
    terminal.wait_for("Annotators")
    assert "[red]" in terminal.text
    assert_only_the_screens_own(terminal)


def test_errors_show_hostile_names_visibly(hostile: Path, run: Run) -> None:
    name = f"{BAD}.txt"
    for command in ("show", "export", "stats", "read"):
        terminal = run(command, name)
        assert terminal.wait_end() == 2
        assert_clean(terminal.written.replace(b"\r", b""), visible=True)
        assert "\\u001b]52;c;SkkwMQ==\\u0007" in terminal.output
    for options in (["--by", BAD], ["--format", BAD], ["-o", f"{hostile}/no/{BAD}"]):
        assert_clean(meipi(hostile, "export", *options, code=2), visible=True)
    assert_clean(
        meipi(hostile, "annotate", "題目", "--quote", BAD, "--tag", "fact", code=2), visible=True
    )
    assert_clean(meipi(hostile, "list", "--library", BAD, code=2), visible=True)
    assert_clean(meipi(hostile, "list", "--language", BAD, code=2), visible=True)
    assert_clean(meipi(hostile, "list", f"--{BAD}", code=2), visible=True)
    batch = json.dumps({"quote": BAD, BAD: 1}).encode()
    written = meipi(hostile, "annotate", "題目", "--batch", "-", stdin=batch, code=2)
    assert_clean(written, visible=True)


def tamper(library: Path) -> None:
    """Put hostile text past the program into every column that is shown."""
    with closing(sqlite3.connect(library / "annotations.db")) as connection, connection:
        connection.execute("PRAGMA recursive_triggers = OFF")
        (text,) = connection.execute("SELECT text FROM body").fetchone()
        sent = "\x1b]52;c;SkkwMQ==\x07"
        spoilt = text[:5] + sent + text[5 + len(sent) : 40] + BIDI + text[40 + len(BIDI) :]
        assert len(spoilt) == len(text)  # else the outline would not fit
        for table, columns in (
            ("article", ("title", "source", "date", "lang")),
            ("annotator", ("name",)),
            ("annotation", ("note", "source", "kind", "exact", "prefix", "suffix")),
            ("evidence", ("url", "remark")),
            ("file", ("path",)),
        ):
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column} = {column} || ?", (BAD + MARKUP,))
        connection.execute("UPDATE article SET authors = ?", (json.dumps([BAD]),))
        for table in ("body",):
            connection.execute(f"UPDATE {table} SET text = ?", (spoilt,))
        connection.execute(
            "UPDATE code_book SET name = name || ?, description = ? WHERE kind = 'label'",
            (BAD, BAD + MARKUP),
        )


def test_a_database_that_was_tampered_with(hostile: Path, run: Run) -> None:
    annotate_hostilely(hostile, "林")
    meipi(hostile, "annotate", "題目", "--quote", "戊說不會。", "--tag", "opinion", "--note", "記")
    tamper(hostile)
    for written in every_output(hostile, "題目"):
        assert_clean(written, visible=True)
    terminal = run("題目", env={"MEIPI_LIBRARY": str(hostile)}, rows=40)
    terminal.wait_for("marked")
    walk_through(terminal, several=True)
    assert_only_the_screens_own(terminal, visible=True)
