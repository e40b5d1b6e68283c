"""`python -m reader.starter [FOLDER]`: build the starter's database in a folder (default: here)."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.errors import MeipiError
from reader.starter.build import build


def main() -> int:
    """Build, say where, and return the exit code: 2 if the database is somebody's own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    try:
        built = build(folder)
    except MeipiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{built}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
