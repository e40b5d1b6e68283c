"""Bringing files into the library: those in `articles/`, and single ones from anywhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError, LibraryError, MeipiError
from reader.ingest.files import FileRead, read_bytes, read_file
from reader.library.health import outside_files as outside
from reader.library.health import outside_links as leading
from reader.library.intake import changed_heads as heads
from reader.library.intake import identity as identifying
from reader.library.intake import renamed_files as renamed
from reader.library.intake import revisions as revising
from reader.library.intake.folder_files import walk
from reader.library.intake.sync_copies import refuse_copy, sure_original
from reader.model import Outline
from reader.model.revision import Kept
from reader.store import aliases, articles, page_lines
from reader.store.articles import FileRow
from reader.store.edits import Edits
from reader.store.search import index

if TYPE_CHECKING:
    from reader.library.core import LibraryCore, Notice
    from reader.store.carried_anchors import Ready

Problem = tuple[Path, MeipiError]

BATCH = 50
"""Articles that are indexed in one transaction, so that no edit waits long for them."""


LOOKED_AT = 1000
"""Articles that are looked at in one transaction for whether they have to be indexed again."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was read, the name it is known by, and the outline of its text.

    `notices` are shown at the next opening; `own` marks a file that the program wrote.
    """

    name: str
    read: FileRead
    outline: Outline
    notices: tuple[Notice, ...] = ()
    own: bool = False


def scan(library: LibraryCore) -> list[Problem]:
    """Take in new and changed files below `articles/` and note those that are gone.

    Returns the files that could not be taken in, each with its reason; they stop no other.
    """
    try:
        outside.check_folder(library.root)
    except InputError as problem:
        return [(library.articles, problem)]
    known = library.files()
    problems: list[Problem] = []
    seen = set()
    fresh: list[str] = []
    closed: list[Path] = []
    for file in walk(library.articles, closed.append):
        try:
            inside = f"{library.articles.name}/{file.below}"
            name = inside if file.plain else name_of(library, file.path)
            seen.add(name)
            row = known.get(name)
            if row is None or row.gone or (row.size, row.mtime) != (file.size, file.mtime):
                outside.check_link(library.root, file.path)
                kept = _store(library, file.path, name, row)
                fresh += [kept.article] if kept.what == "new" else []
        except MeipiError as problem:
            problems.append((file.path, problem))
    inside = f"{library.articles.name}/"
    gone = [
        row.path
        for row in known.values()
        if not row.gone
        and row.path not in seen
        and row.path.startswith(inside)
        and not any((library.root / row.path).is_relative_to(folder) for folder in closed)
    ]
    problems += [(path, InputError("folder_unreadable", path=str(path))) for path in closed]
    if gone:
        try:
            library.submit(lambda edits: _note_gone(edits, gone)).result()
        except MeipiError as problem:
            problems.append((library.database, problem))
    if fresh and known:
        renamed.find(library, fresh, gone)
    _index(library)
    return problems


def _index(library: LibraryCore) -> None:
    """Index what came in before there was an index, or has joined lines and was indexed before
    those were one; a starter is left as it is.

    A library that cannot be written to does without: searches look at such articles one by one, and
    at such annotations.
    """
    from contextlib import suppress

    if library.is_starter():
        return
    with suppress(LibraryError):
        while library.is_indexed_before_joining():
            library.submit(lambda edits: index.renew(edits.connection, LOOKED_AT)).result()
        for _ in waiting(library):
            library.submit(lambda edits: index.settle(edits.connection, BATCH)).result()
        while library.is_unworded():
            library.submit(_settle_words).result()


def _settle_words(edits: Edits) -> int:
    from reader.store.annotation_query import words

    return words.settle(edits.connection)


def waiting(library: LibraryCore) -> Iterator[int]:
    """Number of articles that wait to be indexed, before each batch; as long as they become fewer.

    A row whose id was edited is never found, and would be waited for without end.
    """
    before = library.unindexed() + 1
    while 0 < (left := library.unindexed()) < before:
        yield left
        before = left


def take_in(library: LibraryCore, path: Path) -> Kept:
    """Take in one file where it lies; a known one that did not change is not read.

    A file outside the library, once named, is read now, and again when it changes.
    """
    name = name_of(library, path)
    outside.check_link(library.root, path)
    with library.reading() as connection:
        row = articles.file(connection, name)
    unchanged = row is not None and _unchanged(path, row)
    kept = (
        Kept(row.article, "same", name) if row and unchanged else _store(library, path, name, row)
    )
    if outside.is_outside(name):
        outside.permit(library.root, name)
    return kept


def name_of(library: LibraryCore, path: Path) -> str:
    """The name a file is known by: relative to the library inside `articles/`, else absolute."""
    try:
        resolved = path.resolve()
        inside = resolved.is_relative_to(library.articles.resolve())
        if inside:
            below = resolved.relative_to(library.articles.resolve())
            name = f"{library.articles.name}/{below.as_posix()}"
        else:
            name = resolved.as_posix()
        name.encode()
    except UnicodeEncodeError as error:
        raise InputError("file_name_no_text", path=leading.shown(str(path))) from error
    except (OSError, ValueError, RuntimeError) as error:
        # Loops of links, NUL in a name.
        raise InputError("file_unreadable", path=leading.shown(str(path))) from error
    return name


def _unchanged(path: Path, row: FileRow | None) -> bool:
    if row is None or row.gone:
        return False
    try:
        found = path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (row.size, row.mtime)


def _store(library: LibraryCore, path: Path, name: str, row: FileRow | None) -> Kept:
    """Read a file and store what is new in it."""
    data, mtime = read_bytes(path)
    if row is not None and row.sha256 == hashlib.sha256(data).hexdigest():
        seen = row._replace(mtime=mtime, gone=0)
        if row.gone:
            library.submit(lambda edits: articles.put_file(edits.connection, seen)).result()
        elif not library.is_starter():
            # Knowing the time saves reading the file again; a library that cannot be written to
            # does without, and a starter's times are never right after a checkout.
            library.submit(lambda edits: articles.put_file(edits.connection, seen))
        return Kept(row.article, "same", name)
    read = read_file(path)
    fresh = row is None and name.startswith(f"{library.articles.name}/")
    if fresh or sure_original(path) is not None:
        refuse_copy(path, name, read.article)
    return store_read(library, name, read)


def store_read(
    library: LibraryCore,
    name: str,
    read: FileRead,
    *,
    own: bool = False,
    notices: Iterable[Notice] = (),
) -> Kept:
    """Store a file that was read, with its `notices`; `own` if the program wrote it."""
    from reader.text.structure.outline import outline_of
    from reader.text.structure.page_conversion import as_decided

    arrived = (*notices, *read.notices)
    with library.reading() as connection:
        known = identifying.of_file(connection, read.article, name, library.root)
        if read.page is not None and known.article is not None:
            lines = page_lines.of_article(connection, known.article)
            read = replace(read, article=as_decided(read.article, lines))
    arrival = Arrival(name, read, outline_of(read.article), arrived, own)
    ready = revising.prepare(library, known.article, read.article.text)
    return library.submit(lambda edits: _keep(edits, library.root, arrival, ready)).result()


def _was_own(edits: Edits, root: Path, ident: str, arrival: Arrival) -> bool:
    """Whether a file is one that the program wrote, under another name that it has no longer."""
    return outside.own_parts(arrival.name) is not None and any(
        row.own
        and row.path != arrival.name
        and row.sha256 == arrival.read.sha256
        and not os.path.lexists(root / row.path)
        for row in articles.files_of(edits.connection, ident)
    )


def _keep(edits: Edits, root: Path, arrival: Arrival, ready: Ready | None) -> Kept:
    """Store an arrival inside the writer's transaction."""
    connection, read = edits.connection, arrival.read
    ident, _, former = identifying.of_file(connection, read.article, arrival.name, root)
    content = identifying.as_known(connection, ident, read.article)
    content = heads.as_copy(connection, root, ident, arrival.name, content)
    what = revising.revise(
        edits,
        ident,
        content,
        arrival.outline,
        arrival.notices,
        ready=ready,
        origin=(arrival.own and read.article.url) or arrival.name,
    )
    sha256 = articles.text_hash(content.text)
    own = arrival.own or _was_own(edits, root, ident, arrival)
    seen = (arrival.name, ident, read.size, read.mtime, read.sha256, sha256)
    row = FileRow(*seen, own=int(own), former=former)
    articles.put_file(connection, row)
    if read.article.id and (file_id := articles.identity(read.article)) != ident:
        aliases.add(connection, ident, "id", file_id)
    title, review = articles.title(connection, ident), revising.to_review(edits, ident)
    return Kept(ident, what, arrival.name, title, review)


def _note_gone(edits: Edits, paths: list[str]) -> None:
    for path in paths:
        articles.put_gone(edits.connection, path)
