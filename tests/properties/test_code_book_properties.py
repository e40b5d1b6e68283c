"""The code book in and out of a file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from uuid import UUID

import pytest
from about import about, given, refused
from hypothesis import strategies as st
from strategies import any_text, code_books

from reader.errors import InputError
from reader.exchange.code_book_toml import LONGEST, read, write
from reader.library import Library, open_library
from reader.model import BookChanges, CodeBook, EntryChange, Guide
from reader.model.code_book import AVERITEC, KEYS
from reader.store.code_book import label_id, verdict_id
from reader.tui.session.check_choices import check_choices
from reader.words import LANGUAGES, load


@given(code_books(), st.sets(st.sampled_from(("labels", "verdicts", "guide"))))
@about(read, write)
def test_a_book_is_read_as_it_was_written(book: CodeBook, without: set[str]) -> None:
    book = replace(book, **dict.fromkeys(without))
    written = write(book)
    assert read(written.encode()) == book
    assert max(map(len, written.encode().splitlines())) <= LONGEST
    values = tomllib.loads(written)
    assert [it["name"] for it in values.get("label", ())] == [it.name for it in book.labels or ()]
    assert all(it["averitec"] in AVERITEC for it in values.get("verdict", ()))
    assert {it["key"] for it in values.get("verdict", ()) if "key" in it} == {
        KEYS[it.id] for it in book.verdicts or () if it.id in KEYS
    }


@pytest.fixture(scope="module")
def two_libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """A library that each example fills anew, and one that takes over what it has."""
    folders = [tmp_path_factory.mktemp(name) for name in ("mine", "theirs")]
    with closing(open_library(folders[0])) as mine, closing(open_library(folders[1])) as theirs:
        yield mine, theirs


def taken_in(library: Library, book: CodeBook) -> CodeBook:
    """What the code book of a library is after an import."""
    library.submit(lambda edits: edits.book_import.take_in(book)).result()
    return library.book.whole()


@given(code_books())
@about(write, read)
def test_another_library_gets_the_same_book_and_one_undo_takes_it_back(
    two_libraries: tuple[Library, Library], book: CodeBook
) -> None:
    mine, theirs = two_libraries
    kept = taken_in(mine, book)
    assert kept.verdicts is not None
    assert [it.name for it in kept.verdicts] == [it.name for it in book.verdicts or ()]
    before = theirs.book.whole()
    assert taken_in(theirs, read(write(kept).encode())) == kept
    assert not theirs.book.changes(kept).some
    if kept == before:
        return
    for op, state in (("undo", before), ("redo", kept)):
        change = theirs.submit(
            lambda edits, op=op: edits.history.turn_next(op, scope="book")
        ).result()
        assert change is not None
        assert change.left == 0
        assert theirs.book.whole() == state


@given(st.binary(max_size=80) | any_text.map(lambda text: text.encode("utf-8", "surrogatepass")))
@about(read)
def test_whatever_is_in_a_file_is_a_book_or_refused(data: bytes) -> None:
    try:
        assert read(data) == read(data)
    except InputError as error:
        refused(error, "book_syntax", "book_entry", "book_too_large")


@given(code_books(), st.integers(0, 2))
@about(BookChanges.some)
def test_what_is_only_kept_is_no_change(book: CodeBook, kept: int) -> None:
    changes = tuple(EntryChange(it, it, kept) for it in book.labels or ())
    assert BookChanges(changes).some == (bool(changes) and not kept)
    assert BookChanges((), guide=(Guide(), Guide("甲"))).some


@given(any_text.filter(lambda text: text.isprintable()))
@about(verdict_id)
def test_a_verdict_has_the_id_of_its_first_name(name: str) -> None:
    assert UUID(verdict_id(name)).version == 8
    assert verdict_id(name) == verdict_id(name) != label_id(name)


@given(code_books(), st.sampled_from(LANGUAGES))
@about(check_choices)
def test_each_choice_of_a_check_has_a_name_of_its_own(book: CodeBook, language: str) -> None:
    scale = [it.verdict for it in book.verdicts or ()]
    choices = check_choices(load(language), scale)
    assert [it["verdict"] for it in choices.values() if "verdict" in it] == scale
    assert len(choices) == len(scale) + 3
