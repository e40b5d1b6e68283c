"""Choice of the library to use, and opening it."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from reader.config import expanded
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.opening_times import look
from reader.store.db.file_identity import is_there
from reader.store.db.migration import prepare
from reader.store.db.sqlite_errors import PATIENCE
from reader.store.db.work_progress import ProgressCallback, silent

VARIABLE = "MEIPI_LIBRARY"
"""The environment variable that names a library."""


def locate(
    explicit: str | None, environ: Mapping[str, str], cwd: Path, *, make: bool = True
) -> Path:
    """The library to use: the one asked for, else the environment's, the current folder, one's own.

    One's own lies in the user's data folder; it is made from the starter that the package carries
    when it is not there, unless `make` is false. Raises `LibraryError` `library_missing` for a
    folder that was asked for and does not exist, `library_not_made` if one's own cannot be made.
    """
    asked = explicit or environ.get(VARIABLE)
    if asked:
        path = expanded(asked)
        if not path.is_dir():
            raise LibraryError("library_missing", path=str(path))
        return path
    if (cwd / "articles").is_dir() and (cwd / "annotations.db").is_file():
        return cwd
    from platformdirs import user_data_path

    own = user_data_path("meipi", appauthor=False)
    if make and not is_there(own / "annotations.db"):
        try:
            _make(own)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            code = "disk_full" if full else "library_not_made"
            raise LibraryError(code, path=str(own), reason=str(error.strerror)) from error
    return own


def _make(own: Path) -> None:
    """Make one's own library from the starter, unless something lies in its place."""
    from reader.starter.build import is_unused, make_library

    if is_unused(own):
        make_library(own)
    own.mkdir(parents=True, exist_ok=True)


def open_library(
    path: str | Path | None = None,
    *,
    patience: float = PATIENCE,
    progress: ProgressCallback = silent,
) -> Library:
    """Open the library in a folder; None for the one that `locate` finds without being asked.

    A folder without a database gets an empty one. `patience` is how many seconds to wait for
    another process; `progress` is called with the share that is done, from 0 to 1, while a library
    of an older version is brought to this one. Raises `LibraryError`: `library_missing`,
    `library_locked`, `library_worked_on`, `library_open_elsewhere`, `library_read_only`,
    `library_damaged` (with the newest `backup`, or ""), `library_newer`, `library_foreign`,
    `library_unreadable`, `library_io`, `disk_full`, `migration_no_room`, `migration_no_backup`,
    `migration_failed`.
    """
    root = Path(path) if path is not None else locate(None, {}, Path.cwd())
    if not root.is_dir():
        raise LibraryError("library_missing", path=str(root))
    library = Library(root.absolute(), patience=patience)
    prepare(library.database, patience=patience, begin=library.begin, progress=progress)
    try:
        library.articles.mkdir(exist_ok=True)
    except OSError as error:
        if not library.database.exists():
            raise LibraryError("library_read_only", path=str(root)) from error
    notice = look(library)
    if notice is not None:
        library.add_notice(notice)
    return library
