"""Queries with the words of other regions, as soon as these are known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.kit.workers import run_in_background

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from reader.model.search import Query


class RegionalQuery:
    """Expansion of queries for `owner`, a screen; reading the dictionaries takes a while."""

    def __init__(self, owner: DOMNode) -> None:
        self._owner = owner

    def expanded(self, query: Query) -> Query:
        """A query with the words of other regions, or as it is while these are not known."""
        from reader.text.query import regional_words

        return regional_words.expanded(query) if query and regional_words.ready() else query

    def prepare(self, then: Callable[[], None]) -> None:
        """Read the words in the background, then go on; nothing follows if they are known."""
        from reader.text.query import regional_words

        if not regional_words.ready():
            run_in_background(self._owner, self._read, then, group="vocabulary", exclusive=True)

    async def _read(self, then: Callable[[], None]) -> None:
        from reader.text.query import regional_words

        await asyncio.to_thread(regional_words.prepare().join)
        if regional_words.ready():
            then()
