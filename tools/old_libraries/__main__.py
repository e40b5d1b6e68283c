"""Runner of each version's last program, taken out of the history, which makes a library."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MADE = ROOT / "tests" / "store" / "old_libraries"

PROGRAMS = {
    "0001": "b8234a8",  # The value types in rooms of their own, those of searching among them
    "0002": "7e11a58",  # Conversions are measured in three rounds; aligned rows are loaded …
    "0003": "227963c",  # Front matter that is nested without end is refused at once
    "0005": "2362ab0",  # The manual page is the same whatever was asked before; pictures keep …
    "0006": "f7a3c00",  # The newest Python has a command of its own
    "0007": "5811792",  # Names that a text had already are no news the second time either
    "0015": "fedc26e",  # One rule says which verdict may be published
}
"""The last migration that a program knew, and the commit.

None knew 0004 and not 0005. Some, before anything was released, knew 0005 and not 0004, but in
another form than it got: theirs are none of these.
"""


def make(name: str, folder: Path) -> Path:
    """Have the program of a version make its library; the archive of it."""
    program, work = folder / "program", folder / "work"
    (folder / "home").mkdir()
    program.mkdir()
    work.mkdir()
    packed = subprocess.run(
        ["git", "-C", str(ROOT), "archive", PROGRAMS[name]], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        # Python before 3.11.4 knows no filters.
        kind = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(program, **kind)
    surroundings = os.environ | {
        "PYTHONPATH": str(program), "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "-P", str(HERE / "drive.py"), str(program), str(work)],
        check=True, cwd=work, env=surroundings,
    )  # fmt: skip
    made = MADE / f"{name}.tar.xz"
    with tarfile.open(made, "w:xz", preset=9) as archive:
        for each in ("library", "said.json"):
            archive.add(work / each, each, filter=_nobodys)
    return made


def _nobodys(found: tarfile.TarInfo) -> tarfile.TarInfo:
    """The entry without the name of who made it."""
    found.uid = found.gid = 0
    found.uname = found.gname = ""
    return found


def main() -> None:
    for name in sys.argv[1:] or PROGRAMS:
        with TemporaryDirectory() as folder:
            made = make(name, Path(folder))
        sys.stdout.write(f"{made.relative_to(ROOT)}: {made.stat().st_size} bytes\n")


main()
