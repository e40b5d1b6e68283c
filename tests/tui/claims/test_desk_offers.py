"""What the desk offers: seen before, at odds, one check for several, with real keys."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import desk
import pytest
from desk import press
from sitting import Sitting

from reader.library import open_library
from reader.model import Span
from reader.store.edits import Edits

NEWS = ("連鎖店在台灣有一千七百家門市。", "疾管署說，流感重症累計848例。")
OLD = ("目前連鎖店在全台的門市共1,500家。", "流感重症累計848例，疾管署表示。")


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    folder = tmp_path / "chain"
    (folder / "articles").mkdir(parents=True)
    for name, day, lines in (("新的報導", "16", NEWS), ("舊的報導", "15", OLD)):
        text = f"---\ntitle: {name}\ndate: 2025-10-{day}\n---\n\n" + "\n\n".join(lines)
        (folder / "articles" / f"{day}.md").write_text(text, encoding="utf-8")
    with open_library(folder) as library:
        library.sync()
        for entry in library.list():
            article, text = entry.head.id, library.open(entry.head.id).text

            def work(edits: Edits, article: str = article, text: str = text) -> None:
                edits.become("王")
                for line in (*NEWS, *OLD):
                    if (start := text.find(line)) >= 0:
                        edits.edit(article, Span(start, start + len(line)), tag="fact")

            library.submit(work).result()
    return folder


def desk_of(
    folder: Path, size: tuple[int, int] = (160, 50)
) -> AbstractAsyncContextManager[Sitting]:
    return desk.desk_of(folder, size, "新的報導")


def shown(sitting: Sitting) -> str:
    return "\n".join(sitting.rows)


def found(sitting: Sitting) -> int:
    article = next(it.head.id for it in sitting.library.list() if it.head.title == "新的報導")
    return len(sitting.library.claims.offers(article))


async def test_the_card_says_what_differs_and_where(chain: Path) -> None:
    async with desk_of(chain) as sitting:
        picture = shown(sitting)
        line = next(row for row in sitting.rows if "說法不一" in row)
        assert "一千七百家" in line, line
        assert "1,500 家" in line, line
        assert "舊的報導" in picture
        assert "2025-10-15" in picture
        assert "以前說過" not in picture
        await press(sitting, "j")
        assert "以前說過" in shown(sitting)


async def test_one_key_takes_it_and_u_undoes_that(chain: Path) -> None:
    async with desk_of(chain) as sitting:
        await press(sitting, "+")
        assert "互相矛盾" in sitting.rows[-1]
        assert found(sitting) == 1
        assert "說法不一" not in shown(sitting)
        await press(sitting, "u")
        assert found(sitting) == 2
        assert "說法不一" in shown(sitting)


async def test_a_contradiction_stands_on_both_cards_until_it_is_taken_back(chain: Path) -> None:
    async with desk_of(chain) as sitting:
        await press(sitting, "+")
        assert "互相矛盾（X 收回）" in shown(sitting)
        assert "1,500 家" in shown(sitting)
        await press(sitting, "G", "k")
        assert "互相矛盾（X 收回）" in shown(sitting)
        assert "一千七百家" in shown(sitting)
        await press(sitting, "X")
        assert "互相矛盾（X 收回）" not in shown(sitting)
        assert list(sitting.library.claims.search("link:contradicts").pages()) == []
        await press(sitting, "u")
        assert "互相矛盾（X 收回）" in shown(sitting)


async def test_one_key_declines_it_for_good(chain: Path) -> None:
    async with desk_of(chain) as sitting:
        await press(sitting, "-")
        assert found(sitting) == 1
        await press(sitting, "q", "c")
        assert "說法不一" not in shown(sitting)
        await press(sitting, "+")
        assert "沒有和這一則相近的主張" in sitting.rows[-1]


async def test_the_card_of_a_shared_check_names_every_article_and_day(chain: Path) -> None:
    async with desk_of(chain) as sitting:
        await press(sitting, "j", "+")
        picture = shown(sitting)
        assert "2 則共用一個查核" in picture
        assert "· 新的報導" in picture
        assert "· 舊的報導" in picture
        await press(sitting, "X")
        assert "2 則共用一個查核" not in shown(sitting)
        await press(sitting, "u")
        assert "2 則共用一個查核" in shown(sitting)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_without_the_card_it_is_shown_before_it_is_taken(
    chain: Path, size: tuple[int, int]
) -> None:
    async with desk_of(chain, size) as sitting:
        await press(sitting, "j", "+")
        assert found(sitting) == 2
        assert "以前說過" in shown(sitting)
        await press(sitting, "+")
        assert found(sitting) == 1
        await press(sitting, "r")
        assert "2 則共用一個查核" in shown(sitting)
        await press(sitting, "r", "1")
        claims = list(sitting.library.claims.search("has:verdict").pages())
        assert len(claims) == 2
