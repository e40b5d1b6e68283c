"""Annotations to review in an article that came in changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.revision import Review, ToReview
from reader.store import annotations as marks
from reader.store import articles, revisions

if TYPE_CHECKING:
    from reader.store.db.connection import Connection


def review(connection: Connection, article: str) -> Review:
    """My annotations that are still to be looked at, in the order of the older text."""
    head = articles.head(connection, article)
    me = marks.my_id(connection)
    items: list[ToReview] = []
    others = 0
    for ident, text, was in revisions.waiting(connection, article, head.text):
        annotation = marks.one(connection, ident)
        if annotation is None:
            continue
        if annotation.annotator == me:
            items.append(ToReview(annotation, text, was))
        else:
            others += 1
    return Review(
        head=head,
        text=articles.body(connection, head.text),
        items=tuple(sorted(items, key=lambda item: item.was)),
        texts={item.text: articles.body(connection, item.text) for item in items},
        others=others,
    )
