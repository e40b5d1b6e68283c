"""Damaged libraries of older versions: whatever page is lost, a backup can be put in place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.health.doctor import back_up, examine, restore
from reader.store.repair import row_merge as merging
from tests.archives import unpack
from tests.library.health.doctor_data import Open, codes, database

MADE = Path(__file__).parents[2] / "store" / "old_libraries"
VERSIONS = sorted(each.name.removesuffix(".tar.xz") for each in MADE.glob("*.tar.xz"))
PAGE = 4096
SAMPLE = 3


def ids(path: Path) -> set[str]:
    """The annotations in a database that nobody has open."""
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM annotation")}


@pytest.fixture
def old(tmp_path: Path, version: str) -> Path:
    """A library of an older version, with a backup."""
    unpack(MADE / f"{version}.tar.xz", tmp_path)
    root = tmp_path / "library"
    if not list(root.rglob("*.backup")):
        back_up(root)
    return root


def zero(root: Path, page: int) -> bytes:
    """Lose a page, counted from 0; what the file is then."""
    data = bytearray(database(root).read_bytes())
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    database(root).write_bytes(data)
    return bytes(data)


def root_of(root: Path, table: str) -> int:
    with closing(sqlite3.connect(database(root))) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0]) - 1


def is_restored(root: Path, opened: Open) -> None:
    """Restore the newest backup; the library has what that has, and is in order."""
    damaged = database(root).read_bytes()
    done = restore(root, "newest")
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged
    before = ids(done.source)
    library = opened(root)
    library.list()
    library.close()
    assert ids(database(root)) >= before
    assert codes(examine(root)) == set()


@pytest.mark.parametrize("part", range(SAMPLE))
@pytest.mark.parametrize("version", VERSIONS)
def test_a_page_that_is_lost_hinders_nothing(part: int, old: Path, opened: Open) -> None:
    pages = database(old).stat().st_size // PAGE
    zero(old, part * pages // SAMPLE)
    if examine(old).is_damaged:
        is_restored(old, opened)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("table", ["article", "annotator", "journal"])
def test_what_is_new_comes_even_if_what_it_refers_to_is_in_the_backup_alone(
    table: str, old: Path, opened: Open
) -> None:
    for backup in old.rglob("*.backup"):
        backup.unlink()
    back_up(old)
    with closing(sqlite3.connect(database(old))) as connection, connection:
        found = [row[1] for row in connection.execute("PRAGMA table_info(annotation)")]
        columns = ", ".join(found)
        others = ", ".join("substr(id, 1, 30) || 'ffffff'" if it == "id" else it for it in found)
        made = f"INSERT INTO annotation ({columns}) SELECT {others} FROM annotation LIMIT 1"
        connection.execute(made)
        ((new,),) = connection.execute("SELECT max(id) FROM annotation WHERE id GLOB '*ffffff'")
    zero(old, root_of(old, table))
    is_restored(old, opened)
    assert new in ids(database(old))


@pytest.mark.parametrize("version", VERSIONS[-1:])
def test_remains_that_are_no_use_leave_the_backup(
    old: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def merge(whole: sqlite3.Connection, *_: object, **__: object) -> None:
        whole.execute("DELETE FROM anchor")
        raise sqlite3.DatabaseError("nobody knows why")

    zero(old, root_of(old, "article"))
    monkeypatch.setattr(merging, "merge", merge)
    done = restore(old, "newest")
    assert (done.unused, done.rows) == ("nobody knows why", {})
    assert done.aside is not None
    opened(old).close()
    assert ids(database(old)) >= ids(done.source)
    assert codes(examine(old)) == set()


@pytest.mark.parametrize("version", ["0003"])
def test_what_can_be_read_is_counted_once_and_without_tombstones(old: Path) -> None:
    with closing(sqlite3.connect(database(old))) as connection:
        sql = "SELECT count(*) FROM annotation WHERE deleted = 0"
        (standing,) = connection.execute(sql).fetchone()
    data = database(old).read_bytes()
    database(old).write_bytes(data[: len(data) * 9 // 10])
    (left,) = [each.params for each in examine(old).findings if each.code == "left_readable"]
    assert 0 < int(left["annotations"]) <= standing
