"""Libraries to test with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.library.health.doctor import back_up
from reader.model import Change, Draft, Span, Tag
from tests.library.health.doctor_data import QUOTES, mark

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


@pytest.fixture
def place(library: Library, article: str) -> Path:
    """A closed library with three annotations, a draft and a reading position in it."""
    mark(library, article, QUOTES[0], tag=Tag.FACT, source="市府", note="哪一年？")
    mark(library, article, QUOTES[1], tag=Tag.OPINION)
    mark(library, article, QUOTES[2], tag=Tag.FACT)
    draft = Draft(Span(0, 3), "note", "還沒寫完")
    library.submit(lambda edits: edits.save_draft(article, draft)).result()
    library.submit(lambda edits: edits.save_position(article, 5, 0.1)).result()
    library.close()
    return library.root


@pytest.fixture
def worked(place: Path, opened: Callable[[Path], Library]) -> Path:
    """The library with a backup, and three more annotations since."""
    back_up(place)
    library = opened(place)
    article = library.find("park")
    for quote in ("週末", "家庭", "跑者"):
        mark(library, article, quote, tag=Tag.FACT, note=f"{quote}？")
    library.close()
    return place
