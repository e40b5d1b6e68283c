"""Undo and redo: on an article's page, in the library, and from anywhere."""

from __future__ import annotations

from reader.errors import InputError
from reader.model import Change
from reader.model.journal import JournalEntry
from reader.store import annotations as marks
from reader.store import claim_checks as checks
from reader.store.edits.edit_context import EditContext
from reader.store.edits.join_edits import JoinEdits
from reader.store.journal import entries as journal
from reader.store.journal import turning
from reader.store.journal.refused_turns import NAMED


class UndoRedo:
    """Actions that undo or redo an entry of the journal."""

    def __init__(self, context: EditContext, joins: JoinEdits) -> None:
        self._context, self._connection, self._joins = context, context.connection, joins

    def next_turn(
        self, op: str, article: str | None = None, *, scope: str = "marks"
    ) -> JournalEntry | None:
        """Entry that `op` would turn, as `journal.next_entry` finds it.

        Raises `InputError` `annotator_needed` for the marks of an article.
        """
        if scope == "marks":
            self._context.me()
        return journal.next_entry(self._connection, op, article, scope)

    def turn(self, op: str, entry: JournalEntry, article: str | None = None) -> Change:
        """Turn an entry that `next_turn` found. The change tells of the annotations of an article,
        or, if none is named, of a single one; and of those that have a check with one of them.
        """
        touched = []
        if article is not None or not entry.wide:
            of = article or entry.article
            touched = journal.annotations_in(self._connection, entry.number, of)
            touched = checks.sharing(self._connection, touched)
        before = marks.these(self._connection, touched)
        owner = self._context.owner(entry.scope)
        stamp = self._context.clock.tick()
        undo = op == "undo"
        turned = turning.turn(self._connection, stamp, owner, entry.number, undo=undo)
        after = marks.these(self._connection, touched)
        pairs = tuple((before.get(ident), after.get(ident)) for ident in touched)
        if entry.scope == "shelf":
            self._joins.settle(owner, entry.number, undo=undo)
        return Change(op, pairs, left=turned.left, private=turned.private, entry=entry)

    def turn_next(
        self, op: str, article: str | None = None, *, scope: str = "marks"
    ) -> Change | None:
        """Undo or redo my last action in this article, or in a scope; None if there is none."""
        entry = self.next_turn(op, article, scope=scope)
        return None if entry is None else self.turn(op, entry, article)

    def undo(self, article: str | None = None, *, scope: str = "marks") -> Change | None:
        """Take back my last action in this article, or in a scope; None if there is none."""
        return self.turn_next("undo", article, scope=scope)

    def undo_correction(self, table: str, name: str) -> Change | None:
        """Take back my last correction of the label (table `code_book`) or the person (table
        `annotator`) of this name, also of one that was joined or removed; None if there is none.
        """
        if table not in NAMED:
            raise TypeError(f"nothing in {table!r} has a name")
        found = journal.next_of_name(self._connection, self._context.owner("shelf"), table, name)
        if found is None:
            return None
        return self.turn("undo", journal.described(self._connection, found))

    def undo_again(self, refused: int) -> Change | None:
        """Take back a correction of names that was refused, if it can be by now; else my last."""
        if journal.stands(self._connection, refused):
            try:
                return self.turn("undo", journal.described(self._connection, refused))
            except InputError:
                pass
        return self.undo(scope="book")

    def redo(self, article: str | None = None, *, scope: str = "marks") -> Change | None:
        """Do again what I undid last in this article, or in a scope; None if there is nothing."""
        return self.turn_next("redo", article, scope=scope)

    def turn_unless_wide(
        self, op: str, article: str, agreed: int = 0
    ) -> Change | JournalEntry | None:
        """Turn the next entry of an article; None if there is none. One that covers more than a
        mark is handed back as it is, unless its number was `agreed` to.

        Raises `InputError`: `annotator_needed`, `article_joined`, `article_removed`.
        """
        self._context.refuse_gone(article)
        entry = self.next_turn(op, article)
        if entry is None or (entry.wide and entry.number != agreed):
            return entry
        return self.turn(op, entry, article)
