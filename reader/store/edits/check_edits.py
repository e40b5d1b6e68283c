"""Edits of checks of claims, and of their evidence, whoever made the claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from reader.errors import InputError
from reader.model import AnchorStatus, Change, Evidence, EvidenceFields, Quotation, Span
from reader.store import claim_checks as checks
from reader.store import snapshots
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import utc_now, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import Aim, EditContext
from reader.store.field_rules import address
from reader.store.journal import Journalled

_TEXTS = ("url", "remark", "question", "answer", "medium")
_PAIR = ("url", "remark")
_NO_QUOTE: Fields = {
    "quote_article": None, "quote_text": None, "quote_start": None, "quote_end": None,
    "quote_exact": "",
}  # fmt: skip


class CheckEdits:
    """Actions on the check of a claim; like all others they are journalled and undone.

    Anyone may edit a check. What belongs to another's mark stays as it is: its place, too.
    """

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def new(self, aim: Aim, evidence: Iterable[EvidenceFields]) -> list[Fields]:
        """The columns of the pieces of evidence that an annotation's check does not have yet.

        Raises `InputError`: `evidence_empty`; of a quote `article_unknown`, `article_joined`,
        `article_removed`, `span_invalid`, `quote_empty`, `quote_not_found`, `quote_ambiguous`.
        """
        known = {_said_by(it) for it in (aim.found.evidence if aim.found else ())}
        pieces = {_said(columns): columns for columns in map(self._given, evidence)}
        return [columns for said, columns in pieces.items() if said not in known]

    def _given(self, evidence: EvidenceFields) -> Fields:
        columns = _texts({name: getattr(evidence, name) for name in _TEXTS})
        columns |= self._quote(evidence.quoted) if evidence.quoted else _NO_QUOTE
        _refuse_empty(columns)
        return columns

    def _quote(self, quoted: Quotation) -> Fields:
        """The columns of a quote of one text of an article."""
        sha256 = quoted.text or self._context.current(quoted.article).text
        if not quoted.text:
            self._context.refuse_gone(quoted.article)
        elif not snapshots.has_text(self._connection, quoted.article, sha256):
            raise InputError("article_unknown", name=quoted.article)
        text = self._context.bodies.get(self._connection, sha256)
        place = quoted.place
        if isinstance(place, str):
            place = _only(text, place)
        elif not 0 <= place.start < place.end <= len(text):
            raise InputError("span_invalid", start=place.start, end=place.end)
        return {
            "quote_article": quoted.article, "quote_text": sha256,
            "quote_start": place.start, "quote_end": place.end, "quote_exact": place.of(text),
        }  # fmt: skip

    def write(
        self, stamp: str, aim: Aim, fields: Fields, evidence: Iterable[Fields]
    ) -> Iterable[Journalled]:
        """Set fields of an annotation's check, which is made if there is none."""
        ident, new = checks.ensured(self._connection, aim.ident)
        change = fields and rows.put(self._connection, stamp, "claim_check", (ident,), fields)
        known = aim.found if change and not aim.anothers else None
        updated = utc_now() if known else ""
        if new:
            checks.point(self._connection, stamp, aim.ident, ident, updated)
            if known:
                times: tuple[Fields, Fields] = {"updated": known.updated}, {"updated": updated}
                time = rows.RowChange("annotation", (aim.ident,), *times)
                yield Journalled(time, aim.article, aim.ident)
        elif known:
            yield from self._context.put_annotation(stamp, aim, {"updated": updated})
        if change:
            yield Journalled(change, aim.article, aim.ident)
        if fields.get("verdict"):
            yield from self._confirmed(stamp, aim)
        for columns in evidence:
            said = {
                name: it for name, it in columns.items() if name in _PAIR or it not in ("", None)
            }
            made: Fields = {"claim_check": ident, **said}
            row = rows.insert(self._connection, stamp, "evidence", (uuid7(),), made)
            yield Journalled(row, aim.article, aim.ident)

    def _confirmed(self, stamp: str, aim: Aim) -> Iterable[Journalled]:
        """Confirm the place of my mark on changed words: the verdict was given for these."""
        found = aim.found
        if found is None or aim.anothers:
            return
        current = self._context.current(aim.article).text
        moved = found.anchor in (AnchorStatus.CHANGED, AnchorStatus.MOVED)
        if not moved or self._context.reads_older(aim.article, current):
            return
        confirmed: Fields = {"status": AnchorStatus.MANUAL.value, "review": 0}
        key = (aim.ident, current)
        change = rows.put(self._connection, stamp, "anchor", key, confirmed)
        if change:
            yield Journalled(change, aim.article, aim.ident)

    def change(
        self,
        evidence_id: str,
        texts: Mapping[str, str | None],
        quoted: Quotation | Literal[""] | None,
    ) -> Change:
        """Set fields of a piece of evidence, but for what is None; a quote is taken out by "".

        Where it becomes what another piece of the same check is, it is taken away.
        """
        aim = self._aim(evidence_id)
        known = rows.values(self._connection, "evidence", (evidence_id,)) or {}
        columns = {name: known[name] for name in (*_TEXTS, *_NO_QUOTE)} | _texts(texts)
        if quoted is not None:
            columns |= self._quote(quoted) if quoted else _NO_QUOTE
        _refuse_empty(columns)
        others = aim.found.evidence if aim.found else ()
        double = _said(columns) in {_said_by(it) for it in others if it.id != evidence_id}
        fields: Fields = {"deleted": 1} if double else columns
        return self._context.put_row(aim, "evidence", (evidence_id,), fields)

    def remove(self, evidence_id: str) -> Change:
        """Take a piece of evidence away."""
        return self._context.put_row(
            self._aim(evidence_id), "evidence", (evidence_id,), {"deleted": 1}
        )

    def _aim(self, evidence_id: str) -> Aim:
        """An annotation that a piece of evidence belongs to, mine if there is one."""
        row = self._connection.execute(
            "SELECT a.id, a.article FROM evidence e"
            " JOIN annotation a ON a.claim_check = e.claim_check"
            " WHERE e.id = ? AND e.deleted = 0 AND a.deleted = 0"
            " ORDER BY a.annotator <> ?, a.id LIMIT 1",
            (evidence_id, self._context.me().id),
        ).fetchone()
        if row is None:
            raise InputError("evidence_unknown")
        return self._context.aim(row[1], row[0], anyones=True)


def _said(columns: Fields) -> tuple[str, ...]:
    """All that the columns of a piece of evidence say: two that say the same are one."""
    return tuple(str(columns[name]) for name in (*_TEXTS, "quote_exact"))


def _said_by(evidence: Evidence) -> tuple[str, ...]:
    """The same of one that is kept."""
    return (*(getattr(evidence, name) for name in _TEXTS), evidence.quote)


def _texts(texts: Mapping[str, str | None]) -> Fields:
    """Texts as they are kept; those that are None are left out."""
    return {name: address(it).strip() for name, it in texts.items() if it is not None}


def _refuse_empty(columns: Fields) -> None:
    if not any(_said(columns)):
        raise InputError("evidence_empty")


def _only(text: str, words: str) -> Span:
    """The one place where words stand in a text."""
    count = text.count(words)
    if not words.strip():
        raise InputError("quote_empty")
    if not count:
        raise InputError("quote_not_found", quote=words)
    if count > 1:
        raise InputError("quote_ambiguous", quote=words, count=count)
    start = text.index(words)
    return Span(start, start + len(words))
