"""Files come in, change, move and vanish."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library
from reader.model import Change, Span, Tag

IDENT = "0199e2b4-0000-7000-8000-000000000001"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "articles" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def titles(library: Library) -> list[str]:
    return [entry.head.title for entry in library.list()]


def test_new_files_come_in_newest_first(library: Library) -> None:
    write(library.root, "old.md", "---\ntitle: 舊聞\ndate: 2001-01-01\n---\n\n很久以前的事。\n")
    write(library.root, "sub/new.md", "---\ntitle: 新聞\ndate: 2026-01-01\n---\n\n剛剛的事。\n")
    write(library.root, ".hidden.md", "不是文章。\n")
    write(library.root, "picture.png", "不是文章。\n")
    assert library.sync() == []
    assert titles(library) == ["新聞", "河濱公園十年", "舊聞"]


def test_a_plain_file_takes_its_name_as_title(library: Library) -> None:
    write(library.root, "今天.txt", "今天沒有事情發生，所以這裡只有一個句子。\n")
    library.sync()
    assert library.list()[-1].head.path == "articles/今天.txt"
    assert library.find("今天") == library.list()[-1].head.id


def test_a_broken_file_stops_no_other(library: Library) -> None:
    write(library.root, "a.md", "")
    (library.articles / "b.md").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    write(library.root, "c.md", "這一篇沒有問題。\n")
    problems = library.sync()
    assert [(path.name, problem.code) for path, problem in problems] == [
        ("a.md", "file_empty"),
        ("b.md", "file_binary"),
    ]
    assert library.find("c.md")


def test_a_name_that_is_no_text_is_reported(library: Library) -> None:
    path = os.fsencode(library.articles) + b"/\xff\xfe.md"
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib has no bytes paths
        file.write("一句話。".encode())
    ((_, problem),) = library.sync()
    assert problem.code == "file_name_no_text"


def test_a_changed_file_replaces_a_text_nobody_worked_on(library: Library, article: str) -> None:
    before = library.open(article)
    path = library.articles / "park.md"
    path.write_text(path.read_text(encoding="utf-8").replace("三百萬", "兩百萬"), encoding="utf-8")
    assert library.sync() == []
    after = library.open(article)
    assert library.find("park.md") == article
    assert "兩百萬" in after.text
    assert after.head.revision != before.head.revision
    assert after.notices == ()


def test_front_matter_may_change_under_an_annotated_text(
    library: Library, article: str, edit: Callable[..., Change]
) -> None:
    edit(Span(0, 4), tag=Tag.FACT)
    path = library.articles / "park.md"
    text = path.read_text(encoding="utf-8").replace("title: 河濱公園十年", "title: 公園")
    path.write_text(text, encoding="utf-8")
    library.sync()
    assert titles(library) == ["公園"]
    told = ("head.title", {"before": "河濱公園十年", "after": "公園"})
    assert library.open(article).notices == (told,)
    assert library.to_review(article) == 0


def test_a_vanished_file_stays_readable_and_a_moved_one_is_known(
    library: Library, article: str, edit: Callable[..., Change]
) -> None:
    edit(Span(0, 4), tag=Tag.FACT)
    path = library.articles / "park.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    library.sync()
    assert len(library.open(article).annotations) == 1
    write(library.root, "moved.md", text)
    library.sync()
    assert library.find("moved.md") == article
    assert [entry.head.path for entry in library.list()] == ["articles/moved.md"]


def test_a_file_keeps_its_article_by_its_own_id_through_renaming_and_rewriting(
    library: Library,
) -> None:
    path = write(library.root, "a.md", f"---\ntitle: 甲\nid: {IDENT}\n---\n\n第一版。\n")
    library.sync()
    assert library.find("甲") == IDENT
    path.unlink()
    write(library.root, "b.md", f"---\ntitle: 乙\nid: {IDENT}\n---\n\n第二版。\n")
    assert library.sync() == []
    assert library.find("b.md") == IDENT
    assert library.open(IDENT).text.strip() == "第二版。"


def test_two_different_texts_cannot_have_one_id(library: Library) -> None:
    write(library.root, "a.md", f"---\ntitle: 甲\nid: {IDENT}\n---\n\n第一版。\n")
    write(library.root, "b.md", f"---\ntitle: 乙\nid: {IDENT}\n---\n\n別的文章。\n")
    ((path, problem),) = library.sync()
    assert (path.name, problem.code) == ("b.md", "article_id_taken")
    assert library.open(IDENT).text.strip() == "第一版。"


def test_a_file_outside_is_taken_in_where_it_lies(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text("別處的一篇文章，只有一句話。\n", encoding="utf-8")
    article = library.take_in(path)
    assert library.open(article).head.path == str(path)
    assert library.take_in(path) == article
    assert library.find(str(path)) == article
    path.unlink()
    with pytest.raises(InputError, match="file_missing"):
        library.take_in(path)
    library.sync()
    assert library.open(article).text


def test_taking_in_what_is_no_article(library: Library, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    cases = [
        (tmp_path / "none.md", "file_missing"),
        (tmp_path, "file_is_folder"),
        (pipe, "file_unreadable"),
        (loop, "file_unreadable"),
        (tmp_path / "nul\0.md", "file_unreadable"),
        (huge, "file_too_large"),
    ]
    for path, code in cases:
        with pytest.raises(InputError) as raised:
            library.take_in(path)
        assert (raised.value.code, "path" in raised.value.params) == (code, True)


def test_syncing_again_reads_and_writes_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("an unchanged file was read or written")

    monkeypatch.setattr("reader.library.intake.scan.read_bytes", fail)
    monkeypatch.setattr(library, "submit", fail)
    assert library.sync() == []


def texts(library: Library) -> set[str]:
    """Every text that can be read."""
    return {library.open(entry.head.id).text.strip() for entry in library.list()}


def test_a_name_used_again_after_its_file_moved_loses_no_text(library: Library) -> None:
    first = write(library.root, "a.md", "甲文只有一句。\n")
    library.sync()
    first.rename(first.with_name("b.md"))
    write(library.root, "a.md", "乙文也只有一句。\n")
    library.sync()
    assert {"甲文只有一句。", "乙文也只有一句。"} <= texts(library)
    library.sync()
    assert {"甲文只有一句。", "乙文也只有一句。"} <= texts(library)


def test_a_former_text_that_comes_back_leaves_the_newer_one(library: Library) -> None:
    write(library.root, "a.md", "甲文只有一句。\n")
    library.sync()
    write(library.root, "a.md", "丙文是改過的甲文。\n")
    library.sync()
    write(library.root, "old.md", "甲文只有一句。\n")
    library.sync()
    assert {"甲文只有一句。", "丙文是改過的甲文。"} <= texts(library)


def test_of_two_files_with_one_text_each_can_be_edited(library: Library) -> None:
    write(library.root, "a.md", "甲文只有一句。\n")
    write(library.root, "b.md", "甲文只有一句。\n")
    library.sync()
    assert len([text for text in texts(library) if text == "甲文只有一句。"]) == 1
    write(library.root, "b.md", "這是另一句。\n")
    library.sync()
    assert {"甲文只有一句。", "這是另一句。"} <= texts(library)
    assert library.find("a") != library.find("b")
