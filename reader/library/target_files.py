"""Files that something is taken out into: never one a library lives on, and always whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from reader.errors import InputError
from reader.library.health.outside_files import FOLDER
from reader.library.intake.held_folders import held, replacing
from reader.store.db.file_identity import identity

_UNWRITABLE = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EISDIR: "file_is_folder",
    errno.ENOENT: "file_folder_missing",
    errno.ENOTDIR: "file_folder_missing",
    errno.EEXIST: "file_folder_missing",  # a file stands where the folder should be
    errno.EACCES: "file_forbidden",
    errno.EPERM: "file_forbidden",
    errno.EROFS: "file_on_read_only_disk",
    errno.ENAMETOOLONG: "file_name_too_long",
    errno.ELOOP: "file_link",
}
"""The error for what the system says when a file cannot be written."""

_Filled = TypeVar("_Filled")

_OWN = ("annotations.db", ".salvage-", ".starter-")
"""Beginnings of the names of a library's files that are no articles."""


def check_target(root: Path, path: Path) -> None:
    """Raise InputError `file_of_library` for a file that a library lives on, under any name.

    That is its database, all that begins with the database's name, and what lies in `articles/`.
    """
    if "\0" in str(path):
        return  # names no file; writing it raises
    # As it is written, and where its links lead.
    for at in (Path(os.path.abspath(path)), Path(os.path.realpath(path))):  # noqa: PTH100
        for part in (at, *at.parents):
            name = part.name.casefold()  # disks may not tell capitals apart
            own = name == FOLDER or name.startswith(_OWN)
            if (own and _same(part.parent, root)) or _same(part, root / FOLDER):
                raise InputError("file_of_library", path=str(path))


def _same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one place."""
    found = identity(one)
    return os.path.realpath(one) == os.path.realpath(other) or (
        found is not None and found == identity(other)
    )


def write_file(path: Path, data: bytes) -> None:
    """Put `data` into a file, as `fill_file` does."""
    fill_file(path, lambda file: file.write(data))


def fill_file(path: Path, fill: Callable[[BinaryIO], _Filled]) -> _Filled:
    """Let `fill` write a file at once: a reader sees the old file or the new one, never a part.

    Gives what `fill` says. Raises what it raises, and then the old file stays; and InputError:
    those of `_UNWRITABLE`, and `file_unwritable` (with `reason`) for the rest.
    """
    try:
        if path.is_dir():
            raise InputError("file_is_folder", path=str(path))
        if path.is_symlink() and not path.exists():  # who made it may mean another place
            raise InputError("file_link", path=str(path))
        if path.exists() and not path.is_file():  # a pipe or a device cannot be replaced
            return _pass(path, fill)
        target = path.resolve()
        with held(target.parent) as folder, replacing(folder, target.name) as file:
            return fill(file)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> InputError:
    """The error for a file that could not be written, by what the system says."""
    if error.errno in _UNWRITABLE:
        return InputError(_UNWRITABLE[error.errno], path=str(path))
    return InputError("file_unwritable", path=str(path), reason=error.strerror)


def _pass(path: Path, fill: Callable[[BinaryIO], _Filled]) -> _Filled:
    """Write to a pipe that somebody reads from, or to a device."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "wb") as file:
        if hasattr(os, "set_blocking"):  # only the opening may not wait
            os.set_blocking(descriptor, True)
        return fill(file)
