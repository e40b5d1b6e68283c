"""The doctor and the files of a library: two with one id, gone ones, unfinished ones."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reader.library import Library
from reader.library.health import repair as mending
from reader.library.health.doctor import Finding, examine
from tests.library.health.doctor_data import codes, hints

ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
OTHER = "7a0b1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3"


def write(place: Path, name: str, text: str, ident: str = ID) -> str:
    head = f"---\nid: {ident}\n---\n\n" if ident else ""
    (place / "articles" / name).write_text(f"{head}{text}\n", "utf-8")
    return f"articles/{name}"


def finding(place: Path, code: str) -> Finding:
    return next(each for each in examine(place).findings if each.code == code)


def refusals(library: Library) -> set[tuple[str, str]]:
    return {(path.name, error.code) for path, error in library.sync()}


def test_a_new_file_with_the_id_of_another_is_a_finding(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    write(place, "first.md", "第一篇的文字。")
    assert opened(place).sync() == []
    write(place, "second.md", "說的是另一件事。")
    report = examine(place)
    assert codes(report) == {"files_twice"}
    assert "files_new" not in hints(report)
    assert finding(place, "files_twice").items == ("articles/first.md / articles/second.md",)
    assert refusals(opened(place)) == {("second.md", "article_id_taken")}


def test_two_new_files_with_one_id_and_a_copy(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    write(place, "first.md", "第一篇的文字。")
    write(place, "copy.md", "第一篇的文字。")
    write(place, "second.md", "說的是另一件事。")
    assert finding(place, "files_twice").items == ("articles/copy.md / articles/second.md",)
    assert finding(place, "files_new").items == ("articles/copy.md", "articles/first.md")
    assert refusals(opened(place)) == {("second.md", "article_id_taken")}


def test_a_changed_file_that_takes_the_id_of_another(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    write(place, "first.md", "第一篇的文字。")
    write(place, "second.md", "說的是另一件事。", OTHER)
    assert opened(place).sync() == []
    write(place, "second.md", "說的是另一件事。")
    report = examine(place)
    assert codes(report) == {"files_twice"}
    assert "files_changed" not in hints(report)
    assert refusals(opened(place)) == {("second.md", "article_id_taken")}


def test_what_cannot_be_taken_in_is_not_called_new(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    write(place, "empty.txt", "", ident="")
    report = examine(place)
    assert report.in_order
    assert "files_refused" in hints(report)
    assert "files_new" not in hints(report)
    assert refusals(opened(place)) == {("empty.txt", "file_empty")}


def test_a_file_that_is_gone_is_told_before_and_after_the_folder_was_looked_at(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    (place / "articles" / "park.md").unlink()
    for _ in range(2):
        assert examine(place).in_order
        assert finding(place, "files_missing").items == ("articles/park.md",)
        library = opened(place)
        assert library.sync() == []
    (entry,) = library.list()
    assert (entry.head.title, entry.head.path) == ("河濱公園十年", "")
    assert library.find("park.md") == entry.head.id


def test_a_file_that_was_renamed_or_came_back_is_not_gone(
    place: Path, opened: Callable[[Path], Library]
) -> None:
    file = place / "articles" / "park.md"
    moved = file.rename(file.with_name("moved.md"))
    library = opened(place)
    library.sync()
    assert [entry.head.path for entry in library.list()] == ["articles/moved.md"]
    assert "files_missing" not in hints(examine(place))
    moved.rename(file)
    assert finding(place, "files_new").items == ("articles/park.md",)
    library.sync()
    assert [entry.head.path for entry in library.list()] == ["articles/park.md"]
    assert {"files_missing", "files_new"}.isdisjoint(hints(examine(place)))


KILLED = """
import os, signal, sys
from pathlib import Path
from reader.library import target_files
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
target_files.write_file(Path(sys.argv[1]), "寫到一半".encode())
"""


def test_what_a_killed_program_left_in_the_folder_is_told_and_cleared_away(place: Path) -> None:
    folder = place / "articles" / "港聞"
    folder.mkdir()
    subprocess.run([sys.executable, "-c", KILLED, str(folder / "new.md")], check=False)
    (part,) = folder.iterdir()
    assert examine(place).in_order
    assert finding(place, "leftover_young").items == (f"articles/港聞/{part.name}",)
    mending.repair(place)
    assert part.exists()
    mine = folder / ".meipi-mine.part"
    mine.write_text("不是程式寫的", "utf-8")
    past = time.time() - 3700
    for each in (part, mine):
        os.utime(each, (past, past))
    assert codes(examine(place)) == {"leftover"}
    assert finding(place, "leftover").items == (f"articles/港聞/{part.name}",)
    report = mending.repair(place)
    assert report.repaired == (("leftovers", 1),)
    assert codes(report) == set()
    assert list(folder.iterdir()) == [mine]
