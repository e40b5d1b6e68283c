"""The summary of a refresh in words."""

from __future__ import annotations

from collections.abc import Callable

from reader.model.feed import HeadChange, PageNotice
from reader.words import Words

NOTHING = "–"
"""Sign for an empty field."""


def head_lines(head: HeadChange, words: Words, shown: Callable[[str], str]) -> list[str]:
    """The changed names of an article, a text each; `shown` makes a text fit to be shown."""
    title = shown(head.title) or NOTHING
    return [
        words(
            f"feeds.head.{name}",
            title=title,
            before=shown(was) or NOTHING,
            after=shown(now) or NOTHING,
        )
        for name, (was, now) in head.published.items()
    ]


def page_notice(page: PageNotice, words: Words, shown: Callable[[str], str]) -> str:
    """The notice that an item's page has in place of its article, and its outcome."""
    became = words(f"feeds.became.{page.became}")
    return words(f"feeds.{page.what}", title=shown(page.title) or NOTHING, became=became)
