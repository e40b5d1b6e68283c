"""An error that nobody foresaw ends the program with 70: nothing else takes it for an answer."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from pseudo_terminal import ROOT, environment, launched
from surroundings import Run

FAILING = """
import importlib.abc, sys

class Spoiling(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == {after!r}:
            sys.meta_path.remove(self)
            import importlib
            module = importlib.import_module({module!r})
            def fail(*_, **__):
                raise {error}("nobody foresaw this")
            setattr(getattr(module, {owner!r}), {method!r}, fail)

sys.meta_path.insert(0, Spoiling())
"""
"""Python that makes a method fail, once a module is imported that comes later."""


def spoilt(folder: Path, **what: str) -> dict[str, str]:
    """The variables of a program in which a method fails."""
    (folder / "sitecustomize.py").write_text(FAILING.format(**what), encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


IN_LIBRARY = {"module": "reader.library.library", "owner": "Library"}


@pytest.mark.parametrize("error", ["ZeroDivisionError", "EOFError", "OSError", "StopIteration"])
@pytest.mark.parametrize("arguments", [("list",), ("stats",), ("export",)])
def test_a_command_that_fails(
    library: Path, tmp_path: Path, arguments: tuple[str, ...], error: str
) -> None:
    where = {"after": "reader.cli.main", "method": "sync", "error": error}
    env = environment(MEIPI_LIBRARY=str(library), **spoilt(tmp_path, **IN_LIBRARY, **where))
    done = subprocess.run(
        launched("", *arguments), env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 70, done.stderr
    assert "nobody foresaw this" in done.stderr


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ({"module": "reader.tui.page.page", "owner": "Page", "method": "render_line"}, ""),
        ({"module": "reader.tui.reading.screen", "owner": "ReadingScreen",
          "method": "action_theme"}, "T"),
        ({"module": "reader.tui.terminal.sequences", "owner": "Splitter", "method": "feed"}, "j"),
        ({**IN_LIBRARY, "method": "open"}, ""),
    ],
)  # fmt: skip
def test_a_screen_that_fails(run: Run, tmp_path: Path, what: dict[str, str], keys: str) -> None:
    after = (
        "textual.drivers.linux_driver" if "tui" in what["module"] else "reader.tui.session.session"
    )
    if "terminal" in what["module"]:
        after = "textual.drivers._writer_thread"
    terminal = run(env=spoilt(tmp_path, **what, after=after, error="ValueError"))
    if keys:
        terminal.wait_for("75/75")
        terminal.send(keys)
    assert terminal.wait_end() == 70
    assert "nobody foresaw this" in terminal.text
    assert terminal.modes_now() == terminal.modes
