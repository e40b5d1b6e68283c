"""Faults of files in the folder: told once while they last, and again when they come back."""

import os
import time
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.intake.folder_watch import Watch

BINARY = b"\x7fELF\x00\x01\x02\x00" * 40


def put(file: Path, data: bytes, ago: float) -> None:
    """Write a file as if that had been so many seconds ago."""
    file.write_bytes(data)
    then = time.time() - ago
    os.utime(file, (then, then))


def looks(watch: Watch, article: str | None) -> tuple[list[str], list[str]]:
    """The codes of what some looks tell as new and as over."""
    told = [watch.look(article) for _ in range(5)]
    return (
        [error.code for news in told for error in news.new],
        [error.code for news in told for error in news.resolved],
    )


# A file that was written long ago is only looked at as the open article's, or after a fault.
@pytest.mark.parametrize("ago", [5, 5000])
def test_a_fault_of_the_open_article_ends_and_comes_back(
    library: Library, article: str, ago: float
) -> None:
    file = library.articles / "park.md"
    whole = file.read_bytes()
    put(file, whole, ago + 40)
    watch = Watch(library)
    assert looks(watch, article) == ([], [])
    put(file, b"", ago + 30)
    assert looks(watch, article) == (["file_empty"], [])
    put(file, BINARY, ago + 20)
    assert looks(watch, article) == (["file_binary"], ["file_empty"])
    put(file, whole + "又一句。".encode(), ago + 10)
    assert looks(watch, article) == ([], ["file_binary"])
    put(file, b"", ago)
    assert looks(watch, article) == (["file_empty"], [])


@pytest.mark.parametrize("ago", [5, 5000])
def test_a_fault_in_the_folder_ends_and_comes_back(library: Library, ago: float) -> None:
    watch = Watch(library)
    assert looks(watch, None) == ([], [])
    file = library.articles / "new.txt"
    put(file, BINARY, ago + 30)
    assert looks(watch, None) == (["file_binary"], [])
    put(file, "一篇新的文章。".encode(), ago + 20)
    assert looks(watch, None) == ([], ["file_binary"])
    assert len(library.list()) == 2
    other = library.articles / "other.txt"
    put(other, b"", ago + 10)
    assert looks(watch, None) == (["file_empty"], [])
    other.unlink()
    assert looks(watch, None) == ([], ["file_empty"])
    put(other, b"", ago)
    assert looks(watch, None) == (["file_empty"], [])


def test_what_was_wrong_before_is_not_told_until_it_comes_back(library: Library) -> None:
    file = library.articles / "new.txt"
    put(file, b"", 5000)
    watch = Watch(library)
    assert looks(watch, None) == ([], [])
    put(file, "一篇新的文章。".encode(), 4000)
    assert looks(watch, None) == ([], ["file_empty"])
