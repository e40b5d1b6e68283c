"""What docs/storage.md says holds does: as shipped, and once migrated; what breaks it is seen."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import open_library
from tests.archives import unpack
from tests.store.invariants import INVARIANTS, broken

BROKEN = {
    "Rules of the tables": "UPDATE annotation SET unsure = 2",
    "Texts": "UPDATE body SET text = text || '。'",
    "Outlines": "DELETE FROM outline",
    "Current revision": "UPDATE revision SET article = 'another'",
    "What is shown": "UPDATE article SET title = title || '！'",
    "Aliases": "DELETE FROM alias WHERE kind = 'text'",
    "Joined articles": "INSERT INTO alias (kind, value, article) SELECT 'id', min(id), max(id)"
    " FROM article",
    "Places": "DELETE FROM anchor",
    "Words": 'UPDATE anchor SET start = start + 1, "end" = "end" + 1',
    "Code book": "UPDATE code_book SET kind = 'verdict', digit = NULL",
    "Persons": "UPDATE annotator SET joined = id",
    "Checks": "UPDATE claim_check SET status = 'unchecked'",
    "Quotes of evidence": "UPDATE evidence SET quote_exact = '車車', quote_start = 0,"
    " quote_end = 1, quote_text = (SELECT sha256 FROM body LIMIT 1)",
    "Stamps": "UPDATE annotation SET clock = json_set(clock, '$.tag', 'now')",
    "Times": "UPDATE annotation SET updated = 'yesterday'",
    "Journal": "UPDATE journal SET standing = 'past' WHERE standing IS NOT NULL",
    "Rows of the journal": "UPDATE journal_row SET after = json_set(after, '$.no', 1)",
    "Reading": "UPDATE reading SET position = 100000",
    "Settings": "UPDATE setting SET value = 'nobody' WHERE key = 'me'",
    "List of articles": "DELETE FROM listing",
    "Counts": "UPDATE tally SET facts = facts + 1",
    "List of annotations": "UPDATE claim_listing SET tag = 'none' WHERE tag <> 'none'",
    "Search index": "DELETE FROM search_note",
    "Snapshots": "UPDATE article SET snapshot = 1",
}
"""What breaks each of them, in a library that holds something of everything."""

ROOT = Path(__file__).parents[2]
OLD = sorted((Path(__file__).parent / "old_libraries").glob("*.tar.xz"))


def test_they_hold_in_the_library_that_is_shipped(tmp_path: Path) -> None:
    shutil.copy(ROOT / "annotations.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "annotations.db")) as connection:
        assert broken(connection) == []


@pytest.mark.parametrize("made", OLD, ids=lambda path: path.name[:4])
def test_they_hold_in_a_library_of_every_earlier_version(made: Path, tmp_path: Path) -> None:
    unpack(made, tmp_path)
    open_library(tmp_path / "library").close()
    with closing(sqlite3.connect(tmp_path / "library" / "annotations.db")) as connection:
        assert broken(connection) == []


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("used")
    unpack(OLD[-1], folder)
    open_library(folder / "library").close()
    return folder / "library" / "annotations.db"


@pytest.mark.parametrize("name", INVARIANTS)
def test_what_breaks_one_is_seen(name: str, used: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(shutil.copy(used, tmp_path))) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(BROKEN[name])
        assert name in {each.partition(":")[0] for each in broken(connection)}
