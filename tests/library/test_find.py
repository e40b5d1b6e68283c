"""Which article a name means."""

from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import open_library
from reader.library.find import find
from reader.store import articles

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


def test_several_of_one_title_are_told_apart(tmp_path: Path) -> None:
    rows = [(*ROWS[0][:1], "渡口", "articles/ferry.md"), (ROWS[1][0], "渡口", "")]
    with pytest.raises(InputError, match="article_ambiguous") as raised:
        find("渡口", rows, tmp_path)
    told = raised.value.params["titles"]
    assert told == f"渡口 (articles/ferry.md); 渡口 ({ROWS[1][0]})"
    assert find(ROWS[1][0], rows, tmp_path) == ROWS[1][0]


@pytest.mark.parametrize("name", ["", "  ", "沒有", "x" * 10_000, "a\0b"])
def test_names_that_mean_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="article_unknown"):
        find(name, ROWS, tmp_path)


def test_an_exact_name_is_found_without_reading_every_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, title in (("park", "公園十年"), ("park-two", "公園"), ("again", "park")):
        text = f"---\ntitle: {title}\n---\n\n記者在{title}見過他。\n"
        (folder / f"{name}.md").write_text(text, "utf-8")
    library = open_library(tmp_path)
    try:
        assert not library.sync()
        titles = {entry.head.title: entry.head.id for entry in library.list()}
        assert library.find("十年") == titles["公園十年"]
        with pytest.raises(InputError, match="article_unknown"):
            library.find("\udce5\udc85")  # bytes of an argument that are no text
        monkeypatch.setattr(articles, "names", lambda _: pytest.fail("all names were read"))
        for path in ("articles/park.md", str(folder / "park.md"), "park.md", " park "):
            assert library.find(path) == titles["公園十年"]  # a file name comes before a title
        monkeypatch.chdir(folder)
        assert library.find("./park-two.md") == titles["公園"]
        assert library.find("公園") == titles["公園"]
        assert library.find(titles["park"].upper()) == titles["park"]
    finally:
        library.close()
