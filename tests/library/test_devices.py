"""Which device a library is written by: a copy is another one, two processes are the same."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library, devices
from reader.library.devices import Devices
from reader.library.health.doctor import back_up, restore
from reader.model import Tag
from reader.store.clocks.clock import STAMP
from tests.library.health.doctor_data import QUOTES, Open, database, mark, run

WRITE = """
import sys
from reader.library import open_library
from reader.model import Span, Tag
place, start, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
library = open_library(place)
article = library.find("park")
print("open", flush=True)
sys.stdin.readline()
for n in range(start, start + count):
    library.submit(lambda edits: edits.edit(article, Span(n, n + 1), tag=Tag.FACT)).result()
library.close()
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of this test's own: the claims in it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "meipi" / "devices"


@pytest.fixture
def used(state: Path, place: Path) -> Path:
    """A library that was written to and closed."""
    return place


def made_by(place: Path) -> list[str]:
    """The device of each change, in their order."""
    with closing(sqlite3.connect(database(place))) as connection:
        stamps = [row[0] for row in connection.execute("SELECT clock FROM journal ORDER BY seq")]
    assert all(map(STAMP.fullmatch, stamps))
    assert stamps == sorted(set(stamps))
    return [stamp[-8:] for stamp in stamps]


def tagged(opened: Open, place: Path, quote: str, tag: Tag = Tag.FACT) -> str:
    """Mark something in a session of its own; the device that did."""
    library = opened(place)
    mark(library, library.find("park"), quote, tag=tag)
    library.close()
    return made_by(place)[-1]


def test_the_id_lies_beside_the_library_for_its_user_alone(
    used: Path, state: Path, opened: Open
) -> None:
    (device,) = set(made_by(used))
    assert tagged(opened, used, "週末") == device
    (claim,) = state.glob("*.json")
    assert json.loads(claim.read_text())["device"] == device
    assert claim.stat().st_mode & 0o777 == 0o600
    assert state.stat().st_mode & 0o777 == 0o700
    with closing(sqlite3.connect(database(used))) as connection:
        settings = dict(connection.execute("SELECT key, value FROM setting"))
    assert "device" not in settings
    assert device not in settings.values()
    assert not list(state.glob(".*"))


def test_two_processes_are_one_device_and_never_make_the_same_stamp(
    used: Path, opened: Open
) -> None:
    link = used.with_name("link")
    link.symlink_to(used)
    others = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(place), str(start), "12"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for place, start in ((used, 1), (link, 20), (used, 40))
    ]
    for each in others:
        assert each.stdout is not None
        assert each.stdout.readline() == b"open\n"
    for each in others:
        assert each.stdin is not None
        each.stdin.write(b"go\n")
        each.stdin.flush()
    for each in others:
        each.communicate()
        assert each.returncode == 0
    made = made_by(used)
    assert len(made) == 3 + 3 * 12
    assert len(set(made)) == 1


def test_two_processes_that_begin_a_library_at_once_agree(
    state: Path, library: Library, opened: Open
) -> None:
    library.close()
    for claim in state.glob("*.json"):
        claim.unlink()
    others = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, str(library.root), str(start), "3"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for start in (1, 20, 40)
    ]
    for each in others:
        each.communicate(b"go\n")
    assert len(made_by(library.root)) == 9
    assert len(set(made_by(library.root))) == 1


def test_a_copy_and_a_library_that_moved_are_other_devices(used: Path, opened: Open) -> None:
    first = made_by(used)[-1]
    copy = used.with_name("copy")
    shutil.copytree(used, copy)
    second = tagged(opened, copy, "週末")
    assert tagged(opened, used, "週末") == first
    moved = used.rename(used.with_name("moved"))
    third = tagged(opened, moved, "平日")
    assert len({first, second, third}) == 3
    assert tagged(opened, copy, "平日") == second
    assert tagged(opened, moved, "家庭") == third


def test_another_machine_with_the_same_home_is_another_device(
    used: Path, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_by(used)[-1]
    elsewhere = tmp_path / "machine-id"
    elsewhere.write_text("0123456789abcdef" * 2 + "\n")
    with monkeypatch.context() as patch:
        patch.setattr(devices, "MACHINES", (elsewhere,))
        second = tagged(opened, used, "週末")
    assert second != first
    assert tagged(opened, used, "平日") == first


@pytest.mark.parametrize("system", ["", "uninitialized\n", None])
def test_a_machine_that_the_system_does_not_name_gets_a_name(
    system: str | None,
    used: Path,
    state: Path,
    opened: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is made once, and another one is another machine."""
    unnamed = used.with_name("machine-id")
    if system is not None:
        unnamed.write_text(system)
    monkeypatch.setattr(devices, "MACHINES", (unnamed,))
    first = tagged(opened, used, "週末")
    assert first != made_by(used)[0]
    assert (state / "machine").stat().st_mode & 0o777 == 0o600
    assert tagged(opened, used, "平日") == first
    (state / "machine").write_text("f" * 32)
    assert tagged(opened, used, "公園") != first


def test_a_restored_library_is_another_device(worked: Path, opened: Open) -> None:
    first = made_by(worked)[-1]
    (backup,) = worked.rglob("*.backup")
    restore(worked, str(backup))
    second = tagged(opened, worked, "平日")
    assert second != first
    database(worked).write_bytes(b"")
    restore(worked, "newest")
    assert tagged(opened, worked, "公園") not in (first, second)


def test_a_backup_that_was_copied_back_by_hand_is_another_device(
    worked: Path, opened: Open
) -> None:
    first = made_by(worked)[-1]
    (backup,) = worked.rglob("*.backup")
    shutil.copy(backup, database(worked))
    second = tagged(opened, worked, "平日")
    assert second != first
    assert tagged(opened, worked, "公園") == second


def test_another_library_in_the_place_of_one_is_another_device(
    used: Path, folder: Path, opened: Open
) -> None:
    first = made_by(used)[-1]
    for file in used.glob("annotations.db*"):
        file.unlink()
    library = opened(folder)
    library.sync()
    library.submit(lambda edits: edits.become("李")).result()
    library.close()
    assert tagged(opened, folder, QUOTES[0]) != first


def test_a_library_of_an_older_version_keeps_its_device(
    used: Path, state: Path, opened: Open
) -> None:
    for claim in state.glob("*.json"):
        claim.unlink()
    run(used, "INSERT INTO setting VALUES ('device', 'abcd1234')")
    copy = used.with_name("copy")
    shutil.copytree(used, copy)
    assert tagged(opened, used, "週末") == "abcd1234"
    assert tagged(opened, copy, "週末") != "abcd1234"
    for place in (used, copy):
        with closing(sqlite3.connect(database(place))) as connection:
            found = connection.execute("SELECT * FROM setting WHERE key = 'device'").fetchall()
        assert found == []
    assert tagged(opened, used, "平日") == "abcd1234"


def test_opening_it_is_enough(used: Path, state: Path, opened: Open) -> None:
    run(used, "INSERT INTO setting VALUES ('device', 'abcd1234')")
    for claim in state.glob("*.json"):
        claim.unlink()
    opened(used).close()
    (claim,) = state.glob("*.json")
    assert json.loads(claim.read_text())["device"] == "abcd1234"
    backup = back_up(used)
    run(used, "INSERT INTO setting VALUES ('device', 'abcd1234')")
    restore(used, str(backup))
    assert tagged(opened, used, "週末") != "abcd1234"


def test_a_backup_of_an_older_version_is_another_device(
    used: Path, state: Path, opened: Open
) -> None:
    run(used, "INSERT INTO setting VALUES ('device', 'abcd1234')")
    backup = back_up(used)
    for claim in state.glob("*.json"):
        claim.unlink()
    restore(used, str(backup))
    assert tagged(opened, used, "週末") != "abcd1234"


def test_a_session_that_is_still_open_does_not_bring_an_old_device_back(
    used: Path, opened: Open
) -> None:
    first = made_by(used)[-1]
    library = opened(used)
    mark(library, library.find("park"), "週末", tag=Tag.FACT)
    Devices(used).forget()
    second = tagged(opened, used, "平日")
    mark(library, library.find("park"), "公園", tag=Tag.FACT)
    library.close()
    assert made_by(used)[-1] == first != second
    assert tagged(opened, used, "家庭") == second


@pytest.mark.parametrize("name", ["", "00000000", "ABCD1234", "abcd12345", "abcd123", "x' OR 1"])
def test_what_is_no_device_is_not_kept(name: str, used: Path, state: Path, opened: Open) -> None:
    for claim in state.glob("*.json"):
        claim.unlink()
    with closing(sqlite3.connect(database(used))) as connection, connection:
        connection.execute("INSERT INTO setting VALUES ('device', ?)", (name,))
    assert tagged(opened, used, "週末") != name


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"7",
    "deep": b"[" * 999,
    "large": b'{"device": "' + b"a" * 99_999 + b'"}',
    "long number": b'{"seq": ' + b"9" * 900 + b"}",
}
WRONG: dict[str, object] = {
    "device": "00000000\n",
    "library": 7,
    "seq": 2**63,
    "stamp": None,
}


@pytest.mark.parametrize("what", [*HOSTILE, *WRONG, "no seq", "negative", "true"])
def test_what_cannot_be_read_is_no_claim(what: str, used: Path, state: Path, opened: Open) -> None:
    first = made_by(used)[-1]
    (claim,) = state.glob("*.json")
    said = json.loads(claim.read_text())
    if what in WRONG:
        said[what] = WRONG[what]
    said |= {"negative": {"seq": -1}, "true": {"seq": True}}.get(what, {})
    if what == "no seq":
        del said["seq"]
    claim.write_bytes(HOSTILE.get(what, json.dumps(said).encode()))
    second = tagged(opened, used, "週末")
    assert second != first
    assert tagged(opened, used, "平日") == second
    assert claim.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "folder that is a link"])
def test_nothing_is_written_through_what_stands_in_the_place_of_a_claim(
    kind: str, used: Path, state: Path, opened: Open, tmp_path: Path
) -> None:
    first = made_by(used)[-1]
    (claim,) = state.glob("*.json")
    kept = tmp_path / "kept"
    if kind == "folder that is a link":
        state.rename(kept)
        state.symlink_to(kept)
        claim = kept / claim.name
        target = claim
    else:
        target = claim.rename(kept)
        make: dict[str, Callable[[], object]] = {
            "link": lambda: claim.symlink_to(kept),
            "pipe": lambda: os.mkfifo(claim),
            "folder": claim.mkdir,
        }
        make[kind]()
    before = target.read_bytes()
    assert tagged(opened, used, "週末") != first
    assert target.read_bytes() == before
    if kind in ("link", "pipe"):
        assert json.loads(claim.read_bytes())["device"] == made_by(used)[-1]
        assert not claim.is_symlink()


@pytest.mark.parametrize("where", ["file", "/proc/1/none"])
def test_where_nothing_can_be_kept_a_session_is_a_device(
    where: str, used: Path, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_by(used)[-1]
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / where))
    library = opened(used)
    article = library.find("park")
    mark(library, article, "週末", tag=Tag.FACT)
    mark(library, article, "平日", tag=Tag.FACT)
    library.close()
    one, other = made_by(used)[-2:]
    assert one == other != first
    assert tagged(opened, used, "公園") not in (one, first)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_state_folder_that_may_not_be_written_stops_no_mark(
    state: Path, opened: Open, folder: Path
) -> None:
    state.parent.mkdir(parents=True)
    state.parent.chmod(0o500)
    library = opened(folder)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    library.close()
    assert tagged(opened, folder, "週末") != tagged(opened, folder, "平日")
    state.parent.chmod(0o700)


def test_claims_that_were_not_used_for_long_go(
    used: Path, state: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(devices, "MOST", 5)
    (mine,) = state.glob("*.json")
    (state / "notes.txt").write_text("mine")
    for n in range(9):
        other = state / f"{n:032x}.json"
        other.write_bytes(mine.read_bytes())
        os.utime(other, (n, n))
    tagged(opened, used, "週末")
    left = {each.name for each in state.glob("*.json")}
    assert left == {mine.name, *(f"{n:032x}.json" for n in range(5, 9))}
    assert (state / "notes.txt").exists()


def test_forgetting_makes_another_device(used: Path, opened: Open) -> None:
    first = made_by(used)[-1]
    Devices(used).forget()
    assert tagged(opened, used, "週末") != first


def test_a_backup_holds_no_device(used: Path, state: Path) -> None:
    (claim,) = state.glob("*.json")
    device = json.loads(claim.read_text())["device"]
    backup = back_up(used)
    with closing(sqlite3.connect(backup)) as connection:
        assert device not in dict(connection.execute("SELECT key, value FROM setting")).values()
