"""Names that are read from a library: of sources, and in the code book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import BookChanges, CodeBook, CodeEntry, Verdict
from reader.store.db.read_connections import Readers

if TYPE_CHECKING:
    from reader.store.sources import Uses


class SourceNames:
    """Names of sources in public and in private annotations."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def is_private(self, name: str) -> bool:
        """Whether private annotations, and no public one, name this source."""
        used = self.uses(name)[name]
        return used.private and not used.public

    def uses(self, *names: str) -> dict[str, Uses]:
        """Whether private annotations name each source, and whether public ones do."""
        from reader.store import sources

        with self._readers.reading() as connection:
            return sources.uses(connection, names)

    def private_in(self, text: str) -> tuple[str, ...]:
        """The sources in a text, in any script, that only private annotations name."""
        from reader.store import sources

        with self._readers.reading() as connection:
            return sources.private_in(connection, text)


class CodeBookReads:
    """Labels with their digits, and the verdict scale."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def digits(self) -> dict[int, str]:
        """The labels that have a digit, 1 to 9."""
        from reader.store import code_book

        with self._readers.reading() as connection:
            return code_book.digits(connection)

    def scale(self) -> tuple[Verdict, ...]:
        """The verdicts that a check may come to, in their order."""
        from reader.store import code_book

        with self._readers.reading() as connection:
            return code_book.scale(connection)

    def whole(self) -> CodeBook:
        """The whole code book, with its guide."""
        from reader.store import code_book

        with self._readers.reading() as connection:
            return code_book.whole(connection)

    def changes(self, book: CodeBook) -> BookChanges:
        """Changes that another code book would make to this one; raises `InputError` as
        `BookImport.take_in` does.
        """
        from reader.store import book_plan

        with self._readers.reading() as connection:
            return book_plan.plan(connection, book).changes

    def labels(self) -> tuple[CodeEntry, ...]:
        """All labels of the code book: those with a digit first, then by name."""
        from reader.store import code_book

        with self._readers.reading() as connection:
            return code_book.labels(connection)

    def verdicts(self) -> tuple[CodeEntry, ...]:
        """The verdict scale, in its order."""
        from reader.store import code_book

        with self._readers.reading() as connection:
            return code_book.verdicts(connection)
