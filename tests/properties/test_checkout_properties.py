"""What git is asked about an index, and what is remembered beside the libraries."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from about import about, given
from hypothesis import strategies as st

from reader.library.git.git_index import mark, read, taken
from reader.library.git.repositories import Repository, around, read_file
from reader.library.git.repositories import taken as taken_from
from reader.library.intake.held_folders import HeldFolder, held
from reader.library.machine_state import is_remembered, remember, state_folder

names = st.lists(
    st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), max_size=12).map(
        "n{}".format
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@contextmanager
def index_of(tracked: list[str], version: int) -> Iterator[HeldFolder]:
    """The git folder of a repository that tracks these names."""
    with TemporaryDirectory() as place:

        def git(*words: str, stdin: bytes = b"") -> None:
            subprocess.run(["git", *words], cwd=place, check=True, input=stdin, capture_output=True)

        git("init", "-q")
        lines = (f"100644 {'1' * 40}\t{name}\0" for name in tracked)
        git("update-index", "-z", "--index-info", stdin="".join(lines).encode())
        git("update-index", f"--index-version={version}")
        with held(Path(place), (".git",)) as folder:
            yield folder


@given(names, names, st.sampled_from([2, 4]))
@about(taken, mark, read)
def test_what_git_tracks_is_found_by_its_name_and_left_alone_once_marked(
    tracked: list[str], others: list[str], version: int
) -> None:
    if shutil.which("git") is None:
        assert taken(b"", tracked) == []
        return
    with index_of(tracked, version) as folder:
        asked = sorted({*tracked[:2], *others})
        wanted = sorted({*tracked} & {*asked})
        assert sorted(taken(read(folder), asked)) == wanted
        mark(folder, wanted)
        assert taken(read(folder), asked) == []
        assert sorted(taken(read(folder), tracked)) == sorted({*tracked} - {*wanted})


@given(st.lists(st.lists(st.text(), max_size=3), min_size=1))
@about(remember, is_remembered, state_folder)
def test_a_row_is_remembered_once(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as place, patch.dict("os.environ", {"XDG_STATE_HOME": place}):
        known: list[list[str]] = []
        for row in rows:
            assert is_remembered("rows.jsonl", row) == (row in known)
            assert remember("rows.jsonl", row) == (row not in known)
            known.append(row)
            assert is_remembered("rows.jsonl", row)
        assert [each.name for each in state_folder().iterdir()] == ["rows.jsonl"]


@given(st.binary(max_size=99), st.sampled_from([".git/config", ".git/commondir", ".git"]))
@about(around, read_file, taken_from, Repository.held)
def test_only_what_leads_nowhere_else_is_a_plain_checkout(data: bytes, name: str) -> None:
    """The nearest folder with a repository's files is found, whatever one of them holds."""
    with TemporaryDirectory() as place:
        root = Path(place).resolve()
        below = root / "papers"
        below.mkdir()
        if name != ".git":
            for folder in ("objects", "refs"):
                (root / ".git" / folder).mkdir(parents=True)
            (root / ".git" / "HEAD").write_bytes(b"ref: refs/heads/main\n")
        (root / name).write_bytes(data)
        assert read_file(root / name) == data
        with (root / name).open("rb") as file:
            assert taken_from(file) == data
        found = around(below)[0]
        assert found.root == root
        assert found.is_elsewhere == (name == ".git")
        away = any(word in data.lower() for word in (b"worktree", b"include"))
        assert found.is_plain == (name == ".git/config" and not away)
        if found.is_plain:
            with found.held("refs") as held_open:
                assert held_open.path == root / ".git" / "refs"
