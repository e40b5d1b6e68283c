"""A clock that was once set wrong: what it stamped is told, passed over, refused and mended."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library
from reader.library.health import repair as mending
from reader.library.health.doctor import back_up, examine, restore
from reader.model import Span, Tag
from reader.store.clocks import clock
from reader.store.clocks.clock import DAY, STAMP, horizon
from reader.store.db.connection import connect
from reader.store.repair.row_merge import merge
from tests.library.health.doctor_data import QUOTES, Open, codes, database, mark, read, run, told

YEAR = 365 * DAY
Set = Callable[[int], None]
Stamps = list[tuple[str, str, str]]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets this machine's clock wrong by so many milliseconds, or right again with 0."""

    def set_it(by: int) -> None:
        monkeypatch.setattr(clock, "_now_ms", lambda: time.time_ns() // 1_000_000 + by)

    return set_it


@contextmanager
def session(opened: Open, place: Path) -> Iterator[tuple[Library, str]]:
    library = opened(place)
    yield library, library.find("park")
    library.close()


def marked(opened: Open, place: Path, *quotes: str, tag: Tag = Tag.FACT) -> None:
    with session(opened, place) as (library, article):
        for quote in quotes:
            mark(library, article, quote, tag=tag)


def journal(place: Path) -> list[str]:
    with closing(sqlite3.connect(database(place))) as connection:
        return [row[0] for row in connection.execute("SELECT clock FROM journal ORDER BY seq")]


def last(place: Path) -> dict[tuple[str, str], str]:
    """Of each field of each row the newest stamp that the journal has."""
    found: dict[tuple[str, str], str] = {}
    with closing(sqlite3.connect(database(place))) as connection:
        for stamp, key, after in connection.execute(
            "SELECT j.clock, r.key, r.after FROM journal j JOIN journal_row r ON r.journal = j.seq"
            " WHERE r.name = 'annotation' ORDER BY j.seq"
        ):
            found |= {(key, name): stamp for name in json.loads(after)}
    return found


def held(place: Path) -> dict[tuple[str, str], str]:
    """The stamps that rows have."""
    with closing(sqlite3.connect(database(place))) as connection:
        return {
            (json.dumps([ident]), name): stamp
            for ident, stamps in connection.execute("SELECT id, clock FROM annotation")
            for name, stamp in json.loads(stamps).items()
        }


def is_sound(place: Path) -> bool:
    """Whether all stamps rise, none is of the future, and rows have those of their changes."""
    stamps = journal(place)
    return stamps == sorted(set(stamps)) and max(stamps) <= horizon() and held(place) == last(place)


@pytest.fixture
def ahead(place: Path, opened: Open, set_clock: Set) -> Path:
    """A library in which two marks were made in the future, and one of them and one more since."""
    set_clock(2 * YEAR)
    marked(opened, place, "週末", "平日")
    set_clock(0)
    marked(opened, place, "平日", tag=Tag.OPINION)
    marked(opened, place, "公園")
    return place


def test_new_marks_get_the_right_time(ahead: Path) -> None:
    *first, one, other, third, fourth = journal(ahead)
    assert max(first) < third < fourth <= horizon() < one < other
    assert len({stamp[-8:] for stamp in journal(ahead)}) == 1


def test_the_reader_is_told_once_and_how_to_mend_it(
    place: Path, opened: Open, set_clock: Set
) -> None:
    marked(opened, place, "週末")
    assert opened(place).take_notices() == ()
    set_clock(2 * YEAR)
    marked(opened, place, "平日")
    set_clock(0)
    ((code, gaps),) = opened(place).take_notices()
    assert code == "clock_ahead"
    assert gaps["until"] > gaps["now"]
    for quote in ("公園", "家庭"):
        assert opened(place).take_notices() == ()
        marked(opened, place, quote)
    mending.repair(place)
    assert opened(place).take_notices() == ()
    set_clock(3 * YEAR)
    marked(opened, place, "跑者")
    set_clock(0)
    assert [code for code, _ in opened(place).take_notices()] == ["clock_ahead"]


@pytest.mark.parametrize("table", ["journal RENAME TO", "journal RENAME COLUMN clock TO"])
def test_a_journal_that_cannot_be_read_stops_no_opening(
    table: str, place: Path, opened: Open
) -> None:
    run(place, f"PRAGMA legacy_alter_table = ON; ALTER TABLE {table} other")
    assert len(opened(place).list()) == 1


def test_it_is_found_after_new_marks_too(
    ahead: Path, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "of another machine"))
    assert [code for code, _ in opened(ahead).take_notices()] == ["clock_ahead"]


def test_the_doctor_mends_it_after_a_backup(ahead: Path, opened: Open) -> None:
    before, old = read(opened, ahead), journal(ahead)
    (finding,) = [each for each in examine(ahead).findings if each.code == "clock_ahead"]
    assert (finding.count, finding.repairable) == (4, True)
    report = mending.repair(ahead)
    assert dict(report.repaired) == {"times": 4}
    assert codes(report) == set()
    assert is_sound(ahead)
    assert len(list(ahead.rglob("*.repair.backup"))) == 1
    new = journal(ahead)
    assert new[:3] == old[:3]
    (device,) = {stamp[-8:] for stamp in new[3:]}
    assert device != old[0][-8:]
    assert read(opened, ahead) == before
    with closing(sqlite3.connect(database(ahead))) as connection:
        devices = connection.execute("SELECT device FROM journal ORDER BY seq").fetchall()
        assert [each for (each,) in devices] == [stamp[-8:] for stamp in new]
        assert not connection.execute("SELECT 1 FROM setting WHERE key = 'ahead'").fetchall()
    marked(opened, ahead, "家庭")
    assert journal(ahead)[-1][-8:] == device
    assert is_sound(ahead)
    assert mending.repair(ahead).repaired == ()


def test_undo_goes_on_after_mending(ahead: Path, opened: Open) -> None:
    mending.repair(ahead)
    with session(opened, ahead) as (library, article):
        for _ in range(7):
            assert library.submit(lambda edits: edits.history.undo(article)).result() is not None
        assert library.annotations(article) == ()
        for _ in range(7):
            library.submit(lambda edits: edits.history.redo(article)).result()
    assert is_sound(ahead)
    assert len(read(opened, ahead)) == 6


@pytest.mark.parametrize(
    "moves",
    [
        (2 * YEAR, 0, 2 * YEAR, 0),  # to the same wrong time again
        (3 * YEAR, 2 * YEAR, YEAR, 0),
        (-30 * DAY, 0),
        (2 * YEAR, -30 * DAY, 0, YEAR, 0),
        (12 * 3_600_000, 0),  # within a day it is borne
    ],
)
def test_any_wrong_times_are_mended_and_the_order_stays(
    moves: tuple[int, ...], place: Path, opened: Open, set_clock: Set
) -> None:
    quotes = ("週末", "平日", "家庭", "跑者", "公園")
    for move, quote in zip(moves, quotes, strict=False):
        set_clock(move)
        marked(opened, place, quote, QUOTES[0], tag=Tag.OPINION)
        marked(opened, place, QUOTES[0])
    assert len(set(journal(place))) == len(journal(place))
    before = read(opened, place)
    mending.repair(place)
    assert is_sound(place)
    assert read(opened, place) == before
    assert codes(examine(place)) == set()


def test_what_was_once_the_future_is_mended_when_its_time_has_come(
    ahead: Path, set_clock: Set
) -> None:
    set_clock(5 * YEAR)
    assert "clock_ahead" in codes(examine(ahead))
    mending.repair(ahead)
    assert is_sound(ahead)
    set_clock(0)


def test_a_session_that_goes_on_when_the_clock_is_set_right(
    place: Path, opened: Open, set_clock: Set
) -> None:
    set_clock(YEAR)
    with session(opened, place) as (library, article):
        mark(library, article, "週末", tag=Tag.FACT)
        set_clock(0)
        mark(library, article, "平日", tag=Tag.FACT)
        with session(opened, place) as (other, _):
            mark(other, article, "公園", tag=Tag.FACT)
        mark(library, article, "家庭", tag=Tag.FACT)
    assert len(set(journal(place))) == len(journal(place))
    assert [code for code, _ in opened(place).take_notices()] == ["clock_ahead"]
    marked(opened, place, "跑者")
    assert journal(place)[-1] <= horizon()
    assert "clock_ahead" in codes(examine(place))
    mending.repair(place)
    assert is_sound(place)


def test_two_programs_in_one_millisecond_make_no_stamp_twice(
    place: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time_ns() // 1_000_000 + 1000
    monkeypatch.setattr(clock, "_now_ms", lambda: now)
    one, other = opened(place), opened(place)
    article = one.find("park")
    for n in range(0, 20, 2):
        for library, start in ((one, n), (other, n + 1)):
            span = Span(start, start + 1)
            library.submit(lambda edits, at=span: edits.edit(article, at, tag=Tag.FACT)).result()
    one.close()
    other.close()
    assert is_sound(place)
    assert len({stamp[-8:] for stamp in journal(place)}) == 1


def test_a_clock_that_begins_at_the_same_wrong_moment_each_time(
    place: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one without a battery does, until the network sets it."""
    wrong = time.time_ns() // 1_000_000 + YEAR
    for quote in ("週末", "平日"):
        with monkeypatch.context() as patch:
            patch.setattr(clock, "_now_ms", lambda: wrong)
            marked(opened, place, quote)
        marked(opened, place, quote, tag=Tag.OPINION)
    assert len(set(journal(place))) == len(journal(place))
    mending.repair(place)
    assert is_sound(place)


def test_a_clock_that_was_never_set_mends_nothing_and_keeps_the_order(
    ahead: Path, opened: Open, set_clock: Set, place: Path
) -> None:
    before = journal(ahead)
    set_clock(-time.time_ns() // 1_000_000 + 60_000)
    ((code, gaps),) = opened(ahead).take_notices()
    assert (code, gaps["now"]) == ("clock_unset", "1970-01-01")
    report = mending.repair(ahead)
    assert codes(report) == {"clock_unset"}
    assert journal(ahead) == before
    marked(opened, ahead, "家庭")
    assert journal(ahead)[-1] > max(before[-2:])


def test_stamps_without_a_change_are_mended_too(place: Path) -> None:
    far = f"{0xEEEEEEEEEEEE:x}-0000-0123abcd"
    run(
        place,
        f"""UPDATE annotator SET clock = '{{"name": "{far}", "shown": "x", "kind": 7}}';
        UPDATE article SET clock = '{{"title": "\\u0065{far[1:]}"}}'""",
    )
    assert "clock_ahead" in codes(examine(place))
    report = mending.repair(place)
    assert dict(report.repaired)["times"] == 1
    assert codes(report) == set()
    with closing(sqlite3.connect(database(place))) as connection:
        (title,) = connection.execute("SELECT clock ->> 'title' FROM article").fetchone()
        (name,) = connection.execute("SELECT clock ->> 'name' FROM annotator").fetchone()
    assert title == name <= horizon()


@pytest.mark.parametrize("said", ["eeeeeeeeeeee-0000-0123abcd", "late", "", "f" * 999])
def test_what_somebody_wrote_about_the_future_is_mended_or_nothing(
    said: str, place: Path, opened: Open
) -> None:
    run(place, f"INSERT INTO setting VALUES ('ahead', '{said}')")
    is_stamp = STAMP.fullmatch(said) is not None
    marked(opened, place, "週末")
    assert is_sound(place)
    assert ("clock_ahead" in codes(examine(place))) == is_stamp
    assert codes(mending.repair(place)) == set()


def test_a_backup_from_the_future_is_refused_before_anything_is_written(
    ahead: Path, opened: Open
) -> None:
    backup = back_up(ahead)
    before = database(ahead).read_bytes()
    around = sorted(path.name for path in ahead.rglob("*"))
    with pytest.raises(InputError, match="stamps_ahead") as raised:
        restore(ahead, str(backup))
    assert raised.value.params["path"] == str(backup)
    assert database(ahead).read_bytes() == before
    assert sorted(path.name for path in ahead.rglob("*")) == around
    restore(ahead, str(backup), any_time=True)
    mending.repair(ahead)
    assert is_sound(ahead)
    assert len(read(opened, ahead)) == 6


def test_remains_from_the_future_are_refused_and_can_be_had_all_the_same(
    worked: Path, opened: Open, set_clock: Set
) -> None:
    set_clock(2 * YEAR)
    with session(opened, worked) as (library, article):
        mark(library, article, QUOTES[0], note="將來的眉批")
    set_clock(0)
    with session(opened, worked) as (library, article):
        mark(library, article, QUOTES[0], note="現在的眉批")
    whole = [told(each) for each in read(opened, worked)]
    run(worked, "DROP TABLE evidence")
    before = database(worked).read_bytes()
    with pytest.raises(InputError, match="stamps_ahead") as raised:
        restore(worked, "newest")
    assert raised.value.params["path"] == str(database(worked))
    assert database(worked).read_bytes() == before
    restore(worked, "newest", any_time=True)
    assert dict(mending.repair(worked).repaired)["times"] == 2
    assert [told(each) for each in read(opened, worked)] == whole
    assert is_sound(worked)


def test_what_is_written_later_wins_over_what_a_wrong_clock_wrote(
    place: Path, opened: Open, set_clock: Set
) -> None:
    """The backup has the mark of the future; what was made of it since is not lost."""
    set_clock(2 * YEAR)
    with session(opened, place) as (library, article):
        mark(library, article, QUOTES[0], note="將來的眉批")
    run(place, "UPDATE annotation SET updated = '2031-01-01T00:00:00.000000Z' WHERE note <> ''")
    set_clock(0)
    back_up(place)
    with session(opened, place) as (library, article):
        mark(library, article, QUOTES[0], note="現在的眉批")
    run(place, "DROP TABLE evidence")
    restore(place, "newest", any_time=True)
    assert [each.note for each in read(opened, place) if each.note] == ["現在的眉批"]


def test_the_backup_with_the_right_times_is_the_newest(
    place: Path, opened: Open, set_clock: Set
) -> None:
    set_clock(2 * YEAR)
    marked(opened, place, "週末")
    back_up(place)
    set_clock(0)
    marked(opened, place, "平日")
    newest = back_up(place)
    run(place, "DROP TABLE evidence")
    assert restore(place, "newest", any_time=True).source == newest
    assert len(read(opened, place)) == 5


def test_rows_of_others_are_refused_as_a_whole(ahead: Path, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "other.db"
    target.write_bytes(database(ahead).read_bytes())
    with closing(connect(target)) as whole, closing(connect(database(ahead))) as left:
        for table in ("journal_row", "journal", "label", "anchor", "annotation"):
            whole.execute("PRAGMA foreign_keys = OFF")
            whole.execute(f"DELETE FROM {table}")
        with pytest.raises(InputError, match="stamps_ahead"):
            merge(whole, left, "theirs")
        assert whole.execute("SELECT count(*) FROM annotation").fetchone() == (0,)
