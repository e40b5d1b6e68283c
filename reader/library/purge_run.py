"""Purge: removing annotations and articles for good, from every place of a library they may lie in.

A purge that is broken off goes on where it was: what it is about stands in the database until all
is done, by ids. Files of articles go first, or the next look into the folder would take them in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError, LibraryError
from reader.library.git import repositories
from reader.library.health import outside_files as outside
from reader.library.intake.held_folders import held, remove
from reader.store import articles
from reader.store.db import disks
from reader.store.db.connection import connect, transaction
from reader.store.db.locking import is_used, locked
from reader.store.db.sqlite_errors import PATIENCE, reported, translated
from reader.store.purge import database_copies as copies
from reader.store.purge import deletion, scrubbing
from reader.store.purge import purge_targets as targets
from reader.store.purge.database_copies import Copies
from reader.store.purge.purge_targets import PurgeTargets

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.reads import LibraryReads
    from reader.store.articles import FileRow
    from reader.store.db.connection import Connection
    from reader.store.edits import Edits

BEYOND = "elsewhere"
"""Code of what nobody can reach from here: copies that were made elsewhere."""


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """Plan of a purge: what it removes, or has removed, and what it cannot.

    `counts` are those of `store.purge.deletion.Removed`; `stays` are files of articles that their
    reader wrote. `beyond` are codes of what cannot be reached, each with its values.
    """

    targets: PurgeTargets
    counts: dict[str, int]
    copies: Copies
    stays: tuple[str, ...]
    beyond: tuple[tuple[str, dict[str, str]], ...]


def is_unfinished(library: LibraryReads) -> bool:
    """Whether a purge has begun and has not come to its end."""
    with library.reading() as connection:
        return targets.begun(connection) is not None


class NamedTargets(NamedTuple):
    """Annotations and articles (ids) that somebody named."""

    annotations: tuple[str, ...]
    articles: tuple[str, ...]


def resolve(library: LibraryReads, names: Sequence[str]) -> NamedTargets:
    """Targets that some names mean: annotations by their ids, articles by names, removed ones too.

    A name that means nothing any more is no error while a purge waits to be finished, which may
    have been about it. Raises InputError as `find` does.
    """
    annotations, found = [], []
    for name in names:
        with library.reading() as connection:
            sql = "SELECT 1 FROM annotation WHERE id = ?"
            if connection.execute(sql, (name.lower(),)).fetchone():
                annotations.append(name.lower())
                continue
        try:
            found.append(_article(library, name))
        except InputError as error:
            if error.code != "article_unknown" or not is_unfinished(library):
                raise
    return NamedTargets(tuple(dict.fromkeys(annotations)), tuple(dict.fromkeys(found)))


def _article(library: LibraryReads, name: str) -> str:
    try:
        return library.find(name)
    except InputError as error:
        if error.code != "article_unknown":
            raise
        try:
            return library.find_removed(name)
        except InputError:
            raise error from None


def plan(
    library: Library, wanted: NamedTargets, *, removed: bool = False, with_files: bool = False
) -> PurgePlan:
    """Plan a purge, together with one that was broken off. Nothing is written.

    Of articles only the `removed` annotations go, if that is said; `with_files` takes the files of
    articles, too, that their reader wrote.
    """
    with library.reading() as connection:
        gone = [*wanted.annotations, *_removed_in(connection, wanted.articles if removed else ())]
        found = targets.targets(connection, gone, () if removed else wanted.articles)
        rows = [row for it in found.articles for row in articles.files_of(connection, it)]
        left = targets.begun(connection)
    files = [row.path for row in rows if _goes(library.root, row, with_files=with_files)]
    found = replace(found, files=tuple(dict.fromkeys(files)))
    stays = {row.path for row in rows} - {*files}
    if left is not None:
        found = found | left
    return PurgePlan(
        found,
        _counted(library.database, found),
        copies.examine(library.database, found),
        tuple(sorted(it for it in stays if (library.root / it).exists())),
        _beyond(library.root),
    )


def _removed_in(connection: Connection, wanted: Sequence[str]) -> list[str]:
    """The removed annotations of some articles."""
    sql = "SELECT id FROM annotation WHERE article = ? AND deleted = 1 ORDER BY id"
    return [ident for each in wanted for (ident,) in connection.execute(sql, (each,))]


def _goes(root: Path, row: FileRow, *, with_files: bool) -> bool:
    """Whether the file of an article goes with it: the program's own, or any in the folder."""
    return outside.is_ours(root, row) or (with_files and outside.own_parts(row.path) is not None)


def described(library: LibraryReads, planned: PurgePlan, most: int) -> list[tuple[str, str]]:
    """The articles of a plan by title, and its first annotations by quote: pairs of "article" or
    "annotation", and the words.
    """
    with library.reading() as connection:
        found = [("article", articles.title(connection, it)) for it in planned.targets.articles]
        for ident in planned.targets.annotations[:most]:
            sql = "SELECT exact FROM annotation WHERE id = ?"
            found += [("annotation", words) for (words,) in connection.execute(sql, (ident,))]
    return found


def _counted(path: Path, wanted: PurgeTargets) -> dict[str, int]:
    """Number of rows that would go: they are deleted, and put back at once."""
    with translated(path, writing=True), closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            return deletion.remove(connection, wanted).counts
        finally:
            connection.execute("ROLLBACK")


def _beyond(root: Path) -> tuple[tuple[str, dict[str, str]], ...]:
    """Places beyond reach: the history of a checkout, what a service keeps, other copies."""
    found: list[tuple[str, dict[str, str]]] = []
    for checkout in repositories.around(root.resolve()):
        found.append(("git", {"path": str(checkout.root)}))
    service = disks.service(root)
    if service:
        found.append(("service", {"service": service}))
    return (*found, (BEYOND, {}))


def purge(root: Path, planned: PurgePlan, *, patience: float = PATIENCE) -> PurgePlan:
    """Carry a plan out; the library must not be open, here or elsewhere. What became of it.

    Raises LibraryError `purge_open_elsewhere`, before anything is changed if another program has it
    open by then, and otherwise as the store does; what was begun goes on with the next purge.
    """
    path, wanted = root / "annotations.db", planned.targets
    with reported(path), locked(path, patience), _alone(path):
        if is_used(path):
            raise LibraryError("purge_open_elsewhere", path=str(path))
        for name in wanted.files:
            _delete_file(root, name)
        counts = _in_library(root, lambda edits: _begin(edits, wanted))
        with translated(path, writing=True), closing(connect(path)) as connection:
            scrubbing.scrub(connection, path)
        done = copies.purge(path, wanted)
        with translated(path, writing=True), closing(connect(path)) as connection:
            with transaction(connection):
                targets.end(connection)
            scrubbing.empty_log(connection, path)
    return replace(planned, counts=counts, copies=done)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Say of a purge what the database says of a program that has it open."""
    try:
        yield
    except LibraryError as error:
        if error.code not in ("library_open_elsewhere", "library_locked"):
            raise
        raise LibraryError("purge_open_elsewhere", path=str(path)) from error


def _begin(edits: Edits, wanted: PurgeTargets) -> dict[str, int]:
    targets.begin(edits.connection, wanted)
    return deletion.remove(edits.connection, wanted).counts


def _in_library(root: Path, action: Callable[[Edits], dict[str, int]]) -> dict[str, int]:
    """Run an action in the writer of a library that is opened for nothing else."""
    from reader.library.library import Library

    with Library(root) as library:
        library.keep_backups(0)
        return library.submit(action).result()


def _delete_file(root: Path, name: str) -> None:
    """Delete a file of an article that lies in the library's folder."""
    parts = outside.own_parts(name)
    if parts is None:
        return
    try:
        with held(root, parts[:-1]) as folder:
            remove(folder, parts[-1])
    except FileNotFoundError:
        return
