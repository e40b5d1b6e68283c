"""Files that were renamed and edited between two starts: asked about, joined with all marks."""

import os
from pathlib import Path

import pytest

from reader.library import Library, open_library
from reader.library.health.doctor import examine
from reader.library.intake import renamed_files as renamed
from reader.library.intake.renamed_files import ArticlePair
from reader.library.joining import part
from reader.model import Span, Tag

OLD = """鹽田關口排隊更久

海關昨天通報，三季度出口貨值增加了一成二，是三年來最高的一季。

有車主說，排隊時間比去年更長，司機在車上要等四個小時。

關口方面表示，年底以前會再開兩條車道，也會延長通關的時間。
"""
NEW = (
    OLD.replace("一成二", "一成三").replace("更久", "更久了")
    + "\n記者會補充，新車道先給冷鏈貨車用。\n"
)
OTHER = """圖書館夜間照常開放

市立圖書館說，閱覽室夜裡照常開放，自修室也一樣，讀者不必擔心。
"""


@pytest.fixture
def place(library: Library) -> Path:
    """Where its articles lie."""
    return library.articles


def write(place: Path, name: str, text: str) -> Path:
    path = place / name
    path.write_text(text, encoding="utf-8")
    return path


def article_at(library: Library, name: str) -> str:
    return library.files()[f"articles/{name}"].article


def mark(library: Library, article: str, words: str) -> None:
    start = library.open(article).text.index(words)
    span = Span(start, start + len(words))
    library.submit(lambda e: e.become("王")).result()
    library.submit(lambda e: e.edit(article, span, tag=Tag.FACT, note="問海關")).result()


def moved(library: Library, place: Path, text: str = NEW, *, was: str = OLD) -> tuple[str, str]:
    """An article with a mark, and the one that its file is after it was renamed and edited."""
    path = write(place, "old.txt", was)
    library.sync()
    old = article_at(library, "old.txt")
    mark(library, old, "等四個小時")
    path.unlink()
    write(place, "new.txt", text)
    library.sync()
    return old, article_at(library, "new.txt")


def test_it_is_asked_and_nothing_is_joined_yet(library: Library, place: Path) -> None:
    old, new = moved(library, place)
    assert old != new
    (pair,) = renamed.pairs(library)
    assert pair == ArticlePair(
        new, old, "鹽田關口排隊更久了", "鹽田關口排隊更久", "articles/new.txt", "articles/old.txt"
    )
    assert len(library.annotations(new)) == 0
    library.sync()
    assert renamed.pairs(library) == (pair,)


@pytest.mark.parametrize(("was", "now", "figure"), [(OLD, NEW, "一成三"), (NEW, OLD, "一成二")])
def test_on_yes_the_new_text_is_read_with_every_mark(
    library: Library, place: Path, was: str, now: str, figure: str
) -> None:
    old, new = moved(library, place, now, was=was)
    assert (new < old) == (now == OLD)  # either id may be the one that stays
    (pair,) = renamed.pairs(library)
    done = renamed.join(library, pair)
    assert done.article == min(old, new)
    document = library.open(done.article)
    assert figure in document.text
    (found,) = document.annotations
    assert found.span is not None
    assert document.text[found.span.start : found.span.end] == "等四個小時"
    assert (found.note, done.review) == ("問海關", 0)
    assert renamed.pairs(library) == ()
    library.sync()
    assert figure in library.open(done.article).text
    assert examine(library.root).in_order


@pytest.mark.parametrize(("was", "now"), [(OLD, NEW), (NEW, OLD)])
def test_undone_they_are_two_again(library: Library, place: Path, was: str, now: str) -> None:
    old, new = moved(library, place, now, was=was)
    before = [library.open(it).text for it in (old, new)]
    done = renamed.join(library, renamed.pairs(library)[0])
    part(library, done.article)
    assert [library.open(it).text for it in (old, new)] == before
    assert (len(library.annotations(old)), len(library.annotations(new))) == (1, 0)
    library.sync()
    assert renamed.pairs(library) == ()


def test_on_no_it_is_not_asked_again(library: Library, place: Path) -> None:
    old, new = moved(library, place)
    renamed.keep_apart(library, renamed.pairs(library)[0])
    os.utime(place / "new.txt", (1, 1))
    library.sync()
    assert renamed.pairs(library) == ()
    assert library.open(old).head.id != library.open(new).head.id


@pytest.mark.parametrize("text", [OTHER, OLD.split("\n")[2] + "\n" + OTHER * 12])
def test_what_is_not_alike_is_not_asked_about(library: Library, place: Path, text: str) -> None:
    moved(library, place, text)
    assert renamed.pairs(library) == ()


def test_an_article_whose_file_is_there_is_not_asked_about(library: Library, place: Path) -> None:
    write(place, "old.txt", OLD)
    library.sync()
    write(place, "new.txt", NEW)
    library.sync()
    assert renamed.pairs(library) == ()


def test_a_file_that_went_earlier_is_still_thought_of(library: Library, place: Path) -> None:
    path = write(place, "old.txt", OLD)
    library.sync()
    path.unlink()
    library.sync()
    write(place, "new.txt", NEW)
    library.sync()
    assert len(renamed.pairs(library)) == 1


def test_what_was_removed_is_not_asked_about(library: Library, place: Path) -> None:
    path = write(place, "old.txt", OLD)
    library.sync()
    old = article_at(library, "old.txt")
    library.submit(lambda e: e.shelf.take_out([old])).result()
    path.unlink()
    write(place, "new.txt", NEW)
    library.sync()
    assert renamed.pairs(library) == ()


def test_of_several_each_finds_its_own(library: Library, place: Path) -> None:
    second = OTHER + "\n館長王大明請讀者放心，他說這個消息是誤傳，夜裡還會多開一間自修室。\n"
    paths = [write(place, "a.txt", OLD), write(place, "b.txt", second)]
    library.sync()
    old = [article_at(library, path.name) for path in paths]
    for path in paths:
        path.unlink()
    write(place, "x.txt", second.replace("誤傳", "謠言"))
    write(place, "y.txt", NEW)
    library.sync()
    found = {pair.new_file: pair.old for pair in renamed.pairs(library)}
    assert found == {"articles/x.txt": old[1], "articles/y.txt": old[0]}


def test_it_is_asked_after_a_restart(library: Library, place: Path) -> None:
    moved(library, place)
    root = library.root
    library.close()
    again = open_library(root)
    assert len(renamed.pairs(again)) == 1
    again.close()


def test_it_is_asked_though_another_text_has_the_old_name(library: Library, place: Path) -> None:
    write(place, "today.txt", OLD)
    library.sync()
    old = article_at(library, "today.txt")
    mark(library, old, "等四個小時")
    write(place, "monday.txt", NEW)
    write(place, "today.txt", OTHER)
    library.sync()
    (pair,) = renamed.pairs(library)
    assert (pair.old, pair.new) == (old, article_at(library, "monday.txt"))
    assert (pair.new_file, pair.old_file) == ("articles/monday.txt", "articles/today.txt")
    done = renamed.join(library, pair)
    document = library.open(done.article)
    assert "一成三" in document.text
    assert len(document.annotations) == 1
    assert article_at(library, "today.txt") != done.article
    assert renamed.pairs(library) == ()


def test_two_files_that_changed_names_and_words_are_both_asked_about(
    library: Library, place: Path
) -> None:
    write(place, "01.txt", OLD)
    write(place, "02.txt", OTHER)
    library.sync()
    one, other = article_at(library, "01.txt"), article_at(library, "02.txt")
    write(place, "01.txt", OTHER.replace("照常", "仍然"))
    write(place, "02.txt", NEW)
    library.sync()
    found = {pair.old: pair.new for pair in renamed.pairs(library)}
    assert found == {one: article_at(library, "02.txt"), other: article_at(library, "01.txt")}
