"""Anchors, drafts and reading position of one text of an article, carried over to another text."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.model import Anchor, AnchorStatus, Outline, Span
from reader.store import articles, revisions
from reader.store import reading_state as reading
from reader.store.judged_texts import Judged
from reader.store.revisions import FLAGGED, Anchored
from reader.text.folding import fold

if TYPE_CHECKING:
    from reader.text.anchoring import Carrier

ORPHAN = Anchor(None, AnchorStatus.ORPHAN, 0.0)
_CHOSEN = frozenset({AnchorStatus.ORIGINAL, AnchorStatus.MANUAL})


@dataclass(frozen=True, slots=True)
class Ready:
    """Two texts that were aligned ahead, so that no edit waits for it."""

    before: str
    after: str
    carrier: Carrier


def carry_typing(
    connection: sqlite3.Connection, article: str, ready: Ready, outline: Outline
) -> None:
    """Carry over what is being typed, and the place where reading stopped."""
    carrier = ready.carrier
    for draft in reading.drafts(connection, article, ready.before):
        span = place_of(draft.span, carrier, outline)
        if span is not None:
            places = ((ready.before, draft.span), (ready.after, span))
            revisions.move_draft(connection, article, *places)
    place = reading.position(connection, article, len(carrier.old))
    if place is not None:
        revisions.put_place(connection, article, ready.after, carrier.offset(place))


def place_of(span: Span, carrier: Carrier, outline: Outline) -> Span | None:
    """Span of a passage in the new text, else of the sentence that stands in its place, if any."""
    found = carrier.anchor(span).span
    if found is None and outline.sentence_roles:
        return outline.sentence(outline.sentence_at(carrier.offset(span.start)))
    return found


def anchored(
    connection: sqlite3.Connection, article: str, ready: Ready, *, anew: bool = False
) -> list[Anchored]:
    """The anchors of the article's annotations in the new text, but for those that stand there.

    `anew` finds those, too, unless only a reader's look at them made them sure. Where words come
    back that are others than those that were judged last, somebody has to look at that; the text
    that was judged then counts as one that was looked at.
    """
    known = revisions.anchors(connection, article, ready.after)
    sure = {ident for ident, one in known.items() if not one.review}
    stay = {it for it in sure if known[it].anchor.status in _CHOSEN} if anew else sure
    old = revisions.anchors(connection, article, ready.before)
    search = _Lost(connection, article, ready.carrier.new)
    judged = Judged(connection, article, ready.after)
    carried = []
    quotes = revisions.quotes(connection, article)
    for ident, one in old.items():
        if ident in stay:
            if judged.on_others(ident, known[ident].anchor):
                carried.append(known[ident]._replace(review=True))
            continue
        review = one.review
        if one.anchor.span is None:
            anchor = found = search.find(ident) if one.review else ORPHAN
        else:
            found = ready.carrier.anchor(one.anchor.span)
            anchor = _since_made(one.anchor, found, quotes[ident], ready.carrier.new)
            if anchor.status is AnchorStatus.SHIFTED:  # it may have been changed, and back
                found, changed = anchor, one.anchor.status is AnchorStatus.CHANGED
                review = judged.on_others(ident, anchor) if changed else review
        now = Anchored(ident, anchor, review or _flagged(one, found))
        if not (now.review and ident in sure):
            carried.append(now)
    judged.settle()
    return carried


def _since_made(before: Anchor, now: Anchor, quote: str, text: str) -> Anchor:
    """The anchor with what is true of it since the annotation was made, not since yesterday.

    Words that were changed in an earlier edition stay changed, a place that was chosen by hand
    stays chosen; where the words that were annotated stand again, nothing is changed any more.
    """
    if now.span is None:
        return now
    if before.status is AnchorStatus.CHANGED and fold(now.span.of(text)) == fold(quote):
        return Anchor(now.span, AnchorStatus.SHIFTED)
    lasting = before.status in (AnchorStatus.CHANGED, AnchorStatus.MOVED, AnchorStatus.MANUAL)
    if lasting and now.status in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
        return Anchor(now.span, before.status, min(before.score, now.score))
    return now


def _flagged(before: Anchored, now: Anchor) -> bool:
    """Whether somebody has to look at an anchor; an orphan that was accepted stays one."""
    return now.status in FLAGGED and not (before.anchor.span is None and now.span is None)


class _Lost:
    """Search for annotations without a place by the text they were made in: it may have come back.

    One that is found again is flagged for review.
    """

    def __init__(self, connection: sqlite3.Connection, article: str, text: str) -> None:
        self._connection = connection
        self._text = text
        self._origins = revisions.origins(connection, article)
        self._carriers: dict[str, Carrier] = {}

    def find(self, annotation: str) -> Anchor:
        """Anchor of an orphan's words in the new text."""
        found: tuple[str, Span] | None = self._origins.get(annotation)
        if found is None:
            return ORPHAN
        from reader.text.anchoring import Carrier

        revision, span = found
        if revision not in self._carriers:
            old = articles.body(self._connection, revision)
            self._carriers[revision] = Carrier(old, self._text)
        return self._carriers[revision].anchor(span)


def anchor_missing(connection: sqlite3.Connection, article: str) -> None:
    """Look for the annotations that have no place in the text that is read, by their words."""
    sha256 = articles.current_text(connection, article)
    if sha256 is None:
        return
    known = revisions.anchors(connection, article, sha256)
    missing = [it for it in revisions.quotes(connection, article) if it not in known]
    if not missing:
        return
    search = _Lost(connection, article, articles.body(connection, sha256))
    found = [(ident, search.find(ident)) for ident in missing]
    carried = [Anchored(ident, it, it.status in FLAGGED) for ident, it in found]
    revisions.put_anchors(connection, sha256, carried)
