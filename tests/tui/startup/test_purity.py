"""What is not imported: the rooms below know no screen, and the screen starts with little."""

import subprocess
import sys
from pathlib import Path

import pytest

import reader

SCREENS = {"textual", "rich"}
HEAVY = {"sqlite_utils", "markdown_it", "yaml", "opencc", "httpx", "reader.exchange"}


def loaded_by(module: str) -> set[str]:
    """The names of all modules after importing one in a new process."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
        cwd=Path(reader.__file__).parents[1],
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["reader", "reader.text.typesetting.paragraph", "reader.library", "reader.cli.main"]
)
def test_below_the_screens_nothing_imports_textual(module: str) -> None:
    assert not loaded_by(module) & SCREENS


def test_the_screen_starts_with_little() -> None:
    loaded = loaded_by("reader.tui.app")
    assert not loaded & HEAVY
    assert not any(name.startswith(("reader.tui.library", "reader.tui.search")) for name in loaded)
