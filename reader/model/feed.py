"""Feeds that are read, and what became of them at a refresh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.web_address import strip_credentials


@dataclass(frozen=True, slots=True)
class Problem:
    """Fault of a feed: the code of an error, and what fills its gaps."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is subscribed to.

    `checked` is when it was asked last and `due` when it may be asked again: ISO 8601 in UTC,
    empty if it never was. `articles` counts what it brought in and `unread` those of them that
    were not read. `failures` counts how often in a row it could not be read.
    """

    id: str
    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    full_text: bool = False
    etag: str = ""
    modified: str = ""
    checked: str = ""
    due: str = ""
    failures: int = 0
    problem: Problem | None = None
    added: str = ""
    articles: int = 0
    unread: int = 0

    def __post_init__(self) -> None:
        strip_credentials(self, "url", "title", "site", "folder")

    @property
    def name(self) -> str:
        """The feed's title, else its address."""
        return self.title or self.url


@dataclass(frozen=True, slots=True)
class HeadChange:
    """An article that came in with another title, other authors, another source or date.

    `title` is what it is called now, `published` what was published before and now, by name.
    """

    article: str
    title: str
    published: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageNotice:
    """An item whose page shows no article: `what` it says instead is the code of an error.

    `became` is "stays" (its article is in the library as it was), "own_text" (what the feed itself
    carries was taken) or "not_taken". `article` is the id, "" where there is none.
    """

    what: str
    title: str
    became: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """Outcome of a refresh for one feed.

    `new` and `changed` count articles, `left_out` the lines of their pages that are not in them,
    and `heads` are those of them that are called otherwise now. `pages` are items whose page shows
    no article. `waiting` says that it was not due
    and not asked, `fallbacks` how many articles have the feed's own text because their page gave
    less, `empty` how many items held nothing to read.
    """

    feed: Feed
    new: int = 0
    changed: int = 0
    fallbacks: int = 0
    empty: int = 0
    left_out: int = 0
    heads: tuple[HeadChange, ...] = ()
    pages: tuple[PageNotice, ...] = ()
    waiting: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class FeedProgress:
    """Progress of a refresh: `done` of `total` feeds, and the articles that came in so far.

    `outcome` is that of the feed that was finished just now; None when only an article came in.
    """

    done: int
    total: int
    new: int
    changed: int
    outcome: FeedOutcome | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Outcome of a refresh for all feeds, in the order in which they were finished."""

    outcomes: tuple[FeedOutcome, ...]
    stopped: bool = False

    @property
    def new(self) -> int:
        """Number of articles that came in."""
        return sum(outcome.new for outcome in self.outcomes)

    @property
    def changed(self) -> int:
        """Number of articles that came in again changed."""
        return sum(outcome.changed for outcome in self.outcomes)

    @property
    def left_out(self) -> int:
        """Number of lines of the articles' pages that are not in them."""
        return sum(outcome.left_out for outcome in self.outcomes)

    @property
    def heads(self) -> tuple[HeadChange, ...]:
        """The articles that are called otherwise now."""
        return tuple(head for outcome in self.outcomes for head in outcome.heads)

    @property
    def pages(self) -> tuple[PageNotice, ...]:
        """The items whose page shows no article."""
        return tuple(page for outcome in self.outcomes for page in outcome.pages)

    @property
    def problems(self) -> tuple[FeedOutcome, ...]:
        """The feeds with which something is wrong."""
        return tuple(outcome for outcome in self.outcomes if outcome.problem)
