"""Checks: a status and a verdict that are set apart, kept, shared and undone."""

import sqlite3
from contextlib import closing

import pytest
from test_naming import ONE, OTHER, Shelf, shelf

from reader.errors import InputError
from reader.model import Status
from reader.model.code_book import FORMER, VERDICTS
from reader.store.schema import claims
from reader.store.sources import private_in

__all__ = ["shelf"]


def edit(shelf: Shelf, **fields: object) -> None:
    shelf.do("edit", shelf.article, ONE, **fields)


def test_the_program_and_its_tables_know_the_same_verdicts(shelf: Shelf) -> None:
    assert {key: ident for key, ident, *_ in claims.VERDICTS} == VERDICTS
    assert claims.DECIDED == FORMER
    assert [it.key for it in shelf.library.book.scale()] == list(VERDICTS)[:5]


def test_a_verdict_is_signed_and_no_status_takes_it_away(shelf: Shelf) -> None:
    edit(shelf, tag="fact")
    edit(shelf, verdict="incorrect")
    told = shelf.at(ONE)
    assert (told.status, told.verdict and told.verdict.key) == (Status.DECIDED, "incorrect")
    assert told.checked_by == "王"
    for status in ("to_check", "asked", "decided"):
        edit(shelf, status=status)
        assert shelf.at(ONE).verdict == told.verdict
        assert shelf.at(ONE).status == status
        assert (shelf.at(ONE).checked_by, shelf.at(ONE).checked_on) == ("王", told.checked_on)
    edit(shelf, status="unchecked")
    assert (shelf.at(ONE).verdict, shelf.at(ONE).checked_by) == (None, "")
    shelf.do("history.undo", shelf.article)
    assert shelf.at(ONE).verdict == told.verdict
    edit(shelf, verdict="")
    assert (shelf.at(ONE).status, shelf.at(ONE).verdict) == (Status.UNCHECKED, None)


@pytest.mark.parametrize("word", FORMER)
def test_statuses_of_earlier_versions_are_taken_as_verdicts(shelf: Shelf, word: str) -> None:
    edit(shelf, status=word)
    told = shelf.at(ONE)
    assert (told.status, told.verdict and told.verdict.key) == (Status.DECIDED, FORMER[word])
    assert FORMER[word] in {it.key for it in shelf.library.book.scale()}


def test_a_verdict_that_is_none_is_refused(shelf: Shelf) -> None:
    with pytest.raises(InputError) as raised:
        edit(shelf, verdict="maybe")
    assert raised.value.code == "verdict_unknown"
    assert shelf.library.annotations(shelf.article) == ()


def test_undo_to_the_start_and_redo_to_the_end(shelf: Shelf) -> None:
    edit(shelf, status="asked")
    shelf.do("add_evidence", shelf.article, ONE, "https://a.example/")
    edit(shelf, verdict="clarification", justification="表裡沒有")
    end = shelf.at(ONE)
    while shelf.do("history.undo", shelf.article):
        pass
    assert shelf.library.annotations(shelf.article) == ()
    while shelf.do("history.redo", shelf.article):
        pass
    assert shelf.at(ONE) == end
    assert len(end.evidence) == 1


def test_what_several_claims_share_is_decided_for_all(shelf: Shelf) -> None:
    edit(shelf, verdict="correct")
    shelf.do("edit", shelf.article, OTHER, tag="fact")
    first, second = shelf.at(ONE), shelf.at(OTHER)
    with closing(sqlite3.connect(shelf.library.database)) as connection, connection:
        connection.execute(
            "UPDATE annotation SET claim_check = ? WHERE id = ?", (first.claim_check, second.id)
        )
    shelf.do("edit", shelf.article, OTHER, verdict="incorrect")
    shelf.do("add_evidence", shelf.article, ONE, "https://a.example/")
    for span in (ONE, OTHER):
        told = shelf.at(span)
        assert told.verdict
        assert told.verdict.key == "incorrect"
        assert len(told.evidence) == 1
    shelf.do("remove", first.id)
    assert shelf.at(OTHER).evidence


def test_what_was_decided_elsewhere_meanwhile_is_left_as_one(shelf: Shelf) -> None:
    edit(shelf, tag="fact")
    edit(shelf, verdict="correct")
    with closing(sqlite3.connect(shelf.library.database)) as connection, connection:
        connection.execute(
            "INSERT INTO code_book (id, kind) VALUES (?, 'verdict')", (VERDICTS["disputed"],)
        )
        connection.execute(
            "UPDATE claim_check SET verdict = ?, checked_by = '林'", (VERDICTS["disputed"],)
        )
    change = shelf.do("history.undo", shelf.article)
    told = shelf.at(ONE)
    assert change.left == 1
    assert (told.status, told.verdict and told.verdict.key) == (Status.DECIDED, "disputed")


def test_a_note_stays_private_by_itself(shelf: Shelf) -> None:
    shelf.do("edit", shelf.article, OTHER, source="王大明", private=True)
    edit(shelf, tag="fact", note="王大明說的")
    edit(shelf, note_private=True)
    change = shelf.do("history.undo", shelf.article)
    assert (shelf.at(ONE).note_private, change.private) == (True, 1), "it names a private source"
    with closing(sqlite3.connect(shelf.library.database)) as connection:
        assert private_in(connection, "王大明說的") == ("王大明",)
