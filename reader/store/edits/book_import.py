"""Import of a code book: labels, the verdict scale and the guide become those of a file."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import BookChanges, CodeBook
from reader.store import book_plan, settings
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields, RowChange
from reader.store.edits.edit_context import EditContext
from reader.store.journal import Journalled
from reader.store.journal.refused_turns import Row, set_aside


class BookImport:
    """Import of a code book as one action, which is undone where names are corrected."""

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def take_in(self, book: CodeBook) -> BookChanges:
        """Make the code book what a file says, and return what that changed.

        A part that is None stays. Entries that the file does not name are removed, unless an
        annotation has them. Raises `InputError` `book_entry` for an entry that has the id of
        another kind, the name of one that stays, or too long a name.
        """
        plan = book_plan.plan(self._connection, book)
        if plan.changes.some:
            stamp = self._context.stamp()
            changes = [Journalled(it, None) for it in self._written(stamp, plan)]
            self._context.record(stamp, self._context.owner("book"), changes)
        return plan.changes

    def _written(self, stamp: str, plan: book_plan.BookPlan) -> Iterable[RowChange]:
        wanted: dict[Row, Fields] = {
            ("code_book", (ident,)): fields for ident, fields in plan.rows.items()
        }
        yield from set_aside(self._connection, stamp, wanted)
        for (table, key), fields in wanted.items():
            if change := rows.put(self._connection, stamp, table, key, fields):
                yield change
        texts = {settings.BOOK: stamp}
        if plan.changes.guide:
            guide = plan.changes.guide[1]
            texts |= {settings.GUIDE: guide.text, settings.GUIDE_VERSION: guide.version}
        for name, text in texts.items():
            if settings.get(self._connection, name) is None:
                settings.put(self._connection, name, "")
            if change := rows.put(self._connection, stamp, "setting", (name,), {"value": text}):
                yield change
