"""What can be read of a damaged database of an older version comes into one of today."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.store.db.connection import connect
from reader.store.db.migration import prepare
from reader.store.repair import row_merge as merging
from reader.store.repair import salvage as salvaging
from tests.archives import unpack

MADE = Path(__file__).parents[1] / "old_libraries"
VERSIONS = sorted(each.name.removesuffix(".tar.xz") for each in MADE.glob("*.tar.xz"))
TABLES = (
    "alias", "anchor", "annotation", "article", "body", "claim_check", "code_book", "draft",
    "evidence", "feed", "feed_item", "file", "journal", "journal_row", "label", "link", "outline",
    "queue", "reading", "revision", "saved_filter", "setting", "text",
)  # fmt: skip


def rows(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
            for table in TABLES
        }


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_comes_as_a_migration_brings_it(version: str, tmp_path: Path) -> None:
    unpack(MADE / f"{version}.tar.xz", tmp_path)
    old = tmp_path / "library" / "annotations.db"
    migrated, empty = tmp_path / "migrated.db", tmp_path / "empty.db"
    shutil.copy(old, migrated)
    prepare(migrated)
    prepare(empty)
    with salvaging.remains(old) as left, closing(connect(empty)) as whole:
        assert left is not None
        merged = merging.merge(whole, left, "old")
    assert merged.spared == []
    told, wanted = rows(empty), rows(migrated)
    for table in TABLES:
        assert told[table] == wanted[table], table
