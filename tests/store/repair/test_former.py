"""What is left of a damaged library of an earlier version says in today's tables what it said."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import open_library
from reader.store.db.migration import prepare
from reader.store.repair import salvage as salvaging
from reader.store.repair.row_merge import merge
from tests.archives import unpack
from tests.store.schema import as_before

MADE = Path(__file__).parents[1] / "old_libraries"


@pytest.fixture(params=["0001", "0007"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    unpack(MADE / f"{request.param}.tar.xz", tmp_path)
    return tmp_path


def test_rows_of_before_come_into_the_tables_of_today(old: Path) -> None:
    made = old / "library" / "made.db"
    prepare(made)
    with (
        salvaging.remains(old / "library" / "annotations.db") as left,
        closing(sqlite3.connect(made, isolation_level=None)) as whole,
    ):
        assert left is not None
        merge(whole, left, "it", any_time=True)
        assert whole.execute("PRAGMA foreign_key_check").fetchall() == []
    made.replace(old / "library" / "annotations.db")
    said = json.loads((old / "said.json").read_text("utf-8"))
    library = open_library(old / "library")
    for article, told in said["articles"].items():
        now = as_before.states(library, article)
        assert {key: it["status"] for key, it in now.items()} == {
            key: it["status"] for key, it in told["annotations"].items()
        }
        for name in ("labels", "evidence"):
            assert {key: it[name] for key, it in now.items()} == {
                key: it[name] for key, it in told["annotations"].items()
            }
    assert as_before.said(library)["labels"] == said["labels"]
    library.close()
