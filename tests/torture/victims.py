"""Processes that do some work, say what is on disk, and are killed.

They are forked from a process that has imported the program already and runs no threads, so that
starting one takes milliseconds. POSIX only.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from types import FrameType
from typing import Any

PRELOADED = [
    "sqlite_utils",
    "reader.cli.main",
    "reader.cli.doctoring",
    "reader.library",
    "reader.library.health.doctor",
    "reader.library.intake.offers",
    "reader.library.annotate",
    "reader.library.export",
    "reader.library.intake.article_files",
    "reader.library.intake.revisions",
    "reader.library.intake.scan",
    "reader.store.edits",
    "reader.store.backup.backups",
    "reader.store.repair.restore",
    "reader.store.search.index",
    "reader.ingest.files",
    "reader.text.structure.frontmatter",
    "reader.text.structure.markdown_lines",
    "reader.text.structure.parser",
    "reader.text.structure.markdown_writer",
    "markdown_it",
    "yaml",
    "reader.text.structure.outline",
    "reader.text.anchoring.carrier",
]
PATIENCE = 60.0
"""Seconds after which a victim that says nothing counts as hung, on the busiest machine."""

Say = Callable[..., None]


@cache
def _forks() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


FILES = frozenset({"open", "write", "writelines", "flush", "close", "fsync", "rename"})
FILES |= {"link", "unlink", "truncate", "sendfile"}
ALL = FILES | {"execute", "executemany", "executescript", "backup", "connect"}
"""The calls before and after which something on disk may differ."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Die right before or after a call that may change something on disk, in any thread.

    A moment by the clock hardly ever falls between two of them. `last` is which call it is, each
    counted before and after; with 0 they are only counted.
    """

    last: int
    calls: frozenset[str] = ALL

    def count(self) -> Callable[[], int]:
        """Begin to count in this process; returns what says how many there were."""
        done = 0

        def step(frame: FrameType, event: str, called: Any) -> None:
            nonlocal done
            # Texts have a `replace` too.
            counts = called is os.replace or getattr(called, "__name__", "") in self.calls
            if counts and event in ("c_call", "c_return"):
                done += 1
                if done == self.last:
                    os.kill(os.getpid(), signal.SIGKILL)

        threading.setprofile(step)
        sys.setprofile(step)
        return lambda: done


def _live(
    heard: Connection, work: Callable[..., None], arguments: tuple[Any, ...], steps: Steps | None
) -> None:
    """A victim's life. A message is one small write, so it is heard whole or not at all."""
    done = steps.count() if steps else lambda: 0
    try:
        work(lambda *message: heard.send(message), *arguments)
        heard.send(("steps", done()))
    except BaseException:
        heard.send(("broken", traceback.format_exc()[-2000:]))


class Victim:
    """A process that runs `work(say, *arguments)`; what it says is heard as tuples, in order.

    With `steps` it dies by itself at one of them, or says at its end how many there were.
    """

    def __init__(
        self, work: Callable[..., None], *arguments: Any, steps: Steps | None = None
    ) -> None:
        self._receiving, sending = _forks().Pipe(duplex=False)
        self.process = _forks().Process(
            target=_live, args=(sending, work, arguments, steps), daemon=True
        )
        self.process.start()
        sending.close()
        self.heard: list[tuple[Any, ...]] = []

    def listen(self, seconds: float) -> tuple[Any, ...] | None:
        """The next thing it says within a time; None if nothing, or if it has ended."""
        try:
            if not self._receiving.poll(max(seconds, 0)):
                return None
            message: tuple[Any, ...] = self._receiving.recv()
        except EOFError:
            return None
        self.heard.append(message)
        return message

    def wait_for(self, wanted: str) -> tuple[Any, ...]:
        """Listen until it says something that begins with a word."""
        until = time.monotonic() + PATIENCE
        while (left := until - time.monotonic()) > 0:
            message = self.listen(left)
            if message is None or message[0] == "broken":
                raise AssertionError(f"{wanted} was never said: {self.heard[-3:]}")
            if message[0] == wanted:
                return message
        raise AssertionError(f"{wanted} was not said in time: {self.heard[-3:]}")

    def kill(self) -> list[tuple[Any, ...]]:
        """Kill it, and return everything that it ever said."""
        self.process.kill()
        return self.finish()

    def finish(self) -> list[tuple[Any, ...]]:
        """Let it come to its end, and return everything that it ever said."""
        while True:
            try:
                self.heard.append(self._receiving.recv())
            except EOFError:
                break
        self._receiving.close()
        self.process.join()
        self.process.close()
        return self.heard

    @property
    def ended(self) -> bool:
        """Whether it has come to its end."""
        return not self.process.is_alive()


def broken(heard: list[tuple[Any, ...]]) -> list[str]:
    """What went wrong in a victim by itself."""
    return [str(message[1]) for message in heard if message[0] == "broken"]
