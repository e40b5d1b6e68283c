"""Runs inside the tortured program before anything of it: what fails unseen is noted, and what
would touch the machine outside the scenario's folder is refused.

`MEIPI_TORTURE` names the folder; `unseen.txt` in it takes what never reaches a screen, `stacks.txt`
the stacks of all threads when SIGUSR1 comes, and of all tasks when SIGUSR2 does.
"""

import faulthandler
import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

PLACE = os.environ["MEIPI_TORTURE"]
ALLOWED = (PLACE + os.sep, "/dev/", "/proc/")
CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod")
NEVER = ("webbrowser.open", "os.system", "os.exec", "os.posix_spawn")


def inside(path: object) -> bool:
    """Whether a path lies where the scenario may write; an open descriptor does."""
    if not isinstance(path, str | bytes | os.PathLike):
        return True
    return (os.path.abspath(os.fsdecode(path)) + os.sep).startswith(ALLOWED)  # noqa: PTH100


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a reader's machine should not suffer from random keys."""
    if event == "open":
        path, mode, flags = arguments
        changes = flags & CHANGING if mode is None else set(mode) & set("wax+")
        if changes and not inside(path) and "__pycache__" not in str(path):
            raise PermissionError(13, "outside the scenario's folder", os.fsdecode(path))
    elif event in CHANGES:
        # Python's own compiled modules are written beside them.
        if not all(map(inside, arguments[:2])) and "__pycache__" not in str(arguments):
            raise PermissionError(13, "outside the scenario's folder", str(arguments[0]))
    elif event in NEVER or (event == "subprocess.Popen" and "git" not in str(arguments[0])):
        raise PermissionError(1, f"{event} is not for random keys")


def note(*parts: object) -> None:
    """Add a line to what nobody saw."""
    with open(os.path.join(PLACE, "unseen.txt"), "a", encoding="utf-8") as file:  # noqa: PTH118, PTH123
        file.write(" ".join(map(str, parts)) + "\n")


class Noting(logging.Handler):
    """Notes what is logged, such as a task's exception that was never retrieved."""

    def emit(self, record: logging.LogRecord) -> None:
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        note(record.name, record.getMessage(), trace)


def in_thread(failed: threading.ExceptHookArgs) -> None:
    """A thread that ended with an exception."""
    note(failed.thread, "".join(traceback.format_exception(failed.exc_value)))


def tell_tasks(*_: object) -> None:
    """What every task of the loop waits for, from the outermost coroutine to the innermost."""
    import asyncio

    with open(os.path.join(PLACE, "stacks.txt"), "a", encoding="utf-8") as file:  # noqa: PTH118, PTH123
        for task in asyncio.all_tasks():
            file.write(f"{task.get_name()}\n")
            waiting: Any = task.get_coro()
            while (frame := getattr(waiting, "cr_frame", None)) is not None:
                file.write(f"  {frame.f_code.co_filename}:{frame.f_lineno}\n")
                waiting = waiting.cr_await
            file.write(f"  {waiting}\n")


def unraisable(failed: Any) -> None:
    """An exception that Python can only tell of.

    A signal that finds the loop's wake-up pipe full is not one: the loop wakes up all the same.
    Nor is a coroutine that was to begin when the interpreter was taken down already.
    """
    if isinstance(failed.exc_value, BlockingIOError) or sys.is_finalizing():
        return
    trace = "".join(traceback.format_exception(failed.exc_value))
    note("unraisable:", failed.err_msg, failed.object, trace)


if Path(PLACE).is_dir():
    logging.getLogger().addHandler(Noting(logging.WARNING))
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
    faulthandler.register(signal.SIGUSR1, (Path(PLACE) / "stacks.txt").open("a"), all_threads=True)
    signal.signal(signal.SIGUSR2, tell_tasks)
    sys.addaudithook(watch)
