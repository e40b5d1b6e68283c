"""Taking back and doing again: on an article's page, in the library, and from anywhere."""

from __future__ import annotations

import sqlite3

from reader.errors import InputError
from reader.model import Change
from reader.model.journal import JournalEntry
from reader.store import annotations as marks
from reader.store import checks, journal, turning
from reader.store.acting import Actor
from reader.store.journal import Owner
from reader.store.taken import NAMED

ANYWHERE = ""
"""The scope of an undo that takes back the newest entry of all."""


def next_entry(
    connection: sqlite3.Connection, op: str, article: str | None = None, scope: str = "marks"
) -> JournalEntry | None:
    """What `op`, "undo" or "redo", would turn: in an article, or in a scope; None for nothing."""
    me = marks.me(connection)
    owner = Owner(me.id if me else None, scope)
    if scope == ANYWHERE:
        entry = journal.newest(connection, owner, op)
        # What lies beneath it in its articles comes back before it.
        if op == "redo" and entry is not None:
            found = journal.described(connection, entry)
            beneath = found.article or None if found.scope == "marks" else None
            return next_entry(connection, op, beneath, found.scope)
    elif article is None:
        entry = journal.next_in_scope(connection, owner, op)
    else:
        entry = journal.next_in_article(connection, owner, op, article)
    return None if entry is None else journal.described(connection, entry)


class Undoing(Actor):
    """Actions that turn an entry of the journal."""

    def next_turn(
        self, op: str, article: str | None = None, *, scope: str = "marks"
    ) -> JournalEntry | None:
        """What `op` would turn, as `next_entry` says.

        Raises `InputError` `annotator_needed` for the marks of an article.
        """
        if scope == "marks":
            self._me()
        return next_entry(self.connection, op, article, scope)

    def turn(self, op: str, entry: JournalEntry, article: str | None = None) -> Change:
        """Turn an entry that `next_turn` found. The change tells of the annotations of an article,
        or, if none is named, of a single one; and of those that have a check with one of them.
        """
        touched = []
        if article is not None or not entry.wide:
            of = article or entry.article
            touched = journal.annotations_in(self.connection, entry.number, of)
            touched = checks.sharing(self.connection, touched)
        before = marks.these(self.connection, touched)
        owner = self._shelf()._replace(scope=entry.scope)
        stamp = self._clock.tick()
        turned = turning.turn(self.connection, stamp, owner, entry.number, undo=op == "undo")
        after = marks.these(self.connection, touched)
        pairs = tuple((before.get(ident), after.get(ident)) for ident in touched)
        return Change(op, pairs, left=turned.left, private=turned.private, entry=entry)

    def undo(self, article: str | None = None, *, scope: str = "marks") -> Change | None:
        """Take back my last action in this article, or in a scope; None if there is none."""
        return self._next(article, scope, "undo")

    def undo_correction(self, table: str, name: str) -> Change | None:
        """Take back my last correction of the label (table `code_book`) or the person (table
        `annotator`) of this name, also of one that was joined or removed; None if there is none.
        """
        if table not in NAMED:
            raise TypeError(f"nothing in {table!r} has a name")
        found = journal.next_of_name(self.connection, self._shelf(), table, name)
        if found is None:
            return None
        return self.turn("undo", journal.described(self.connection, found))

    def undo_again(self, refused: int) -> Change | None:
        """Take back a correction of names that was refused, if it can be by now; else my last."""
        if journal.stands(self.connection, refused):
            try:
                return self.turn("undo", journal.described(self.connection, refused))
            except InputError:
                pass
        return self.undo(scope="book")

    def redo(self, article: str | None = None, *, scope: str = "marks") -> Change | None:
        """Do again what I undid last in this article, or in a scope; None if there is nothing."""
        return self._next(article, scope, "redo")

    def turn_unless_wide(
        self, op: str, article: str, agreed: int = 0
    ) -> Change | JournalEntry | None:
        """Turn the next entry of an article; None if there is none. One that covers more than a
        mark is handed back as it is, unless its number was `agreed` to.

        Raises `InputError`: `annotator_needed`, `article_joined`, `article_removed`.
        """
        self._refuse_gone(article)
        entry = self.next_turn(op, article)
        if entry is None or (entry.wide and entry.number != agreed):
            return entry
        return self.turn(op, entry, article)

    def _next(self, article: str | None, scope: str, op: str) -> Change | None:
        entry = self.next_turn(op, article, scope=scope)
        return None if entry is None else self.turn(op, entry, article)
