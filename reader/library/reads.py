"""Reads of a library, done as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.claims import ClaimReads
from reader.library.find import find, find_exactly, spelled
from reader.library.name_reads import CodeBookReads, SourceNames
from reader.library.threads import ThreadResult
from reader.model import Annotation, Annotator, Document, Entry, Head, PageLine
from reader.store import aliases, articles, outlines, page_lines, revisions, settings
from reader.store import annotations as marks
from reader.store import reading_state as reading
from reader.store.articles import FileRow
from reader.store.db.read_connections import Readers
from reader.store.db.text_cache import LastBody

if TYPE_CHECKING:
    from reader.analysis.changes import Changes
    from reader.model.listing import Shelf, Shelves
    from reader.model.revision import Fate, Review, Revision
    from reader.model.search import Query, Results
    from reader.store.db.connection import Connection

Entries = list[Entry]

LONG = 300_000
"""Code points of a text that is worth a thread of its own, which loads it beside the imports."""


class LibraryReads:
    """The reading side of a library. Every method may be called from any thread.

    Methods raise `LibraryError` as `store.sqlite_errors.translate` words it.
    """

    def __init__(self, root: Path, patience: float) -> None:
        self.root = root
        self.database = root / "annotations.db"
        self.articles = root / "articles"
        self._readers = Readers(self.database, patience)
        self._bodies = LastBody()
        self.sources, self.book = SourceNames(self._readers), CodeBookReads(self._readers)
        self.claims = ClaimReads(self._readers)
        self._coming: tuple[str, ThreadResult[Document]] | None = None

    def list(self, limit: int | None = None) -> Entries:
        """The articles, newest first, with the counts of shown annotations."""
        from reader.model.listing import Shelf

        return self.entries(self.listed(Shelf("everything"), limit))

    def newest(self, limit: int) -> Sequence[str]:
        """The ids of the newest articles, at most `limit` of them."""
        with self._readers.reading() as connection:
            return articles.newest(connection, limit)

    def listed(
        self, shelf: Shelf, limit: int | None = None, query: Query | None = None
    ) -> Sequence[str]:
        """The ids of the articles on a shelf in its order, of those that a query finds.

        Raises `InputError` `order_unknown`, `shelf_unknown`.
        """
        from reader.library import listing

        return listing.listed(self._readers, shelf, limit, query)

    def entries(self, articles: Sequence[str]) -> Entries:
        """Rows of the list for some articles, in this order; one that is gone is left out."""
        from reader.library import listing

        return listing.entries(self._readers, articles)

    def shelves(self) -> Shelves:
        """Number of articles on each shelf."""
        from reader.library import listing

        return listing.shelves(self._readers)

    def next_queued(self, article: str) -> Entry | None:
        """The article of the queue that comes after this one, or None."""
        from reader.library import listing

        return listing.next_queued(self._readers, article)

    def find(self, name: str) -> str:
        """The id of the article that a name means: an id, path, file name or title.

        An exact match wins; else a part of a title or path that only one article has. Raises
        `InputError`: `article_unknown`, `article_ambiguous`.
        """
        with self._readers.reading() as connection:
            wanted, file = spelled(name)
            # A large library has many names; most often one of them is meant exactly.
            likely = articles.likely_names(connection, wanted, file) if wanted else []
            exact = find_exactly(name, likely, self.root)
            if exact:
                return exact
            ident = wanted.lower().encode("utf-8", "replace").decode()
            joined = aliases.one(connection, "id", ident)
            if joined and articles.is_listed(connection, joined):
                return joined
            # SQLite folds ASCII letters only; where it finds nothing every name is looked at.
            some = articles.names_with(connection, wanted) if wanted else []
            return find(name, some or articles.names(connection), self.root)

    def titles(self, beginning: str, limit: int) -> Sequence[str]:
        """The titles that begin with a text, in their order, at most `limit` of them."""
        with self._readers.reading() as connection:
            return articles.titles(connection, beginning, limit)

    def with_address(self, url: str) -> str | None:
        """The id of the article that came from an address last, or None."""
        with self._readers.reading() as connection:
            found = aliases.articles(connection, "url", url)
            return next((it for it in found if articles.is_listed(connection, it)), None)

    def removed(self) -> Sequence[Head]:
        """The articles that were taken out of the library, the newest first."""
        with self._readers.reading() as connection:
            return articles.removed(connection)

    def find_removed(self, name: str) -> str:
        """Find an article, as `find` does, among those that were taken out of the library.

        Raises `InputError`: `article_not_removed`, `removed_unknown`, `article_ambiguous`.
        """
        try:
            with self._readers.reading() as connection:
                return find(name, articles.removed_names(connection), self.root)
        except InputError as error:
            if error.code != "article_unknown":
                raise
        try:
            there = self.find(name)
        except InputError as error:
            raise InputError("removed_unknown", name=name) from error
        with self._readers.reading() as connection:
            title = articles.title(connection, there)
        raise InputError("article_not_removed", title=title or name)

    def last_read(self) -> str | None:
        """The id of the article that was read last; None if none ever was."""
        with self._readers.reading() as connection:
            return reading.last_read(connection)

    def open_soon(self, article: str) -> None:
        """Begin to open an article if that takes long; raises as `open` does."""
        with self._readers.reading() as connection:
            head = articles.head(connection, article)
        if head.length >= LONG:
            self._coming = article, ThreadResult(lambda: self._open(article))

    def open(self, article: str) -> Document:
        """An article as it is read; raises `InputError` `article_unknown`.

        Until it is read for the first time there are the notices of `ingest.files.FileRead`, and
        those of `revising.revise` when it came in again changed.
        """
        coming, self._coming = self._coming, None
        if coming is not None and coming[0] == article:
            return coming[1].result()
        return self._open(article)

    def _open(self, article: str) -> Document:
        with self._readers.reading() as connection:
            head = articles.head(connection, article)
            me = marks.me(connection)
            text = self._bodies.get(connection, head.text)
            return Document(
                head=head,
                text=text,
                outline=outlines.get(connection, article, head.text, len(text)),
                annotators=marks.annotators(connection),
                annotations=marks.of_article(connection, article, head.text),
                drafts=reading.drafts(connection, article, head.text),
                position=reading.position(connection, article, head.length),
                me=me,
                view=settings.view(connection),
                notices=settings.arrival(connection, article),
                note_drafts=settings.note_drafts(connection, article),
                to_review=revisions.to_review(connection, article, me.id) if me else 0,
            )

    def reading(self) -> AbstractContextManager[Connection]:
        """One state of the database, for the modules of this room."""
        return self._readers.reading()

    def search(
        self, query: Query, *, limit: int = 50, after: tuple[str, str, str] | None = None
    ) -> Results:
        """The newest articles in which something is found, at most `limit` of them.

        `after` is that of the results before these.
        """
        from reader.library import search as searching

        return searching.search(self._readers, query, limit, after)

    def count(self, query: Query) -> int:
        """Number of articles in which something is found."""
        from reader.library import search as searching

        return searching.count(self._readers, query)

    def revision(self, article: str) -> str:
        """The id of the revision that an article is read in now."""
        with self._readers.reading() as connection:
            return articles.head(connection, article).revision

    def revisions(self, article: str) -> tuple[Revision, ...]:
        """The states an article's text has been in, the newest first."""
        with self._readers.reading() as connection:
            return revisions.history(connection, article)

    def fate(self, article: str) -> Fate | None:
        """Fate of an article's page; None while it shows the article, as far as is known."""
        from reader.store import fates

        with self._readers.reading() as connection:
            return fates.of(connection, article)

    def page_lines(self, article: str) -> tuple[PageLine, ...]:
        """Lines of an article's page that the article lacks, or that a person took; in order."""
        with self._readers.reading() as connection:
            return page_lines.of_article(connection, article)

    def changes(self, article: str, before: str, after: str) -> Changes:
        """Changes from one revision of an article to another, as `changing.changes` has them."""
        from reader.library import changes as changing

        return changing.changes(self._readers, article, before, after)

    def compared(self, article: str, text: str) -> Changes:
        """Differences between an article and a text that is not in the library."""
        from reader.library import changes as changing

        return changing.compared(self._readers, article, text)

    def text_of(self, sha256: str) -> str:
        """The text that has a sha256."""
        with self._readers.reading() as connection:
            return articles.body(connection, sha256)

    def review(self, article: str) -> Review:
        """My annotations in an article that were carried over and are still to be looked at."""
        from reader.library import review as reviewing

        with self._readers.reading() as connection:
            return reviewing.review(connection, article)

    def to_review(self, article: str) -> int:
        """Number of items of mine that `review` has."""
        with self._readers.reading() as connection:
            return revisions.to_review(connection, article, marks.my_id(connection))

    def carried(self, article: str, sha256: str, offset: int) -> int:
        """Carry an offset (code points) in an older text of an article over to the current one."""
        from reader.text.anchoring import Carrier

        with self._readers.reading() as connection:
            now = articles.head(connection, article).text
            texts = [articles.body(connection, each) for each in (sha256, now)]
        return Carrier(*texts).offset(offset)

    def annotations(self, article: str, *, shown_only: bool = False) -> tuple[Annotation, ...]:
        """The annotations of an article, by start, longer first."""
        with self._readers.reading() as connection:
            text = articles.head(connection, article).text
            return marks.of_article(connection, article, text, shown_only=shown_only)

    def annotators(self) -> tuple[Annotator, ...]:
        """Everyone who annotated here, the sample first."""
        with self._readers.reading() as connection:
            return marks.annotators(connection)

    def me(self) -> Annotator | None:
        """The annotator who reads here, or None as long as none is chosen."""
        with self._readers.reading() as connection:
            return marks.me(connection)

    def can_turn(self, op: str) -> bool:
        """Whether there is anything to "undo" or "redo" in the library's list."""
        from reader.store.journal import entries as journal

        with self._readers.reading() as connection:
            return journal.next_entry(connection, op, scope="shelf") is not None

    def version(self) -> int:
        """A number that changes when any other connection, also another program's, has written.

        Ask from one thread: each has a connection and so a number of its own.
        """
        with self._readers.reading() as connection:
            return settings.version(connection)

    def view(self) -> str:
        """The script view that was chosen last, "" for the source."""
        with self._readers.reading() as connection:
            return settings.view(connection)

    def files(self) -> dict[str, FileRow]:
        """Every file ever taken in, by its name in the library."""
        with self._readers.reading() as connection:
            return articles.files(connection)

    def unindexed(self) -> int:
        """Number of articles that are not in the search index yet."""
        from reader.store.search import index

        with self._readers.reading() as connection:
            return index.waiting(connection)

    def is_indexed_before_joining(self) -> bool:
        """Whether there may be articles that were indexed before joined lines were one."""
        from reader.store.search import index

        with self._readers.reading() as connection:
            return index.is_old(connection)

    def is_unworded(self) -> bool:
        """Whether words of annotations wait to be indexed."""
        from reader.store.annotation_query import words

        with self._readers.reading() as connection:
            return words.waits(connection)

    def is_starter(self) -> bool:
        """Whether the library is still as it was shipped."""
        with self._readers.reading() as connection:
            return settings.get(connection, settings.STARTER) is not None
