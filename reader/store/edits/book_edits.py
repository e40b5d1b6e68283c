"""Corrections of names, of labels and annotators. All marks follow, and it can be undone.

What is done here is of the library itself (scope `book` of the journal), so it is undone where
names are corrected, not on the page of an article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.errors import InputError
from reader.model import Annotator
from reader.store import annotations as marks
from reader.store import code_book
from reader.store.book_plan import NAME_MAX
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import EditContext
from reader.store.field_rules import cleaned, has_content
from reader.store.journal import Journalled


class BookEdits:
    """Corrections of the code book and of who is who. Each returns whether it changed anything."""

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def name_label(self, digit: int, name: str) -> bool:
        """Give the label of this name a digit, 1 to 9, making it if need be; "" frees the digit.

        Raises `InputError` `label_digit`, `label_too_long`.
        """
        if not 1 <= digit <= 9:
            raise InputError("label_digit", digit=digit)
        name = " ".join(cleaned(name).split())
        if name:
            return self.key_label(self.ensure_label(self._context.stamp(), name), digit)
        row = self._connection.execute(
            "SELECT id FROM code_book WHERE digit = ? AND deleted = 0", (digit,)
        ).fetchone()
        return row is not None and self.key_label(row[0], None)

    def key_label(self, label: str, digit: int | None) -> bool:
        """Give a label (its id) a digit, which another may have had, or none.

        Raises `InputError`: `label_digit`, `label_unknown`.
        """
        self._known_label(label)
        if digit is not None and not 1 <= digit <= 9:
            raise InputError("label_digit", digit=digit)
        others = self._connection.execute(
            "SELECT id FROM code_book WHERE digit = ? AND deleted = 0 AND id <> ?", (digit, label)
        ).fetchall()
        freed: list[_Written] = [("code_book", (it,), {"digit": None}) for (it,) in others]
        return self._correct([*freed, ("code_book", (label,), {"digit": digit})])

    def describe_label(self, label: str, text: str) -> bool:
        """Say in the code book what a label means; raises `InputError` `label_unknown`."""
        self._known_label(label)
        return self._correct([("code_book", (label,), {"description": cleaned(text).strip()})])

    def rename_label(self, label: str, name: str, *, join: bool = False) -> bool:
        """Correct a label's name; with `join` one that another label has makes them one.

        Raises `InputError`: `label_unknown`, `label_empty`, `label_too_long`, `label_taken`
        without `join`.
        """
        self._known_label(label)
        name = label_name(name)
        other = code_book.find_label(self._connection, name)
        if other in (None, label):
            if other is None:
                _fits(name)
            return self._correct([("code_book", (label,), {"name": name})])
        if not join:
            raise InputError("label_taken", name=name)
        return self._correct(self._joined(label, str(other)))

    def remove_label(self, label: str) -> bool:
        """Take a label out of the code book and off all marks; raises `label_unknown`."""
        self._known_label(label)
        off: list[_Written] = [
            ("label", (annotation, label), {"deleted": 1})
            for annotation, _ in code_book.marked_with(self._connection, label)
        ]
        return self._correct([*off, ("code_book", (label,), {"deleted": 1, "digit": None})])

    def rename_annotator(self, annotator: str, name: str) -> bool:
        """Correct a person's name.

        Raises `InputError`: `annotator_unknown`, `annotator_sample`, `annotator_taken`,
        `name_empty`, `name_too_long`.
        """
        self._person(annotator)
        name = person_name(name)
        taken = self._connection.execute(
            "SELECT 1 FROM annotator WHERE name = ? AND id <> ? AND deleted = 0", (name, annotator)
        ).fetchone()
        if taken:
            raise InputError("annotator_taken", name=name)
        return self._correct([("annotator", (annotator,), {"name": name})])

    def join_annotators(self, one: str, into: str) -> bool:
        """Make two persons one: all annotations of the first are the second's from now on.

        What the first did is undone by the second, too. Raises `InputError`: `annotator_unknown`,
        `annotator_sample`, `annotator_same`.
        """
        if one == into:
            raise InputError("annotator_same")
        self._person(one), self._person(into)
        written: list[_Written] = [
            ("annotation", (ident,), {"annotator": into})
            for (ident,) in self._connection.execute(
                "SELECT id FROM annotation WHERE annotator = ? ORDER BY id", (one,)
            )
        ]
        for column in ("checked_by", "assignee", "approved_by"):
            checks = self._connection.execute(
                f"SELECT id FROM claim_check WHERE {column} = ? ORDER BY id", (one,)
            )
            written += [("claim_check", (ident,), {column: into}) for (ident,) in checks]
        return self._correct([*written, ("annotator", (one,), {"deleted": 1, "joined": into})])

    def _known_label(self, label: str) -> None:
        found = self._connection.execute(
            "SELECT 1 FROM code_book WHERE id = ? AND kind = 'label' AND deleted = 0", (label,)
        ).fetchone()
        if found is None:
            raise InputError("label_unknown", name=self._called("code_book", label))

    def _called(self, table: str, ident: str) -> str:
        """The name of a label or a person who went meanwhile, else the id."""
        row = rows.values(self._connection, table, (ident,))
        return str(row["name"]) if row else ident

    def _person(self, annotator: str) -> Annotator:
        found = {each.id: each for each in marks.annotators(self._connection)}.get(annotator)
        if found is None:
            raise InputError("annotator_unknown", name=self._called("annotator", annotator))
        if found.kind != "person":
            raise InputError("annotator_sample", name=found.name)
        return found

    def ensure_label(self, stamp: str, name: str) -> str:
        """The id of the label of a name, which comes into the code book if it is not there.

        Its first name makes its id, so that two machines that make the same label agree.
        """
        known = code_book.find_label(self._connection, name)
        if known is not None:
            return known
        _fits(name)
        ident = code_book.label_id(name)
        before = rows.values(self._connection, "code_book", (ident,))
        if before is not None and (before["name"] != name or not before["deleted"]):
            ident, before = uuid7(), None  # that entry was given another name since
        # The label that came last has the last place; looking at all of them would take long.
        last = self._connection.execute(
            "SELECT position FROM code_book WHERE kind = 'label' ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
        fields: Fields = {"kind": "label", "name": name, "position": last[0] + 1 if last else 1}
        rows.put(
            self._connection, stamp, "code_book", (ident,), {"deleted": 0} if before else fields
        )
        return ident

    def _joined(self, label: str, into: str) -> Sequence[_Written]:
        """Changes that make two labels one; the first's digit goes over if the other has none."""
        written: list[_Written] = []
        for annotation, _ in code_book.marked_with(self._connection, label):
            written.append(("label", (annotation, into), {"deleted": 0}))
            written.append(("label", (annotation, label), {"deleted": 1}))
        (old, new) = (
            rows.values(self._connection, "code_book", (ident,)) or {} for ident in (label, into)
        )
        written.append(("code_book", (label,), {"deleted": 1, "digit": None}))
        if old.get("digit") and not new.get("digit"):
            written.append(("code_book", (into,), {"digit": old["digit"]}))
        return written

    def _correct(self, written: Sequence[_Written]) -> bool:
        """Write some rows as one action; whether that changed anything."""
        stamp = self._context.stamp()
        changes = list(self._rows(stamp, written))
        if not changes:
            return False
        touched = dict.fromkeys(it.annotation for it in changes if it.annotation)
        changes += self._removed(stamp, touched)
        self._context.record(stamp, self._context.owner("book"), changes)
        return True

    def _rows(self, stamp: str, written: Sequence[_Written]) -> Iterable[Journalled]:
        for table, key, fields in written:
            change = rows.put(self._connection, stamp, table, key, fields)
            if change and table in ("annotation", "label"):
                (article,) = self._connection.execute(
                    "SELECT article FROM annotation WHERE id = ?", key[:1]
                ).fetchone()
                yield Journalled(change, article, key[0])
            elif change:
                yield Journalled(change, None)

    def _removed(self, stamp: str, annotations: Iterable[str]) -> Iterable[Journalled]:
        """Remove the annotations without content."""
        for ident in annotations:
            found = marks.one(self._connection, ident)
            if found is not None and not has_content(found):
                yield from self._rows(stamp, [("annotation", (ident,), {"deleted": 1})])


_Written = tuple[str, tuple[str, ...], Fields]
"""A table, a row's key in it, and what to write there."""


def label_name(text: str) -> str:
    """A label's name as it is kept; raises `InputError` `label_empty`."""
    name = " ".join(cleaned(text).split())
    if not name:
        raise InputError("label_empty")
    return name


def _fits(name: str) -> None:
    """Refuse a new label's name that is too long; those that are there already stay."""
    if len(name) > NAME_MAX:
        raise InputError("label_too_long", longest=NAME_MAX)


def person_name(text: str) -> str:
    """An annotator's name as it is kept; raises `InputError` `name_empty`, `name_too_long`."""
    name = " ".join(cleaned(text).split())
    if not name:
        raise InputError("name_empty")
    if len(name) > NAME_MAX:
        raise InputError("name_too_long", longest=NAME_MAX)
    return name
