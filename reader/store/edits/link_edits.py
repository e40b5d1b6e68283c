"""Edits of what claims have to do with each other: one check for several, contradictions."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import InputError
from reader.model import Change
from reader.model.offers import Kinship
from reader.store import claim_checks as checks
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import Aim, EditContext
from reader.store.journal import Journalled

_OWN = frozenset({"id", "claim_check", "clock", "deleted"})
"""Columns of a check, or of a piece of its evidence, that a copy does not have from it."""
_MEMBERS = """SELECT a.id, a.article, a.private OR r.private FROM annotation a
  JOIN article r ON r.id = a.article WHERE a.deleted = 0 AND (a.id = ?1 OR a.claim_check =
    (SELECT claim_check FROM annotation WHERE id = ?1)) ORDER BY a.id"""


class LinkEdits:
    """Actions on two claims, whoever made them; no mark is changed, only what it points to.

    All raise `InputError`: `annotator_needed`, `annotation_unknown`.
    """

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def take(self, kind: str, annotation: str, other: str, keep: str = "") -> Change:
        """Carry out what was offered: one check for both claims, or a contradiction between them.

        Raises `InputError` as `same` does.
        """
        if kind == Kinship.REPEATS:
            return self.same(annotation, other, keep)
        return self._link(kind, annotation, other, declined=0)

    def decline(self, kind: str, annotation: str, other: str) -> Change:
        """Keep it from being offered again that two claims repeat or contradict each other."""
        return self._link(kind, annotation, other, declined=1)

    def _link(self, kind: str, annotation: str, other: str, *, declined: int) -> Change:
        aim, key = self._aim(annotation), self._key(kind, annotation, other)
        self._aim(other)
        return self._context.put_row(aim, "link", key, {"declined": declined, "deleted": 0})

    def same(self, annotation: str, other: str, keep: str = "") -> Change:
        """Give two claims one check, and all that share theirs; evidence of both is kept.

        `keep` is the one of the two whose check it is to be, where both have one that says
        something. Raises `InputError`: `checks_differ` if it is not said; `claim_private`.
        """
        aim, aims = self._aim(annotation), {it: self._aim(it) for it in (annotation, other)}
        pointed = {it: _check(aims[it]) for it in aims}
        if annotation == other or pointed[annotation] == pointed[other] != "":
            return Change("do", ())
        for it in aims:
            self._refuse_private(it)
        said = [it for it in aims if checks.has_content(self._connection, it)]
        if len(said) > 1 and keep not in aims:
            raise InputError("checks_differ")
        kept = keep if keep in aims else (said[0] if said else other)
        left = annotation if kept == other else other

        def write(stamp: str) -> Iterable[Journalled]:
            members = self._connection.execute(_MEMBERS, (left,)).fetchall()
            ident, new = checks.ensured(self._connection, kept)
            if new:
                checks.point(self._connection, stamp, kept, ident)
            for member, article, _ in members:
                yield from self._point(stamp, member, article, ident)
            if pointed[left]:
                yield from self._evidence(stamp, aims[left], pointed[left], ident)

        return self._context.act(aim, write)

    def part(self, annotation: str) -> Change:
        """Give a claim a check of its own again, a copy of the one that it shares with others.

        That they repeat each other is not offered again. Raises `InputError` `check_unshared`.
        """
        aim = self._aim(annotation)
        others = [it for it, *_ in self._connection.execute(_MEMBERS, (annotation,))]
        others.remove(annotation)
        check = _check(aim)
        if not check or not others:
            raise InputError("check_unshared")

        def write(stamp: str) -> Iterable[Journalled]:
            ident = uuid7()
            known = rows.values(self._connection, "claim_check", (check,)) or {}
            copied = {name: it for name, it in known.items() if name not in _OWN}
            made = rows.insert(self._connection, stamp, "claim_check", (ident,), copied)
            yield Journalled(made, aim.article, annotation)
            yield from self._evidence(stamp, aim, check, ident)
            yield from self._point(stamp, annotation, aim.article, ident)
            for other in others:
                key = self._key(Kinship.REPEATS, annotation, other)
                apart: Fields = {"declined": 1, "deleted": 0}
                change = rows.put(self._connection, stamp, "link", key, apart)
                if change:
                    yield Journalled(change, aim.article, annotation)

        return self._context.act(aim, write)

    def _aim(self, annotation: str) -> Aim:
        row = self._connection.execute(
            "SELECT article FROM annotation WHERE id = ?", (annotation,)
        ).fetchone()
        if row is None:
            raise InputError("annotation_unknown")
        return self._context.aim(row[0], annotation, anyones=True)

    def _key(self, kind: str, annotation: str, other: str) -> tuple[str, str, str]:
        """The key of the link of two claims, whichever way round it was made."""
        first, second = sorted((annotation, other))
        turned = second, first, kind
        known = rows.values(self._connection, "link", turned)
        return turned if known is not None else (first, second, kind)

    def _refuse_private(self, annotation: str) -> None:
        """Refuse to have a claim that leaves the library share its check with one that does not."""
        for _, _, private in self._connection.execute(_MEMBERS, (annotation,)):
            if private:
                raise InputError("claim_private")

    def _point(self, stamp: str, annotation: str, article: str, check: str) -> Iterable[Journalled]:
        pointed: Fields = {"claim_check": check}
        change = rows.put(self._connection, stamp, "annotation", (annotation,), pointed)
        if change:
            yield Journalled(change, article, annotation)

    def _evidence(self, stamp: str, aim: Aim, source: str, check: str) -> Iterable[Journalled]:
        """Copy the evidence of one check to another that does not have it yet."""
        known = [_said(it) for it in self._pieces(check)]
        for piece in self._pieces(source):
            if _said(piece) not in known:
                made: Fields = {"claim_check": check, **_said(piece)}
                row = rows.insert(self._connection, stamp, "evidence", (uuid7(),), made)
                yield Journalled(row, aim.article, aim.ident)

    def _pieces(self, check: str) -> list[Fields]:
        found = self._connection.execute(
            "SELECT id FROM evidence WHERE claim_check = ? AND deleted = 0 ORDER BY id", (check,)
        ).fetchall()
        return [rows.values(self._connection, "evidence", key) or {} for key in found]


def _check(aim: Aim) -> str:
    return aim.found.claim_check if aim.found else ""


def _said(piece: Fields) -> Fields:
    return {name: it for name, it in piece.items() if name not in _OWN and it not in ("", None)}
