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

from reader.library.git_index import mark, read, taken
from reader.library.holding import Held, held
from reader.library.remembered import is_remembered, remember

names = st.lists(
    st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), max_size=12).map(
        "n{}".format
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@contextmanager
def index_of(tracked: list[str], version: int) -> Iterator[Held]:
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
@about(remember, is_remembered)
def test_a_row_is_remembered_once(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as place, patch.dict("os.environ", {"XDG_STATE_HOME": place}):
        known: list[list[str]] = []
        for row in rows:
            assert is_remembered("rows.jsonl", row) == (row in known)
            assert remember("rows.jsonl", row) == (row not in known)
            known.append(row)
            assert is_remembered("rows.jsonl", row)
