"""What opening and reading may not import."""

import subprocess
import sys
from pathlib import Path

from reader.library import Library

HEAVY = {
    "sqlite_utils",
    "textual",
    "rich",
    "markdown_it",
    "yaml",
    "tomllib",
    "subprocess",
    "logging",
    "shutil",
    "platformdirs",
    "reader.text.structure.parser",
    "reader.starter",
}


def test_reading_an_article_imports_nothing_heavy(library: Library, article: str) -> None:
    library.close()
    program = (
        "import sys; from reader.library import open_library\n"
        f"library = open_library({str(library.root)!r}); library.sync()\n"
        f"library.open({article!r}); library.list(); library.close()\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert HEAVY & set(done.stdout.split()) == set()
