"""Marks on rows, for what is done with many of them at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class MarkedRows(Generic[Key]):
    """Rows by their keys: these, or with `everything` all that match except these.

    So all of a million rows are marked without reading one of them.
    """

    def __init__(self) -> None:
        self.everything = False
        self.keys: set[Key] = set()

    def __contains__(self, key: Key) -> bool:
        return (key in self.keys) != self.everything

    def __bool__(self) -> bool:
        return self.everything or bool(self.keys)

    def turn(self, key: Key) -> bool:
        """Mark a row, or not any more; whether it is marked now."""
        self.keys ^= {key}
        return key in self

    def put(self, keys: Iterable[Key], *, marked: bool) -> None:
        """Mark rows, or not any more."""
        if marked == self.everything:
            self.keys.difference_update(keys)
        else:
            self.keys.update(keys)

    def put_all(self, *, marked: bool) -> None:
        """Mark all that match, those too that are not read yet; or none."""
        self.everything = marked
        self.keys.clear()

    def count(self, total: int | None) -> int | None:
        """Number of marked rows among `total`; None while that is not known and has to be."""
        if not self.everything:
            return len(self.keys)
        return None if total is None else total - len(self.keys)
