"""How an action on annotations is carried out: who acts, on what, and what the journal keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import AnchorStatus, Annotation, Annotator, Change, Span
from reader.store import annotations as marks
from reader.store import (
    articles,
    checks,
    journal,
    outlines,
    restamping,
    rows,
    settings,
    stamps,
)
from reader.store.articles import Current
from reader.store.bodies import LastBody
from reader.store.clock import Clock, utc_now, uuid7
from reader.store.fields import says_something
from reader.store.journal import Journalled, Owner
from reader.store.rows import Fields

if TYPE_CHECKING:
    from reader.text.anchoring import Carrier

Target = Span | str
"""A span in the article's current revision, or an annotation's id."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What an action of mine is about: an annotation, or a passage that has none yet."""

    article: str
    me: str
    ident: str
    found: Annotation | None
    sha256: str
    span: Span | None


@dataclass(slots=True)
class Batch:
    """Actions that become one entry of the journal."""

    stamp: str
    owners: list[Owner]
    changes: list[Journalled]


class Actor:
    """What the actions of `Edits` are made of; it works inside one transaction of the writer."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock, bodies: LastBody) -> None:
        self.connection = connection
        self._clock = clock
        self._bodies = bodies
        self._read: tuple[str, str] = ("", "")
        self._stepped_aside = False  # on disk, too: asked once
        self._batch: Batch | None = None
        self._failed: BaseException | None = None

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Any number of actions inside become one entry, undone at once.

        Nothing is journalled if none of them changed anything. One in another becomes part of it.
        An error leaves nothing, not even of what the writer was asked for besides (`sound`).
        """
        # No savepoint: with one, SQLite takes the square of the time for many changes.
        outer, inner = self._batch, Batch(self._stamp(), [], [])
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
    def sound(self) -> Iterator[None]:
        """What the writer was asked for; raises what a batch inside raised, caught there or not."""
        self._failed = None
        yield
        if self._failed is not None:
            raise self._failed

    def _stamp(self) -> str:
        return self._batch.stamp if self._batch else self._clock.tick()

    def _journal(self, stamp: str, owner: Owner, changes: Iterable[Journalled]) -> None:
        """Add an entry, or to the entry that the batch will be."""
        if self._batch is None:
            journal.record(self.connection, stamp, owner, changes)
        else:
            self._batch.owners.append(owner)
            self._batch.changes += changes

    def _shelve(self, table: str, key: str, fields: Fields, article: str | None = None) -> bool:
        """Carry out one action in the library; whether it changed anything."""
        stamp = self._stamp()
        change = rows.put(self.connection, stamp, table, (key,), fields)
        if change:
            self._journal(stamp, self._shelf(), [Journalled(change, article)])
        return change is not None

    def _shelf(self) -> Owner:
        """Who acts in the library; nobody need have said who they are."""
        me = marks.me(self.connection)
        return Owner(me.id if me else None, "shelf")

    @property
    def device(self) -> str:
        """The device whose stamps are made here."""
        return self._clock.device

    def keep_up(self) -> None:
        """Have later stamps come after those that another process made meanwhile."""
        stamps.keep_up(self.connection, self._clock)

    def stamp_anew(self) -> int:
        """Replace the stamps that a wrong clock made; how many they were."""
        return restamping.anew(self.connection, self._clock)

    @contextmanager
    def reading(self, article: str, sha256: str) -> Iterator[None]:
        """Spans of an article are meant in this revision, whichever is the current one by now.

        A passage that stands in the current one as it was is found there; for any other one the
        actions raise `InputError` `article_revised`.
        """
        before, self._read = self._read, (article, sha256)
        try:
            yield
        finally:
            self._read = before

    def _placed(self, article: str, span: Span, current: str) -> Span:
        """A span of the revision that is read, in the current one."""
        read, sha256 = self._read
        if article != read or sha256 == current:
            return span
        anchor = self._carrier(sha256, current).anchor(span)
        if anchor.span is None or anchor.status not in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
            raise InputError("article_revised")
        return anchor.span

    def _beside(self, article: str, span: Span) -> Span:
        """Where the draft of a passage that was changed goes in the current revision.

        That is what the passage has become, or the sentence that stands where it is no more.
        """
        current = self._current(article)[0]
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

        return Carrier(*(articles.body(self.connection, sha256) for sha256 in (old, new)))

    def _me(self) -> Annotator:
        me = marks.me(self.connection)
        if me is None:
            raise InputError("annotator_needed")
        return me

    def _current(self, article: str) -> Current:
        """What is read of an article."""
        current = articles.current(self.connection, article)
        if current is None:
            raise InputError("article_unknown", name=article)
        return current

    def _span_checked(self, article: str, span: Span, current: Current) -> Span:
        """The span in the text that is read, if it lies in it."""
        span = self._placed(article, span, current.text)
        if not 0 <= span.start < span.end <= current.length:
            raise InputError("span_invalid", start=span.start, end=span.end)
        return span

    def _refuse_gone(self, article: str, *, removed: bool = True) -> None:
        """Refuse an article that was joined with another meanwhile, or `removed`."""
        gone = articles.gone(self.connection, article)
        if gone is not None and (removed or gone.code != "article_removed"):
            raise gone

    def _aim(self, article: str, target: Target) -> Aim:
        """What a target means: my annotation, or a passage with a new id for what is said of it."""
        me = self._me().id
        current = self._current(article)
        if current.gone:
            self._refuse_gone(article)
        if isinstance(target, Span):
            span = self._span_checked(article, target, current)
            found = marks.at_span(self.connection, article, current.text, me, span)
            return Aim(article, me, found.id if found else uuid7(), found, current.text, span)
        found = marks.one(self.connection, target)
        if found is None or found.article != article:
            raise InputError("annotation_unknown")
        if found.annotator != me:
            raise InputError("not_yours")
        return Aim(article, me, found.id, found, "", None)

    def _made(self, stamp: str, aim: Aim, values: Fields) -> Iterable[Journalled]:
        """Make the annotation of a passage that has none, with its anchor."""
        if aim.span is None or aim.found is not None:
            return
        text = self._bodies.get(self.connection, aim.sha256)
        now = utc_now()
        fields = {"article": aim.article, "annotator": aim.me} | values
        fields |= marks.quote(text, aim.span) | {"created": now, "updated": now}
        made = rows.insert(self.connection, stamp, "annotation", (aim.ident,), fields)
        yield Journalled(made, aim.article, aim.ident)
        marks.put_anchor(self.connection, aim.ident, aim.sha256, aim.span)

    def _set(self, stamp: str, aim: Aim, values: Fields) -> Iterable[Journalled]:
        """Write fields of an annotation, and its time if anything changed."""
        along: Fields = {"updated": utc_now()}
        change = rows.put(self.connection, stamp, "annotation", (aim.ident,), values, along=along)
        if change:
            yield Journalled(change, aim.article, aim.ident)

    def _checked(
        self, stamp: str, aim: Aim, said: Fields, evidence: Iterable[tuple[str, str]]
    ) -> Iterable[Journalled]:
        """Say something of an annotation's check, which is made if there is none."""
        ident = checks.ensured(self.connection, stamp, aim.ident)
        change = said and rows.put(self.connection, stamp, "claim_check", (ident,), said)
        if change:
            if aim.found is not None:
                yield from self._set(stamp, aim, {"updated": utc_now()})
            yield Journalled(change, aim.article, aim.ident)
        for url, remark in evidence:
            pair: Fields = {"claim_check": ident, "url": url, "remark": remark}
            row = rows.insert(self.connection, stamp, "evidence", (uuid7(),), pair)
            yield Journalled(row, aim.article, aim.ident)

    def _act(self, aim: Aim, write: Callable[[str], Iterable[Journalled]]) -> Change:
        """Carry out one action on one annotation and journal it, unless it changes nothing."""
        stamp = self._stamp()
        changes = list(write(stamp))
        if not changes:
            return Change("do", ())
        before, after = aim.found, marks.one(self.connection, aim.ident)
        if after and not says_something(after):
            changes += self._set(stamp, aim, {"deleted": 1})
            after = None
        self._journal(stamp, Owner(aim.me), changes)
        tagged = after is not None and after.tag is not None
        newly = tagged and (before is None or before.tag != after.tag) if after else False
        return Change("do", ((before, after),), stepped_aside=newly and self._step_aside())

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
