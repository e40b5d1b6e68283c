"""Bringing files into the library: those in `articles/`, and single ones from anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError, LibraryError, MeipiError
from reader.ingest.files import SUFFIXES, FileRead, read_bytes, read_file
from reader.model import Outline
from reader.store import articles, settings
from reader.store.articles import FileRow
from reader.store.edits import Edits
from reader.store.search import index

if TYPE_CHECKING:
    from reader.library.library import Library

Problem = tuple[Path, MeipiError]

BATCH = 50
"""Articles that are indexed in one transaction, so that no edit waits long for them."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read, the name it is known by, and the outline of its text."""

    name: str
    read: FileRead
    outline: Outline


def scan(library: Library) -> list[Problem]:
    """Take in new and changed files below `articles/` and note those that are gone.

    Returns the files that could not be taken in, each with its reason; they stop no other.
    """
    known = library.files()
    problems: list[Problem] = []
    seen = set()
    for path in sorted(_candidates(library.articles)):
        try:
            name = _name(library, path)
            seen.add(name)
            if not _unchanged(path, known.get(name)):
                _store(library, path, name, known.get(name))
        except MeipiError as problem:
            problems.append((path, problem))
    inside = f"{library.articles.name}/"
    gone = [
        row.path
        for row in known.values()
        if not row.gone and row.path not in seen and row.path.startswith(inside)
    ]
    if gone:
        try:
            library.submit(lambda edits: _note_gone(edits, gone)).result()
        except MeipiError as problem:
            problems.append((library.database, problem))
    _index(library)
    return problems


def _index(library: Library) -> None:
    """Index what came in before there was an index; a starter is left as it is.

    A library that cannot be written to does without: searches look at such articles one by one.
    """
    from contextlib import suppress

    if library.is_starter():
        return
    with suppress(LibraryError):
        while library.unindexed():
            library.submit(lambda edits: index.settle(edits.connection, BATCH)).result()


def take_in(library: Library, path: Path) -> str:
    """Take in one file and return its article's id; a known one that did not change is not read."""
    name = _name(library, path)
    row = library.files().get(name)
    if row is not None and _unchanged(path, row):
        return row.article
    return _store(library, path, name, row)


def _candidates(folder: Path) -> Iterator[Path]:
    """Files that may be articles; hidden ones and editors' copies are not."""
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for file in files:
            if not file.startswith(".") and file.lower().endswith(SUFFIXES):
                yield Path(place, file)


def _name(library: Library, path: Path) -> str:
    """The name a file is known by: relative to the library inside `articles/`, else absolute."""
    try:
        resolved = path.resolve()
        inside = resolved.is_relative_to(library.articles.resolve())
        found = resolved.relative_to(library.root.resolve()) if inside else resolved
        name = found.as_posix()
        name.encode()
    except (OSError, ValueError, RuntimeError) as error:
        # Loops of links, NUL in a name, names that are not text.
        raise InputError("file_unreadable", path=ascii(str(path))) from error
    return name


def _unchanged(path: Path, row: FileRow | None) -> bool:
    if row is None or row.gone:
        return False
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (row.size, row.mtime)


def _store(library: Library, path: Path, name: str, row: FileRow | None) -> str:
    """Read a file and store what is new in it; the id of its article."""
    data, mtime = read_bytes(path)
    if row is not None and row.sha256 == hashlib.sha256(data).hexdigest():
        seen = row._replace(mtime=mtime, gone=0)
        if row.gone:
            library.submit(lambda edits: articles.put_file(edits.connection, seen)).result()
        elif not library.is_starter():
            # Knowing the time saves reading the file again; a library that cannot be written to
            # does without, and a starter's times are never right after a checkout.
            library.submit(lambda edits: articles.put_file(edits.connection, seen))
        return row.article
    from reader.text.outline import outline_of

    read = read_file(path)
    arrival = Arrival(name, read, outline_of(read.article))
    return library.submit(lambda edits: _keep(edits, library.root, arrival)).result()


def _keep(edits: Edits, root: Path, arrival: Arrival) -> str:
    """Store an arrival inside the writer's transaction.

    A changed text replaces the stored one as long as nobody worked on that; else the file's new
    state is only noted, and opening the article says so.
    """
    connection, read = edits.connection, arrival.read
    content = read.article
    known = articles.files(connection)
    ident = _article_of(arrival, known, root)
    revision = articles.text_hash(content.text)
    current = articles.current_revision(connection, ident)
    if current == revision:
        articles.put_metadata(connection, ident, content)
    elif current is None or not articles.has_work(connection, ident):
        articles.put(connection, ident, content, arrival.outline)
        _note_arrival(edits, ident, read)
    row = FileRow(arrival.name, ident, read.size, read.mtime, read.sha256, revision)
    articles.put_file(connection, row)
    return ident


def _note_arrival(edits: Edits, ident: str, read: FileRead) -> None:
    """Keep what the article's reader should know of the file, for its next opening."""
    import json

    key = f"{settings.ARRIVED}{ident}"
    if read.notices:
        settings.put(edits.connection, key, json.dumps(read.notices, ensure_ascii=False))
    else:
        settings.drop(edits.connection, key)


def _article_of(arrival: Arrival, known: dict[str, FileRow], root: Path) -> str:
    """Which article a file holds: by its own id, else its path, else its content.

    Raises `InputError` `article_id_taken` if another file with another text has the same id.
    """
    content, revision = arrival.read.article, articles.text_hash(arrival.read.article.text)
    own = articles.identity(content)
    if content.id and own == content.id.lower():
        for row in known.values():
            if (
                row.article == own
                and row.path != arrival.name
                and row.text_sha256 != revision
                and (root / row.path).exists()
            ):
                raise InputError("article_id_taken", path=arrival.name, other=row.path)
        return own

    def taken(article: str) -> bool:
        """Whether another file that is still there has the article, with another text."""
        return any(
            row.article == article
            and row.path != arrival.name
            and row.text_sha256 != revision
            and (root / row.path).exists()
            for row in known.values()
        )

    here = known.get(arrival.name)
    if here is not None and not taken(here.article):
        return here.article
    moved = (row.article for row in known.values() if row.text_sha256 == revision)
    article = next(moved, own)
    return articles.identity_beside(content, arrival.name) if taken(article) else article


def _note_gone(edits: Edits, paths: list[str]) -> None:
    for path in paths:
        articles.put_gone(edits.connection, path)
