"""The desk of more claims than are read at once: pages both ways, and what is read again."""

from pathlib import Path

import pytest
from desk import press
from sitting import Sitting, sit_down
from test_desk import message

from reader.library import open_library
from reader.model import Span
from reader.store.edits import Edits
from reader.tui.claims import reader as claim_reader
from reader.tui.claims import state as desk_state

CLAIMS = 48
BODY = "\n\n".join(f"市府說，第{number:02}項增加了一成。" for number in range(CLAIMS))


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one long article, every sentence of which is a claim; it is read in parts."""
    for name, rows in (("FIRST", 12), ("PART", 8), ("NEAR", 3)):
        monkeypatch.setattr(claim_reader, name, rows)
    monkeypatch.setattr(desk_state, "MOST_SHOWN", 24)
    folder = tmp_path / "many"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.md").write_text(f"---\ntitle: 長文\n---\n\n{BODY}\n", "utf-8")
    library = open_library(folder)
    library.sync()
    (article,) = (entry.head.id for entry in library.list())
    text = library.open(article).text

    def work(edits: Edits) -> None:
        edits.become("王")
        with edits.batch():
            for number in range(CLAIMS):
                sentence = f"市府說，第{number:02}項增加了一成。"
                start = text.index(sentence)
                tag = "opinion" if number % 3 else "fact"
                edits.edit(article, Span(start, start + len(sentence)), tag=tag)

    library.submit(work).result()
    library.close()
    return folder


def here(sitting: Sitting) -> int:
    (row,) = [row for row in sitting.rows if "▌" in row]
    return int(row.split("第")[1][:2])


async def numbers(sitting: Sitting, key: str, times: int) -> list[int]:
    found = []
    for _ in range(times):
        await press(sitting, key)
        found.append(here(sitting))
    return found


async def test_every_claim_is_walked_over_both_ways(many: Path) -> None:
    async with sit_down(many, (80, 24)) as sitting:
        await press(sitting, "c")
        assert here(sitting) == 0
        assert await numbers(sitting, "j", CLAIMS) == [*range(1, CLAIMS), CLAIMS - 1]
        assert await numbers(sitting, "k", CLAIMS) == [*range(CLAIMS - 2, -1, -1), 0]


async def test_from_the_end_backward_and_to_the_beginning_again(many: Path) -> None:
    async with sit_down(many, (80, 24)) as sitting:
        await press(sitting, "c", "G")
        assert here(sitting) == CLAIMS - 1
        assert "48 條" in sitting.rows[0]
        assert await numbers(sitting, "k", 30) == list(range(CLAIMS - 2, CLAIMS - 32, -1))
        await press(sitting, "g")
        assert here(sitting) == 0
        assert "1 / 48 條" in sitting.rows[0]


async def test_pages_leave_nothing_out(many: Path) -> None:
    async with sit_down(many, (80, 24)) as sitting:
        await press(sitting, "c")
        seen: set[int] = set()
        for _ in range(12):
            seen |= {int(row.split("第")[1][:2]) for row in sitting.rows if "第" in row}
            await press(sitting, "space")
        assert seen == set(range(CLAIMS))


async def test_the_cursor_stays_where_a_claim_leaves_the_list(many: Path) -> None:
    async with sit_down(many, (80, 24)) as sitting:
        await press(sitting, "c", "/", *"tag:opinion", "enter", *["j"] * 15)
        stood = here(sitting)
        await press(sitting, "f", "y")
        left = [number for number in range(CLAIMS) if number % 3]
        assert here(sitting) == left[left.index(stood) + 1]
        await press(sitting, "u")
        assert here(sitting) == stood


async def test_all_that_match_are_changed_at_once(many: Path) -> None:
    async with sit_down(many, (80, 24)) as sitting:
        await press(sitting, "c", "/", *"tag:fact", "enter", "ctrl+a", "m", "!")
        assert "要查：15 條" in sitting.picture
        await press(sitting, "y")
        assert message(sitting) == "要查：15 條"
        await press(sitting, "escape", "/", *"status:to_check", "enter")
        assert "15 條" in sitting.rows[0]
        await press(sitting, "u", "y")
        assert "找不到" in sitting.picture
