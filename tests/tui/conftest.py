"""Libraries to sit down with: the starter, and a small one of our own words."""

import shutil
from pathlib import Path

import pytest

from reader.library import open_library
from reader.starter.build import make_library

PARK = """---
title: 河濱公園十年
source: 試刊
date: 2025-03-02
lang: zh-Hant
---

市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了。為什麼？因為量法不對。

週末多半是家庭，平日多半是跑者。

## 誰在用公園

園方計畫明年增設兩座廁所，但是鄰里反對，因為太吵。iPhone用戶約佔六成。

（作者為本刊記者）
"""


@pytest.fixture(autouse=True)
def private_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's terminal, settings or clipboard can be seen."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("MEIPI_CONFIG", str(tmp_path / "settings.toml"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "library"
    make_library(folder)
    return folder


@pytest.fixture
def seed(made: Path, tmp_path: Path) -> Path:
    """A library as a newcomer finds it: the seed article with the sample's marks."""
    return shutil.copytree(made, tmp_path / "seed")


@pytest.fixture(scope="session")
def made_park(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "park"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "park.md").write_text(PARK, encoding="utf-8")
    library = open_library(folder)
    assert library.sync() == []
    library.close()
    return folder


@pytest.fixture
def park(made_park: Path, tmp_path: Path) -> Path:
    """A library with one short article and no annotations."""
    return shutil.copytree(made_park, tmp_path / "park")
