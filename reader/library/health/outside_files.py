"""Files outside a library: never written, and read only if the library's reader has named them.

A database says which files it knows, and a folder may hold links; both may have been made by
somebody else. So the files outside that may be read are kept on this machine, in the user's own
state folder, and not in the library.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shlex import quote

from reader.errors import InputError
from reader.library import machine_state as remembered
from reader.library.intake.held_folders import held
from reader.store.articles import FileRow
from reader.store.db.file_identity import is_link, read_plain

FOLDER = "articles"
"""The folder of a library's own files."""

KEPT = "outside.jsonl"
"""The file in the state folder; each line is a library and a file outside."""


def is_outside(name: str) -> bool:
    """Whether the name that a file is known by is not that of a file in `articles/`.

    What is hidden there, a `.git` say, is no article either: it is treated as what lies elsewhere.
    """
    parts = Path(name).parts
    return Path(name).is_absolute() or parts[:1] != (FOLDER,) or _is_hidden(parts)


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") for part in parts)


def may_read(root: Path, name: str) -> bool:
    """Whether a file may be read because a database knows it by this name."""
    return not is_outside(name) or is_permitted(root, name)


def own_parts(name: str) -> tuple[str, ...] | None:
    """The folders and the name of a file that the program may write, below the library."""
    parts = Path(name).parts
    return parts if len(parts) > 1 and "\0" not in name and not is_outside(name) else None


def is_ours(root: Path, row: FileRow) -> bool:
    """Whether the program wrote a file, in its own folder, and nobody has touched it since."""
    import hashlib

    parts = own_parts(row.path)
    if not row.own or parts is None:
        return False
    try:
        with (
            held(root, parts[:-1]) as folder,
            read_plain(folder.at(parts[-1]), dir_fd=folder.descriptor) as file,
        ):
            return hashlib.file_digest(file, "sha256").hexdigest() == row.sha256
    except (OSError, ValueError):
        return False


def check_folder(root: Path) -> None:
    """Raise InputError `articles_link` if `articles/` is a link and so leads somewhere else."""
    folder = root / FOLDER
    if is_link(folder):
        target = str(folder)
        with suppress(OSError):  # a link that has gone meanwhile leads nowhere
            target = os.path.realpath(folder)
        raise InputError("articles_link", path=str(folder), target=target)


def check_link(root: Path, path: Path) -> None:
    """Raise InputError `link_outside` if a path in the library leads out of it, or to what hides.

    It may once its target was named, for a link may be named unawares.
    """
    target, base = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    at = Path(os.path.abspath(path))  # noqa: PTH100 - `..` is taken out
    top = Path(os.path.abspath(root))  # noqa: PTH100
    if not at.is_relative_to(top):
        return
    named_itself = _is_hidden(at.relative_to(top).parts) and target.is_relative_to(base)
    if not named_itself and not is_permitted(root, target.as_posix()):
        named = str(target)
        raise InputError("link_outside", path=str(path), target=named, quoted=quote(named))


def permit(root: Path, name: str) -> None:
    """Keep that a file outside was named by the reader of this library."""
    # Where nothing can be kept the file is read now, and has to be named again to be read anew.
    if not is_permitted(root, name):
        remembered.remember(KEPT, _row(root, name))


def is_permitted(root: Path, name: str) -> bool:
    """Whether a file outside was named by the reader of this library before, or lies in it.

    One that is hidden there has to have been named.
    """
    base = Path(os.path.realpath(root))
    try:
        at = Path(os.path.realpath(root / name))
    except ValueError:  # no name of a file: NUL, or no text
        return False
    if at.is_relative_to(base) and not _is_hidden(at.relative_to(base).parts):
        return True
    return remembered.is_remembered(KEPT, _row(root, name))


def _row(root: Path, name: str) -> list[str]:
    return [os.path.realpath(root), name]
