"""Keeping a library's database, and all that lies beside it, out of the git checkout it lies in.

`keep_out` is the one way in; it is called before something is written. What git does not track is
kept out by rules: in `.git/info/exclude`, which is the reader's own and never committed, or, where
that cannot be written (a worktree, a submodule, another's repository), in a `.gitignore` beside
the database that names itself, too. A database that git tracks gets the bit that says "leave it
alone". Where neither can be done the reader is told what to type.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import BinaryIO

from reader.library import git_index, remembered
from reader.library.git_index import UnansweredError
from reader.library.holding import Held, held
from reader.store.places import PLAIN, is_file, is_link, is_there

Notice = tuple[str, dict[str, str]]

RULES = ("annotations.db", "annotations.db-*", "annotations.db.*", ".salvage-*/", ".starter-*/")
"""What holds notes: the database, what lies beside it, and where a new one is begun."""

ENDS = ("", "-wal", "-shm", "-journal", ".lock", ".new", ".new-wal")
"""What such files are called beside the database's own name."""

HEAD = "# Made by Meipi: what you write about articles stays out of git.\n/.gitignore\n"

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest file of rules that is read."""


def keep_out(database: Path) -> Notice | None:
    """Have git leave a database alone, and what lies beside it; it need not be there yet.

    Returns what its reader should be told: `git_left_alone` if git tracked it until now;
    `git_by_hand`, once, with the `command` to type, where it could not be done; else None.
    """
    folder = Path(os.path.realpath(database.parent))
    checkout = next((each for each in (folder, *folder.parents) if _is_checkout(each)), None)
    if checkout is None:
        return None
    below = folder.relative_to(checkout).parts
    names = ["/".join((*below, f"{database.name}{end}")) for end in ENDS]
    marked = _mark(checkout, names)
    commands = [] if marked is not None else [_marking(folder, database.name)]
    if not _is_ruled_out(checkout, below, names):
        commands.append(f"echo '{database.name}*' >> {quote(str(folder / '.gitignore'))}")
    if commands:
        command = "; ".join(commands)
        first = remembered.remember("git.jsonl", [str(folder), command])
        return ("git_by_hand", {"command": command}) if first else None
    return ("git_left_alone", {}) if marked else None


def _marking(folder: Path, name: str) -> str:
    safe = "-c core.fsmonitor=false -c core.hooksPath=/dev/null"
    return f"git {safe} -C {quote(str(folder))} update-index --skip-worktree {name}"


def _is_checkout(folder: Path) -> bool:
    """Whether git takes a folder for a checkout; what is only called `.git` it passes over."""
    inside = folder / ".git"
    if is_file(inside):
        return True
    try:
        head = _read(inside / "HEAD")
    except OSError:
        head = b""
    link = is_link(inside / "HEAD")
    folders = all(is_there(inside / name) for name in ("objects", "refs", "HEAD"))
    return folders and (link or re.match(rb"ref:|[0-9a-f]{40}", head) is not None)


def _mark(checkout: Path, names: Sequence[str]) -> bool | None:
    """Have git leave alone files that it tracks: whether there was something to do.

    None if that cannot be done, or if nobody can say whether git tracks them.
    """
    try:
        folder, is_elsewhere = _git_folder(checkout)
        # A `.git` that is a link, or a file that names another folder, is read and not written.
        with held(folder) if is_elsewhere else held(checkout, (".git",)) as git:
            taken = git_index.taken(git_index.read(git), names)
            if not taken:
                return False
            if is_elsewhere or not _is_mine(git):
                return None
            git_index.mark(git, taken)
            return True
    except (OSError, ValueError, UnansweredError):
        return None


def _git_folder(checkout: Path) -> tuple[Path, bool]:
    """The folder of a checkout's index, and whether it lies elsewhere."""
    inside = checkout / ".git"
    if not is_file(inside):
        return inside, is_link(inside)
    said = re.fullmatch(rb"gitdir: ([^\0\n]+)\n*", _read(inside))
    if said is None:
        raise OSError("a file that names no folder")
    return checkout / os.fsdecode(said[1]), True


def _is_mine(folder: Held) -> bool:
    return folder.descriptor is None or os.fstat(folder.descriptor).st_uid == os.geteuid()


def _is_ruled_out(checkout: Path, below: tuple[str, ...], names: Sequence[str]) -> bool:
    """Have git leave alone what it does not track; false if it would take something still."""
    folder = checkout.joinpath(*below)
    own = "".join((HEAD, *(f"/{each}\n" for each in RULES))).encode()
    with suppress(OSError):
        if _read(folder / ".gitignore") == own:
            return True
    start = "".join(f"/{_escaped(each)}" for each in below)
    said, safe = b"", False
    with suppress(OSError), held(checkout, (".git", "info")) as info:
        said = _add(info, [f"{start}/{each}".encode() for each in RULES])
        safe = not any(_overrules(checkout.joinpath(*below[:n])) for n in range(len(below) + 1))
    if safe:
        return True
    with suppress(UnansweredError):
        if git_index.ignored(checkout, said, names):
            return True
    # The rules that lie nearest win, so these do; a file of rules that is there is not ours.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN | getattr(os, "O_BINARY", 0)
    with suppress(OSError), held(folder) as here:
        made = os.open(here.at(".gitignore"), flags, 0o666, dir_fd=here.descriptor)
        with os.fdopen(made, "wb") as file:
            file.write(own)
        return True
    return False


def _overrules(folder: Path) -> bool:
    """Whether rules in a folder of the checkout may let in what `.git/info/exclude` leaves out."""
    if not os.path.lexists(folder / ".gitignore"):
        return False
    try:
        return any(each.startswith(b"!") for each in _read(folder / ".gitignore").splitlines())
    except OSError:
        return True


def _add(info: Held, rules: list[bytes]) -> bytes:
    """Add the rules that the reader's own lack, and return all of them. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | PLAIN | getattr(os, "O_BINARY", 0)
    descriptor = os.open(info.at("exclude"), flags, 0o666, dir_fd=info.descriptor)
    with os.fdopen(descriptor, "rb+") as file:
        said = _taken(file)
        lines = said.splitlines()
        # A later rule that lets in again wins, so a missing one is written at the end.
        missing = [each for each in rules if each not in lines]
        if missing:
            added = b"" if said.endswith(b"\n") or not said else b"\n"
            added += b"".join(each + b"\n" for each in missing)
            file.write(added)
            said += added
    return said


def _read(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return _taken(file)


def _taken(file: BinaryIO) -> bytes:
    """The bytes of a plain file of a size that rules have; raises OSError for any other."""
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode) or found.st_size > LONGEST:
        raise OSError("rules are in a file of some lines")
    return file.read(LONGEST)


def _escaped(name: str) -> str:
    """A name as a pattern of git's that means it alone."""
    return re.sub(r"([\\*?\[\] ])", r"\\\1", name)
