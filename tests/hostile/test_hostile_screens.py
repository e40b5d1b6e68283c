"""The screens over rows that were edited: drawn clean, or left with a message."""

from pathlib import Path

import pytest
from edited_rows import Case, copied, make, spoil
from edited_screens import walked

from reader.errors import LibraryError

SHOWN = [
    Case("article", "title", "command"),
    Case("annotation", "note", "hidden"),
    Case("feed", "problem", "no gaps"),
    Case("feed", "problem", "unknown code"),
    Case("feed", "checked", "no time"),
    Case("setting", "value", "no code"),
]
REFUSED = [
    Case("body", "text", "cut"),
    Case("outline", "sentence_ends", "beyond"),
    Case("outline", "roles", "no role"),
    Case("article", "topics", "object"),
    Case("setting", "value", "command"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("rows") / "made")


@pytest.mark.parametrize("page", [True, False], ids=["page", "list"])
@pytest.mark.parametrize("case", SHOWN, ids=" ".join)
async def test_it_is_shown_clean(made: Path, tmp_path: Path, case: Case, page: bool) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, case)
    assert await walked(place, page=page) is None


@pytest.mark.parametrize("case", REFUSED, ids=" ".join)
async def test_a_page_that_cannot_be_is_refused(made: Path, tmp_path: Path, case: Case) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, case)
    error = await walked(place, page=True)
    assert isinstance(error, LibraryError)
    assert error.code == "library_rows"
    assert await walked(place, page=False) is None  # the list says so on its bottom line
