"""What a library hands out: articles as they are listed, opened and read."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.annotation import Annotation, Annotator, Draft
from reader.model.article import Outline


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an article without its text. `revision` is the sha256 of its text."""

    id: str
    revision: str
    title: str
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    url: str = ""
    lang: str = ""
    topics: tuple[str, ...] = ()
    path: str = ""
    length: int = 0

    @property
    def day(self) -> str:
        """The date without a time, as lists show it."""
        return self.date[:10]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is opened for reading: one revision, its outline and its annotations.

    `annotations` are in order of their start, longer first; `position` is the offset of the
    sentence where reading stopped, or None if the article was never opened. `view` is the script
    view that was chosen last, in any article (see `reader.text.views`). `notices` are pairs
    of a message code and its parameters that the reader should see once.
    """

    head: Head
    text: str
    outline: Outline
    annotators: tuple[Annotator, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    drafts: tuple[Draft, ...] = ()
    position: int | None = None
    me: Annotator | None = None
    view: str = ""
    notices: tuple[tuple[str, dict[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many passages of an article one annotator has tagged."""

    annotator: str
    name: str
    marked: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the library's list: an article with the counts of shown annotations.

    `progress` is the share of it that its reader has marked, `place` where reading stopped as a
    share of the text, both from 0 to 1. `queued` counts from 1; 0 is not in the queue. `shares`
    are those of the shown annotators who tagged something. `renamed` says that the title is the
    reader's own.
    """

    head: Head
    claims: int = 0
    facts: int = 0
    opinions: int = 0
    nones: int = 0
    notes: int = 0
    progress: float = 0.0
    last_read: str = ""
    place: float = 0.0
    read: bool = False
    starred: bool = False
    archived: bool = False
    queued: int = 0
    renamed: bool = False
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Which articles are listed, and in which order.

    `kind` is one of `SHELVES`; `name` says which source or topic. `order` is one of `ORDERS`,
    `backward` turns it round. The queue has an order of its own.
    """

    kind: str = "all"
    name: str = ""
    order: str = "newest"
    backward: bool = False


SHELVES = ("all", "unread", "starred", "queue", "archived", "source", "topic", "everything")
"""What can be listed; `all` is what is not archived, `everything` has that as well."""

ORDERS = (
    "newest", "added", "read", "title", "source", "progress", "unmarked", "notes", "length",
)  # fmt: skip
"""By date; by when they came in; by when they were read last; by title and by source, in the order
of code points; by how far they were read; by sentences left to mark, by notes, by length, the
most first."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A search that was kept under a name."""

    id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """What the library's articles can be narrowed to, with how many there are on each.

    Sources and topics are those of the articles that are not archived, the fullest first.
    """

    all: int = 0
    unread: int = 0
    starred: int = 0
    queue: int = 0
    archived: int = 0
    sources: tuple[tuple[str, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    filters: tuple[SavedFilter, ...] = ()
