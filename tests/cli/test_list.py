"""`meipi list`: shelves, orders and filters; and which article `meipi` begins with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cli.opening import FEW, choose
from reader.library import Library, open_library

MORE = {
    "park": ("河濱公園十年", "試刊", "2025-03-02", "園方說有三百萬人次到訪。"),
    "taxi": ("计程车司机", "商業趨勢", "2025-12-01", "出租车很少。"),
}


@pytest.fixture
def three(library: Path) -> Path:
    """Three articles; the taxi is read, the park is archived and has a star, the car is queued."""
    for name, (title, source, date, text) in MORE.items():
        head = f"title: {title}\nsource: {source}\ndate: {date}"
        (library / "articles" / f"{name}.md").write_text(f"---\n{head}\n---\n\n{text}\n", "utf-8")
    opened = open_library(library)
    assert opened.sync() == []
    taxi, park, car = (opened.find(name) for name in ("taxi.md", "park.md", "car.md"))
    opened.submit(lambda edits: edits.shelf.put_state(taxi, "read", True)).result()
    opened.submit(lambda edits: edits.shelf.put_state(park, "archived", True)).result()
    opened.submit(lambda edits: edits.shelf.put_state(park, "starred", True)).result()
    opened.submit(lambda edits: edits.shelf.enqueue(car)).result()
    opened.close()
    return library


@pytest.mark.parametrize(
    ("arguments", "titles"),
    [
        ((), ["计程车司机", "京東造車"]),
        (("--all",), ["计程车司机", "京東造車", "河濱公園十年"]),
        (("--unread",), ["京東造車"]),
        (("--starred",), ["河濱公園十年"]),
        (("--archived",), ["河濱公園十年"]),
        (("--queue",), ["京東造車"]),
        (("--all", "--sort", "title"), ["京東造車", "河濱公園十年", "计程车司机"]),
        (("--all", "--sort", "title", "--reverse"), ["计程车司机", "河濱公園十年", "京東造車"]),
        (("--all", "--limit", "1"), ["计程车司机"]),
        (("--filter", "from:商業"), ["计程车司机", "京東造車"]),
        (("--filter", "計程車"), ["计程车司机"]),
        (("--all", "--filter", "百萬"), ["河濱公園十年"]),
    ],
)
def test_shelves_orders_and_filters(
    three: Path, output: Callable[..., Any], arguments: tuple[str, ...], titles: list[str]
) -> None:
    assert [entry["title"] for entry in output("list", "--json", *arguments)] == titles


def test_json_says_the_state_of_an_article(three: Path, output: Callable[..., Any]) -> None:
    entries = {entry["title"]: entry for entry in output("list", "--all", "--json")}
    park, car, taxi = (entries[it] for it in ("河濱公園十年", "京東造車", "计程车司机"))
    assert (park["starred"], park["archived"], park["read"]) == (True, True, False)
    assert (car["queued"], taxi["queued"], taxi["read"]) == (1, 0, True)
    assert car["shares"] == []
    assert (car["place"], car["renamed"]) == (0.0, False)


def test_an_annotators_share(marked: Callable[..., Any], output: Callable[..., Any]) -> None:
    [entry] = output("list", "--json")
    [share] = entry["shares"]
    assert (share["name"], share["marked"]) == ("Lin", 3)


def test_states_are_printed(three: Path, run: Callable[..., Any]) -> None:
    assert (
        "試刊 · 2025-03-02 · articles/park.md · starred · archived ·"
        in run("list", "--archived").stdout
    )


def test_nothing_found_is_exit_code_1(three: Path, run: Callable[..., Any]) -> None:
    result = run("list", "--filter", "沒有這個")
    assert result.exit_code == 1
    assert "meipi list --all" in result.stderr
    assert run("list", "--json", "--filter", "沒有這個").stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments", [("--filter", "tag:x"), ("--sort", "colour"), ("--limit", "0")]
)
def test_wrong_use_is_exit_code_2(
    library: Path, run: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    assert run("list", *arguments).exit_code == 2


def no_address(url: str) -> str:
    raise AssertionError(f"{url} was fetched")


def opened_with(library: Path, change: Callable[[Library], None] = lambda _: None) -> str | None:
    """The title of the article that `meipi` opens; None for the library."""
    opened = open_library(library)
    try:
        change(opened)
        article = choose(opened, None, no_address)
        return opened.open(article).head.title if article else None
    finally:
        opened.close()


def test_it_begins_with_the_only_article(library: Path) -> None:
    assert opened_with(library) == "京東造車"
    assert opened_with(library) == "京東造車"


def test_it_begins_in_the_library_if_there_is_something_to_choose_from(three: Path) -> None:
    assert opened_with(three) is None


def test_it_begins_where_reading_stopped(three: Path) -> None:
    def read(opened: Library) -> None:
        park = opened.find("park.md")
        opened.submit(lambda edits: edits.save_position(park, 0, 0.0)).result()

    assert opened_with(three, read) == "河濱公園十年"


def test_an_empty_library_begins_with_its_list(library: Path) -> None:
    (library / "articles" / "car.md").unlink()
    assert opened_with(library) is None


def test_many_new_files_are_not_waited_for(library: Path) -> None:
    for number in range(FEW):
        (library / "articles" / f"{number}.txt").write_text(f"第{number}篇\n\n內文。\n", "utf-8")
    assert opened_with(library) is None
    opened = open_library(library)
    assert opened.list() == []
    opened.close()
