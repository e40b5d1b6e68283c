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
    """An article's id, and by what it is known: "id", "path", "item", "url", "text", "" if new.

    `former` is that of `store.articles.FileRow`, of the file that it is or would be.
    """

    article: str
    by: str = ""
    former: str = ""


def of_page(connection: Connection, content: Article) -> Identity:
    """A page or a text from outside; one of the same address has to be alike."""
    own = articles.identity(content)
    if content.id:
        known = aliases.resolved(connection, own)
        return Identity(known, "id", "" if known == own else own)
    for article in aliases.articles(connection, "url", content.url):
        if is_edition(connection, article, content.text):
            former = aliases.former(connection, article, "url", content.url)
            return Identity(article, "url", former)
    text = of_text(connection, content.text)
    if text is None:
        return Identity(own)
    sha256 = articles.text_hash(content.text)
    return Identity(text, "text", aliases.former(connection, text, "text", sha256))


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
    file = _File(connection, content, name, root)
    found = file.identity()
    return found._replace(former=file.former(found.article))


class _File:
    """A file that came in: where it lay, what it says of itself, and the files of its article."""

    def __init__(self, connection: Connection, content: Article, name: str, root: Path) -> None:
        self._connection = connection
        self._content = content
        self._name = name
        self._root = root
        self._sha256 = articles.text_hash(content.text)
        self._here = articles.file(connection, name)
        self._own = articles.identity(content)
        self._said = aliases.resolved(connection, self._own)

    def identity(self) -> Identity:
        """By its own id, its path, its address or its text, in this order."""
        connection, content = self._connection, self._content
        if content.id and self._own == content.id.lower():
            if not _is_known(connection, self._said) and (here := self._stays()):
                return Identity(here, "path")  # somebody gave the file an id
            other = self._rival(self._said)
            if other is not None:
                raise InputError("article_id_taken", path=self._name, other=other.path)
            return Identity(self._said, "id")
        if here := self._stays():
            return Identity(here, "path")
        for article in aliases.articles(connection, "url", content.url):
            if self._rival(article) is None and is_edition(connection, article, content.text):
                return Identity(article, "url")
        known = of_text(connection, content.text) or self._said
        if self._rival(known):
            return Identity(articles.identity_beside(content, self._name))
        return Identity(known, "text" if _is_known(connection, known) else "")

    def former(self, article: str) -> str:
        """Which of the articles that were joined it is of: each has files of its own."""
        if self._here is not None and self._here.article == article:
            return self._here.former
        if article == self._said != self._own:
            return self._own
        rows = articles.files_of(self._connection, article)
        return next((row.former for row in rows if row.text_sha256 == self._sha256), "")

    def _stays(self) -> str | None:
        """The article that the file held before, if it holds an edition of it now."""
        if self._here is None or self._rival(self._here.article) is not None:
            return None
        article = self._here.article
        return article if is_edition(self._connection, article, self._content.text) else None

    def _rival(self, article: str) -> FileRow | None:
        """Another file that is still there and has the article, with another text."""
        group = self.former(article)
        for row in articles.files_of(self._connection, article):
            other = row.path != self._name and row.text_sha256 != self._sha256
            # A copy that was taken in while its original was gone gives way to it.
            path = self._root / row.path
            if other and row.former == group and is_there(path) and sure_original(path) is None:
                return row
        return None


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
