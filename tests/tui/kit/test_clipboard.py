"""Copying: by every way there is, and no more is said than is known."""

import asyncio
import base64
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sitting import sit_down

from reader.tui.kit import clipboard


def program(folder: Path, name: str, script: str) -> None:
    """A program on the path that does what a script says."""
    path = folder / name
    source = folder / f"{name}.py"
    source.write_text(f"{script}\n", encoding="utf-8")
    # A shell begins it, since the path of Python may hold spaces.
    command = shlex.join([sys.executable, str(source)])
    path.write_text(f"#!/bin/sh\nexec {command}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def keeping(folder: Path) -> str:
    """A script that keeps what it reads."""
    return (
        "import pathlib, sys\n"
        f"pathlib.Path({str(folder / 'kept')!r}).write_bytes(sys.stdin.buffer.read())"
    )


@pytest.mark.parametrize(
    ("name", "surroundings"),
    [
        ("wl-copy", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("xclip", {"DISPLAY": ":0"}),
        ("xsel", {"DISPLAY": ":0"}),
        ("termux-clipboard-set", {"TERMUX_VERSION": "1"}),
    ],
)
async def test_a_program_of_the_system_takes_it(
    park: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    surroundings: dict[str, str],
) -> None:
    program(tmp_path, name, keeping(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    for key, value in surroundings.items():
        monkeypatch.setenv(key, value)
    async with sit_down(park) as sitting:
        await sitting.press("y")
        await sitting.until(lambda: "複製" in sitting.message)
        assert (tmp_path / "kept").read_text(encoding="utf-8") == sitting.app.clipboard


async def test_without_one_it_is_said_that_nobody_knows(
    park: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "xclip", keeping(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    async with sit_down(park) as sitting:
        await sitting.press("y")
        await sitting.until(lambda: "不得而知" in sitting.message)
    assert not (tmp_path / "kept").exists()  # no display, no clipboard


@pytest.mark.parametrize(
    "script", ["raise SystemExit(1)", "import time; time.sleep(600)", "not python"]
)
async def test_a_program_that_fails_or_hangs_took_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setattr(clipboard, "LIMIT", 0.2)
    program(tmp_path, "xclip", script)
    assert not await clipboard.copy_by_program("眉批", {"DISPLAY": ":0", "PATH": str(tmp_path)})
    program(tmp_path, "xsel", keeping(tmp_path))
    monkeypatch.setattr(clipboard, "LIMIT", 30)
    if "sleep" not in script:
        assert await clipboard.copy_by_program("眉批", {"DISPLAY": ":0", "PATH": str(tmp_path)})


async def test_over_ssh_this_machines_clipboard_is_another_ones(tmp_path: Path) -> None:
    program(tmp_path, "xclip", keeping(tmp_path))
    surroundings = {
        "DISPLAY": ":0",
        "PATH": str(tmp_path),
        "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22",
    }
    assert not await clipboard.copy_by_program("眉批", surroundings)


def test_screen_gets_pieces_that_it_hands_on_and_tmux_a_whole() -> None:
    text = "眉批" * 1000
    told = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    assert clipboard.wrapped(text, {}) == ""
    pieces = clipboard.wrapped(text, {"STY": "1.pts"}).split("\x1b\\")[:-1]
    assert all(piece.startswith("\x1bP") and len(piece) <= 766 for piece in pieces)
    assert "".join(piece[2:] for piece in pieces) == told
    wrapped = clipboard.wrapped(text, {"TMUX": "x,1,0"})
    assert wrapped.startswith("\x1bPtmux;\x1b\x1b]52;")
    assert wrapped.endswith("\x07\x1b\\")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_tmux_keeps_it_in_a_buffer() -> None:
    place = tempfile.mkdtemp(dir="/tmp")  # a socket's path is short
    tmux = ["tmux", "-S", f"{place}/t", "-f", os.devnull]
    # Words apart: one text would be handed to the user's shell, which may not let anybody in.
    subprocess.run([*tmux, "new-session", "-d", "-x", "80", "-y", "24", "sleep", "300"], check=True)
    try:
        asked = [*tmux, "display-message", "-p", "#{socket_path},#{pid},0"]
        surroundings = os.environ | {
            "TMUX": subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
        }
        known = asyncio.run(clipboard.copy_by_program("「萬人」，眉批", surroundings))
        assert not known  # tmux took it; of its terminal nothing is known
        shown = subprocess.run([*tmux, "show-buffer"], check=True, capture_output=True)
        assert shown.stdout.decode() == "「萬人」，眉批"
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
        shutil.rmtree(place, ignore_errors=True)
