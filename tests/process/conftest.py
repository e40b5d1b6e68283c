"""Starter libraries for the real program, and terminals to run it in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pseudo_terminal import Terminal, environment

from reader.starter.build import make_library


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A starter library that no test may touch."""
    folder = tmp_path_factory.mktemp("starter")
    make_library(folder)
    return folder


@pytest.fixture
def library(starter: Path, tmp_path: Path) -> Path:
    """A starter library of the test's own."""
    return Path(shutil.copytree(starter, tmp_path / "library"))


@pytest.fixture
def run(library: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the program in a terminal, on the library unless told otherwise."""
    with ExitStack() as stack:

        def start(*arguments: str, env: dict[str, str] | None = None, **options: Any) -> Terminal:
            settings = environment(**{"MEIPI_LIBRARY": str(library)} | (env or {}))
            return stack.enter_context(Terminal(*arguments, env=settings, **options))

        yield start
