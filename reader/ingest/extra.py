"""Packages that are optional: how to get them into this very installation."""

from __future__ import annotations

import importlib.metadata
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from reader.errors import InputError

PACKAGES = {
    "web": ("trafilatura", "readability-lxml", "lxml[html_clean]", "feedparser", "urllib3"),
    "sheets": ("XlsxWriter",),
}
"""Packages of each extra, for where nothing is known of how Meipi was installed."""


def web_missing() -> InputError:
    """The error `web_missing`, with the `command` that installs the packages."""
    return InputError("web_missing", command=command())


def command(extra: str = "web") -> str:
    """A command line that puts the packages of an extra beside the running program.

    `pipx` keeps each program in a folder of its own and installs into it itself; `uv` makes such
    folders without pip.
    """
    packages = _requirements(extra)
    prefix, python = Path(sys.prefix), sys.executable
    if (prefix / "pipx_metadata.json").exists():
        before = ["pipx", "inject", prefix.name]
    elif find_spec("pip") is None:
        before = ["uv", "pip", "install", "--python", python]
    else:
        before = [python, "-m", "pip", "install"]
    return shlex.join([*before, *packages])


def _requirements(extra: str) -> list[str]:
    """Requirements of an extra, in the versions that the installation names."""
    try:
        declared = importlib.metadata.requires("meipi") or []
    except importlib.metadata.PackageNotFoundError:
        declared = []
    wanted = [each.partition(";") for each in declared]
    return [name.strip() for name, _, marker in wanted if extra in marker] or [*PACKAGES[extra]]
