"""Searching all articles of a library and the notes in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from reader.analysis.matching import matches, passages
from reader.model import Document
from reader.model.search import Found, Query, Results
from reader.store.db.read_connections import Readers
from reader.store.search import article_hits as finding

Key = tuple[str, str, str]


def search(readers: Readers, query: Query, limit: int, after: Key | None) -> Results:
    """The newest articles in which something is found, at most `limit` of them."""
    with readers.reading() as connection:
        keys = finding.first(connection, query, limit, after)
        documents = zip(keys, finding.documents(connection, [key[2] for key in keys]), strict=True)
        waiting = finding.pending_keys(connection, after) if query else []
        if keys and len(keys) == limit:  # those that are older are for another part
            waiting = [key for key in waiting if key > keys[-1]]
        unindexed = (
            (key, document)
            for key in waiting
            for document in finding.documents(connection, [key[2]])
            if matches(query, document)
        )
        part = list(islice(_newest(documents, unindexed), limit))
    last = part[-1][0] if part and len(part) == limit else None
    return Results(tuple(_found(query, document) for _, document in part), last)


def count(readers: Readers, query: Query) -> int:
    """Number of articles in which something is found."""
    with readers.reading() as connection:
        waiting = finding.pending_keys(connection) if query else []
        return finding.count(connection, query) + sum(
            matches(query, document)
            for key in waiting
            for document in finding.documents(connection, [key[2]])
        )


Keyed = tuple[Key, Document]


def _newest(one: Iterator[Keyed], other: Iterator[Keyed]) -> Iterator[Keyed]:
    """Two lists of articles as one, both the newest first; no more is looked at than is asked."""
    left, right = next(one, None), next(other, None)
    while left and right:
        if left[0] > right[0]:
            yield left
            left = next(one, None)
        else:
            yield right
            right = next(other, None)
    if left:
        yield left
    if right:
        yield right
    yield from one
    yield from other


def _found(query: Query, document: Document) -> Found:
    outline = document.outline
    numbers = range(len(outline.sections))
    return Found(
        document.head,
        tuple(passages(query, document)),
        tuple(outline.heading(number, document.text) for number in numbers),
        tuple(outline.role(outline.sections[number]) for number in numbers),
    )
