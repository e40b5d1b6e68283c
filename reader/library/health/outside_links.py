"""Links of a library that lead somewhere else, and what its database says of files elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.library.health.outside_files import FOLDER, is_outside, is_permitted
from reader.store.db.file_identity import is_link, is_there
from reader.store.repair.checks.finding import Finding, findings_about
from reader.store.repair.checks.summary import Known


def links(root: Path, database: Path) -> Iterator[Finding]:
    """Links beside the database, in whose place something would be written; links in `articles/`.

    Of those that lead out of the library only files that the reader has named are read.
    """
    linked = sorted(each.name for each in root.glob(f"{database.name}*") if each.is_symlink())
    yield from findings_about("links_beside", (shown(name) for name in linked))
    folder = root / FOLDER
    if is_link(folder):
        params = {"path": shown(str(folder)), "target": shown(os.path.realpath(folder))}
        yield Finding("articles_link", params=params)
        return
    out, nowhere = [], []
    for path in sorted(_links(folder)):
        target = os.path.realpath(path)
        name = shown(path.relative_to(root).as_posix())
        if not Path(target).is_relative_to(os.path.realpath(root)):
            out.append(f"{name} → {shown(target)}")
        elif not is_there(Path(target)):
            nowhere.append(name)
    yield from findings_about("links_outside", out, hint=True)
    yield from findings_about("links_nowhere", nowhere, hint=True)


def rows(root: Path, known: Sequence[Known]) -> Iterator[Finding]:
    """Files elsewhere: those that the database calls the program's own, and those never named."""
    away = [file for file in known if is_outside(file.path)]
    yield from findings_about("own_outside", (shown(file.path) for file in away if file.own))
    unnamed = (
        shown(file.path)
        for file in away
        if not file.own and not file.gone and not is_permitted(root, file.path)
    )
    yield from findings_about("files_unnamed", unnamed, hint=True)


def shown(name: str) -> str:
    """A file's name on one line, whatever it is made of."""
    return name if name.isprintable() else ascii(name)[1:-1]


def _links(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (path for name in (*folders, *files) if (path := Path(place, name)).is_symlink())
