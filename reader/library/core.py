"""Protocol of the library for bringing articles in: its folder, one read, one way to write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.model.revision import Kept
    from reader.store.articles import FileRow
    from reader.store.db.connection import Connection
    from reader.store.edits import Edits

T = TypeVar("T")
Notice = tuple[str, dict[str, str]]
"""The code of a message, and its gaps."""


class LibraryCore(Protocol):
    """A library as the modules know it that its own methods call."""

    root: Path
    articles: Path
    database: Path

    def reading(self) -> AbstractContextManager[Connection]:
        """One state of the database."""
        ...

    def submit(self, action: Callable[[Edits], T]) -> Future[T]:
        """Carry out an action in the writer's thread, as one transaction."""
        ...

    def read_anew(self, path: Path) -> Kept:
        """Read a file of the library that is known, though it did not change, and take it in."""
        ...

    def files(self) -> dict[str, FileRow]:
        """The files that are known, by their names."""
        ...

    def is_starter(self) -> bool:
        """Whether nobody has written into it yet."""
        ...

    def unindexed(self) -> int:
        """Number of articles that the search does not know yet."""
        ...

    def is_indexed_before_joining(self) -> bool:
        """Whether there may be articles that were indexed before joined lines were one."""
        ...

    def is_unworded(self) -> bool:
        """Whether there are annotations that the search does not know yet."""
        ...
