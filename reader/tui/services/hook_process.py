"""The process of a hook: a passage in, its answer out, cleaned, in a time and of a size."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from reader.text.cleaning import clean

SECONDS = 60.0
"""Seconds that a hook has."""
LARGEST = 16 * 1024
"""Bytes of an answer that are read; what comes after them is not, and the process is ended."""


class HookAnswer(NamedTuple):
    """The answer of a hook, or the key of a text that says why there is none.

    `cut` says that it had more to say, `code` how it ended.
    """

    text: str = ""
    cut: bool = False
    failure: str = ""
    code: int = 0


async def ask_hook(command: Sequence[str], passage: str, seconds: float = SECONDS) -> HookAnswer:
    """Run a program with a passage on its standard input, never through a shell.

    It is ended with all that it has started: when it has answered, after `seconds`, and when this
    is cancelled.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
    except (OSError, ValueError):
        return HookAnswer(failure="missing")
    try:
        async with asyncio.timeout(seconds):
            return await _answer(process, passage.encode("utf-8", "replace"))
    except TimeoutError:
        return HookAnswer(failure="late")
    finally:
        _end(process)
        # `wait` alone waits for what nobody reads any more.
        process._transport.close()  # type: ignore[attr-defined]
        await process.wait()


async def _answer(process: Process, passage: bytes) -> HookAnswer:
    assert process.stdout is not None
    feeding = asyncio.create_task(_feed(process, passage))
    said = b""
    try:
        while len(said) <= LARGEST and (piece := await process.stdout.read(LARGEST)):
            said += piece
        cut = len(said) > LARGEST
        code = 0 if cut else await process.wait()
    finally:
        feeding.cancel()
    if code:
        return HookAnswer(failure="failed", code=code)
    text = said[:LARGEST].decode("utf-8", "ignore" if cut else "replace")
    return HookAnswer(clean(text).text.strip(), cut)


async def _feed(process: Process, passage: bytes) -> None:
    """Write the passage; a program may end without reading it."""
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.write(passage)
        await process.stdin.drain()
    process.stdin.close()


def _end(process: Process) -> None:
    """End a process and what it has started, if anything of it runs still."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
