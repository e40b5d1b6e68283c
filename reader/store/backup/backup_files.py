"""The backups of a database that there are, by their names, and the folder that they lie in."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.store.db.file_identity import MODE, is_link, is_there, refuse_link

DAILY = 5
"""Days of which the last backup is kept, unless the settings say otherwise."""

_NAME = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\dT\d{6}\.\d{6})(?P<kind>|\.migration|\.repair|\.manual)\.backup"
)
MOMENT = "%Y-%m-%dT%H%M%S.%f"


class Backup(NamedTuple):
    """A backup by its name: when it was made (UTC) and why ("" for the one of the day)."""

    path: Path
    moment: datetime
    kind: str


IGNORE = "# Copies of the database, private notes too: git leaves this folder alone.\n*\n"


def folder_of(path: Path) -> Path:
    """The folder of a database's backups, and of what is set aside of it."""
    return path.with_name(f"{path.name}.backups")


def make_folder(path: Path) -> Path:
    """The same, made if it is not there: for its owner alone, and left alone by git.

    Raises OSError, and LibraryError `library_link` if it is a link.
    """
    folder = folder_of(path)
    refuse_link(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        descriptor = os.open(folder / ".gitignore", os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(IGNORE)
    return folder


def kept_copies(path: Path, pattern: str) -> list[Path]:
    """Files of such a name in the backup folder and beside the database, by name; links are left
    out.
    """
    folder = folder_of(path)
    places = [path.parent, folder] if is_there(folder) and not is_link(folder) else [path.parent]
    found = (each for place in places for each in place.glob(f"{path.name}.{pattern}"))
    return sorted((each for each in found if not each.is_symlink()), key=lambda each: each.name)


def newest_backup(path: Path) -> str:
    """The newest backup of a database by its name, or an empty string."""
    return next((str(found) for found in reversed(kept_copies(path, "*.backup"))), "")


def backups(path: Path) -> list[Backup]:
    """The backups of a database that this program made and named, the newest first."""
    found = []
    for each in kept_copies(path, "*.backup"):
        match = _NAME.fullmatch(each.name.removeprefix(f"{path.name}."))
        if match and each.is_file():
            try:
                moment = datetime.strptime(match["moment"], MOMENT).replace(tzinfo=UTC)
            except ValueError:
                continue  # the digits are no date, so the name is not ours
            found.append(Backup(each, moment, match["kind"].removeprefix(".")))
    return sorted(found, key=lambda backup: backup.moment, reverse=True)
