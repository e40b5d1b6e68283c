"""The question whether a new article is an old one whose file was renamed and edited."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import sitting as desk
from sitting import Sitting

from reader.library import open_library
from reader.library.intake import renamed_files as renamed
from reader.model import Span, Tag
from reader.tui.services import article_pairs as relating
from reader.tui.services import folder_watch as watching

OLD, NEW = "河濱公園十年", "河濱公園二十年"
CHOICES = f"是：「{NEW}」就是「{OLD}」"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is looked at often, and hands rest at once."""
    monkeypatch.setattr(watching, "EVERY", 0.1)
    monkeypatch.setattr(relating, "RESTS", 0.0)


@pytest.fixture
def moved(park: Path) -> Path:
    """The park's file under another name, with another title and figure, and without its mark."""
    library = open_library(park)
    library.sync()
    article = library.find(OLD)
    library.submit(lambda e: e.become("王")).result()
    text = library.open(article).text
    start = text.index("園方計畫明年增設兩座廁所")
    library.submit(lambda e: e.edit(article, Span(start, start + 12), tag=Tag.FACT)).result()
    library.close()
    path = park / "articles" / "park.md"
    told = path.read_text(encoding="utf-8").replace(OLD, NEW).replace("三百萬", "兩百萬")
    path.unlink()
    (park / "articles" / "riverside.md").write_text(told, encoding="utf-8")
    return park


def sit_down(folder: Path) -> AbstractAsyncContextManager[Sitting]:
    """Read the old article, as long as nobody has looked at the folder."""
    return desk.sit_down(folder, title=OLD)


@asynccontextmanager
async def asked(folder: Path) -> AsyncIterator[Sitting]:
    """Sit down before the question."""
    async with sit_down(folder) as sitting:
        await sitting.until(lambda: CHOICES in sitting.picture)
        await sitting.settle()
        yield sitting


async def test_a_yes_makes_them_one_with_the_mark(moved: Path) -> None:
    async with asked(moved) as sitting:
        assert "riverside.md" in sitting.picture
        await sitting.press("1")
        await sitting.until(lambda: f"和「{OLD}」又是同一篇了" in sitting.picture)
        await sitting.settle()
        (entry,) = sitting.library.list()
        assert "兩百萬" in sitting.library.open(entry.head.id).text
        assert entry.facts == 1
        assert renamed.pairs(sitting.library) == ()
        assert sitting.session.document.head.id == entry.head.id


async def test_a_no_leaves_two_and_asks_no_more(moved: Path) -> None:
    async with asked(moved) as sitting:
        await sitting.press("2")
        await sitting.until(lambda: "維持兩篇，不再問" in sitting.picture)
        assert renamed.pairs(sitting.library) == ()
        assert len(sitting.library.list()) == 2


async def test_other_keys_answer_nothing_and_escape_asks_later(moved: Path) -> None:
    async with asked(moved) as sitting:
        await sitting.press("f", "o", "enter", "x")
        assert CHOICES in sitting.picture
        await sitting.press("escape")
        assert CHOICES not in sitting.picture
        assert len(renamed.pairs(sitting.library)) == 1
        assert len(sitting.library.list()) == 2
    async with asked(moved) as sitting:
        assert "riverside.md" in sitting.picture


async def test_over_the_list_it_is_asked_as_well_and_undone_there(
    moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relating, "RESTS", float("inf"))
    async with sit_down(moved) as sitting:
        await sitting.until(lambda: bool(renamed.pairs(sitting.library)))
        await sitting.press("l")
        assert CHOICES not in sitting.picture
        monkeypatch.setattr(relating, "RESTS", 0.0)
        await sitting.until(lambda: CHOICES in sitting.picture)
        await sitting.press("1")
        await sitting.until(lambda: "又是一篇了" in sitting.picture)
        await sitting.settle()
        assert len(sitting.library.list()) == 1
        await sitting.press("u")
        await sitting.until(lambda: len(sitting.library.list()) == 2)
