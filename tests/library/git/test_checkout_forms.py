"""Whatever form a checkout has, no word of a private note is staged, or the reader can mend it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library import open_library
from reader.library.git.checkout import HEAD, RULES

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

SECRET = "線人的名字"


def git(folder: Path, *words: str, check: bool = True) -> bytes:
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
        cwd=folder,
        check=check,
        capture_output=True,
    )
    return done.stdout


def write(place: Path) -> tuple[tuple[str, dict[str, str]], ...]:
    """Write something private, leave all that may lie beside the database; what is told."""
    place.mkdir(exist_ok=True)
    library = open_library(place)
    library.submit(lambda edits: edits.become(SECRET)).result()
    library.close()
    for name in ("-wal.old", ".2025.backup", ".lock"):
        (place / f"annotations.db{name}").write_text(SECRET, encoding="utf-8")
    (place / ".salvage-x").mkdir(exist_ok=True)
    (place / ".salvage-x" / "annotations.db").write_text(SECRET, encoding="utf-8")
    return library.take_notices()


def leaks(folder: Path) -> list[bytes]:
    """Names of staged files that hold what is private, after `git add -A` and `commit -a`."""
    git(folder, "add", "-A", check=False)
    git(folder, "commit", "-q", "-a", "-m", "all", check=False)
    found = []
    for row in git(folder, "ls-files", "-s", "-z", ":/", check=False).split(b"\0")[:-1]:
        about, name = row.split(b"\t", 1)
        mode, blob, _ = about.split()
        if mode != b"160000" and SECRET.encode() in git(
            folder, "cat-file", "blob", os.fsdecode(blob)
        ):
            found.append(name)
    return found


def set_in(place: Path, *words: str) -> None:
    git(place, "config", *words)


def worktree_above(place: Path) -> None:
    set_in(place, "core.worktree", str(place.parent))


def common(place: Path) -> None:
    inside = place / ".git"
    (inside / "c").mkdir()
    for name in ("objects", "refs", "config"):
        shutil.copytree(inside / name, inside / "c" / name) if name != "config" else shutil.copy(
            inside / name, inside / "c" / name
        )
    (inside / "commondir").write_text("c\n", encoding="ascii")


def common_alone(place: Path) -> None:
    common(place)
    shutil.rmtree(place / ".git" / "objects")
    shutil.rmtree(place / ".git" / "refs")


def sparse(place: Path) -> None:
    set_in(place, "core.sparseCheckout", "true")
    (place / ".git" / "info" / "sparse-checkout").write_text("/*\n", encoding="ascii")


def sparse_by_inclusion(place: Path) -> None:
    sparse(place)
    (place / "evil").write_text("[core]\n\tsparseCheckout = true\n", encoding="ascii")
    config = place / ".git" / "config"
    config.write_text("[core]\n\tbare = false\n[include]\n\tpath = ../evil\n", encoding="ascii")


def worktree_by_inclusion(place: Path) -> None:
    (place / "evil").write_text(f"[core]\n\tworktree = {place.parent}\n", encoding="utf-8")
    set_in(place, "include.path", "../evil")


def no_git_folder(place: Path) -> None:
    for each in list((place / ".git").iterdir()):
        each.rename(place / each.name)
    (place / ".git").rmdir()
    git(place, "config", "--file", "config", "core.bare", "false")
    git(place, "config", "--file", "config", "core.worktree", str(place))


def exclude_lets_in(place: Path) -> None:
    rules = "".join(f"/{each}\n" for each in RULES)
    text = f"{rules}!annotations.db\n!annotations.db*\n"
    (place / ".git" / "info" / "exclude").write_text(text, encoding="ascii")


def exclude_with_odd_ends(place: Path) -> None:
    text = "x\r/annotations.db\rx\n\ufeff/annotations.db*\n"
    (place / ".git" / "info" / "exclude").write_text(text, encoding="utf-8")


def byte_order_mark(place: Path) -> None:
    (place / ".gitignore").write_text("\ufeff!annotations.db", encoding="utf-8")


def other_case(place: Path) -> None:
    set_in(place, "core.ignoreCase", "true")
    (place / ".gitignore").write_text("!ANNOTATIONS.DB\n", encoding="ascii")


def rules_are_a_link(place: Path) -> None:
    own = HEAD + "".join(f"/{each}\n" for each in RULES)
    (place / "rules").write_text(own, encoding="ascii")
    (place / ".gitignore").symlink_to("rules")


def rules_are_a_link_and_worktree_above(place: Path) -> None:
    rules_are_a_link(place)
    worktree_above(place)


def rules_are_a_folder(place: Path) -> None:
    (place / ".gitignore").mkdir()
    worktree_above(place)


def rules_are_a_pipe(place: Path) -> None:
    os.mkfifo(place / ".gitignore")
    worktree_above(place)


FORMS = [
    worktree_above, common, common_alone, sparse, sparse_by_inclusion, worktree_by_inclusion,
    no_git_folder, exclude_lets_in, exclude_with_odd_ends, byte_order_mark, other_case,
    rules_are_a_link, rules_are_a_link_and_worktree_above, rules_are_a_folder, rules_are_a_pipe,
]  # fmt: skip


def kept_in_the_end(place: Path, looked_at: Path) -> None:
    """Nothing private is staged, at once or after typing what the reader was told."""
    told = [gaps["command"] for code, gaps in write(place) if code == "git_by_hand"]
    for command in told:
        subprocess.run(command, shell=True, check=True, cwd="/", capture_output=True)
    assert leaks(looked_at) == []
    write(place)
    assert leaks(looked_at) == []


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_no_private_word_is_staged(
    tmp_path: Path, form: Callable[[Path], None], tracked: bool
) -> None:
    place = tmp_path / "above" / "library"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "a.md").write_text("一句話。\n", encoding="utf-8")
    git(place, "init", "-q")
    if tracked:
        open_library(place).close()
        form(place)
        git(place, "add", "-f", "annotations.db")
        git(place, "commit", "-q", "-m", "start")
        assert b"annotations.db" in git(place, "ls-files", ":/")
    else:
        form(place)
    before = sorted(path.name for path in (tmp_path / "above").iterdir())
    kept_in_the_end(place, place)
    assert sorted(path.name for path in (tmp_path / "above").iterdir()) == before


NAMES = [b"two\nlines", b"an end\n", b"\xff\xfe", "新 聞".encode(), b"tab\t$x`'\"\\"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("form", ["plain", "rules let in", "locked"])
def test_a_library_in_a_folder_with_an_odd_name(
    tmp_path: Path, name: bytes, tracked: bool, form: str
) -> None:
    git(tmp_path, "init", "-q")
    place = tmp_path / os.fsdecode(name)
    try:
        (place / "articles").mkdir(parents=True)
    except OSError:
        pytest.skip("the file system has no such names")
    open_library(place).close()
    if tracked:
        git(tmp_path, "add", "-f", ".")
        git(tmp_path, "commit", "-q", "-m", "start")
    if form == "rules let in":
        (place / ".gitignore").write_text("!annotations.db", encoding="ascii")
    lock = tmp_path / ".git" / "index.lock"
    if form == "locked":
        lock.touch()
    told = [gaps["command"] for code, gaps in write(place) if code == "git_by_hand"]
    assert all(each.isprintable() for each in told)
    lock.unlink(missing_ok=True)
    for command in told:
        subprocess.run(command, shell=True, check=True, cwd="/", capture_output=True)
    assert leaks(tmp_path) == []


@pytest.mark.parametrize("text", ["nonsense\n", "gitdir: nowhere\n", ""])
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("locked", [False, True])
def test_a_file_that_names_no_repository_hides_no_outer_checkout(
    tmp_path: Path, text: str, tracked: bool, locked: bool
) -> None:
    git(tmp_path, "init", "-q")
    place = tmp_path / "papers"
    (place / "articles").mkdir(parents=True)
    open_library(place).close()
    if tracked:
        git(tmp_path, "add", "-f", ".")
        git(tmp_path, "commit", "-q", "-m", "start")
    (place / ".git").write_text(text, encoding="ascii")
    lock = tmp_path / ".git" / "index.lock"
    if locked:
        lock.touch()
    told = [gaps["command"] for code, gaps in write(place) if code == "git_by_hand"]
    assert bool(told) == (tracked and locked)
    lock.unlink(missing_ok=True)
    for command in told:
        subprocess.run(command, shell=True, check=True, cwd="/", capture_output=True)
    assert leaks(tmp_path) == []


def test_rules_of_the_checkout_itself_are_enough(tmp_path: Path) -> None:
    """No file of rules comes beside a database that git leaves alone already."""
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("annotations.db*\n!/articles/\n", encoding="ascii")
    write(tmp_path / "papers")
    assert not (tmp_path / "papers" / ".gitignore").exists()
    assert leaks(tmp_path) == []
