"""A small disk of one's own, and filling it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_DISK = "only root on Linux may mount a small disk"


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[bool]:
    """Mount a small disk at a folder that is made; false if that cannot be done here."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    mounted = (
        sys.platform == "linux"
        and os.geteuid() == 0
        and subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=True)


def fill(filler: Path, leave: int) -> None:
    """Write a file until no more than `leave` bytes are free on its disk."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(65536))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        try:
            while True:
                file.write(bytes(512))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
    os.truncate(filler, max(0, filler.stat().st_size - leave))
