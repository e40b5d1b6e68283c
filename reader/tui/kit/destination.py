"""A place in an article to go to, as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.model import Span

if TYPE_CHECKING:
    from reader.model.search import Query


class Destination(NamedTuple):
    """A passage to go to; without one, where reading stopped.

    `annotation` is the id of one to focus. The hits of `query` are marked in the article, and the
    first one in the passage is the current one. `message` is what to say there.
    """

    span: Span | None = None
    annotation: str | None = None
    query: Query | None = None
    message: str = ""
