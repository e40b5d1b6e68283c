"""What it takes to make a shipped database its reader's own."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def leave_alone(database: Path) -> bool:
    """Make a database private and have git leave it alone; whether git was told.

    Without git, outside a checkout or for a file that is not tracked git is not told.
    """
    import subprocess

    with suppress(OSError):  # someone else's file or a file system without modes
        database.chmod(0o600)

    # Inside a git hook these variables would point git at another index.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "update-index", "--skip-worktree", "--", database.name],
            cwd=database.parent,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=5,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
