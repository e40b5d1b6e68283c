"""Edits of annotations, of drafts and of the place of reading; the parts edit all else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from reader.errors import InputError
from reader.model import Annotator, Change, Draft, EvidenceFields, Quotation, Span
from reader.store import annotations as marks
from reader.store import articles, code_book, settings
from reader.store import claim_checks as checks
from reader.store import reading_state as reading
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import utc_now, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.anchor_edits import AnchorEdits
from reader.store.edits.book_edits import BookEdits, label_name, person_name
from reader.store.edits.book_import import BookImport
from reader.store.edits.check_edits import CheckEdits
from reader.store.edits.edit_context import Aim, EditContext, Target
from reader.store.edits.feed_edits import FeedEdits
from reader.store.edits.import_edits import ImportEdits
from reader.store.edits.join_edits import JoinEdits
from reader.store.edits.link_edits import LinkEdits
from reader.store.edits.shelf_edits import ShelfEdits
from reader.store.edits.undo_redo import UndoRedo
from reader.store.field_rules import checked, cleaned, would_have_content
from reader.store.journal import Journalled


class Edits:
    """The changes that can be made inside one transaction of the writer.

    Texts are stored without control characters (line feeds and tabs stay).
    """

    def __init__(self, context: EditContext) -> None:
        self.context, self.connection = context, context.connection
        self.batch, self.reading = context.batch, context.reading
        self.anchors = AnchorEdits(context)
        self.book = BookEdits(context)
        self.book_import = BookImport(context)
        self.checks = CheckEdits(context)
        self.links = LinkEdits(context)
        self.shelf = ShelfEdits(context)
        self.feeds = FeedEdits(context)
        self.joins = JoinEdits(context)
        self.history = UndoRedo(context, self.joins)
        self.imports = ImportEdits(context, self.book, self._person)

    def become(self, name: str, ident: str = "") -> Annotator:
        """Be the annotator of this name from now on; the same name is the same annotator.

        With an id it is the one of that id, whose name may have been corrected meanwhile.

        Somebody who was joined with another person is that one. Raises `InputError`: `name_empty`,
        `name_too_long` (over 64 code points).
        """
        known = marks.staying(self.connection, ident) if ident else None
        settings.put(self.connection, settings.ME, known.id if known else self._person(name))
        return self.context.me()

    def _person(self, name: str) -> str:
        """The id of the annotator of a name, who is made if there is none."""
        name = person_name(name)
        known = marks.named(self.connection, name)
        if known is not None:
            return known.id
        ident = uuid7()
        self.connection.execute("INSERT INTO annotator (id, name) VALUES (?, ?)", (ident, name))
        return ident

    def edit(self, article: str, target: Target, **fields: object) -> Change:
        """Set any of tag, unsure, private, highlight, source, kind, note, note_private, and of the
        check status, verdict, justification, method, priority (0 to 3), due (a day), assignee (a
        name), ready and approved (by me, today).

        A span means my own annotation with exactly that span; it is made if there is none. An
        annotation without content is removed. Of another's annotation, only the check can be set.
        Values that stand already change nothing. A verdict (an id, a word of the code or a name)
        makes the claim decided, by me and today, so it goes with no other status; "" takes it back,
        as `unchecked` does, with its justification. It confirms the place of my mark. Raises
        `InputError`: `annotator_needed`, `not_yours`, `annotation_unknown`, `article_unknown`,
        `article_joined`, `article_removed`, `span_invalid`, `verdict_unknown`, `verdict_undecided`,
        `verdict_unclaimed` (tagged as no claim), `approval_undecided` (there is no verdict),
        `highlight_unknown`, `priority_wrong`, `day_wrong`, `name_too_long`,
        `article_private_marks`.
        """
        return self.annotate(article, target, fields)

    def annotate(
        self,
        article: str,
        target: Target,
        fields: Mapping[str, object],
        labels: Iterable[str] = (),
        evidence: Iterable[EvidenceFields | tuple[str, str]] = (),
    ) -> Change:
        """Annotate a target at once: fields as `edit` sets them, labels, and pieces of evidence (a
        pair is an address and a remark).

        Raises `InputError` as `edit`, `label` and `add_evidence` do.
        """
        values = checked(fields)
        if values.get("assignee"):
            values["assignee"] = self._person(str(values["assignee"]))
        if values.get("private") == 0 and articles.is_private(self.connection, article):
            raise InputError("article_private_marks")
        names = dict.fromkeys(map(label_name, labels))
        given = [EvidenceFields(*it) for it in evidence]
        of_check = not names and values.keys() <= {*checks.FIELDS} and bool(values or given)
        aim = self.context.aim(article, target, anyones=of_check)
        pieces = self.checks.new(aim, given)
        if aim.found is not None:
            labelled = set(aim.found.labels)
            names = dict.fromkeys(it for it in names if it not in labelled)
        anything = names or pieces or (values if aim.found else would_have_content(values))
        if not anything:
            return Change("do", ())
        values = values if aim.anothers else self.context.quieted(values, aim.found)
        parts = checks.parted(self.connection, values, aim.me, aim.found)

        def write(stamp: str) -> Iterable[Journalled]:
            if aim.found is None:
                yield from self._made(stamp, aim, parts.annotation)
            elif parts.annotation:
                yield from self.context.put_annotation(stamp, aim, parts.annotation)
            for name in names:
                key = (aim.ident, self.book.ensure_label(stamp, name))
                row = rows.put(self.connection, stamp, "label", key, {"deleted": 0})
                if row:
                    yield Journalled(row, aim.article, aim.ident)
            if parts.check or pieces:
                yield from self.checks.write(stamp, aim, parts.check, pieces)

        return self.context.act(aim, write)

    def _made(self, stamp: str, aim: Aim, values: Fields) -> Iterable[Journalled]:
        """Make the annotation of a passage that has none, with its anchor."""
        if aim.span is None or aim.found is not None:
            return
        text = self.context.bodies.get(self.connection, aim.sha256)
        now = utc_now()
        fields = {"article": aim.article, "annotator": aim.me} | values
        fields |= marks.quote(text, aim.span) | {"created": now, "updated": now}
        made = rows.insert(self.connection, stamp, "annotation", (aim.ident,), fields)
        yield Journalled(made, aim.article, aim.ident)
        marks.put_anchor(self.connection, aim.ident, aim.sha256, aim.span)

    def label(self, article: str, target: Target, name: str, on: bool | None = None) -> Change:
        """Put a label on a passage or take it off; None does the one that changes something.

        Raises `InputError` as `edit` does, and `label_empty`, `label_too_long` (over 64 code
        points) for a label that is not there yet.
        """
        name = label_name(name)
        aim = self.context.aim(article, target)
        has = aim.found is not None and name in aim.found.labels
        if on is None:
            on = not has
        if on or not has:
            return self.annotate(article, target, {}, [name] if on else [])
        entry = code_book.find_label(self.connection, name) or ""
        return self.context.put_row(aim, "label", (aim.ident, entry), {"deleted": 1})

    def label_by_digit(self, article: str, target: Target, digit: int) -> Change:
        """Put on, or take off, the label that has a digit when this is written.

        Raises `InputError` as `label` does, and `label_digit_free`.
        """
        name = code_book.digits(self.connection).get(digit)
        if name is None:
            raise InputError("label_digit_free", digit=digit)
        return self.label(article, target, name)

    def label_first(self, article: str, target: Target, digit: int, name: str) -> Change:
        """Name the label of a digit that has none, and put it on.

        Raises `InputError` as `label` and `name_label` do, and `label_digit_taken` where the digit
        got another label meanwhile.
        """
        known = code_book.digits(self.connection).get(digit)
        if known not in (None, label_name(name)):
            raise InputError("label_digit_taken", digit=digit, name=known)
        self.book.name_label(digit, name)
        return self.label(article, target, name, on=True)

    def add_evidence(
        self,
        article: str,
        target: Target,
        url: str = "",
        remark: str = "",
        *,
        question: str = "",
        answer: str = "",
        medium: str = "",
        quoted: Quotation | None = None,
    ) -> Change:
        """Add a piece of evidence to the check of a claim, also of another's; what says the same is
        kept once.

        User name and password in the address are left out. Raises `InputError` as `edit` does,
        `evidence_empty`, and for a quote `quote_not_found`, `quote_ambiguous` and `quote_empty`.
        """
        given = EvidenceFields(url, remark, question, answer, medium, quoted)
        return self.annotate(article, target, {}, evidence=[given])

    def change_evidence(
        self,
        evidence_id: str,
        url: str | None = None,
        remark: str | None = None,
        *,
        question: str | None = None,
        answer: str | None = None,
        medium: str | None = None,
        quoted: Quotation | Literal[""] | None = None,
    ) -> Change:
        """Correct a piece of evidence; None leaves a field as it is, "" empties it.

        Where it becomes what another piece of the same check is, it is taken away. Raises
        `InputError` as `remove_evidence` and `add_evidence`.
        """
        texts = {
            "url": url, "remark": remark, "question": question, "answer": answer, "medium": medium,
        }  # fmt: skip
        return self.checks.change(evidence_id, texts, quoted)

    def remove_evidence(self, evidence_id: str) -> Change:
        """Take a piece of evidence away; raises `InputError` `evidence_unknown`."""
        return self.checks.remove(evidence_id)

    def remove(self, annotation_id: str) -> Change:
        """Remove an annotation of mine; it stays as a tombstone, and undo brings it back."""
        row = self.connection.execute(
            "SELECT article FROM annotation WHERE id = ?", (annotation_id,)
        ).fetchone()
        if row is None:
            raise InputError("annotation_unknown")
        aim = self.context.aim(row[0], annotation_id)
        gone: Fields = {"deleted": 1}
        return self.context.act(aim, lambda it: self.context.put_annotation(it, aim, gone))

    def save_draft(self, article: str, draft: Draft) -> None:
        """Keep a text that is being typed; it replaces the draft of the same field and span.

        Where its passage is no more, it goes to the sentence that stands there now.
        """
        sha256, span = self._draft_span(article, draft.span)
        kept = Draft(span, draft.field, cleaned(draft.text))
        reading.put_draft(self.connection, article, sha256, kept)

    def drop_draft(self, article: str, span: Span, field: str) -> None:
        """Forget a draft, wherever its passage is by now."""
        sha256, span = self._draft_span(article, span)
        reading.drop_draft(self.connection, article, sha256, span, field)

    def _draft_span(self, article: str, span: Span) -> tuple[str, Span]:
        try:
            current = self.context.current(article)
            return current.text, self.context.checked_span(article, span, current)
        except InputError as error:
            if error.code != "article_revised":
                raise
            return self.context.current(article).text, self.context.nearest(article, span)

    def save_note_draft(self, annotation: str, text: str) -> None:
        """Keep a note that is being typed about an annotation that may have no passage."""
        settings.put(self.connection, f"{settings.DRAFT}{annotation}", cleaned(text))

    def drop_note_draft(self, annotation: str) -> None:
        """Forget the note that was being typed about an annotation."""
        settings.drop(self.connection, f"{settings.DRAFT}{annotation}")

    def save_position(
        self, article: str, offset: int, progress: float, *, read: bool = False
    ) -> None:
        """Keep where reading stands: an offset in code points, and progress from 0 to 1; and that
        the article was read to its end. It is not journalled.

        An offset in a revision that is read no more was carried over when the new one came in.
        """
        sha256 = self.context.current(article).text
        if not self.context.reads_older(article, sha256):
            reading.put_position(self.connection, article, sha256, offset, progress)
            settings.drop(self.connection, f"{settings.ARRIVED}{article}")  # it was shown by now
        if read:
            reading.put_read(self.connection, article)

    def choose_view(self, choice: str) -> None:
        """Keep the script view to read in, for all articles; "" is the source."""
        if choice:
            settings.put(self.connection, settings.VIEW, choice)
        else:
            settings.drop(self.connection, settings.VIEW)

    def show_annotator(self, annotator_id: str, shown: bool) -> None:
        """Show or hide all of one annotator's annotations; raises `InputError` if unknown."""
        cursor = self.connection.execute(
            "UPDATE annotator SET shown = ? WHERE id = ?", (int(shown), annotator_id)
        )
        if not cursor.rowcount:
            raise InputError("annotator_unknown", name=annotator_id)
