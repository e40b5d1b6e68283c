"""The clipboard: a copy goes out by every way there is, and whether it arrived is reported.

A terminal takes OSC 52 and never answers; tmux and GNU screen keep the sequence to themselves
unless it is wrapped. A program of the system that sets the clipboard reports whether it did.
"""

from __future__ import annotations

import asyncio
import base64
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

LIMIT = 2.0
"""Seconds a program may take."""
PIECE = 512
"""Bytes of one string that GNU screen hands on; it drops longer ones (768, with what wraps it)."""

TERMUX = ("termux-clipboard-set",)
WAYLAND = ("wl-copy",)
X11 = (("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"))
MACOS = ("pbcopy",)
WINDOWS = ("clip.exe",)


def programs(environ: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """The commands that set a clipboard which the one at this terminal may see, best ones first.

    Over ssh the clipboard of this machine is another's, so only tmux is asked.
    """
    if environ.get("TMUX"):
        yield ("tmux", "load-buffer", "-w", "-")
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return
    if environ.get("WAYLAND_DISPLAY"):
        yield WAYLAND
    if environ.get("DISPLAY"):
        yield from X11
    if sys.platform == "darwin":
        yield MACOS
    if environ.get("WSL_DISTRO_NAME"):
        yield WINDOWS
    if environ.get("TERMUX_VERSION"):
        yield TERMUX


def wrapped(text: str, environ: Mapping[str, str]) -> str:
    """An OSC 52 sequence wrapped so that tmux or GNU screen hands it on; empty without them."""
    encoded = base64.b64encode(text.encode("utf-8", "replace")).decode()
    sequence = f"\x1b]52;c;{encoded}\x07"
    if environ.get("TMUX"):
        doubled = sequence.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{doubled}\x1b\\"
    if environ.get("STY"):
        pieces = (sequence[at : at + PIECE] for at in range(0, len(sequence), PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return ""


async def copy_by_program(text: str, environ: Mapping[str, str] | None = None) -> bool:
    """Pass a text to the first program that takes it; false if none does.

    tmux hands on to its terminal without hearing whether that takes it, so the search goes on
    after it.
    """
    environ = os.environ if environ is None else environ
    for command in programs(environ):
        program = shutil.which(command[0], path=environ.get("PATH"))
        if program is None:
            continue
        if await _run([program, *command[1:]], _encoded(command, text), environ) and (
            command[0] != "tmux"
        ):
            return True
    return False


def _encoded(command: Sequence[str], text: str) -> bytes:
    # clip.exe reads the code page of the system, but UTF-16 after a byte order mark.
    return text.encode("utf-16" if command == WINDOWS else "utf-8", "replace")


async def _run(command: Sequence[str], data: bytes, environ: Mapping[str, str]) -> bool:
    """Run a program with something to read; whether it ended well and in time.

    It writes nowhere: one that goes on in the background to serve the clipboard would else hold
    on to its output.
    """
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=quiet,
            stderr=quiet,
            env=dict(environ),
            cwd=Path.home().anchor,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        async with asyncio.timeout(LIMIT):
            await process.communicate(data)
    except (TimeoutError, OSError):
        if process.returncode is None:
            process.kill()
            await process.wait()
        return False
    return process.returncode == 0
