"""Revisions of an article, and what became of its annotations when it came in changed."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.annotation import Annotation
from reader.model.article import Span
from reader.model.library import Head


@dataclass(frozen=True, slots=True)
class Revision:
    """One arrival in an article's history: a text, and what was published with it.

    `sha256` and `length` (in code points) are the text's, which may have been there before.
    `created` is when it came in, ISO 8601 in UTC; `current` is true for the revision that is read.
    `number` counts the revisions of an article from 1 on, in the order in which they came in.
    `origin` is the address or file that it came from, "" where that is unknown.
    """

    sha256: str
    length: int
    created: str
    current: bool = False
    number: int = 1
    id: str = ""
    origin: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""

    def published_otherwise(self, before: Revision) -> dict[str, tuple[str, str]]:
        """Pairs of what was published with another revision and with this one, where they differ.

        By `title`, `authors`, `source` and `date`; several authors are one text.
        """
        then, now = (
            {
                "title": it.title,
                "authors": ", ".join(it.authors),
                "source": it.source,
                "date": it.date,
            }
            for it in (before, self)
        )
        return {name: (then[name], now[name]) for name in now if then[name] != now[name]}


@dataclass(frozen=True, slots=True)
class Fate:
    """State of an article's page: `what` is "page_deleted", "page_missing", "page_notice" or
    "page_shrunk" (it holds something short that is nothing like the article),
    "page_teaser" (it shows only the beginning).

    `when` is when that was seen first, ISO 8601 in UTC; `url` is the page's address.
    """

    what: str
    url: str
    when: str

    @property
    def day(self) -> str:
        """The day on which that was seen."""
        return self.when[:10]


@dataclass(frozen=True, slots=True)
class ToReview:
    """An annotation whose passage was changed, moved or lost, and that nobody has looked at yet.

    `annotation` lies where it was carried to (`span` is None for an orphan); `was` is its place in
    the older text whose sha256 is `text`, the last one in which somebody was sure of it.
    """

    annotation: Annotation
    text: str
    was: Span


@dataclass(frozen=True, slots=True)
class Review:
    """Annotations of an article to review: its text now, and the older texts by their sha256.

    `items` are in the order of the older text. `others` counts what other annotators have to
    review, which is theirs to do.
    """

    head: Head
    text: str
    items: tuple[ToReview, ...]
    texts: dict[str, str]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """Outcome of keeping something: "new", "changed" or "same", as which article.

    `path` is the article's file, relative to the library where it lies in it; "" without one.
    `review` is how many of my marks in it have to be looked at; `revived` says that the article had
    been removed and is back. `shrunk_from` is the length of the text of before, in code points, if
    the new one is much shorter, else 0. `beside` is the title of another article that was at the
    address of a new one until then.
    """

    article: str
    what: str
    path: str = ""
    title: str = ""
    review: int = 0
    revived: bool = False
    shrunk_from: int = 0
    beside: str = ""
