"""Which article an arrival is. Whoever brings something in asks here, and nobody else decides.

An article is known by the id in its front matter, the file it lies in, the item of a feed or the
address it came from, and its texts, in this order; what was removed is still known. Another text
altogether under the same name or address is another article.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.errors import InputError
from reader.library.conflicts import sure_original
from reader.model import Article
from reader.store import aliases, articles
from reader.store.articles import FileRow
from reader.store.connection import Connection
from reader.store.places import is_there
from reader.text.likeness import EDITION, likeness


class Identity(NamedTuple):
    """An article's id, and by what it is known: "id", "path", "item", "url", "text", "" if new."""

    article: str
    by: str = ""


def of_page(connection: Connection, content: Article) -> Identity:
    """A page or a text from outside; one of the same address has to be alike."""
    own = articles.identity(content)
    if content.id:
        return Identity(aliases.resolved(connection, own), "id")
    for article in aliases.articles(connection, "url", content.url):
        if is_edition(connection, article, content.text):
            return Identity(article, "url")
    known = of_text(connection, content.text)
    return Identity(known, "text") if known else Identity(own)


def of_item(connection: Connection, own: str, feed_url: str, key: str, url: str) -> Identity:
    """An item of a feed, whose article would be `own`.

    It is the article that has its address already, whatever its text: a feed may carry less.
    """
    known = aliases.one(connection, "feed", aliases.feed_value(feed_url, key))
    if known:
        return Identity(known, "item")
    if _is_known(connection, own):
        return Identity(aliases.resolved(connection, own), "id")
    known = aliases.one(connection, "url", url)
    return Identity(known, "url") if known else Identity(own)


def of_file(connection: Connection, content: Article, name: str, root: Path) -> Identity:
    """A file of the library, by the name that it is known by.

    Raises `InputError` `article_id_taken` if another file with another text has the same id.
    """
    here, sha256 = articles.file(connection, name), articles.text_hash(content.text)
    own = articles.identity(content)

    def rival(article: str) -> FileRow | None:
        """Another file that is still there and has the article, with another text."""
        former = here.former if here is not None and here.article == article else ""
        for row in articles.files_of(connection, article):
            if row.path == name or row.text_sha256 == sha256 or row.former != former:
                continue
            # A copy that was taken in while its original was gone gives way to it.
            if is_there(root / row.path) and sure_original(root / row.path) is None:
                return row
        return None

    def stays() -> bool:
        """Whether the file holds an edition of the article that it held before."""
        free = here is not None and rival(here.article) is None
        return here is not None and free and is_edition(connection, here.article, content.text)

    if content.id and own == content.id.lower():
        article = aliases.resolved(connection, own)
        if here is not None and not _is_known(connection, article) and stays():
            return Identity(here.article, "path")  # somebody gave the file an id
        other = rival(article) if article == own else None
        if other is not None:
            raise InputError("article_id_taken", path=name, other=other.path)
        return Identity(article, "id")
    if here is not None and stays():
        return Identity(here.article, "path")
    for article in aliases.articles(connection, "url", content.url):
        if rival(article) is None and is_edition(connection, article, content.text):
            return Identity(article, "url")
    known = of_text(connection, content.text) or aliases.resolved(connection, own)
    if rival(known):
        return Identity(articles.identity_beside(content, name))
    return Identity(known, "text" if _is_known(connection, known) else "")


def of_text(connection: Connection, text: str) -> str | None:
    """The article that has or had this text: one that has it now, if there is one."""
    sha256 = articles.text_hash(text)
    found = aliases.articles(connection, "text", sha256)
    now = (it for it in found if articles.current_text(connection, it) == sha256)
    return next(now, None) or next(iter(found), None)


def is_edition(connection: Connection, article: str, text: str) -> bool:
    """Whether a text is an edition of what an article's text is now."""
    sha256 = articles.current_text(connection, article)
    if sha256 is None or sha256 == articles.text_hash(text):
        return True
    return likeness(articles.body(connection, sha256), text) >= EDITION


def _is_known(connection: Connection, article: str) -> bool:
    return articles.current_text(connection, article) is not None
