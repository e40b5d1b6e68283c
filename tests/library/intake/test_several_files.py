"""An article of several files: which one it is named by, and what each says of it."""

from pathlib import Path

import pytest

from reader.library import Library
from reader.library.joining import join

TEXT = "市府說，公園去年來了百分之十二的市民。我認為太多了。\n"
OTHER = TEXT.replace("十二", "十五").replace("我認為太多了", "鄰里都很高興")


def write(library: Library, name: str, head: str, text: str = TEXT) -> Path:
    path = library.articles / name
    path.write_text(f"---\n{head}\n---\n\n{text}", encoding="utf-8")
    assert library.sync() == []
    return path


@pytest.mark.parametrize("first", ["a.md", "b.md"])
def test_it_is_named_by_the_file_whose_text_is_read(first: str, library: Library) -> None:
    write(library, "a.md", "title: 甲")
    write(library, "b.md", "title: 乙", OTHER)
    join(library, library.find("a.md"), library.find("b.md"))
    article = library.find(first)
    head = library.open(article).head
    read = "a.md" if library.open(article).text.startswith(TEXT.strip()) else "b.md"
    assert head.path == f"articles/{read}"
    path = library.articles / ("b.md" if read == "a.md" else "a.md")
    path.write_text(path.read_text("utf-8").replace("去年", "前年"), encoding="utf-8")
    assert library.sync() == []
    assert library.open(article).head.path == f"articles/{path.name}"


def test_a_copy_takes_nothing_away(library: Library) -> None:
    write(library, "a.md", "title: 甲\nsource: 某報\ndate: 2025-10-01")
    write(library, "c.md", "title: 丙\nlang: zh-Hant")
    head = library.open(library.find("a.md")).head
    assert (head.title, head.source, head.date, head.lang) == (
        "甲",
        "某報",
        "2025-10-01",
        "zh-Hant",
    )
    assert head.path == "articles/a.md"
    write(library, "c.md", "title: 丙\nlang: zh-Hans")
    head = library.open(library.find("a.md")).head
    assert (head.title, head.source, head.date, head.lang) == (
        "丙",
        "某報",
        "2025-10-01",
        "zh-Hans",
    )


def test_a_file_that_has_another_name_may_say_less(library: Library) -> None:
    path = write(library, "a.md", "title: 甲\nsource: 某報")
    article = library.find("a.md")
    path.unlink()
    write(library, "c.md", "title: 丙")
    assert library.find("c.md") == article
    head = library.open(article).head
    assert (head.title, head.source) == ("丙", "")
