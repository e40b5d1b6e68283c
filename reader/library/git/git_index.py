"""Asking git about an index and rules, in a repository of our own.

The checkout may be somebody else's work, whose settings, hooks and filters can run anything. So
git is given copies, in a new repository in a temporary folder, and no settings of anybody's.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.library.git.repositories import read_file
from reader.library.intake.held_folders import HeldFolder, remove
from reader.store.db.file_identity import PLAIN, read_plain

INDEX, LOCK = "index", "index.lock"
"""Git's list of what it tracks, and the file that who writes it anew must be the one to make."""

BITS = ("--assume-unchanged", "--skip-worktree")
"""Flags by which git leaves a tracked file alone. The latter holds through `git reset --hard`, too,
but git takes it from a file that is there when `core.sparseCheckout` is on; the former it keeps.
"""

MOST = 256 * 1024 * 1024
"""Bytes of the largest index that is looked at."""

PATIENCE = 5
"""Seconds that git has for an answer."""

CLEAR = (b"\x00\x00\x00\x02", b"\x00\x00\x00\x03")
"""Versions of an index that spell every name whole."""

ELSEWHERE = (b"link", b"sdir")
"""Extensions of an index that keeps a part of its names elsewhere."""


class UnansweredError(Exception):
    """Git that is not there, or cannot read its input."""


def read(folder: HeldFolder) -> bytes:
    """The index of a git folder; nothing if there is none. Raises OSError."""
    if not os.path.lexists(folder.path / INDEX):
        return b""
    with read_plain(folder.at(INDEX), dir_fd=folder.descriptor) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("an index is a file")
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise OSError("an index of such a size is not looked at")
    return data


def taken(data: bytes, names: Sequence[str]) -> list[str]:
    """Files, of those named, that git tracks and does not leave alone. Raises UnansweredError."""
    whole = data[4:8] in CLEAR and not any(each in data for each in ELSEWHERE)
    if not data or (whole and not any(os.fsencode(each) in data for each in names)):
        return []
    with _repository(data) as git:
        output = git("ls-files", "-v", "-z", "--", *(f":(literal){each}" for each in names))
    found = [os.fsdecode(each) for each in output.split(b"\0")[:-1]]
    return [each[2:] for each in found if not each[0].islower()]


def mark(folder: HeldFolder, names: Sequence[str]) -> None:
    """Set the bits of tracked files, as `git update-index` with each of `BITS` does.

    Raises OSError and UnansweredError; then the index is as it was.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN | getattr(os, "O_BINARY", 0)
    lock = os.open(folder.at(LOCK), flags, 0o666, dir_fd=folder.descriptor)
    try:
        with os.fdopen(lock, "wb") as new, _repository(read(folder)) as git:
            for bit in BITS:
                git("update-index", bit, "--", *names)
            new.write((git.place / INDEX).read_bytes())
            new.flush()
            os.fsync(new.fileno())
        at = folder.descriptor
        os.replace(folder.at(LOCK), folder.at(INDEX), src_dir_fd=at, dst_dir_fd=at)
    finally:
        remove(folder, LOCK)


def ignored(checkout: Path, below: Sequence[str], rules: bytes, names: Sequence[str]) -> bool:
    """Whether git leaves all these files of a folder below a checkout alone.

    `rules` are the reader's own; those in the files of rules on the way are added.
    Raises OSError and UnansweredError.
    """
    with _repository(b"") as git:
        (git.place / ".git" / "info").mkdir()
        (git.place / ".git" / "info" / "exclude").write_bytes(rules)
        here = git.place
        for folder in (checkout.joinpath(*below[:n]) for n in range(len(below) + 1)):
            here = here if folder == checkout else here / folder.name
            here.mkdir(exist_ok=True)
            rules_there = folder / ".gitignore"
            if rules_there.is_file() and not rules_there.is_symlink():  # git reads no other
                (here / ".gitignore").write_bytes(read_file(rules_there, PLAIN))
        for each in names:  # whether a rule for folders holds is seen of one that is there
            (here / each).parent.mkdir(exist_ok=True)
        wanted = {os.fsencode("/".join((*below, each))) for each in names}
        for alike in ("true", "false"):  # a checkout's settings say whether A is a
            words = (
                "-c",
                f"core.ignoreCase={alike}",
                "check-ignore",
                "--no-index",
                "--stdin",
                "-z",
            )
            if not wanted <= set(git(*words, stdin=b"\0".join(wanted), codes=(0, 1)).split(b"\0")):
                return False
        return True


class _Git:
    """Git at work in a repository of ours."""

    def __init__(self, program: str, place: Path) -> None:
        self.place = place
        self._program = program
        # Nothing of ours or of the repository's says how git works: the former may stem from a
        # hook.
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self._environment = kept | {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_INDEX_FILE": str(place / INDEX),
            "GIT_DIR": str(place / ".git"),
            "GIT_WORK_TREE": str(place),
        }

    def __call__(self, *words: str, stdin: bytes = b"", codes: Sequence[int] = (0,)) -> bytes:
        try:
            done = subprocess.run(
                [self._program, *words],
                cwd=self.place,
                check=False,
                input=stdin,
                capture_output=True,
                env=self._environment,
                timeout=PATIENCE,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise UnansweredError from error
        if done.returncode not in codes:
            raise UnansweredError
        return done.stdout


@contextmanager
def _repository(data: bytes) -> Iterator[_Git]:
    """A repository with a copy of an index, deleted afterwards."""
    program = _program()
    if program is None:
        raise UnansweredError
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        git = _Git(program, place)
        git("init", "--quiet", "--template=", f"--object-format={_hash_of(data)}")
        if data:
            (place / INDEX).write_bytes(data)
        yield git


def _hash_of(data: bytes) -> str:
    """The name of the hash that an index is made with: its last bytes are that of the others."""
    is_sha256 = len(data) > 32 and hashlib.sha256(data[:-32]).digest() == data[-32:]
    return "sha256" if is_sha256 else "sha1"


def _program() -> str | None:
    """Git's program; what lies in the current folder is not it."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(
        "git", path=os.pathsep.join(each for each in folders if Path(each).is_absolute())
    )
    return found if found and Path(found).is_absolute() else None
