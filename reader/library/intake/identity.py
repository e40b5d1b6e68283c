"""Identity of an arrival: the article that it is. Every way in asks here, and nothing else decides.

An article is known by the id in its front matter, the file it lies in, the item of a feed or the
address it came from, and its texts, in this order; what was removed is still known. Another text
altogether under the same name or address is another article; blank lines at the start or end of a
text make no other one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reader.errors import InputError
from reader.library.intake.sync_copies import sure_original
from reader.model import Article
from reader.store import aliases, articles, snapshots
from reader.store.articles import FileRow
from reader.store.db.connection import Connection
from reader.store.db.file_identity import is_there
from reader.text.anchoring.similarity import EDITION, similarity

_LINES = ("", "\n", "\n\n")


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
        if _is_edition_there(connection, article, content):
            former = aliases.former(connection, article, "url", content.url)
            return Identity(article, "url", former)
    text = of_text(connection, content.text)
    if text is None:
        return Identity(own)
    sha256 = articles.text_hash(content.text)
    return Identity(text, "text", aliases.former(connection, text, "text", sha256))


def of_item(
    connection: Connection,
    own: str,
    feed_url: str,
    key: str,
    url: str,
    *,
    takes: Callable[[str], bool],
) -> Identity:
    """An item of a feed, whose article would be `own`.

    It is the article that has its address already, whatever its text: a feed may carry less.
    `takes` says of such an article whether it may be. A snapshot of the page is none.
    """
    known = aliases.one(connection, "feed", aliases.feed_value(feed_url, key))
    if known:
        return Identity(known, "item")
    if _is_known(connection, own):
        return Identity(aliases.resolved(connection, own), "id")
    there = aliases.articles(connection, "url", url)
    listed = (it for it in there if not snapshots.is_snapshot(connection, it))
    known = next(filter(takes, listed), None)
    return Identity(known, "url") if known else Identity(own)


def of_file(connection: Connection, content: Article, name: str, root: Path) -> Identity:
    """A file of the library, by the name that it is known by.

    Raises `InputError` `article_id_taken` if another file with another text has the same id.
    """
    file = _File(connection, content, name, root)
    found = file.identity()
    former = file.former(found.article)
    if found.by and file.is_copy_of_removed(found.article):
        former = former or articles.identity_of_copy(content, name)
    return found._replace(former=former)


class _File:
    """A file that came in: where it lay, what it says of itself, and the files of its article."""

    def __init__(self, connection: Connection, content: Article, name: str, root: Path) -> None:
        self._connection = connection
        self._content = content
        self._name = name
        self._root = root
        self._same = {articles.text_hash(text) for text in _ends(content.text)}
        self._here = articles.file(connection, name)
        self._own = articles.identity(content)
        self._resolved = aliases.resolved(connection, self._own)

    def identity(self) -> Identity:
        """Identity by the file's own id, its path, its address or its text, in this order."""
        connection, content = self._connection, self._content
        if content.id and self._own == content.id.lower():
            if not _is_known(connection, self._resolved) and (here := self._stays()):
                return Identity(here, "path")  # somebody gave the file an id
            other = self._rival(self._resolved)
            if other is not None:
                raise InputError("article_id_taken", path=self._name, other=other.path)
            return Identity(self._resolved, "id")
        if here := self._stays():
            return Identity(here, "path")
        for article in aliases.articles(connection, "url", content.url):
            if self._rival(article) is None and _is_edition_there(connection, article, content):
                return Identity(article, "url")
        known = of_text(connection, content.text) or self._resolved
        if self._rival(known):
            return Identity(articles.identity_of_copy(content, self._name))
        return Identity(known, "text" if _is_known(connection, known) else "")

    def former(self, article: str) -> str:
        """The one of the joined articles that the file is of: each has files of its own."""
        if self._here is not None and self._here.article == article:
            return self._here.former
        if article == self._resolved != self._own:
            return self._own
        rows = articles.files_of(self._connection, article)
        return next((row.former for row in rows if row.text_sha256 in self._same), "")

    def is_copy_of_removed(self, article: str) -> bool:
        """Whether an article was removed of which another file has another text."""
        return articles.is_removed(self._connection, article) and self._rival(article) is not None

    def _stays(self) -> str | None:
        """The article that the file held before, if it holds an edition of it now."""
        if self._here is None:
            return None
        article = self._here.article
        removed = articles.is_removed(self._connection, article)
        if not removed and self._rival(article) is not None:
            return None
        was = self._here.text_sha256
        edition = is_edition(self._connection, article, self._content.text, was=was)
        return article if edition else None

    def _rival(self, article: str) -> FileRow | None:
        """Another file that is still there and has the article, with another text."""
        group = self.former(article)
        for row in articles.files_of(self._connection, article):
            other = row.path != self._name and row.text_sha256 not in self._same
            # A copy that was taken in while its original was gone gives way to it.
            path = self._root / row.path
            if other and row.former == group and is_there(path) and sure_original(path) is None:
                return row
        return None


def of_text(connection: Connection, text: str) -> str | None:
    """The article that has or had this text: one that has it now, if there is one."""
    for each in _ends(text):
        sha256 = articles.text_hash(each)
        found = aliases.articles(connection, "text", sha256)
        now = (it for it in found if articles.current_text(connection, it) == sha256)
        if found:
            return next(now, None) or found[0]
    return None


def as_known(connection: Connection, article: str, content: Article) -> Article:
    """Content of an arrival; the article's own text where only blank lines at an end differ."""
    sha256 = articles.current_text(connection, article)
    if sha256 is None or sha256 == articles.text_hash(content.text):
        return content
    text = articles.body(connection, sha256)
    alike = text.strip("\n") == content.text.strip("\n")
    return replace(content, text=text) if alike else content


def _ends(text: str) -> Iterator[str]:
    """A text, and as it is with none, one or two line ends before and after it."""
    yield text
    core = text.strip("\n")
    yield from (before + core + after for after in _LINES for before in _LINES)


def is_edition(connection: Connection, article: str, text: str, *, was: str | None = None) -> bool:
    """Whether a text is an edition of what an article's text is now, or of the one that came from
    the same place before (its sha256): of two that were joined only one text is read.
    """
    current = articles.current_text(connection, article)
    known = {current, was} - {None, ""}
    if current is None or articles.text_hash(text) in known:
        return True
    return any(
        similarity(body, text) >= EDITION
        for sha256 in known
        if (body := articles.known_body(connection, str(sha256))) is not None
    )


def _is_edition_there(connection: Connection, article: str, content: Article) -> bool:
    """Whether a text is an edition of what came from its address before."""
    former = aliases.former(connection, article, "url", content.url)
    was = articles.current_text(connection, former) if former else None
    return is_edition(connection, article, content.text, was=was)


def _is_known(connection: Connection, article: str) -> bool:
    return articles.current_text(connection, article) is not None
