"""A database that is deleted, moved or replaced while the library is open, or spoilt in place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import Library
from reader.model import Change, Span, Tag

Edit = Callable[..., Change]

WAYS: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "moved": lambda path: path.rename(path.with_name("elsewhere")),
    "replaced": lambda path: shutil.copy(path, path.with_name("copy")).replace(path),
    "folder deleted": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_written_to_a_file_that_is_gone(way: str, library: Library, edit: Edit) -> None:
    edit(Span(0, 3), tag=Tag.FACT)
    WAYS[way](library.database)
    with pytest.raises(LibraryError, match="library_gone"):
        edit(Span(3, 6), tag=Tag.FACT)


def test_it_goes_on_when_the_file_is_put_back(library: Library, edit: Edit) -> None:
    away = library.database.with_name("elsewhere")
    library.database.rename(away)
    with pytest.raises(LibraryError, match="library_gone"):
        edit(Span(3, 6), tag=Tag.FACT)
    away.rename(library.database)
    edit(Span(3, 6), tag=Tag.FACT)
    (kept,) = library.annotations(library.find("park"))
    assert kept.span == Span(3, 6)


def test_a_file_that_was_emptied_is_damaged(library: Library, edit: Edit) -> None:
    edit(Span(0, 3), tag=Tag.FACT)
    library.close()
    other = Library(library.root)
    library.database.write_bytes(b"")
    try:
        with pytest.raises(LibraryError, match="library_damaged"):
            other.list()
    finally:
        other.close()


def test_a_table_that_is_missing_is_damage(library: Library) -> None:
    library.submit(lambda edits: edits.connection.execute("DROP TABLE evidence")).result()
    with pytest.raises(LibraryError, match="library_damaged"):
        library.annotations(library.find("park"))
