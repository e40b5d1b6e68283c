"""An article whose file is edited: what a publisher does while somebody has it open."""

import os
import time
from pathlib import Path

from sitting import Sitting

from reader.library import Library
from reader.model import Span
from reader.tui.changes.screen import ChangesScreen
from reader.tui.review.screen import ReviewScreen

Edit = tuple[str, str]

FIGURE, OTHER_FIGURE = ("三百萬人次", "兩百萬人次")
HIGH = "我認為這個數字太高了。"
TOILETS = "園方計畫明年增設兩座廁所，但是鄰里反對，因為太吵。"


def edit_file(folder: Path, *edits: Edit) -> None:
    """Change the article's file as an editor would, some seconds ago."""
    path = folder / "articles" / "park.md"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    moment = time.time() - 5
    os.utime(path, (moment, moment))


def mark(library: Library, words: str, **fields: object) -> None:
    """Mark some words of the only article, as the annotator 王."""
    (entry,) = library.list()
    article = entry.head.id
    start = library.open(article).text.index(words)
    span = Span(start, start + len(words))
    library.submit(lambda e: e.become("王")).result()
    library.submit(lambda e: e.edit(article, span, **fields)).result()


def review_of(sitting: Sitting) -> ReviewScreen:
    """The review, which is what is shown."""
    screen = sitting.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def changes_of(sitting: Sitting) -> ChangesScreen:
    """The changes, which are what is shown."""
    screen = sitting.app.screen
    assert isinstance(screen, ChangesScreen)
    return screen


async def open_review(sitting: Sitting) -> None:
    """Press the key of the review and wait until it is there."""
    await sitting.press("R")
    await sitting.until(lambda: isinstance(sitting.app.screen, ReviewScreen))


async def decided(sitting: Sitting, *keys: str) -> None:
    """Press keys of the review, and wait until what they do is on disk and on the screen."""
    await sitting.press(*keys)
    await sitting.until(lambda: not review_of(sitting).busy)


async def open_changes(sitting: Sitting) -> None:
    """Press the key of the changes and wait until they are compared."""
    await sitting.press("D")
    await compared(sitting)


async def compared(sitting: Sitting) -> None:
    """Wait until two revisions are compared."""
    await sitting.until(
        lambda: isinstance(sitting.app.screen, ChangesScreen) and not sitting.app.screen.busy
    )


async def back(sitting: Sitting) -> None:
    """Wait until the page is shown again."""
    await sitting.until(lambda: sitting.app.screen is sitting.screen)
