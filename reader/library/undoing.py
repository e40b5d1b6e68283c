"""Taking back and doing again from outside the screens: what was done last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Change
from reader.model.journal import JournalEntry
from reader.store import deeds, undoing

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
    scope = undoing.ANYWHERE if article is None else "marks"
    # A starter that nobody has changed stays one.
    if name and name not in {each.name for each in library.annotators()}:
        return None
    if not name:
        with library.reading() as connection:
            if undoing.next_entry(connection, op, article, scope) is None:
                return None

    def write(edits: Edits) -> Change | JournalEntry | None:
        if name:
            edits.become(name)
        entry = edits.next_turn(op, article, scope=scope)
        if entry is None or (entry.articles > 1 and not agreed):
            return entry
        return edits.turn(op, entry, article)

    return library.submit(write).result()


def feeds_in(library: Library, entry: JournalEntry) -> int:
    """How many feeds an entry covers."""
    with library.reading() as connection:
        return deeds.rows_in(connection, entry.number, "feed")
