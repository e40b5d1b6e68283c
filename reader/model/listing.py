"""The library's list: what can be listed, in which order, and what there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.feed import Feed


@dataclass(frozen=True, slots=True)
class Share:
    """Number of sentences of an article that one annotator has marked whole."""

    annotator: str
    name: str
    marked: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """Selection of articles to list, and their order.

    `kind` is one of `SHELVES`; `name` says which source, topic, folder of feeds, or feed (its id).
    `order` is one of `ORDERS`, `backward` turns it round. The queue has an order of its own.
    """

    kind: str = "all"
    name: str = ""
    order: str = "newest"
    backward: bool = False


SHELVES = (
    "all", "unread", "starred", "queue", "archived", "folder", "feed", "source", "topic",
    "everything",
)  # fmt: skip
"""Kinds of shelves; `all` is what is not archived, `everything` has that as well."""

ORDERS = (
    "newest", "added", "read", "title", "source", "progress", "unmarked", "notes", "length",
)  # fmt: skip
"""Orders of articles: by date; by when they came in; by when they were read last; by title and by
source, in the order of code points; by how far they were read; by sentences left to mark, by notes,
by length, the most first.
"""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A search that was kept under a name."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """Selections to which the library's articles can be narrowed, with the number on each.

    Sources and topics are those of the articles that are not archived, the fullest first. Feeds
    are by folder and title; they and their `folders` come with the number of unread articles, and
    `Feed.articles` is not counted here.
    """

    all: int = 0
    unread: int = 0
    starred: int = 0
    queue: int = 0
    archived: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    folders: tuple[tuple[str, int], ...] = ()
    feeds: tuple[Feed, ...] = ()
