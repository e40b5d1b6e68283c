"""Reading in a process of its own, which is ended when it takes too long or nobody waits for it.

The libraries that read pages, feeds and Markdown are not ours, and a text may be made to keep them
busy for hours. No thread can be ended, so what is large enough for that is read where it can be.
"""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from threading import Event, Thread
from time import monotonic, sleep
from typing import IO, Any, Concatenate, ParamSpec, TypeVar

from reader.errors import InputError

DEADLINE = 60.0
"""Seconds for reading one file, page or feed; as many for every `SPAN` bytes of a longer one."""

SPAN = 10 * 1024**2

LARGE = 256 * 1024
MANY = 12_000
"""Bytes, and signs that begin a tag, past which a text is large."""

MEMORY = 2 * 1024**3
"""Bytes of address space that such a process may take, where the system can limit it."""

_NEEDED = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONHOME",
    "SYSTEMROOT",
)
"""Environment variables that a process which reads strangers' pages gets."""

_OURS = ("reader.ingest.feeds.types", "reader.ingest.feeds.opml", "reader.ingest.files")
"""The modules, beside the model, whose types come back from such a process."""

_TICK = 0.1
_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
_BEGIN += "from reader.ingest.isolation import answer; answer(float(sys.argv[2]))"
_LATE = -14  # SIGALRM

Arguments = ParamSpec("Arguments")
Read = TypeVar("Read")
Data = TypeVar("Data", bytes, str)


def is_large(data: bytes | str, most: int = LARGE) -> bool:
    """Whether a text is large enough to keep its reader busy for more than a few seconds.

    `most` is how many bytes are not.
    """
    tags = data.count(b"<") if isinstance(data, bytes) else data.count("<")
    return len(data) > most or tags > MANY


def safely(
    stop: Event | None,
    function: Callable[Concatenate[Data, Arguments], Read],
    data: Data,
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Read:
    """Call a function on a text or bytes: on large ones as `isolated` does, else here."""
    if is_large(data):
        return isolated(stop, function, data, *arguments, **named)
    return function(data, *arguments, **named)


def isolated(
    stop: Event | None,
    function: Callable[Arguments, Read],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Read:
    """Call a function of a module in another process; returns or raises what it does.

    Its arguments and its result are values that can be pickled; it returns types of
    `reader.model` and the modules in `_OURS`. Raises InputError as the function does,
    `reading_slow` (with `seconds`) past the deadline, `reading_failed` if the process died of it,
    as without memory, and `network_stopped` once `stop` is set.
    """
    call = pickle.dumps((function, arguments, named))
    seconds = DEADLINE * max(1, len(call) // SPAN)
    # Isolated (-I), since what lies in the current folder is no module of ours.
    places = json.dumps([each for each in sys.path if each])
    command = [sys.executable, "-I", "-c", _BEGIN, places, str(seconds)]
    # In a session of its own no key that is typed reaches it; it never sees the terminal.
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={name: os.environ[name] for name in _NEEDED if name in os.environ},
    ) as process:
        try:
            reply = _reply_of(process, call, seconds, stop)
        finally:
            process.kill()
    if reply is None or process.returncode == _LATE:
        raise InputError("reading_slow", seconds=f"{seconds:g}")
    try:
        failed, answer = _Answer(io.BytesIO(reply)).load()
    except (pickle.UnpicklingError, EOFError, ValueError) as error:
        raise InputError("reading_failed") from error
    if failed:
        raise InputError(answer[0], **answer[1])
    read: Read = answer
    return read


def _reply_of(
    process: subprocess.Popen[bytes], call: bytes, seconds: float, stop: Event | None
) -> bytes | None:
    """All that a process answers to a call, None if it is too late."""
    end = monotonic() + seconds
    # `communicate` gives up what it has not sent when its time is over, so that it only listens.
    stdin, process.stdin = process.stdin, None
    Thread(target=_send, args=(stdin, call), name="isolation", daemon=True).start()
    while monotonic() < end:
        if stop is not None and stop.is_set():
            raise InputError("network_stopped")
        try:
            return process.communicate(timeout=_TICK)[0]
        except subprocess.TimeoutExpired:
            continue
    return None


def _send(stdin: IO[bytes] | None, call: bytes) -> None:
    """Hand a call over; a process that was ended meanwhile takes no more of it."""
    if stdin is not None:
        with suppress(BrokenPipeError), stdin:
            stdin.write(call)


class _Answer(pickle.Unpickler):
    """Unpickler of such a process's answer: values of our own types and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member  # how Python before 3.11.4 names the members of an enumeration
        ours = module in _OURS or module.startswith("reader.model.")
        if ours and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _member(kind: object, name: str) -> Enum:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[name]
    raise pickle.UnpicklingError(name)


def answer(seconds: float) -> None:
    """Read a call from standard input and answer on standard output: the work of such a process."""
    _limit(seconds)
    gc.disable()  # it would look through all of a long text's values again and again
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        function, arguments, named = pickle.load(sys.stdin.buffer)
        try:
            outcome: tuple[bool, object] = (False, function(*arguments, **named))
        except InputError as error:
            outcome = (True, (error.code, error.params))
        out.write(pickle.dumps(outcome))


def _limit(seconds: float) -> None:
    """Let the system end this process, whatever it is doing then, and keep it from all memory."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource
        import signal

        signal.setitimer(signal.ITIMER_REAL, seconds)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end_with(parent: int) -> None:
    """End this process when the one that waits for it is gone."""
    while os.getppid() == parent:
        sleep(_TICK)
    os._exit(1)
