"""Exclusion of a library's database, and of the files beside it, from the git checkout it lies in.

`keep_out` is the one way in; it is called before something is written. What git does not track is
kept out by rules: in `.git/info/exclude`, which is the reader's own and never committed, or, where
that cannot be written or may not be what git reads (a worktree, a submodule, settings that lead
elsewhere), in a `.gitignore` beside the database that names itself, too: the nearest rules win. A
database that git tracks gets the bits that say "leave it alone". Where neither can be done a
notice has the command to type.
"""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from reader.library import machine_state as remembered
from reader.library.core import Notice
from reader.library.git import git_index, repositories
from reader.library.git.git_index import UnansweredError
from reader.library.git.repositories import Repository, read_file, taken
from reader.library.intake.held_folders import HeldFolder, held
from reader.store.db.file_identity import PLAIN

RULES = ("annotations.db", "annotations.db-*", "annotations.db.*", ".salvage-*/", ".starter-*/")
"""Patterns of the files that hold notes: the database, what lies beside it, and where a new one is
begun.
"""

ENDS = ("", "-wal", "-shm", "-journal", ".lock", ".new", ".new-wal")
"""Endings of such files beside the database's own name."""

BEGUN = (".salvage-x/annotations.db", ".starter-x/annotations.db")
"""New databases that are being made."""

HEAD = "# Made by Meipi: what you write about articles stays out of git.\n/.gitignore\n"


def keep_out(database: Path) -> Notice | None:
    """Have git leave a database alone, and what lies beside it; it need not be there yet.

    Returns a notice for its reader: `git_left_alone` if git tracked it until now;
    `git_by_hand`, once, with the `command` to type, where it could not be done; else None.
    """
    folder = Path(os.path.realpath(database.parent))
    checkouts = repositories.around(folder)
    if not checkouts:
        return None
    marked = [_mark(each, folder, database.name) for each in checkouts]
    commands = []
    # Git run in the library is that of the nearest checkout; another one's is run at its root.
    for n, each in enumerate(checkouts):
        if marked[n].left:
            place = each.root if n else folder
            below = folder.relative_to(place)
            commands += _marking(place, [str(below / name) for name in marked[n].left])
    if not _is_ruled_out(checkouts, folder, database.name):
        commands.append(_ruling(folder))
    if commands:
        command = "; ".join(commands)
        first = remembered.remember("git.jsonl", [str(folder), command])
        return ("git_by_hand", {"command": command}) if first else None
    return ("git_left_alone", {}) if any(each.done for each in marked) else None


class _Marked(NamedTuple):
    """Outcome of marking files that git tracks."""

    done: bool = False
    left: Sequence[str] = ()
    """Names of those that are still to be left alone."""


def _marking(place: Path, names: Sequence[str]) -> list[str]:
    safe = "-c core.fsmonitor=false -c core.hooksPath=/dev/null"
    start = f"git {safe} -C {_typed(place)} update-index"
    arguments = " ".join(_typed(each) for each in names)
    return [f"{start} {each} {arguments}" for each in git_index.BITS]


def _ruling(folder: Path) -> str:
    """Command line that adds rules beside the database; git reads them from a plain file alone."""
    rules = _typed(folder / ".gitignore")
    lines = "\\n".join(("", "annotations.db*", ".salvage-*/", ".starter-*/", ""))
    try:
        is_plain = stat.S_ISREG((folder / ".gitignore").lstat().st_mode)
    except OSError:
        is_plain = True
    aside = "" if is_plain else f"mv {rules} {_typed(folder / '.gitignore.aside')} && "
    return f"{aside}printf '{lines}' >> {rules}"


def _typed(path: Path | str) -> str:
    """A path as it is typed in a shell, in letters that any terminal shows."""
    if str(path).isprintable():
        return quote(str(path))
    # A shell drops line ends at the end of what is put in so; those of a folder's name stay.
    encoded = re.sub(rb"\n\Z", b"\n/.", os.fsencode(path))
    octal = re.sub(rb"[^\w/.-]", lambda each: b"\\%03o" % ord(each[0]), encoded)
    return f"\"$(printf '{octal.decode('ascii')}')\""


def _mark(checkout: Repository, folder: Path, name: str) -> _Marked:
    """Have git leave alone files that it tracks.

    The database itself is left to do if nobody can say whether git tracks it.
    """
    if checkout.inside is None:
        return _Marked()
    parts = folder.relative_to(checkout.root).parts
    starts = [parts]
    if not checkout.is_plain:  # its files may be counted from any folder above the database
        parts = folder.parts[1:]
        starts = [parts[n:] for n in range(len(parts) + 1)]
    names = ["/".join((*start, f"{name}{end}")) for start in starts for end in ENDS]
    left = [name]
    try:
        # A `.git` that is a link, or a file that names another folder, is read and not written.
        with held(checkout.inside) if checkout.is_elsewhere else checkout.held() as git:
            found = git_index.taken(git_index.read(git), names)
            left = list(dict.fromkeys(each.rpartition("/")[2] for each in found))
            if not left:
                return _Marked()
            if checkout.is_elsewhere or not _is_mine(git):
                return _Marked(left=left)
            git_index.mark(git, found)
            return _Marked(done=True)
    except (OSError, ValueError, UnansweredError):
        return _Marked(left=left)


def _is_mine(folder: HeldFolder) -> bool:
    return folder.descriptor is None or os.fstat(folder.descriptor).st_uid == os.geteuid()


def _is_ruled_out(checkouts: Sequence[Repository], folder: Path, name: str) -> bool:
    """Have git leave alone what it does not track; false if it would take something still."""
    own = "".join((HEAD, *(f"/{each}\n" for each in RULES))).encode()
    with suppress(OSError):
        if read_file(folder / ".gitignore", PLAIN) == own:
            return True
    (*doubtful, last) = checkouts
    if last.is_plain and not doubtful and _is_excluded(last, folder, name):
        return True
    # The rules that lie nearest win, so these do; a file of rules that is there is not ours.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN | getattr(os, "O_BINARY", 0)
    with suppress(OSError), held(folder) as here:
        made = os.open(here.at(".gitignore"), flags, 0o666, dir_fd=here.descriptor)
        with os.fdopen(made, "wb") as file:
            file.write(own)
        return True
    with suppress(OSError, UnansweredError):
        return git_index.ignored(folder, (), b"", _files_with_notes(name))
    return False


def _is_excluded(checkout: Repository, folder: Path, name: str) -> bool:
    """Have the reader's own rules leave the files out; false if other rules let them in."""
    below = folder.relative_to(checkout.root).parts
    start = os.fsencode("".join(f"/{_escaped(each)}" for each in below))
    try:
        with checkout.held("info") as info:
            excluded = _add(info, [start + b"/" + each.encode() for each in RULES])
        if not any(_overrules(checkout.root.joinpath(*below[:n])) for n in range(len(below) + 1)):
            return True
        return git_index.ignored(checkout.root, below, excluded, _files_with_notes(name))
    except (OSError, UnansweredError):
        return False


def _files_with_notes(name: str) -> list[str]:
    """Files that may lie in the library and hold notes, one of each kind."""
    return [*(f"{name}{end}" for end in (*ENDS, ".1.backup")), *BEGUN]


def _overrules(folder: Path) -> bool:
    """Whether rules in a folder of the checkout may let in what `.git/info/exclude` leaves out."""
    if not os.path.lexists(folder / ".gitignore"):
        return False
    try:
        return any(
            each.startswith(b"!") for each in _lines(read_file(folder / ".gitignore", PLAIN))
        )
    except OSError:
        return True


def _lines(rules: bytes) -> list[bytes]:
    """Lines of rules as git takes them: without the mark of UTF-8, and ended by LF alone."""
    return rules.removeprefix(BOM_UTF8).split(b"\n")


def _add(info: HeldFolder, rules: list[bytes]) -> bytes:
    """Add the rules that the reader's own lack, and return all of them. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | PLAIN | getattr(os, "O_BINARY", 0)
    descriptor = os.open(info.at("exclude"), flags, 0o666, dir_fd=info.descriptor)
    with os.fdopen(descriptor, "rb+") as file:
        content = taken(file)
        lines = _lines(content)
        # A later rule that lets in again wins, so one that does not come after it is missing.
        last = max((n for n, each in enumerate(lines) if each.startswith(b"!")), default=-1)
        missing = [each for each in rules if each not in lines[last + 1 :]]
        if missing:
            added = b"" if content.endswith(b"\n") or not content else b"\n"
            added += b"".join(each + b"\n" for each in missing)
            file.write(added)
            content += added
    return content


def _escaped(name: str) -> str:
    """A name as a pattern of git's that means it; no pattern has a line end, and `?` is any."""
    return re.sub(r"([\\*?\[\] ])", r"\\\1", name).replace("\n", "?")
