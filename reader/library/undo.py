"""Taking back and doing again from outside the screens: what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Change
from reader.model.journal import JournalEntry
from reader.store import annotations as marks
from reader.store.journal import deeds
from reader.store.journal import entries as journal

if TYPE_CHECKING:
    from reader.library import Library
    from reader.store.edits import Edits


def turn(
    library: Library, op: str, article: str | None = None, *, agreed: bool = False, name: str = ""
) -> Change | JournalEntry | None:
    """Undo or redo the next entry: of an article's marks, or of whatever was done last.

    `name` is the annotator whose it is (empty: who I am already). An entry that covers more than
    one article is handed back as it is unless that was `agreed` to; None if there is nothing.
    """
    scope = journal.ANYWHERE if article is None else "marks"
    # A starter that nobody has changed stays one.
    if name and not _is_known(library, name):
        return None
    if not name:
        with library.reading() as connection:
            if journal.next_entry(connection, op, article, scope) is None:
                return None

    def write(edits: Edits) -> Change | JournalEntry | None:
        if name:
            edits.become(name)
        entry = edits.history.next_turn(op, article, scope=scope)
        if entry is None or (entry.articles > 1 and not agreed):
            return entry
        return edits.history.turn(op, entry, article)

    return library.submit(write).result()


def take_back(
    library: Library, kind: str, of: str | None = None, *, name: str = ""
) -> Change | None:
    """Take back the last correction of names; with `of` that of one annotator or label.

    `kind` is "labels" or "annotators", `name` the annotator whose correction it is (empty: who I am
    already). None if there is none.
    """
    if name and not _is_known(library, name):
        return None
    table = {"labels": "code_book", "annotators": "annotator"}[kind]

    def write(edits: Edits) -> Change | None:
        if name:
            edits.become(name)
        if of is None:
            return edits.history.undo(scope="book")
        return edits.history.undo_correction(table, of)

    return library.submit(write).result()


def _is_known(library: Library, name: str) -> bool:
    """Whether somebody has a name, or had it before they were joined with another."""
    with library.reading() as connection:
        return marks.named(connection, " ".join(name.split())) is not None


def feeds_in(library: Library, entry: JournalEntry) -> int:
    """Number of feeds that an entry covers."""
    with library.reading() as connection:
        return deeds.rows_in(connection, entry.number, "feed")
