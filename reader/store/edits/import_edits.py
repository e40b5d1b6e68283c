"""Taking in annotations that were made in another library, as they are, under their own ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from reader.errors import InputError
from reader.model import Anchor, Annotation, Annotator, Verdict
from reader.store import annotations as marks
from reader.store import code_book
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import utc_now, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.book_edits import BookEdits, label_name, person_name
from reader.store.edits.edit_context import EditContext
from reader.store.field_rules import address, checked, cleaned, has_content
from reader.store.journal import Journalled

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")


class ImportEdits:
    """Annotations from elsewhere; all of one action are undone at once, in the library."""

    def __init__(self, context: EditContext, book: BookEdits, person: Callable[[str], str]) -> None:
        """Of `person` comes the id of the annotator of a name, who is made if there is none."""
        self._context, self._book, self._person = context, book, person
        self._connection = context.connection

    def bring(
        self,
        article: str,
        brought: Iterable[tuple[Annotation, Anchor]],
        annotators: Mapping[str, Annotator],
    ) -> int:
        """Take in annotations of an article, with where they lie in its current text.

        One whose id is known, be it as removed, stays as it is here; so does a check. `annotators`
        are those who made them, by id. Returns how many came in. Raises `InputError` as `edit` does
        for fields that cannot be, `article_unknown`, `article_joined` and `article_removed`.
        """
        current = self._context.current(article)
        if current.gone:
            self._context.refuse_gone(article)
        stamp, changes, count = self._context.stamp(), list[Journalled](), 0
        people = {ident: self._annotator(who) for ident, who in annotators.items()}
        for it, anchor in brought:
            if rows.values(self._connection, "annotation", (it.id,)) or not has_content(it):
                continue
            changes += self._made(stamp, article, it, people[it.annotator])
            marks.place(self._connection, it.id, current.text, anchor)
            count += 1
        if changes:
            self._context.record(stamp, self._context.owner("shelf"), changes)
        return count

    def _annotator(self, who: Annotator) -> str:
        """The id of an annotator here, who comes in if nobody knows them."""
        known = marks.staying(self._connection, who.id) or next(
            (it for it in marks.annotators(self._connection) if it.id == who.id), None
        )
        if known is not None:
            return known.id
        self._connection.execute(
            "INSERT INTO annotator (id, name, kind) VALUES (?, ?, ?)",
            (who.id, person_name(who.name), "sample" if who.kind == "sample" else "person"),
        )
        return who.id

    def _made(
        self, stamp: str, article: str, it: Annotation, annotator: str
    ) -> Iterable[Journalled]:
        check = self._check(stamp, article, it) if it.claim_check else []
        own = ("tag", "unsure", "highlight", "source", "kind", "note")
        fields = checked({name: getattr(it, name) for name in own})
        now = utc_now()
        fields |= {"article": article, "annotator": annotator}
        fields |= {name: cleaned(getattr(it, name)) for name in ("exact", "prefix", "suffix")}
        for name in ("created", "updated"):
            time = str(getattr(it, name))
            fields[name] = time if _TIME.fullmatch(time) else now
        if it.claim_check:
            fields["claim_check"] = it.claim_check
        made = rows.insert(self._connection, stamp, "annotation", (it.id,), fields)
        yield Journalled(made, article, it.id)
        for name in dict.fromkeys(map(label_name, it.labels)):
            key = (it.id, self._book.ensure_label(stamp, name))
            row = rows.put(self._connection, stamp, "label", key, {"deleted": 0})
            if row:
                yield Journalled(row, article, it.id)
        yield from check

    def _check(self, stamp: str, article: str, it: Annotation) -> list[Journalled]:
        """The check of an annotation, and its evidence; a check that is known stays as it is."""
        known = "SELECT 1 FROM claim_check WHERE id = ?"
        if self._connection.execute(known, (it.claim_check,)).fetchone():
            return []
        self._connection.execute("INSERT INTO claim_check (id) VALUES (?)", (it.claim_check,))
        names = ("status", "justification", "method", "priority", "due", "ready")
        fields = checked({name: getattr(it, name) for name in names})
        if it.verdict is not None:
            on = checked({"due": it.checked_on})["due"]
            fields |= {"verdict": self._verdict(stamp, it.verdict), "checked_on": on}
            fields["checked_by"] = self._person(it.checked_by) if it.checked_by else ""
            if it.approved_by:
                on = checked({"due": it.approved_on})["due"]
                fields |= {"approved_by": self._person(it.approved_by), "approved_on": on}
        if it.assignee:
            fields["assignee"] = self._person(it.assignee)
        change = rows.put(self._connection, stamp, "claim_check", (it.claim_check,), fields)
        changes = [Journalled(change, article, it.id)] if change else []
        for evidence in it.evidence:
            texts = ("question", "answer", "medium", "remark")
            values: Fields = {name: cleaned(getattr(evidence, name)).strip() for name in texts}
            values |= {"url": address(evidence.url).strip(), "claim_check": it.claim_check}
            values |= {"quote_exact": cleaned(evidence.quote)}
            taken = rows.values(self._connection, "evidence", (evidence.id,))
            key = (uuid7() if taken or not evidence.id else evidence.id,)
            row = rows.insert(self._connection, stamp, "evidence", key, values)
            changes.append(Journalled(row, article, it.id))
        return changes

    def _verdict(self, stamp: str, verdict: Verdict) -> str:
        """The id of a verdict here; one of another newsroom's scale comes into ours."""
        try:
            return code_book.verdict(self._connection, verdict.id)
        except InputError:
            if not verdict.name:
                raise
        last = "SELECT coalesce(max(position), 0) + 1 FROM code_book WHERE kind = 'verdict'"
        (position,) = self._connection.execute(last).fetchone()
        fields: Fields = {"kind": "verdict", "name": cleaned(verdict.name), "position": position}
        rows.put(self._connection, stamp, "code_book", (verdict.id,), fields)
        return verdict.id
