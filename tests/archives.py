"""Archives of the tests' own, taken apart by every Python that is supported."""

import tarfile
from pathlib import Path


def unpack(archive: Path, place: Path) -> None:
    """Put what an archive holds into a folder; Python before 3.11.4 knows no filters."""
    with tarfile.open(archive) as files:
        if hasattr(tarfile, "data_filter"):
            files.extractall(place, filter="data")
        else:
            files.extractall(place)
