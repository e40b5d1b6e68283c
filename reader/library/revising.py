"""An article that comes in again changed: a new revision, and everything carried over to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.library import heads
from reader.model import Anchor, AnchorStatus, Article, Outline, Span
from reader.store import annotations as marks
from reader.store import arrivals, articles, reading, revisions, settings
from reader.store.revisions import FLAGGED, Anchored
from reader.text.folding import fold

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.store.edits import Edits
    from reader.text.anchoring import Carrier

Notice = tuple[str, dict[str, str]]

ORPHAN = Anchor(None, AnchorStatus.ORPHAN, 0.0)


@dataclass(frozen=True, slots=True)
class Ready:
    """Two texts that were aligned ahead, so that no edit waits for it."""

    before: str
    after: str
    carrier: Carrier


def prepare(library: Library, article: str | None, text: str) -> Ready | None:
    """Align an article's text with its new one; None if there is nothing to carry over."""
    if article is None:
        return None
    with library.reading() as connection:
        before = articles.current_text(connection, article)
        if before is None or before == articles.text_hash(text):
            return None
        old = articles.body(connection, before)
    from reader.text.anchoring import Carrier

    return Ready(before, articles.text_hash(text), Carrier(old, text))


def revise(
    edits: Edits,
    article: str,
    content: Article,
    outline: Outline,
    notices: Iterable[Notice] = (),
    *,
    ready: Ready | None = None,
    origin: str = "",
) -> str:
    """Store what came in as the article's current revision: "new", "changed" or "same".

    The old revision stays. Annotations, drafts and the reading position are carried over; what
    was changed, moved or lost is flagged for review. Where the text is the same and title, authors,
    source or date are not, there is a revision all the same, and nothing moves. `notices` are told
    at the next opening, and what was published otherwise. `origin` is a file's name or an address.
    """
    connection = edits.connection
    before = articles.current_text(connection, article)
    after = articles.text_hash(content.text)
    differing = arrivals.differences(connection, article, content)
    published = heads.told(edits, article, differing)
    if before == after:
        if not differing:
            arrivals.put_aside(connection, article, content)
            return "same"
        arrivals.put(connection, article, content, None, origin=origin)
        standing = settings.arrival(connection, article)
        _keep_notices(edits, article, [*heads.others(standing), *published])
        return "changed"
    told = [*notices, *published]
    arrivals.put(connection, article, content, outline, origin=origin)
    if before is not None:
        if ready is None or (ready.before, ready.after) != (before, after):
            from reader.text.anchoring import Carrier

            carrier = Carrier(articles.body(connection, before), content.text)
            ready = Ready(before, after, carrier)
        told += _carry(edits, article, ready, outline)
    _keep_notices(edits, article, told)
    return "new" if before is None else "changed"


def _keep_notices(edits: Edits, article: str, notices: list[Notice]) -> None:
    """Keep what the article's reader should know, for its next opening."""
    key = f"{settings.ARRIVED}{article}"
    if notices:
        settings.put(edits.connection, key, json.dumps(notices, ensure_ascii=False))
    else:
        settings.drop(edits.connection, key)


def _carry(edits: Edits, article: str, ready: Ready, outline: Outline) -> list[Notice]:
    """Carry everything over; what the reader should be told of it."""
    connection, carrier = edits.connection, ready.carrier
    for draft in reading.drafts(connection, article, ready.before):
        span = place_of(draft.span, carrier, outline)
        if span is not None:
            places = ((ready.before, draft.span), (ready.after, span))
            revisions.move_draft(connection, article, *places)
    place = reading.position(connection, article, len(carrier.old))
    if place is not None:
        revisions.put_place(connection, article, ready.after, carrier.offset(place))
    carried = anchored(edits, article, ready)
    revisions.put_anchors(connection, ready.after, carried)
    if not carried:
        return []
    review = to_review(edits, article)
    if not review:
        return [("revised", {})]
    return [("revised_review", {"count": str(review)})]


def place_of(span: Span, carrier: Carrier, outline: Outline) -> Span | None:
    """What a passage has become, else the sentence that stands there now, if there is any."""
    found = carrier.anchor(span).span
    if found is None and outline.sentence_roles:
        return outline.sentence(outline.sentence_at(carrier.offset(span.start)))
    return found


def to_review(edits: Edits, article: str) -> int:
    """How many of my annotations in an article have to be looked at."""
    return revisions.to_review(edits.connection, article, marks.my_id(edits.connection))


def anchored(edits: Edits, article: str, ready: Ready) -> list[Anchored]:
    """The anchors of the article's annotations in the new text, but for those that stand there."""
    connection = edits.connection
    known = revisions.anchors(connection, article, ready.after)
    sure = {ident for ident, one in known.items() if not one.review}
    old = revisions.anchors(connection, article, ready.before)
    search = _Lost(edits, article, ready.carrier.new)
    carried = []
    quotes = revisions.quotes(connection, article)
    for ident, one in old.items():
        if ident in sure:
            continue
        review = one.review
        if one.anchor.span is None:
            anchor = found = search.find(ident) if one.review else ORPHAN
        else:
            found = ready.carrier.anchor(one.anchor.span)
            anchor = _since_made(one.anchor, found, quotes[ident], ready.carrier.new)
            if anchor.status is AnchorStatus.SHIFTED:  # it may have been changed, and back
                found, review = anchor, review and one.anchor.status is not AnchorStatus.CHANGED
        carried.append(Anchored(ident, anchor, review or _flagged(one, found)))
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
    """Looks for annotations without a place by the text they were made in: it may have come back.

    Whoever finds one back is asked to look at it.
    """

    def __init__(self, edits: Edits, article: str, text: str) -> None:
        self._connection = edits.connection
        self._text = text
        self._origins = revisions.origins(edits.connection, article)
        self._carriers: dict[str, Carrier] = {}

    def find(self, annotation: str) -> Anchor:
        """Where an orphan's words stand in the new text."""
        found: tuple[str, Span] | None = self._origins.get(annotation)
        if found is None:
            return ORPHAN
        from reader.text.anchoring import Carrier

        revision, span = found
        if revision not in self._carriers:
            old = articles.body(self._connection, revision)
            self._carriers[revision] = Carrier(old, self._text)
        return self._carriers[revision].anchor(span)
