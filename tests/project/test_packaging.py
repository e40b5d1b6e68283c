"""What a built wheel carries, and that it works where nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    return tmp_path / build.build_wheel(str(tmp_path))


def test_the_wheel_carries_the_starter_the_styles_and_the_types(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    sources = {
        str(path.relative_to(ROOT).as_posix())
        for path in (ROOT / "reader").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    seeds = {f"reader/starter/{path.name}" for path in (ROOT / "articles").glob("2025-10-14-*.md")}
    assert len(seeds) == 1
    assert {name for name in names if ".dist-info/" not in name} == sources | seeds
    assert {"reader/py.typed", "reader/starter/sample.toml", "reader/tui/app.tcss"} <= sources


def test_an_installed_program_makes_its_first_library(wheel: Path, tmp_path: Path) -> None:
    site, home = tmp_path / "site", tmp_path / "home"
    ZipFile(wheel).extractall(site)
    home.mkdir()
    places = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "LOCALAPPDATA": home}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEIPI_")}

    def meipi(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "reader", *arguments],
            cwd=home,
            env={**kept, **{k: str(v) for k, v in places.items()}, "PYTHONPATH": str(site)},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout

    (article,) = json.loads(meipi("list", "--json"))
    assert article["title"] == "打響互聯網造車的第一槍"
    assert "京東快遞。" in meipi("show", article["title"], "--plain")
    assert len(list(home.rglob("annotations.db"))) == 1
