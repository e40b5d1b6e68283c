"""A library from somebody else: nothing outside it is written, and only what was named is read."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import InputError, LibraryError
from reader.library import Library
from reader.library.health.doctor import back_up, examine, restore
from reader.library.health.repair import repair
from reader.library.intake.offers import accept, offer_file
from reader.text.structure import parse

Open = Callable[[Path], Library]

SECRET = "線人住在河邊，門牌八號，請不要告訴別人；他每天傍晚在橋下釣魚，話說得很少。\n"
SAID = "市府說，去年有三百萬人次到訪。週末多半是家庭，平日多半是跑者，園方計畫明年增設廁所。\n"
PAGE = replace(parse(f"# 河濱公園\n\n{SAID}"), url="https://example.org/park")
LATER = replace(parse(f"# 河濱公園\n\n{SAID}\n今年會更多。\n"), url=PAGE.url)


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder of the reader's own beside the library, with a secret in it."""
    place = tmp_path / "victim"
    place.mkdir()
    (place / "secret.md").write_text(SECRET, encoding="utf-8")
    (place / "config").write_text("host = mine\n", encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def unharmed(victim: Path) -> Iterator[None]:
    """Whatever a test does, the reader's own folder is as it was."""
    before = state(victim)
    yield
    assert state(victim) == before


def state(folder: Path) -> dict[str, tuple[int, str]]:
    return {
        str(path): (path.stat().st_mode, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in folder.rglob("*")
        if path.is_file()
    }


def codes(place: Path) -> set[str]:
    return {finding.code for finding in examine(place).findings} - {"backup_none", "files_new"}


def say_own(place: Path, article: str, path: str, sha256: str) -> None:
    """Write into the database that the program wrote a file, as its row of the article."""
    with closing(sqlite3.connect(place / "annotations.db")) as connection, connection:
        connection.execute("DELETE FROM file WHERE article = ?", (article,))
        connection.execute(
            "INSERT INTO file (path, article, size, mtime, sha256, text_sha256, own)"
            " VALUES (?, ?, 1, 1, ?, ?, 1)",
            (path, article, sha256, "0" * 64),
        )


@pytest.mark.parametrize(
    "path",
    ["{victim}/secret.md", "../victim/secret.md", "articles/../../victim/secret.md",
     "articles/./../../victim/secret.md", "articles/down/secret.md", "articles/link.md",
     "articles/chain.md", "articles/.git/config", "secret.md", "articles", "articles/",
     "articles//", ".", "", "articles/pipe.md", "articles/nul\0.md"],
)  # fmt: skip
def test_an_own_row_is_written_only_inside_the_folder(
    folder: Path, victim: Path, opened: Open, path: str
) -> None:
    inside = folder / "articles"
    (inside / "down").symlink_to(victim)
    (inside / "link.md").symlink_to(victim / "secret.md")
    (inside / "chain.md").symlink_to("link.md")
    (inside / ".git").mkdir()
    (inside / ".git" / "config").write_text("host = mine\n", encoding="utf-8")
    os.mkfifo(inside / "pipe.md")
    (folder / "secret.md").write_text(SECRET, encoding="utf-8")
    library = opened(folder)
    article = library.keep(PAGE).article
    library.close()
    named = path.format(victim=victim)
    at = folder / named
    readable = "\0" not in named and at.is_file() and not at.is_fifo()
    digest = hashlib.sha256(at.read_bytes()).hexdigest() if readable else "0" * 64
    say_own(folder, article, named, digest)
    before = {"config": (inside / ".git" / "config").read_bytes()}
    again = opened(folder)
    kept = again.keep(LATER)
    assert kept.what == "changed"
    assert again.open(kept.article).text == LATER.text
    assert (folder / "secret.md").read_text(encoding="utf-8") == SECRET
    assert (inside / ".git" / "config").read_bytes() == before["config"]
    assert (inside / "link.md").readlink() == victim / "secret.md"


def test_an_own_file_is_still_written_anew(folder: Path, opened: Open) -> None:
    library = opened(folder)
    first = library.keep(PAGE)
    assert library.keep(LATER).path == first.path
    assert "今年會更多" in (folder / first.path).read_text(encoding="utf-8")


def test_a_hard_link_is_parted_from_the_file_elsewhere(
    folder: Path, victim: Path, opened: Open
) -> None:
    library = opened(folder)
    kept = library.keep(PAGE)
    data = (folder / kept.path).read_bytes()
    other = victim / "linked.md"
    os.link(folder / kept.path, other)
    assert library.keep(LATER).path == kept.path
    assert other.read_bytes() == data
    other.unlink()


@pytest.mark.parametrize("target", ["{victim}/made.md", "../made.md", "{victim}/secret.md", "."])
def test_a_new_article_goes_through_no_link(
    folder: Path, victim: Path, opened: Open, target: str
) -> None:
    library = opened(folder)
    first = library.keep(PAGE)
    taken = folder / first.path
    taken.unlink()
    taken.symlink_to(target.format(victim=victim))
    other = replace(PAGE, text="全然不同的另一篇，講的是別的事情，一句話。\n", url="")
    kept = library.keep(other)
    assert kept.what == "new"
    assert kept.path != first.path
    assert taken.is_symlink()
    assert not (folder.parent / "made.md").exists()
    assert not (folder / "made.md").exists()


def test_articles_that_is_a_link_is_neither_read_nor_written(
    folder: Path, victim: Path, opened: Open
) -> None:
    library = opened(folder)
    (folder / "articles").rename(folder / "before")
    (folder / "articles").symlink_to(victim)
    assert [error.code for _, error in library.sync()] == ["articles_link"]
    with pytest.raises(InputError, match="articles_link"):
        library.keep(PAGE)
    with pytest.raises(InputError, match="articles_link"):
        accept(library, offer_file(folder / "before" / "park.md"))
    assert library.list() == []
    library.close()
    assert "articles_link" in codes(folder)
    (folder / "articles").unlink()
    (folder / "articles").symlink_to(victim / "nowhere")
    again = opened(folder)
    assert [error.code for _, error in again.sync()] == ["articles_link"]
    assert not (victim / "nowhere").exists()


def texts(library: Library) -> str:
    return "".join(library.open(entry.head.id).text for entry in library.list())


def test_links_that_lead_out_are_read_once_their_target_was_named(
    folder: Path, victim: Path, opened: Open
) -> None:
    inside = folder / "articles"
    (inside / "a.md").symlink_to(victim / "secret.md")
    (inside / "b.md").symlink_to("a.md")
    (inside / "c.md").symlink_to("../../victim/secret.md")
    (inside / "d.md").symlink_to(victim / "nothing.md")
    (inside / "e").symlink_to(victim)
    library = opened(folder)
    problems = library.sync()
    assert {(path.name, error.code) for path, error in problems} == {
        (name, "link_outside") for name in ("a.md", "b.md", "c.md", "d.md")
    }
    for name in ("a.md", "c.md", "e/secret.md"):
        with pytest.raises(InputError, match="link_outside"):
            library.take_in(inside / name)
        with pytest.raises(InputError, match="link_outside"):
            accept(library, offer_file(inside / name))
    assert "線人" not in texts(library)
    found = {each.code: each for each in examine(folder).findings}
    assert found["links_outside"].count == 5
    library.take_in(victim / "secret.md")  # that is the answer
    assert {path.name for path, _ in library.sync()} == {"d.md"}
    assert "線人" in texts(library)


def test_a_link_inside_the_folder_is_read(folder: Path, opened: Open) -> None:
    (folder / "articles" / "again.md").symlink_to("park.md")
    library = opened(folder)
    assert library.sync() == []
    assert len(library.list()) == 1
    (folder / "articles" / "lost.md").symlink_to("none.md")
    assert "links_nowhere" in codes(folder)


def test_a_row_that_names_a_file_elsewhere_is_not_read_again(
    folder: Path, victim: Path, opened: Open, tmp_path: Path
) -> None:
    """A library that registered a file is handed on: here nobody has named the file."""
    library = opened(folder)
    library.sync()
    article = library.find("park")
    with closing(sqlite3.connect(folder / "annotations.db")) as connection, connection:
        connection.execute("UPDATE file SET path = ?", (str(victim / "secret.md"),))
    with pytest.raises(InputError, match="file_outside"):
        library.refresh(article)
    assert "線人" not in texts(library)
    assert "files_unnamed" in codes(folder)
    library.take_in(victim / "secret.md")
    assert "線人" in texts(library)
    assert "files_unnamed" not in codes(folder)
    mine = tmp_path / "mine.md"
    mine.write_text(SAID, encoding="utf-8")
    article = library.take_in(mine)
    mine.write_text(SAID + "後來搬走了。\n", encoding="utf-8")
    library.refresh(article)
    assert "搬走" in library.open(article).text


@pytest.mark.parametrize("own", [0, 1])
@pytest.mark.parametrize("hidden", [".git/config", ".secret.md", "down/.old/a.md"])
def test_a_row_that_names_what_is_hidden_is_not_read_again(
    folder: Path, opened: Open, hidden: str, own: int
) -> None:
    library = opened(folder)
    library.sync()
    article = library.find("park")
    at = folder / "articles" / hidden
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(SECRET, encoding="utf-8")
    with closing(sqlite3.connect(folder / "annotations.db")) as connection, connection:
        connection.execute("UPDATE file SET path = ?, own = ?", (f"articles/{hidden}", own))
    with pytest.raises(InputError, match="file_outside"):
        library.refresh(article)
    (folder / "articles" / "link.md").symlink_to(at)
    assert [error.code for _, error in library.sync()] == ["link_outside"]
    assert "線人" not in texts(library)
    said = codes(folder)
    assert ("own_outside" if own else "files_unnamed") in said
    assert not said & {"files_changed", "files_twice", "files_unreadable"}
    repair(folder)
    assert "線人" not in texts(library)
    if hidden.endswith(".md"):  # its reader names it
        library.take_in(at)
        assert "線人" in texts(library)


@pytest.mark.parametrize("end", ["", ".lock", "-wal", "-shm", "-journal", ".new", ".backups"])
def test_links_in_the_place_of_the_database_are_not_followed(
    place: Path, victim: Path, opened: Open, end: str
) -> None:
    link = place / f"annotations.db{end}"
    if not end:
        link.rename(victim / "other.db")
        link.symlink_to(victim / "other.db")
        before = (victim / "other.db").read_bytes()
        for use in (opened, back_up, lambda root: restore(root, "newest")):
            with pytest.raises(LibraryError, match="library_link"):
                use(place)
        assert codes(place) >= {"database_link"}
        assert (victim / "other.db").read_bytes() == before
        (victim / "other.db").unlink()
        return
    link.unlink(missing_ok=True)
    link.symlink_to(victim / ("made" if end != ".backups" else "."))
    assert "links_beside" in codes(place)
    with suppress(LibraryError):
        library = opened(place)
        library.keep(PAGE)
        library.close()
        back_up(place)
    assert not (victim / "made").exists()


def test_pipes_and_sockets_keep_nobody_waiting(folder: Path, tmp_path: Path) -> None:
    inside = folder / "articles"
    for name in ("a.md", "b.html"):
        os.mkfifo(inside / name)
    for name in ("annotations.db.lock", "annotations.db.backup.part", "annotations.db.new"):
        os.mkfifo(folder / name)
    program = [sys.executable, "-m", "reader", "--library", str(folder)]
    for words in (["list"], ["doctor"], ["doctor", "--repair"], ["add", str(inside / "a.md")]):
        done = subprocess.run(
            [*program[:3], *words, *program[3:]], capture_output=True, check=False, timeout=120,
            env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        assert b"Traceback" not in done.stderr


def test_a_folder_swapped_for_a_link_while_writing_leads_nowhere(
    folder: Path, victim: Path, opened: Open
) -> None:
    """Somebody exchanges `articles` for a link again and again, while articles come in."""
    library = opened(folder)
    over = threading.Event()

    def swap() -> None:
        inside, aside = folder / "articles", folder / "aside"
        while not over.is_set():
            inside.rename(aside)
            with suppress(OSError):  # the library may have made the folder anew
                inside.symlink_to(victim)
                inside.unlink()
            for _ in range(1000):
                with suppress(OSError):
                    shutil.rmtree(inside, ignore_errors=True)
                    aside.rename(inside)
                    break
            over.wait(0.003)  # long enough for an article at times

    thread = threading.Thread(target=swap)
    thread.start()
    kept = 0
    try:
        for number in range(150):
            try:
                library.keep(replace(PAGE, title=f"第{number}篇", url="", text=f"第{number}句。\n"))
                kept += 1
            except (InputError, LibraryError):
                continue
    finally:
        over.set()
        thread.join()
    assert kept
