"""Pages that show an article no more: their fate is reported, and the text here stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.intake import revisions as revising
from reader.model.revision import Fate
from reader.model.web_address import without_credentials
from reader.store import aliases, articles, fates
from reader.store.clocks.clock import utc_now
from reader.text.anchoring.similarity import EDITION, similarity

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.store.edits import Edits

SHRUNK = "page_shrunk"
TEASER = "page_teaser"
LASTING = ("page_deleted", "page_missing", "page_notice", SHRUNK, TEASER)
"""Codes kept as a fact of an article; a login may be the reader's alone."""
FATES = ("page_deleted", "page_missing", "page_notice", "page_login")
PASSING = ("page_notice",)
"""Codes of what may be over soon, so that the page is asked for again."""
_GONE = (404, 410)
_TEXT, _LESS = 80, 1.5
"""Code points of a text that something unlike it does not replace, and how much longer it is."""


def fate_of(error: InputError) -> str:
    """Fate of an article that the error of its page reports: one of `FATES`, or ""."""
    if error.code == "reply_status" and error.params.get("status") in _GONE:
        return "page_missing"
    return error.code if error.code in FATES else ""


def shrunk_from(old: int, new: int) -> int:
    """The length of a text if one of the new length is much shorter, else 0; in code points."""
    return old if old >= _TEXT and _LESS * new <= old else 0


def longer_than(library: Library, ident: str, length: int) -> str | None:
    """The article that an id means, if it has a text of more code points than these."""
    with library.reading() as connection:
        article = aliases.resolved(connection, ident)
        known = articles.current_text(connection, article)
        long = known is not None and articles.head(connection, article).length > length
    return article if long else None


def shrank(library: Library, ident: str, text: str) -> str | None:
    """The article that an id means, if a text that came for it is shorter and nothing like it.

    A correction keeps words of what it corrects; what has none of them may stand in its place for
    a day, and may be no article at all.
    """
    with library.reading() as connection:
        article = aliases.resolved(connection, ident)
        known = articles.current_text(connection, article)
        old = articles.body(connection, known) if known is not None else ""
    if not shrunk_from(len(old), len(text)):
        return None
    return article if similarity(old, text) < EDITION else None


def note(library: Library, article: str, what: str, url: str) -> str:
    """Keep what became of an article's page, with a notice for its reader at the next opening.

    Returns its title. A login is not kept.
    """
    with library.reading() as connection:
        title = articles.title(connection, article)
    if what not in LASTING:
        return title
    fate = Fate(what, without_credentials(url), utc_now())

    def write(edits: Edits) -> None:
        if fates.of(edits.connection, article) is None:
            revising.add_notice(edits, article, (what, {"day": fate.day, "url": fate.url}))
        fates.put(edits.connection, article, fate)

    library.submit(write).result()
    return title


def forget(library: Library, article: str) -> None:
    """Drop the fate of an article: its page shows the article again."""
    with library.reading() as connection:
        known = fates.of(connection, article)
    if known is not None:
        library.submit(lambda edits: fates.drop(edits.connection, article)).result()


@contextmanager
def naming_article(library: Library, url: str) -> Iterator[None]:
    """Name the article of an address by its title in the error that its page raises.

    Raises `InputError` with `title` and `path`: the codes of `FATES`, each after `article_`.
    """
    try:
        yield
    except InputError as error:
        what = fate_of(error)
        article = library.with_address(url.strip()) if what else None
        if article is None:
            raise
        title = note(library, article, what, url.strip())
        reported = {key: it for key, it in error.params.items() if key == "said"}
        raise InputError(f"article_{what}", title=title, path=url.strip(), **reported) from error
