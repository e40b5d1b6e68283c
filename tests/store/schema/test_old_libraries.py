"""Libraries of every earlier version, made by its own program, open with all that was in them."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.store.backup.backup_files import backups
from reader.store.schema import MIGRATIONS
from tests.archives import unpack
from tests.store.schema import as_before

MADE = Path(__file__).parents[1] / "old_libraries"
VERSIONS = sorted(each.name.removesuffix(".tar.xz") for each in MADE.glob("*.tar.xz"))
NAMES = [name for name, _ in MIGRATIONS]


BETWEEN = ("0008", "0009", "0010", "0011", "0012", "0013", "0014")
"""Steps of one way from 0007 to 0015; the libraries of both ends go through them, or went."""


class Old:
    """A library as its program left it, and what that said of it."""

    def __init__(self, version: str, folder: Path) -> None:
        unpack(MADE / f"{version}.tar.xz", folder)
        self.root = folder / "library"
        self.database = self.root / "annotations.db"
        self.said: dict[str, Any] = json.loads((folder / "said.json").read_text("utf-8"))


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Old:
    return Old(request.param, tmp_path)


@pytest.fixture
def library(old: Old) -> Iterator[Library]:
    opened = open_library(old.root)
    yield opened
    opened.close()


def rows(path: Path) -> dict[str, list[str]]:
    """Every row of every table that can be read without what made it."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ).fetchall()
        return {
            name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for (name,) in names
        }


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def applied(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")]


def device(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            row[0] for row in connection.execute("SELECT value FROM setting WHERE key='device'")
        ]


def test_there_is_one_of_every_version() -> None:
    known = [name[:4] for name in NAMES if name[:4] <= VERSIONS[-1]]
    missing = set(known) - set(VERSIONS)
    assert missing == {"0004", *BETWEEN}, "no program knew 0004 and not 0005"


def test_everything_that_was_said_is_said_still(old: Old, library: Library) -> None:
    before = {key: value for key, value in old.said.items() if key != "turns"}
    today = as_before.said(library)
    assert today["articles"].keys() == before["articles"].keys()
    for article, told in before["articles"].items():
        assert today["articles"][article]["annotations"].keys() == told["annotations"].keys()
    assert list(as_before.differences(today, before)) == []


def test_undo_and_redo_lead_through_the_same_states(old: Old, library: Library) -> None:
    for turn in old.said["turns"]:
        steps = as_before.turned(library, turn["annotator"], turn["article"])
        assert [op for op, _ in steps] == [op for op, _ in turn["steps"]]
        assert steps == turn["steps"]


def test_the_files_of_an_old_library_are_known(library: Library) -> None:
    count = len(library.list())
    assert library.sync() == []
    assert len(library.list()) == count


def test_it_is_whole_and_of_today(old: Old, library: Library) -> None:
    library.close()
    assert sorted(applied(old.database)) == NAMES
    assert pragma(old.database, "integrity_check") == "ok"
    with closing(sqlite3.connect(old.database)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_its_device_lies_outside_from_the_first_opening_on(
    old: Old, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    before = device(old.database)  # none where its program kept it outside already
    open_library(old.root).close()
    assert device(old.database) == []
    claims = (tmp_path / "state" / "meipi" / "devices").glob("*.json")
    assert [json.loads(each.read_text("utf-8"))["device"] for each in claims] == before


def test_the_backup_of_before_is_the_library_of_before(old: Old) -> None:
    before, known = rows(old.database), {each.path for each in backups(old.database)}
    was_of_today = sorted(applied(old.database)) == NAMES
    open_library(old.root).close()
    made = [each for each in backups(old.database) if each.path not in known]
    assert [each.kind for each in made] == ([] if was_of_today else ["migration"])
    for backup in made:
        alone = Path(shutil.copy(backup.path, old.root.parent / "alone.db"))
        assert pragma(alone, "integrity_check") == "ok"
        assert pragma(alone, "application_id") == pragma(old.database, "application_id")
        assert rows(alone) == before


def test_backups_of_before_stay_as_they_are(old: Old) -> None:
    before = {each.path: each.path.read_bytes() for each in backups(old.database)}
    open_library(old.root).close()
    assert {path: path.read_bytes() for path in before} == before


def test_a_library_of_tomorrow_is_refused_untouched(old: Old) -> None:
    with closing(sqlite3.connect(old.database)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('meipi', '9998_future', '')"
        )
    before = {each: each.read_bytes() for each in old.root.rglob("*") if each.is_file()}
    with pytest.raises(LibraryError) as raised:
        open_library(old.root)
    assert raised.value.code == "library_newer"
    assert {each: each.read_bytes() for each in old.root.rglob("*") if each.is_file()} == before
