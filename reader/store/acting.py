"""How an action on annotations is carried out: who acts, on what, and what the journal keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import AnchorStatus, Annotation, Annotator, Change, Span
from reader.store import annotations as marks
from reader.store import articles, journal, outlines, rows, settings
from reader.store.bodies import LastBody
from reader.store.clock import Clock, utc_now
from reader.store.fields import says_something
from reader.store.journal import Journalled
from reader.store.rows import Fields

if TYPE_CHECKING:
    from reader.text.anchoring import Carrier

Target = Span | str
"""A span in the article's current revision, or an annotation's id."""


class Actor:
    """What the actions of `Edits` are made of; it works inside one transaction of the writer."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock, bodies: LastBody) -> None:
        self.connection = connection
        self._clock = clock
        self._bodies = bodies
        self._read: tuple[str, str] = ("", "")

    @contextmanager
    def reading(self, article: str, revision: str) -> Iterator[None]:
        """Spans of an article are meant in this revision, whichever is the current one by now.

        A passage that stands in the current one as it was is found there; for any other one the
        actions raise `InputError` `article_revised`.
        """
        before, self._read = self._read, (article, revision)
        try:
            yield
        finally:
            self._read = before

    def _placed(self, article: str, span: Span) -> Span:
        """A span of the revision that is read, in the current one."""
        current = self._revision(article)
        read, revision = self._read
        if article != read or revision == current:
            return span
        anchor = self._carrier(revision, current).anchor(span)
        if anchor.span is None or anchor.status not in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
            raise InputError("article_revised")
        return anchor.span

    def _beside(self, article: str, span: Span) -> Span:
        """Where the draft of a passage that was changed goes in the current revision.

        That is what the passage has become, or the sentence that stands where it is no more.
        """
        current = self._revision(article)
        carrier = self._carrier(self._read[1], current)
        found = carrier.anchor(span).span
        if found is not None:
            return found
        length = len(self._bodies.get(self.connection, current))
        outline = outlines.get(self.connection, article, current, length)
        if not outline.sentence_roles:
            raise InputError("article_revised")
        return outline.sentence(outline.sentence_at(carrier.offset(span.start)))

    def _carrier(self, old: str, new: str) -> Carrier:
        from reader.text.anchoring import Carrier

        return Carrier(*(articles.body(self.connection, revision) for revision in (old, new)))

    def _me(self) -> Annotator:
        ident = settings.get(self.connection, settings.ME)
        me = marks.annotator(self.connection, ident) if ident else None
        if me is None:
            raise InputError("annotator_needed")
        return me

    def _revision(self, article: str) -> str:
        revision = articles.current_revision(self.connection, article)
        if revision is None:
            raise InputError("article_unknown", name=article)
        return revision

    def _span_checked(self, article: str, span: Span) -> Span:
        """The span in the current revision, if it lies in its text."""
        span = self._placed(article, span)
        revision = self._revision(article)
        (length,) = self.connection.execute(
            "SELECT length FROM revision WHERE article = ? AND sha256 = ?", (article, revision)
        ).fetchone()
        if not 0 <= span.start < span.end <= length:
            raise InputError("span_invalid", start=span.start, end=span.end)
        return span

    def _resolve(self, article: str, target: Target, me: Annotator) -> Annotation | None:
        """My annotation that a target means; None if a span has none yet."""
        if isinstance(target, Span):
            span, revision = self._span_checked(article, target), self._revision(article)
            found = marks.at_span(self.connection, article, revision, me.id, span)
            return marks.one(self.connection, found) if found else None
        annotation = marks.one(self.connection, target)
        if annotation is None or annotation.article != article:
            raise InputError("annotation_unknown")
        if annotation.annotator != me.id:
            raise InputError("not_yours")
        return annotation

    def _create(
        self, stamp: str, ident: str, article: str, span: Span, values: Fields
    ) -> rows.RowChange:
        """Insert an annotation of mine and its anchor in the current revision."""
        span, revision = self._placed(article, span), self._revision(article)
        text = self._bodies.get(self.connection, revision)
        now = utc_now()
        owner: Fields = {"article": article, "annotator": self._me().id}
        times: Fields = {"created": now, "updated": now}
        fields = owner | values | marks.quote(text, span) | times
        change = rows.put(self.connection, stamp, "annotation", (ident,), fields)
        if change is None:
            raise AssertionError("a new id names no row")
        marks.put_anchor(self.connection, ident, revision, span)
        return change

    def _set(self, stamp: str, ident: str, values: Fields) -> Iterable[Journalled]:
        """Write fields of an annotation, and its time if anything changed."""
        names = ", ".join(values)
        old = self.connection.execute(
            f"SELECT {names} FROM annotation WHERE id = ?", (ident,)
        ).fetchone()
        if tuple(values.values()) != tuple(old):
            fields = values | {"updated": utc_now()}
            change = rows.put(self.connection, stamp, "annotation", (ident,), fields)
            if change:
                yield change, ident

    def _act(
        self,
        article: str,
        me: Annotator,
        ident: str,
        write: Callable[[str], Iterable[Journalled]],
    ) -> Change:
        """Carry out one action on one annotation and journal it, unless it changes nothing."""
        stamp = self._clock.tick()
        before = marks.one(self.connection, ident)
        changes = list(write(stamp))
        if not changes:
            return Change("do", ())
        after = marks.one(self.connection, ident)
        if after and not says_something(after):
            changes += self._set(stamp, ident, {"deleted": 1})
            after = None
        journal.record(self.connection, stamp, (article, me.id), changes)
        tagged = after is not None and after.tag is not None
        newly = tagged and (before is None or before.tag != after.tag) if after else False
        return Change("do", ((before, after),), stepped_aside=newly and self._step_aside())

    def _step_aside(self) -> bool:
        """Hide the sample at the reader's first own tag; whether it was hidden now."""
        if settings.get(self.connection, settings.FIRST_TAG):
            return False
        settings.put(self.connection, settings.FIRST_TAG, "1")
        hidden = self.connection.execute(
            "UPDATE annotator SET shown = 0 WHERE kind = 'sample' AND shown = 1"
        )
        return hidden.rowcount > 0

    def _turn(
        self,
        article: str,
        op: str,
        choose: Callable[[sqlite3.Connection, tuple[str, str]], int | None],
    ) -> Change | None:
        owner = (article, self._me().id)
        entry = choose(self.connection, owner)
        if entry is None:
            return None
        touched = journal.annotations_in(self.connection, entry)
        before = [marks.one(self.connection, ident) for ident in touched]
        left = journal.turn(self.connection, self._clock.tick(), owner, entry)
        after = [marks.one(self.connection, ident) for ident in touched]
        return Change(op, tuple(zip(before, after, strict=True)), left=left)
