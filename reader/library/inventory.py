"""The files of a library, compared with what is known of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from reader.library.folder import walk
from reader.store.checking.finding import Finding, Tick, told
from reader.store.checking.summary import Known


def check(root: Path, known: Sequence[Known], tick: Tick) -> Iterator[Finding]:
    """Files that are missing, changed, new or unreadable, and what two files claim alike.

    What is missing, changed or new is nothing wrong: the next look at the folder takes it in.
    """
    found: dict[str, list[str]] = {}
    for done, file in enumerate(known):
        tick(done, len(known))
        code = _code(root, file)
        if code:
            found.setdefault(code, []).append(file.path)
    for code in ("files_outside", "files_unreadable"):
        yield from told(code, found.get(code, []))
    yield from told("files_twice", _claimed_twice(root, known))
    for code in ("files_missing", "files_changed"):
        yield from told(code, found.get(code, []), hint=True)
    yield from told("files_new", _unknown(root, known), hint=True)


def _code(root: Path, file: Known) -> str:
    if ".." in PurePosixPath(file.path).parts:
        return "files_outside"
    try:
        with (root / file.path).open("rb") as data:
            digest = hashlib.file_digest(data, "sha256").hexdigest()
    except FileNotFoundError:
        return "files_missing"
    except (OSError, ValueError):
        return "files_unreadable"
    return "" if digest == file.sha256 else "files_changed"


def _claimed_twice(root: Path, known: Sequence[Known]) -> Iterator[str]:
    """Pairs of files that are there and give one article two texts."""
    first: dict[str, Known] = {}
    for file in known:
        other = first.setdefault(file.article, file)
        if other.text_sha256 != file.text_sha256 and all(
            (root / each.path).exists() for each in (other, file)
        ):
            yield f"{other.path} / {file.path}"


def _unknown(root: Path, known: Sequence[Known]) -> Iterator[str]:
    """Files in the folder that were never taken in, by the names that they would get."""
    names = {file.path for file in known}
    base, folder = root.resolve(), (root / "articles").resolve()
    for path in sorted(file.path for file in walk(root / "articles")):
        try:
            there = path.resolve()
        except (OSError, RuntimeError):
            continue  # a loop of links is no file
        name = (there.relative_to(base) if there.is_relative_to(folder) else there).as_posix()
        if name not in names and os.access(there, os.R_OK):
            yield ascii(name)[1:-1] if not name.isprintable() else name
