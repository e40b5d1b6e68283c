"""Libraries to test with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.model import Change

ARTICLE = """---
title: 河濱公園十年
source: 試刊
date: 2025-03-02
lang: zh-Hant
---

市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了。

## 誰在用公園

週末多半是家庭，平日多半是跑者。園方計畫明年增設兩座廁所。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article and no database yet."""
    place = tmp_path / "library"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "park.md").write_text(ARTICLE, encoding="utf-8")
    return place


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Library]]:
    """Opens libraries and closes them at the end."""
    libraries: list[Library] = []

    def open_one(place: Path) -> Library:
        libraries.append(open_library(place, patience=0.1))
        return libraries[-1]

    yield open_one
    for library in libraries:
        library.close()


@pytest.fixture
def library(folder: Path, opened: Callable[[Path], Library]) -> Library:
    """An open library with the article taken in and an annotator, 王."""
    library = opened(folder)
    assert library.sync() == []
    library.submit(lambda edits: edits.become("王")).result()
    return library


@pytest.fixture
def article(library: Library) -> str:
    return library.find("park.md")


@pytest.fixture
def edit(library: Library, article: str) -> Callable[..., Change]:
    """Edits the article and waits until it is on disk."""

    def edit_now(target: object, **fields: object) -> Change:
        return library.submit(lambda edits: edits.edit(article, target, **fields)).result()

    return edit_now
