"""Taking annotations out of a library: which ones, in which format, into which file."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from reader.errors import InputError
from reader.library.health.outside_files import FOLDER, check_folder, check_link, own_parts
from reader.library.intake.held_folders import held, replacing
from reader.model import Annotator, Document, Head, Link
from reader.store.db.file_identity import identity
from reader.text.cleaning.file_names import file_name_of

if TYPE_CHECKING:
    from reader.exchange.registry import Format
    from reader.exchange.sheet import Sheet, Wording
    from reader.library.reads import LibraryReads

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


@dataclass(slots=True)
class Export:
    """Number of annotations that were written, and of private ones that were not.

    `notes_left_out` counts the private notes of those that were.
    """

    count: int = 0
    left_out: int = 0
    notes_left_out: int = 0

    def add(self, sheet: Sheet) -> None:
        """Count what a sheet holds and what it leaves out."""
        self.count += len(sheet.annotations)
        self.left_out += sheet.left_out
        self.notes_left_out += sheet.notes_left_out


def format_names() -> tuple[str, ...]:
    """The formats that can be written."""
    from reader.exchange.registry import FORMATS

    return tuple(FORMATS)


def find_format(name: str) -> Format:
    """The format of that name; raises InputError `format_unknown`, which lists them all."""
    from reader.exchange.registry import FORMATS

    if name not in FORMATS:
        raise InputError("format_unknown", name=name, known=", ".join(FORMATS))
    return FORMATS[name]


def export(
    library: LibraryReads,
    articles: Sequence[str],
    format: str,
    words: Wording,
    stream: BinaryIO,
    *,
    by: Sequence[str] = (),
    skip_empty: bool = False,
    view: str = "",
) -> Export:
    """Write the public annotations of some articles (ids) in a format, worded with `words`.

    Each article is read once, when its turn comes, and is not kept. Those of the annotators who are
    shown, or of the annotators named in `by`, shown or not. `skip_empty` leaves articles without
    any out. `view` is "tw", "hk", "cn" or an OpenCC
    configuration in whose script each quote is written too. Raises InputError: `format_unknown`,
    `annotator_unknown`, `article_unknown`, `config_unknown`.
    """
    writer = find_format(format)
    if view:
        from reader.text.scripts.view_choices import check

        check(view)  # a wrong name is refused even if there is nothing to write
    from reader.exchange.sheet import Options

    chosen = chosen_annotators(library.annotators(), by)
    linked = "links" not in writer.loses
    done = Export()

    def sheets() -> Iterator[Sheet]:
        for article in articles:
            sheet = sheet_of(library, article, chosen, view, linked=linked)
            if sheet.annotations or sheet.left_out or not skip_empty:
                done.add(sheet)
                yield sheet

    writer.write(sheets(), stream, Options(words, view))
    return done


def sheet_of(
    library: LibraryReads,
    article: str,
    annotators: Sequence[Annotator],
    view: str = "",
    *,
    linked: bool = False,
) -> Sheet:
    """The sheet of one article with the public annotations of some annotators.

    `linked` gives it the links of the text, as long as the article's file still has that text.
    """
    from reader.exchange.sheet import Sheet

    ids = {annotator.id for annotator in annotators}
    document: Document = library.open(article)
    kept = tuple(it for it in document.annotations if it.annotator in ids)
    links = links_in_file(library, document) if linked and kept else ()
    return Sheet.of(replace(document, annotations=kept, annotators=tuple(annotators)), view, links)


def links_in_file(library: LibraryReads, document: Document) -> tuple[Link, ...]:
    """The links in the file of an article; none if it may not be read or says something else."""
    from reader.ingest.files import read_bytes
    from reader.text.cleaning import decode
    from reader.text.structure import links_of

    name = document.head.path
    if own_parts(name) is None:
        return ()
    try:
        check_folder(library.root)
        check_link(library.root, library.root / name)
        data, _ = read_bytes(library.root / name)
        return links_of(decode(data).text, document.text) if b"](" in data or b"][" in data else ()
    except InputError:
        return ()


def chosen_annotators(annotators: Sequence[Annotator], by: Sequence[str]) -> list[Annotator]:
    """The annotators of these names, else those who are shown; InputError `annotator_unknown`."""
    if not by:
        return [annotator for annotator in annotators if annotator.shown]
    known = {annotator.name for annotator in annotators}
    for name in by:
        if name not in known:
            raise InputError("annotator_unknown", name=name)
    return [annotator for annotator in annotators if annotator.name in by]


def default_name(head: Head, format: str) -> str:
    """A file name for the export of one article, safe on every system."""
    return file_name_of(head.title, find_format(format).suffix)


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
