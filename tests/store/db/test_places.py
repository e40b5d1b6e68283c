"""Files that somebody else may have put there are opened, and nothing stays open."""

import os
from pathlib import Path

import pytest

from reader.store.db.file_identity import read_plain

OPEN = Path("/proc/self/fd")


def opened() -> list[str]:
    return sorted(each.name for each in OPEN.iterdir())


@pytest.mark.skipif(not OPEN.exists(), reason="the system does not list a process's open files")
def test_a_folder_in_the_place_of_a_file_stays_not_open(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"said")
    outer = os.open(tmp_path, os.O_RDONLY)
    before = opened()
    for _ in range(3):
        with pytest.raises(IsADirectoryError):
            read_plain("folder", dir_fd=outer)
        with read_plain("file", dir_fd=outer) as file:
            assert file.read() == b"said"
    assert opened() == before
    os.close(outer)


def test_a_link_is_followed_only_if_it_may_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"said")
    (tmp_path / "link").symlink_to("file")
    with pytest.raises(OSError, match="symbolic links"):
        read_plain(tmp_path / "link")
    with read_plain(tmp_path / "link", 0) as file:
        assert file.read() == b"said"
