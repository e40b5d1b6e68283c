"""Which article a name means."""

from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library.find import find

ROWS = [
    ("0199e2b4-0000-7000-8000-000000000001", "公園十年", "articles/park.md"),
    ("0199e2b4-0000-7000-8000-000000000002", "公園", "articles/park-two.md"),
    ("0199e2b4-0000-7000-8000-000000000003", "Night Market", "/elsewhere/market.txt"),
]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("0199E2B4-0000-7000-8000-000000000001", 0),
        ("articles/park.md", 0),
        ("park.md", 0),
        ("park", 0),
        ("公園", 1),
        ("十年", 0),
        ("night", 2),
        ("/elsewhere/market.txt", 2),
        ("two", 1),
    ],
)
def test_names_that_mean_one_article(name: str, row: int, tmp_path: Path) -> None:
    assert find(name, ROWS, tmp_path) == ROWS[row][0]


def test_a_path_is_understood_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles").mkdir()
    monkeypatch.chdir(tmp_path / "articles")
    assert find("./park.md", ROWS, tmp_path) == ROWS[0][0]
    assert find("../articles/park-two.md", ROWS, tmp_path) == ROWS[1][0]


@pytest.mark.parametrize("name", ["園", "par"])
def test_names_that_mean_several(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="article_ambiguous") as raised:
        find(name, ROWS, tmp_path)
    assert raised.value.params["titles"] == "公園十年; 公園"


@pytest.mark.parametrize("name", ["", "  ", "沒有", "x" * 10_000, "a\0b"])
def test_names_that_mean_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="article_unknown"):
        find(name, ROWS, tmp_path)
