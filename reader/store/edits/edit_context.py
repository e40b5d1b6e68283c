"""The context of an edit: who acts, on what, in which revision, and what the journal keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import AnchorStatus, Annotation, Annotator, Change, Span
from reader.model.leaving import DefaultPrivacy
from reader.store import annotations as marks
from reader.store import articles, outlines, settings
from reader.store.articles import Current
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks import stamps
from reader.store.clocks.clock import Clock, utc_now, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.db.text_cache import LastBody
from reader.store.field_rules import has_content
from reader.store.journal import Journalled, Owner
from reader.store.journal import entries as journal

if TYPE_CHECKING:
    from reader.text.anchoring import Carrier

Target = Span | str
"""A span in the article's current revision, or an annotation's id."""

_OF_ARTICLES = ("article", "queue", "reading")
"""The tables of the library's list whose key is an article."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Aim of an action of mine: an annotation, or a passage that has none of mine yet.

    Of `anothers`, only the check can be edited.
    """

    article: str
    me: str
    ident: str
    found: Annotation | None
    sha256: str
    span: Span | None
    anothers: bool = False


@dataclass(slots=True)
class Batch:
    """Actions that become one entry of the journal."""

    stamp: str
    owners: list[Owner]
    changes: list[Journalled]


class EditContext:
    """The connection, clock and batch that the parts of `Edits` share, and their common steps.

    `privacy` is what is private unless somebody says otherwise.
    """

    def __init__(self, connection: sqlite3.Connection, clock: Clock, bodies: LastBody) -> None:
        self.connection, self.clock, self.bodies = connection, clock, bodies
        self.privacy = DefaultPrivacy()
        self._read: tuple[str, str] = ("", "")
        self._stepped_aside = False  # on disk, too: asked once
        self._batch: Batch | None = None
        self._failed: BaseException | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Any number of actions inside become one entry, undone at once.

        Nothing is journalled if none of them changed anything. One in another becomes part of it.
        An error leaves nothing, not even of what the writer was asked for besides (`action`).
        """
        # No savepoint: with one, SQLite takes the square of the time for many changes.
        outer, inner = self._batch, Batch(self.stamp(), [], [])
        self._batch = inner
        try:
            yield
        except BaseException as error:
            self._failed, self._stepped_aside = error, False
            raise
        finally:
            self._batch = outer
        if outer is not None:
            outer.changes += inner.changes
            outer.owners += inner.owners
        elif inner.changes:
            # What is undone on pages is undone there whatever else comes with it.
            owner = min(inner.owners, key=lambda owner: owner.scope != "marks")
            journal.record(self.connection, inner.stamp, owner, inner.changes)

    @contextmanager
    def action(self) -> Iterator[None]:
        """Run one action of the writer; raises what a batch inside raised, caught there or not.

        Its stamps come after those that another process made meanwhile.
        """
        stamps.keep_up(self.connection, self.clock)
        self._failed = None
        yield
        if self._failed is not None:
            raise self._failed

    def stamp(self) -> str:
        """The stamp of an action: one of its own, or that of the batch it is in."""
        return self._batch.stamp if self._batch else self.clock.tick()

    def record(self, stamp: str, owner: Owner, changes: Iterable[Journalled]) -> None:
        """Add an entry, or to the entry that the batch will be."""
        if self._batch is None:
            journal.record(self.connection, stamp, owner, changes)
        else:
            self._batch.owners.append(owner)
            self._batch.changes += changes

    def put_on_shelf(self, table: str, wanted: Mapping[str, Fields]) -> int:
        """Write rows by their keys as one action in the library; how many of them changed."""
        stamp = self.stamp()
        changes = [
            Journalled(change, key if table in _OF_ARTICLES else None)
            for key, fields in wanted.items()
            if (change := rows.put(self.connection, stamp, table, (key,), fields))
        ]
        if changes:
            self.record(stamp, self.owner("shelf"), changes)
        return len(changes)

    def owner(self, scope: str) -> Owner:
        """Owner of an action in the library itself; no annotator need be chosen."""
        me = marks.me(self.connection)
        return Owner(me.id if me else None, scope)

    @contextmanager
    def reading(self, article: str, sha256: str) -> Iterator[None]:
        """Take the spans of an article as spans of this revision, whichever is the current one by
        now.

        A passage that stands in the current one as it was is found there; for any other one the
        actions raise `InputError` `article_revised`.
        """
        before, self._read = self._read, (article, sha256)
        try:
            yield
        finally:
            self._read = before

    def reads_older(self, article: str, current: str) -> bool:
        """Whether an article is read in another revision than the current one."""
        read, sha256 = self._read
        return article == read and sha256 != current

    def placed(self, article: str, span: Span, current: str) -> Span:
        """A span of the revision that is read, in the current one."""
        if not self.reads_older(article, current):
            return span
        anchor = self._carrier(current).anchor(span)
        if anchor.span is None or anchor.status not in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
            raise InputError("article_revised")
        return anchor.span

    def nearest(self, article: str, span: Span) -> Span:
        """The passage that one of the revision that is read has become in the current one, or the
        sentence that stands where it is no more.
        """
        current = self.current(article).text
        carrier = self._carrier(current)
        found = carrier.anchor(span).span
        if found is not None:
            return found
        length = len(self.bodies.get(self.connection, current))
        outline = outlines.get(self.connection, article, current, length)
        if not outline.sentence_roles:
            raise InputError("article_revised")
        return outline.sentence(outline.sentence_at(carrier.offset(span.start)))

    def _carrier(self, current: str) -> Carrier:
        from reader.text.anchoring import Carrier

        texts = (self._read[1], current)
        return Carrier(*(articles.body(self.connection, sha256) for sha256 in texts))

    def me(self) -> Annotator:
        """The annotator who acts; raises `InputError` `annotator_needed`."""
        me = marks.me(self.connection)
        if me is None:
            raise InputError("annotator_needed")
        return me

    def current(self, article: str) -> Current:
        """Current text of an article; raises `InputError` `article_unknown`."""
        current = articles.current(self.connection, article)
        if current is None:
            raise InputError("article_unknown", name=article)
        return current

    def checked_span(self, article: str, span: Span, current: Current) -> Span:
        """The span in the text that is read, if it lies in it."""
        span = self.placed(article, span, current.text)
        if not 0 <= span.start < span.end <= current.length:
            raise InputError("span_invalid", start=span.start, end=span.end)
        return span

    def refuse_gone(self, article: str, *, removed: bool = True) -> None:
        """Refuse an article that was joined with another meanwhile, or `removed`."""
        gone = articles.gone(self.connection, article)
        if gone is not None and (removed or gone.code != "article_removed"):
            raise gone

    def aim(self, article: str, target: Target, *, anyones: bool = False) -> Aim:
        """Resolve a target: my annotation, or `anyones`, or a passage with an id for a new one."""
        me = self.me().id
        current = self.current(article)
        if current.gone:
            self.refuse_gone(article)
        if isinstance(target, Span):
            span = self.checked_span(article, target, current)
            found = marks.at_span(self.connection, article, current.text, me, span)
            return Aim(article, me, found.id if found else uuid7(), found, current.text, span)
        found = marks.one(self.connection, target)
        if found is None or found.article != article:
            raise InputError("annotation_unknown")
        if found.annotator != me and not anyones:
            raise InputError("not_yours")
        return Aim(article, me, found.id, found, "", None, anothers=found.annotator != me)

    def quieted(self, values: Fields, found: Annotation | None) -> Fields:
        """The fields of an annotation with the privacy that they have where nobody said it."""
        new: Fields = {}
        if found is None and self.privacy.annotations:
            new["private"] = 1
        elif self.privacy.notes and values.get("note") and not (found and found.note):
            new["note_private"] = int(values.get("private") != 0)
        return new | values

    def put_annotation(self, stamp: str, aim: Aim, values: Fields) -> Iterable[Journalled]:
        """Write fields of an annotation, and its time if anything changed."""
        along: Fields = {"updated": utc_now()}
        change = rows.put(self.connection, stamp, "annotation", (aim.ident,), values, along=along)
        if change:
            yield Journalled(change, aim.article, aim.ident)

    def act(self, aim: Aim, write: Callable[[str], Iterable[Journalled]]) -> Change:
        """Carry out one action on one annotation and journal it, unless it changes nothing."""
        stamp = self.stamp()
        changes = list(write(stamp))
        if not changes:
            return Change("do", ())
        before, after = aim.found, marks.one(self.connection, aim.ident)
        if after and not aim.anothers and not has_content(after):
            changes += self.put_annotation(stamp, aim, {"deleted": 1})
            after = None
        self.record(stamp, Owner(aim.me), changes)
        tag = after and after.tag
        newly = tag is not None and (before is None or before.tag != tag)
        return Change("do", ((before, after),), stepped_aside=newly and self._step_aside())

    def put_row(self, aim: Aim, table: str, key: tuple[str, ...], fields: Fields) -> Change:
        """Carry out an action that writes one row of what hangs on an annotation."""

        def write(stamp: str) -> Iterable[Journalled]:
            change = rows.put(self.connection, stamp, table, key, fields)
            if change:
                yield Journalled(change, aim.article, aim.ident)

        return self.act(aim, write)

    def _step_aside(self) -> bool:
        """Hide the sample at the reader's first own tag; whether it was hidden now."""
        if self._stepped_aside or settings.get(self.connection, settings.FIRST_TAG):
            self._stepped_aside = True
            return False
        settings.put(self.connection, settings.FIRST_TAG, "1")
        hidden = self.connection.execute(
            "UPDATE annotator SET shown = 0 WHERE kind = 'sample' AND shown = 1"
        )
        return hidden.rowcount > 0
