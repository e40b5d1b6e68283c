"""An environment of its own for what is measured beside Meipi and must not be installed with it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.programs import ROOT

PACKAGES = ("epy-reader==2023.6.11", "OpenCC==1.4.2")
"""Packages in exact versions, so that two runs measure the same."""
FOLDER = ROOT / ".venv" / "peers"
"""`make clean` removes it with the environment it is in."""


class AbsentError(Exception):
    """Thing to be measured that is not here; says why."""


def ready(folder: Path = FOLDER, packages: tuple[str, ...] = PACKAGES) -> Path:
    """The folder of the environment's programs; it is made and filled when it is not there.

    Raises AbsentError if it cannot be, as without a network.
    """
    stamp, programs = folder / "installed.txt", folder / "bin"
    wanted = "\n".join(packages)
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return programs
    shutil.rmtree(folder, ignore_errors=True)
    _run("cannot be made", sys.executable, "-m", "venv", str(folder))
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1")
    _run("cannot be fetched", str(programs / "python"), *install, *packages)
    stamp.write_text(wanted, "utf-8")
    return programs


def _run(trouble: str, *command: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason told"]
        raise AbsentError(f"not installed: {trouble} ({said[-1]})")
