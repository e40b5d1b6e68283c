"""An article that comes in again changed: a new revision, and everything carried over to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.library.core import Notice
from reader.library.intake import changed_heads as heads
from reader.model import Article, Outline
from reader.store import annotations as marks
from reader.store import arrivals, articles, revisions, settings, snapshots
from reader.store import carried_anchors as carrying
from reader.store.carried_anchors import Ready

if TYPE_CHECKING:
    from reader.library.core import LibraryCore
    from reader.store.edits import Edits


def prepare(library: LibraryCore, article: str | None, text: str) -> Ready | None:
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
    source or date are not, there is a revision all the same, and nothing moves. `notices` are shown
    at the next opening, and changes of the head. `origin` is a file's name or an address. What was
    only a snapshot is an article of the library from here on, and new.
    """
    connection = edits.connection
    fresh = snapshots.adopt(connection, article)
    before = articles.current_text(connection, article)
    after = articles.text_hash(content.text)
    differing = arrivals.differences(connection, article, content)
    published = [] if fresh else heads.notices_of(edits, article, differing)
    if before == after:
        if not differing:
            arrivals.put_aside(connection, article, content)
            return "new" if fresh else "same"
        arrivals.put(connection, article, content, None, origin=origin)
        standing = settings.arrival(connection, article)
        _keep_notices(edits, article, [*heads.others(standing), *published])
        return "new" if fresh else "changed"
    arrived = [*notices, *published]
    arrivals.put(connection, article, content, outline, origin=origin)
    if before is None:
        edits.shelf.begin_private(article)
    else:
        if ready is None or (ready.before, ready.after) != (before, after):
            from reader.text.anchoring import Carrier

            carrier = Carrier(articles.body(connection, before), content.text)
            ready = Ready(before, after, carrier)
        arrived += _carry(edits, article, ready, outline)
    _keep_notices(edits, article, arrived)
    return "new" if before is None or fresh else "changed"


def add_notice(edits: Edits, article: str, notice: Notice) -> None:
    """Add a notice for an article's reader, for the next opening."""
    standing = settings.arrival(edits.connection, article)
    _keep_notices(edits, article, [*standing, notice])


def _keep_notices(edits: Edits, article: str, notices: list[Notice]) -> None:
    """Keep what the article's reader should know, for its next opening."""
    key = f"{settings.ARRIVED}{article}"
    if notices:
        settings.put(edits.connection, key, json.dumps(notices, ensure_ascii=False))
    else:
        settings.drop(edits.connection, key)


def _carry(edits: Edits, article: str, ready: Ready, outline: Outline) -> list[Notice]:
    """Carry everything over; the notices of it for the reader."""
    connection = edits.connection
    carrying.carry_typing(connection, article, ready, outline)
    carried = carrying.anchored(connection, article, ready)
    revisions.put_anchors(connection, ready.after, carried)
    if not carried:
        return []
    review = to_review(edits, article)
    if not review:
        return [("revised", {})]
    return [("revised_review", {"count": str(review)})]


def to_review(edits: Edits, article: str) -> int:
    """Number of my annotations in an article that have to be looked at."""
    return revisions.to_review(edits.connection, article, marks.my_id(edits.connection))
