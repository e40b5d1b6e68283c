"""What it takes to make a shipped database its reader's own."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from reader.library.holding import Held, held, remove
from reader.store.places import PLAIN

INDEX, LOCK = "index", "index.lock"
"""Git's list of what it tracks, and the file that who writes it anew must be the one to make."""

MOST = 256 * 1024 * 1024
"""Bytes of the largest index that is looked at."""


def leave_alone(database: Path) -> bool | None:
    """Make a database private and have git leave it alone; whether git was told.

    False where git does not track it; None if it may, and could not be told: its reader has to.
    """
    with suppress(OSError):  # someone else's file or a file system without modes
        database.chmod(0o600)
    checkout = _checkout(database)
    if checkout is None:
        return False
    name = database.relative_to(checkout).as_posix()
    try:
        # A `.git` that is a link, or a file that names another folder, is not followed.
        with held(checkout, (".git",)) as folder:
            return _mark(folder, name) if _is_mine(folder) else None
    except OSError:
        return None


EXCLUDED = "annotations.db-* annotations.db.*"
"""What lies beside a database for a while, and holds its private notes too."""


def exclude(database: Path) -> None:
    """Have git leave alone what lies beside a database, by `.git/info/exclude` of its checkout.

    That file is the reader's own, and never committed. Where it cannot be written (a worktree, a
    link, another's repository) the write-ahead log is seen by git while the library is open.
    """
    checkout = _checkout(database)
    if checkout is None:
        return
    below = database.parent.relative_to(checkout).as_posix()
    start = "/" if below == "." else f"/{_escaped(below)}/"
    wanted = [f"{start}{each}" for each in EXCLUDED.split()]
    with suppress(OSError), held(checkout, (".git", "info")) as folder:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | PLAIN
        descriptor = os.open(folder.at("exclude"), flags, 0o666, dir_fd=folder.descriptor)
        with os.fdopen(descriptor, "rb+") as file:
            said = file.read(MOST)
            missing = [each for each in wanted if each.encode() not in said.splitlines()]
            if missing and stat.S_ISREG(os.fstat(descriptor).st_mode):
                start = "" if said.endswith(b"\n") or not said else "\n"
                file.write("".join((start, *(f"{each}\n" for each in missing))).encode())


def _checkout(database: Path) -> Path | None:
    return next((each for each in database.parents if os.path.lexists(each / ".git")), None)


def _escaped(path: str) -> str:
    """A path as a pattern of git's that means it alone."""
    return re.sub(r"([\\*?\[\] ])", r"\\\1", path)


def _is_mine(folder: Held) -> bool:
    return folder.descriptor is None or os.fstat(folder.descriptor).st_uid == os.geteuid()


def _mark(folder: Held, name: str) -> bool | None:
    """Set the bit of a file in the index, as `git update-index --skip-worktree` does.

    The repository may be somebody else's work, and its settings and hooks can run anything. So
    git is given a copy of the index alone, in a new repository of our own.
    """
    if not os.path.lexists(folder.path / INDEX):
        return False  # nothing is tracked yet
    if (program := _git()) is None:
        return None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN | getattr(os, "O_BINARY", 0)
    lock = os.open(folder.at(LOCK), flags, 0o666, dir_fd=folder.descriptor)
    try:
        with os.fdopen(lock, "wb") as new, tempfile.TemporaryDirectory() as place:
            told = _marked(program, Path(place), _index(folder), name)
            if not isinstance(told, bytes):
                return told
            new.write(told)
            new.flush()
            os.fsync(new.fileno())
        at = folder.descriptor
        os.replace(folder.at(LOCK), folder.at(INDEX), src_dir_fd=at, dst_dir_fd=at)
        return True
    finally:
        remove(folder, LOCK)


def _index(folder: Held) -> bytes:
    flags = os.O_RDONLY | PLAIN | getattr(os, "O_BINARY", 0)
    descriptor = os.open(folder.at(INDEX), flags, dir_fd=folder.descriptor)
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise OSError("an index of such a size is not looked at")
    return data


def _marked(program: str, place: Path, data: bytes, name: str) -> bytes | bool | None:
    """The index with the file's bit set; False if the file is not in it, None if git cannot."""
    import subprocess

    # Nothing of ours or of the repository's says how git works: the former may stem from a hook.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_INDEX_FILE": str(place / INDEX),
    }
    (place / INDEX).write_bytes(data)

    def git(*words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [program, *words],
            cwd=place,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=5,
        )

    try:
        if git("init", "--quiet", "--template=").returncode:
            return None
        tracked = git("ls-files", "--cached", "-z", "--", f":(literal){name}")
        if tracked.returncode:
            return None
        if not tracked.stdout:
            return False
        if git("update-index", "--skip-worktree", "--", name).returncode:
            return None
    except (OSError, subprocess.SubprocessError):
        return None
    return (place / INDEX).read_bytes()


def _git() -> str | None:
    """Git's program; what lies in the current folder is not it."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(
        "git", path=os.pathsep.join(each for each in folders if Path(each).is_absolute())
    )
    return found if found and Path(found).is_absolute() else None
