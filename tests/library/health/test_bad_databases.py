"""Databases that are locked, read-only, damaged, full or somebody else's."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.model import Change, Draft, Span, Tag
from reader.starter.build import make_library
from reader.store.db import writer

Open = Callable[[Path], Library]
HERE = Span(0, 4)

READS: list[Callable[[Library, str], object]] = [
    lambda library, article: library.list(),
    lambda library, article: library.find(article),
    lambda library, article: library.last_read(),
    lambda library, article: library.open(article),
    lambda library, article: library.annotations(article),
    lambda library, article: library.annotators(),
    lambda library, article: library.me(),
    lambda library, article: library.files(),
    lambda library, article: library.is_starter(),
    lambda library, article: library.sync(),
]

WRITES: list[Callable[..., object]] = [
    lambda edits, article: edits.become("李"),
    lambda edits, article: edits.edit(article, HERE, tag=Tag.OPINION),
    lambda edits, article: edits.label(article, HERE, "x"),
    lambda edits, article: edits.add_evidence(article, HERE, "", "x"),
    lambda edits, article: edits.history.undo(article),
    lambda edits, article: edits.save_draft(article, Draft(HERE, "note", "x")),
    lambda edits, article: edits.drop_draft(article, HERE, "note"),
    lambda edits, article: edits.save_position(article, 0, 0.0),
]


@pytest.fixture
def marked(library: Library, edit: Callable[..., Change]) -> Library:
    """A library with one mark in it, as it lies on disk."""
    edit(HERE, tag=Tag.FACT)
    library.close()
    return library


@pytest.fixture
def held(marked: Library) -> Iterator[Library]:
    """A library whose database another process keeps for itself."""
    with closing(sqlite3.connect(marked.database)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        yield marked


@pytest.mark.parametrize("read", READS)
def test_reading_a_locked_library(
    read: Callable[[Library, str], object], held: Library, opened: Open
) -> None:
    library = opened(held.root)
    article = library.find("park")
    with closing(sqlite3.connect(held.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError) as raised:
            read(library, article)
        assert raised.value.code == "library_locked"
        with pytest.raises(LibraryError, match="library_locked"):
            open_library(held.root, patience=0.05)
    assert library.find("park") == article


@pytest.mark.parametrize("write", WRITES)
def test_writing_to_a_locked_library(
    write: Callable[..., object], marked: Library, opened: Open
) -> None:
    library = opened(marked.root)
    article = library.find("park")
    before = library.open(article)
    with closing(sqlite3.connect(marked.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError) as raised:
            library.submit(lambda edits: write(edits, article)).result()
        assert raised.value.code == "library_locked"
    assert library.open(article) == before
    library.submit(lambda edits: write(edits, article)).result()


@pytest.mark.parametrize("read", READS)
def test_reading_a_library_that_became_damaged(
    read: Callable[[Library, str], object], marked: Library, opened: Open
) -> None:
    library = opened(marked.root)
    article = library.find("park")
    library.close()
    broken = Library(marked.root)
    marked.database.write_bytes(os.urandom(50_000))
    try:
        with pytest.raises(LibraryError) as raised:
            read(broken, article)
    finally:
        broken.close()
    assert raised.value.code == "library_damaged"


@pytest.mark.parametrize("damage", ["random", "truncated", "text"])
def test_opening_a_damaged_library_names_the_newest_backup(
    damage: str, marked: Library, opened: Open
) -> None:
    data = marked.database.read_bytes()
    spoilt = {"random": os.urandom(50_000), "truncated": data[:9000], "text": "不是".encode() * 999}
    marked.database.write_bytes(spoilt[damage])
    with pytest.raises(LibraryError) as raised:
        opened(marked.root)
    assert raised.value.code == "library_damaged"
    assert raised.value.params == {"path": str(marked.database), "backup": ""}
    for day in ("2025-01-01", "2025-02-01"):
        marked.database.with_name(f"annotations.db.{day}.backup").touch()
    with pytest.raises(LibraryError) as raised:
        opened(marked.root)
    assert str(raised.value.params["backup"]).endswith("annotations.db.2025-02-01.backup")
    assert marked.database.read_bytes() == spoilt[damage]


def test_a_full_disk_loses_nothing(
    marked: Library, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = writer.connect

    def connect_to_a_full_disk(path: Path, *, patience: float) -> sqlite3.Connection:
        connection = connect(path, patience=patience)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(writer, "connect", connect_to_a_full_disk)
    library = opened(marked.root)
    article = library.find("park")
    before = library.open(article)
    with pytest.raises(LibraryError) as raised:
        library.submit(lambda edits: edits.edit(article, HERE, note="長" * 100_000)).result()
    assert raised.value.code == "disk_full"
    assert library.open(article) == before
    library.submit(lambda edits: edits.edit(article, HERE, note="短")).result()
    assert library.open(article).annotations[0].note == "短"


def test_a_library_that_is_no_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none", Path(__file__)):
        with pytest.raises(LibraryError, match="library_missing"):
            open_library(path)


def test_a_folder_in_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "annotations.db").mkdir()
    with pytest.raises(LibraryError, match="library_unreadable"):
        open_library(tmp_path)


def test_a_folder_without_a_library_becomes_an_empty_one(tmp_path: Path, opened: Open) -> None:
    library = opened(tmp_path)
    assert (library.list(), library.last_read(), library.me()) == ([], None, None)
    assert library.articles.is_dir()


@pytest.fixture
def place() -> Iterator[Path]:
    """A starter where every user may go."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        make_library(Path(folder) / "library")
        yield Path(folder) / "library"
        for path in Path(folder).rglob("*"):
            path.chmod(0o755)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be a user without privileges, since nothing is read-only to root."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def set_modes(library: Path, folder: int, file: int) -> None:
    (library / "articles").chmod(0o755)
    for path in library.rglob("*.md"):
        path.chmod(0o644)
    (library / "annotations.db").chmod(file)
    library.chmod(folder)


@pytest.mark.parametrize("kind", ["starter", "own"])
@pytest.mark.parametrize("modes", [(0o555, 0o444), (0o777, 0o444), (0o555, 0o644)])
def test_a_read_only_library_can_be_read(
    kind: str, modes: tuple[int, int], place: Path, library: Library, opened: Open
) -> None:
    # The fixture `library` has imported what somebody without rights may not be able to.
    if kind == "own":
        own = opened(place)
        own.submit(lambda edits: edits.become("李")).result()
        own.close()
    before = (place / "annotations.db").read_bytes()
    set_modes(place, *modes)
    with unprivileged():
        read_only = opened(place)
        assert read_only.sync() == []
        assert len(read_only.open(read_only.find("第一槍")).annotations) == 77
        with pytest.raises(LibraryError) as raised:
            read_only.submit(lambda edits: edits.become("王")).result()
        assert raised.value.code == "library_read_only"
        read_only.close()
    assert read_only.take_notices() == ()
    assert (place / "annotations.db").read_bytes() == before


def test_a_library_that_may_not_be_read(place: Path, library: Library, opened: Open) -> None:
    set_modes(place, 0o755, 0o000)
    with unprivileged(), pytest.raises(LibraryError, match="library_unreadable"):
        opened(place)


def test_a_folder_that_cannot_become_a_library(place: Path, library: Library, opened: Open) -> None:
    shutil.rmtree(place / "articles")
    (place / "annotations.db").unlink()
    place.chmod(0o555)
    with unprivileged(), pytest.raises(LibraryError, match="library_read_only"):
        opened(place)
