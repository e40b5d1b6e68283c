"""Files and names that the real program cannot read: it says what to do, and loses nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from pseudo_terminal import WITHOUT_PRIVILEGES, environment, launched
from surroundings import DATABASE, Run, refused

FILES = {
    "empty.txt": (b"", "has no text"),
    "blank.txt": ("\n \t　\ufeff\n".encode(), "has no text"),
    "binary.txt": (bytes(range(256)) * 20, "is not a text file"),
    "picture.md": (b"\x89PNG\r\n\x1a\n\0\0", "is not a text file"),
    "page.txt": ("<!DOCTYPE html>\n<p>新聞。</p>".encode(), "has no article text"),
    "page.html": ("\ufeff<?xml version='1.0'?>\n<html><p>新聞。".encode(), "has no article text"),
}


@pytest.mark.parametrize("command", ["show", "read"])
def test_files_that_hold_no_article(library: Path, run: Run, tmp_path: Path, command: str) -> None:
    before = (library / DATABASE).read_bytes()
    for name, (data, said) in FILES.items():
        (tmp_path / name).write_bytes(data)
        terminal = run(command, name, cwd=tmp_path)
        assert terminal.wait_end() == 2
        assert f"meipi: “{name}” {said}" in terminal.output
        assert "Traceback" not in terminal.output
    assert (library / DATABASE).read_bytes() == before


def test_things_that_are_no_files(library: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(64 * 1024 * 1024 + 1)
    (tmp_path / "locked.txt").write_text("不可讀。", encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, said in (
        ("pipe", "cannot be read. Check"),
        ("huge.txt", "larger than 64 MB. Split it"),
        ("locked.txt", "cannot be read. Check"),
        ("missing.txt", "Check the name; `meipi list`"),
        ("loop", "Check the name; `meipi list`"),
        ("", "is a folder. Name a file in it"),
    ):
        said_now = refused(library, "show", f"{tmp_path}/{name}", before=WITHOUT_PRIVILEGES)
        assert said in said_now


def test_names_that_mean_no_article(library: Path) -> None:
    (library / "articles" / "second.md").write_text("---\ntitle: 打響第二槍\n---\n文。", "utf-8")
    assert "打響第二槍. Name one by more of its title" in refused(library, "show", "打響")
    for name in ("沒有這篇", "長" * 5000):
        assert "`meipi list` shows their titles" in refused(library, "show", name)
    assert "ARTICLE is empty" in refused(library, "show", "")
    for name in ("https://example.org/news", "file:///etc/hostname"):
        said = refused(library, "show", name)
        assert f"Bring it in first: meipi add {name}" in said


def test_what_was_repaired_is_said_once(library: Path, run: Run, tmp_path: Path) -> None:
    odd = tmp_path / "odd.md"
    odd.write_text("---\ntitle: [壞\n---\n\n正文\u202e在\u200b此。\n", encoding="utf-8")
    shown = subprocess.run(
        launched("", "show", str(odd)),
        env=environment(MEIPI_LIBRARY=str(library)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "taken out of this file: 2" in shown.stderr
    assert "front matter of “odd.md” cannot be read" in shown.stderr
    terminal = run(str(odd))
    terminal.wait_for("front matter of “odd.md” cannot be read")
    terminal.send("\x1b")
    terminal.wait_for(lambda it: "front matter" not in it.text)
    terminal.send("q")
    assert terminal.wait_end() == 0
    again = run(str(odd))
    again.wait_for("marked")
    again.send("j")
    again.pump(0.2)
    assert b"front matter" not in again.written


def test_an_edited_file_is_read_anew(library: Path, run: Run, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text("市府說公園明年完工。\n", encoding="utf-8")
    first = run(str(news))
    first.wait_for("公園明年完工")
    first.send("q")
    first.wait_end()
    news.write_text("市府改口說公園後年完工。\n", encoding="utf-8")
    second = run()
    second.wait_for("後年完工")
