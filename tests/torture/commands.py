"""Commands of the real program, run in a forked process: what they say, and how they end."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from tests.torture.victims import Say, Victim

_CAPABILITIES_3 = 0x20080522
_NONE = "powerless"

Handicap = int | str | None
"""What the process cannot do: write beyond so many bytes of a file, or ("powerless") be root."""
POWERLESS = _NONE


class Said(NamedTuple):
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    def faults(self, *allowed: int) -> list[str]:
        """What is wrong with it: a traceback, a death, an unforeseen code, or 2 without a word."""
        about = f"{self.code}: {self.err[-1500:]}"
        if "Traceback" in self.out + self.err or self.code not in allowed:
            return [about]
        lines = self.err.strip().splitlines()
        if self.code == 2 and not any(line.startswith("meipi: ") for line in lines):
            return [f"no message: {about}"]
        if any(re.search(r"sqlite3?\.|OSError|Errno|\{\w+\}", line) for line in lines):
            return [f"a message that is not for people: {about}"]
        return []


def meipi(
    library: Path, *arguments: str, handicap: Handicap = None, output: Path | None = None
) -> Said:
    """Run `meipi` with some arguments on a library, in a process of its own.

    What it writes goes through files beside `output`, or beside the library.
    """
    files = tuple((output or library).with_name(f"said.{end}") for end in ("out", "err"))
    victim = Victim(be_meipi, str(library), arguments, handicap, files)
    code = -signal.SIGKILL
    try:
        code = int(victim.wait_for("ended")[1])
    finally:
        victim.kill()
    texts = (each.read_text(encoding="utf-8", errors="replace") for each in files)
    return Said(code, *texts)


def be_meipi(
    say: Say,
    library: str,
    arguments: tuple[str, ...],
    handicap: Handicap,
    files: tuple[Path, ...],
) -> None:
    """The child: become the program, with its output in files."""
    streams = (sys.stdout, sys.stderr)
    for path, stream in zip(files, streams, strict=True):
        file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.dup2(file, stream.fileno())
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    for name in [name for name in os.environ if name.startswith(("MEIPI_", "LC_"))]:
        del os.environ[name]
    os.environ |= {"MEIPI_LIBRARY": library, "MEIPI_CONFIG": "/nowhere/c.toml", "LANG": "C.UTF-8"}
    sys.argv = ["meipi", *arguments]
    handicapped(handicap)
    say("ended", code_of(run_main))


def run_main() -> None:
    """The program's own way in."""
    from reader.__main__ import main

    main()


def code_of(work: Callable[[], None]) -> int:
    """The exit code that a process would end with."""
    try:
        work()
    except SystemExit as end:
        code = 0 if end.code is None else end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    else:
        code = 0
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code


def handicapped(handicap: Handicap) -> None:
    """Take from this process what it shall not be able to do."""
    if handicap == POWERLESS:
        # capset(2): no capability is effective any more, so permissions bind root too.
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
        if os.geteuid() == 0 and ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()):
            raise AssertionError("the privileges of root could not be given up")
    elif isinstance(handicap, int):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (handicap, handicap))
