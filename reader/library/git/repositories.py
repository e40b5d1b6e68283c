"""Folders around a library that git may take for a repository, and whether they are plain ones.

Nothing is asked of git here, and no settings are followed. What cannot be seen in the files
alone is called doubtful (`is_plain` is false), and more is done about it than may be needed.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from reader.library.intake import held_folders as holding
from reader.library.intake.held_folders import HeldFolder
from reader.store.db.file_identity import is_file, is_link, is_there, read_plain

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest file of rules or settings that is read."""

LEADS_AWAY = re.compile(rb"(?i)worktree(?!config)|include")
"""Settings by which git counts files from another folder, or reads more settings."""

HEAD = re.compile(rb"ref:\s*+refs/|[0-9a-f]{40}")
"""Beginning of the file that says what is checked out."""


class Repository(NamedTuple):
    """A folder that git may take for a checkout."""

    root: Path
    inside: Path | None
    """Folder of its index; None if git stops here with an error."""
    is_elsewhere: bool
    """Whether its index may be another repository's: it is reached by a link or a named path."""
    is_plain: bool
    """Whether git certainly takes it for a checkout whose files are counted from the root."""

    def held(self, *below: str) -> AbstractContextManager[HeldFolder]:
        """Hold a folder of git's that is no link. Raises OSError."""
        name = () if self.inside == self.root else (".git",)
        return holding.held(self.root, (*name, *below))


def around(folder: Path) -> list[Repository]:
    """The checkouts that a folder may belong to, nearest first, up to the first certain one."""
    found = []
    for root in (folder, *folder.parents):
        found += _at(root)
        if found and found[-1].is_plain:
            break
    return found


def _at(root: Path) -> list[Repository]:
    inside = root / ".git"
    if is_file(inside):
        named = _named_by(inside)
        is_used = named is not None and os.path.lexists(named / "HEAD")
        return [Repository(root, named if is_used else None, True, False)]
    found = []
    if _is_like_git(inside):
        elsewhere = is_link(inside)
        found.append(Repository(root, inside, elsewhere, not elsewhere and _is_plain(inside)))
    # Git takes a folder for its own, too, without one called `.git`.
    if not any(each.is_plain for each in found) and _is_like_git(root):
        found.append(Repository(root, root, False, False))
    return found


def _is_like_git(folder: Path) -> bool:
    head = os.path.lexists(folder / "HEAD")
    parts = all(is_there(folder / name) for name in ("objects", "refs"))
    return head and (parts or os.path.lexists(folder / "commondir"))


def _named_by(file: Path) -> Path | None:
    """The folder that a file called `.git` names."""
    try:
        content = read_file(file)
    except OSError:
        return None
    start, _, named = content.rstrip(b"\r\n").partition(b"gitdir: ")
    return file.parent / os.fsdecode(named) if named and not start else None


def _is_plain(inside: Path) -> bool:
    if os.path.lexists(inside / "commondir"):
        return False
    settings = [inside / name for name in ("config", "config.worktree")]
    try:
        if not HEAD.match(read_file(inside / "HEAD")):
            return False
        contents = [read_file(each) for each in settings if os.path.lexists(each)]
    except OSError:
        return False
    return not any(LEADS_AWAY.search(each) for each in contents)


def read_file(path: Path, also: int = 0) -> bytes:
    """The bytes of a plain file of some lines; `also` are more flags to open it with.

    Raises OSError.
    """
    with read_plain(path, also) as file:
        return taken(file)


def taken(file: BinaryIO) -> bytes:
    """The bytes of a plain file of a size that rules have; raises OSError for any other."""
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode) or found.st_size > LONGEST:
        raise OSError("rules are in a file of some lines")
    return file.read(LONGEST)
