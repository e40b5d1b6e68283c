"""What a refresh says of its articles, in words."""

from __future__ import annotations

from collections.abc import Callable

from reader.model.feed import HeadChange, PageTold
from reader.words import Words

NOTHING = "–"
"""Stands where nothing was said."""


def head_told(head: HeadChange, words: Words, shown: Callable[[str], str]) -> list[str]:
    """What an article is called otherwise, a text each; `shown` makes a text fit to be shown."""
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


def page_told(page: PageTold, words: Words, shown: Callable[[str], str]) -> str:
    """What an item's page says in place of its article, and what became of that."""
    became = words(f"feeds.became.{page.became}")
    return words(f"feeds.{page.what}", title=shown(page.title) or NOTHING, became=became)
