"""The writer thread."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.store import marked_counts as marked
from reader.store import settings
from reader.store.backup import backups
from reader.store.backup.daily import Daily
from reader.store.db.checked_values import WrongValueError
from reader.store.db.migration import prepare
from reader.store.db.sqlite_errors import PATIENCE
from reader.store.db.writer import Writer
from reader.store.edits import Edits


def never() -> None:
    raise AssertionError("a new library is no starter")


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came true")


def count_up(edits: Edits) -> int:
    count = int(settings.get(edits.connection, "count") or "0") + 1
    settings.put(edits.connection, "count", str(count))
    return count


def test_an_idle_writer_empties_the_log(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    prepare(path)
    log = path.with_name("annotations.db-wal")
    writer = Writer(path, PATIENCE, never, idle=0.01)
    for expected in (1, 2):
        assert writer.submit(count_up).result() == expected
        wait_until(lambda: log.stat().st_size == 0)
    writer.close()
    assert not log.exists()


def test_several_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    prepare(path)
    writers = [Writer(path, PATIENCE, never) for _ in range(3)]
    futures = [writer.submit(count_up) for _ in range(30) for writer in writers]
    assert sorted(future.result() for future in futures) == list(range(1, 91))
    for writer in writers:
        writer.close()


def test_a_cancelled_action_is_not_done(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    prepare(path)
    writer = Writer(path, PATIENCE, never)
    first = writer.submit(lambda edits: time.sleep(0.05))
    second = writer.submit(count_up)
    assert second.cancel()
    assert writer.submit(count_up).result() == 1
    assert first.result() is None
    writer.close()


def failing(error: Exception) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise error

    return fail


@pytest.mark.parametrize("error", [WrongValueError("no outline"), ZeroDivisionError()])
def test_what_fails_while_nothing_is_asked_for_is_raised_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """It neither ends the thread, so that the next action waits for ever, nor is it lost."""
    path = tmp_path / "annotations.db"
    prepare(path)
    monkeypatch.setattr(marked, "count", failing(error))
    rested: list[int] = []
    writer = Writer(path, PATIENCE, never, idle=0.01, at_rest=lambda: rested.append(1))
    assert writer.submit(count_up).result() == 1
    wait_until(lambda: bool(rested))
    assert writer.submit(count_up).result() == 2
    with pytest.raises(LibraryError if isinstance(error, WrongValueError) else type(error)):
        writer.close()
    writer.close()
    assert not path.with_name("annotations.db-wal").exists()


def test_a_backup_that_fails_for_no_known_reason_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "annotations.db"
    prepare(path)
    monkeypatch.setattr(backups, "back_up", failing(ZeroDivisionError()))
    daily = Daily(path)
    daily.at_rest()
    with pytest.raises(ZeroDivisionError):
        daily.close()
    daily.close()
