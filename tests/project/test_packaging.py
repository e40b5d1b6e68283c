"""What a built wheel carries, and that it works where nothing else is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parents[2]
MEASURED = Path("benchmarks/results.json")  # what `make bench` leaves


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


def described(wheel: Path) -> tuple[list[str], str]:
    """The addresses and the description that a package index shows."""
    archive = ZipFile(wheel)
    (name,) = (it for it in archive.namelist() if it.endswith(".dist-info/METADATA"))
    said = Parser().parsestr(archive.read(name).decode())
    return said.get_all("Project-URL") or [], said.get_payload()


def test_a_published_readme_shows_its_picture_and_its_links_lead_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PROJECT_URL", "https://example.org/meipi/")
    urls, text = described(tmp_path / build.build_wheel(str(tmp_path)))
    assert "Homepage, https://example.org/meipi" in urls
    assert "(https://example.org/meipi/raw/v0.1.0/docs/screenshot.png)" in text
    assert "(https://example.org/meipi/blob/v0.1.0/docs/searching.md)" in text
    assert "](docs/" not in text


def test_without_a_home_nothing_is_claimed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("PROJECT_URL", raising=False)
    urls, text = described(tmp_path / build.build_wheel(str(tmp_path)))
    assert urls == []
    assert "![" not in text
    assert "](docs/" not in text
    assert "[pipx](https://pipx.pypa.io)" in text


def test_the_sdist_holds_what_its_tests_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unpacked elsewhere, some tests of each kind pass: they read files of every folder."""
    monkeypatch.chdir(ROOT)
    shutil.unpack_archive(tmp_path / build.build_sdist(str(tmp_path)), tmp_path)
    (place,) = (it for it in tmp_path.iterdir() if it.is_dir())
    tests = ("project/test_documents.py", "project/test_locks.py", "config")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            *(f"tests/{it}" for it in tests),
        ],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout
    for folder in ("tests", "benchmarks"):
        files = (it.relative_to(ROOT) for it in ROOT.glob(f"{folder}/**/*") if it.is_file())
        own = [it for it in files if it.suffix != ".pyc" and it != MEASURED]
        assert [it for it in own if not (place / it).exists()] == []
