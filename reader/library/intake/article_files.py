"""Articles from outside become files in `articles/`; the reader's own files stay as they are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.health.outside_files import check_folder, is_ours
from reader.library.intake import identity as identifying
from reader.model import Article, PageLine
from reader.model.revision import Kept
from reader.store import articles, page_lines, revisions
from reader.store.articles import FileRow
from reader.store.db.file_identity import is_there

if TYPE_CHECKING:
    from reader.library.core import LibraryCore, Notice
    from reader.store.edits import Edits

MOST_OF_A_NAME = 10_000
"""Files of one name that are numbered before giving up."""


def keep(
    library: LibraryCore, content: Article, notices: Iterable[Notice] = (), *, asked: bool = True
) -> Kept:
    """Store an article from outside, as a file and in the database.

    It is a known one if its id is, or if an edition of it came from its address; with another text
    it becomes that article's new revision. A text that is known from elsewhere is left as it is,
    and so is an article whose address now holds something else altogether, such as a page that
    says it was not found. A file is written anew only if the program wrote it and nobody changed
    it since; otherwise the new text is in the database alone. So it is for one that was removed and
    has no file any more, unless somebody `asked` for it. `notices` are shown at the next opening.
    Raises `InputError` `article_empty` for an article without text, and as
    `library.target_files.write_file` does; `LibraryError` as every write.
    """
    from reader.text.structure.markdown_writer import as_markdown
    from reader.text.structure.page_conversion import as_decided

    if not content.text.strip():
        raise InputError("article_empty", name=content.title or content.url)
    with library.reading() as connection:
        ident, by, former = identifying.of_page(connection, content)
        content = identifying.as_known(connection, ident, content)
        content = as_decided(content, page_lines.of_article(connection, ident))
        rows = [row for row in articles.files_of(connection, ident) if not row.gone]
        away = articles.is_removed(connection, ident) and not asked
        revision = articles.text_hash(content.text)
        same = articles.current_text(connection, ident) == revision
        known_before = any(it.sha256 == revision for it in revisions.history(connection, ident))
    present = [row for row in rows if is_there(library.root / row.path)]
    ours = next((row for row in present if _is_its_own(library, row, former)), None)
    content = replace(content, id=ours.former or ident if ours else ident)
    agrees = (
        by not in ("id", "url") or ours is None or _has_same_head(library.root / ours.path, content)
    )
    if same and present and agrees:
        return Kept(ident, "same", present[0].path, content.title)
    if present and ours is None and known_before:
        # The publisher has nothing new; what the reader corrected in the file stands.
        return Kept(ident, "same", present[0].path, content.title)
    if (present and ours is None) or (away and not present):
        return _store(library, content, notices)
    imported = datetime.now(UTC).isoformat(timespec="seconds")
    data = as_markdown(content, imported=imported).encode()
    path = library.root / ours.path if ours else free_name(library.articles, _name(content))
    return write(library, path, data, notices, content.page_lines)


def _is_its_own(library: LibraryCore, row: FileRow, former: str) -> bool:
    """Whether a file may be written over with a page: each of two that were joined has its own."""
    return row.former == former and is_ours(library.root, row)


def write(
    library: LibraryCore,
    path: Path,
    data: bytes,
    notices: Iterable[Notice] = (),
    lines: tuple[PageLine, ...] = (),
) -> Kept:
    """Write a file of the program's own into `articles/` and take it in, never through a link.

    `lines` are the lines of the page that it comes from, which no file holds.
    """
    from reader.ingest.files import read_file
    from reader.library.intake import scan as sync
    from reader.library.intake.held_folders import held, put, remove
    from reader.library.target_files import unwritable

    check_folder(library.root)
    existed = os.path.lexists(path)
    try:
        library.articles.mkdir(parents=True, exist_ok=True)
        with held(library.root, path.relative_to(library.root).parts[:-1]) as folder:
            put(folder, path.name, data)
            try:
                name = sync.name_of(library, path)
                read = read_file(path)
                read = replace(read, article=replace(read.article, page_lines=lines))
                return sync.store_read(library, name, read, own=True, notices=notices)
            except Exception:  # who interrupts leaves a whole file, which the next look takes in
                if not existed:
                    remove(folder, path.name)
                raise
    except OSError as error:
        raise unwritable(path, error) from error


def free_name(folder: Path, name: str) -> Path:
    """A path in a folder that is not taken: `name`, or with -2, -3 … before its suffix."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, MOST_OF_A_NAME):
        path = folder / (name if number == 1 else f"{stem}-{number}{suffix}")
        if not os.path.lexists(path):  # a link that leads nowhere takes a name, too
            return path
    raise InputError("file_unwritable", path=str(folder / name), reason=name)


def _name(content: Article) -> str:
    from reader.text.structure.markdown_writer import file_name

    return file_name(content)


def _has_same_head(path: Path, content: Article) -> bool:
    """Whether a file says the same of its article: title, authors, date and the like."""
    from reader.ingest.files import read_file

    found = read_file(path).article
    names = ("title", "authors", "source", "date", "url", "lang", "tags")
    return all(getattr(found, name) == getattr(content, name) for name in names)


def _store(library: LibraryCore, content: Article, notices: Iterable[Notice]) -> Kept:
    """Store an article in the database alone."""
    from reader.library.intake import revisions as revising
    from reader.text.structure.outline import outline_of

    outline, arrived = outline_of(content), list(notices)
    ready = revising.prepare(library, content.id, content.text)

    def revise(edits: Edits) -> Kept:
        what = revising.revise(
            edits, content.id, content, outline, arrived, ready=ready, origin=content.url
        )
        review = revising.to_review(edits, content.id)
        return Kept(content.id, what, title=content.title, review=review)

    return library.submit(revise).result()
