"""Identity of a feed's items: which are one and the same, and the key that each is known by.

By its guid, else by its address, else by its title and date. Where one of these stands for several
items, they are kept apart by what differs: the address, the title, the date, the text.
"""

from __future__ import annotations

import hashlib
import html as entities
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.anchoring.similarity import EDITION, similarity

if TYPE_CHECKING:
    from reader.ingest.feeds.types import FeedItem

LONGEST_KEY = 512
"""Code points of a guid or an address that is kept as it is."""

SHORT = 60
"""Code points up to which texts are alike by the words of every notice (詳情見內文)."""
_ALIKE, _SHORT_ALIKE = 0.5, 0.8
_MOST_COMPARED = 20
_COMPARED = 4000
_TAG = re.compile(r"<[^<>]*+>")


def distinct(items: Iterable[FeedItem]) -> list[FeedItem]:
    """The items, each once, with a key in any case; before, only what has a guid has one.

    Of one that is there twice the later one counts.
    """
    groups: dict[str, list[FeedItem]] = {}
    titled: dict[tuple[str, str], list[int]] = {}
    places: list[tuple[str, int]] = []
    for item in items:
        handle = item.key or item.url or _hashed(item.title, item.date or _if_bare(item))
        group = groups.setdefault(handle, [])
        same = titled.setdefault((handle, item.title), [])
        at = next((at for at in same[-_MOST_COMPARED:] if _repeats(item, group[at])), None)
        if at is None:
            same.append(len(group))
            places.append((handle, len(group)))
            group.append(item)
        else:
            one, other = group[at], item
            later = other if other.date > one.date else one
            group[at] = replace(later, url=later.url or one.url or other.url)
    keys = {handle: _keys(handle, editions) for handle, editions in groups.items()}
    found: dict[tuple[str, ...], list[FeedItem]] = {}
    several: list[FeedItem] = []
    for handle, at in places:
        item = replace(groups[handle][at], key=keys[handle][at])
        editions = found.setdefault(_facts(item), [])
        if not any(_are_alike(item, it) for it in editions[-_MOST_COMPARED:]):
            editions.append(item)
            several.append(item)
    kept: dict[str, FeedItem] = {}
    for item in several:
        key = item.key
        if key in kept:  # an address that items with a guid in common have, and one without has too
            key = _hashed(key, item.title, item.date, item.html)
        kept.setdefault(key, replace(item, key=key))
    return list(kept.values())


def rekeyed(item: FeedItem) -> FeedItem:
    """An item under another key, since its own is another item's."""
    return replace(item, key=_hashed(item.key, item.title, item.date or item.html))


def is_edition(old: tuple[str, str, str], new: tuple[str, str, str]) -> bool:
    """Whether two items of one address are one: of each its title, date and text.

    One of the same title and day is, or where one of them says no date; else one whose text is much
    the same, or somewhat where the titles are alike.
    """
    (title, date, text), (new_title, new_date, new_text) = old, new
    if title == new_title and (date[:10] == new_date[:10] or not (date and new_date)):
        return True
    if text and new_text and says_much_the_same(text, new_text):
        return True
    alike = similarity(text, new_text) if text and new_text else 0.0
    return _pairs_shared(title, new_title) >= _ALIKE and title != new_title and alike >= EDITION


def plain(html: str) -> str:
    """The text of some markup, to compare it."""
    return " ".join(entities.unescape(_TAG.sub(" ", html)).split())


def _repeats(item: FeedItem, other: FeedItem) -> bool:
    """Whether one of two items of one handle and title is the other, or an edition of it."""
    if item.url != other.url and item.url and other.url:
        return False
    if item.html == other.html:
        dated = item.date and other.date and not item.key  # kept apart by title and date
        return item.date == other.date or bool(item.html and not dated)
    dated = item.title and item.date and item.date == other.date
    return bool(dated or item.key) and _are_alike(item, other)


def _are_alike(item: FeedItem, other: FeedItem) -> bool:
    texts = (plain(it.html[:_COMPARED]) for it in (item, other))
    return item.html == other.html or says_much_the_same(*texts)


def says_much_the_same(one: str, other: str) -> bool:
    """Whether one of two texts may be an edition of the other; one without words is of any."""
    if not one or not other:
        return True
    short = min(len(one), len(other)) < SHORT
    return similarity(one, other) >= (_SHORT_ALIKE if short else _ALIKE)


def _keys(handle: str, editions: list[FeedItem]) -> list[str]:
    """Keys of the items under one handle."""
    if len(editions) == 1:
        return [_short(handle)]
    if len({it.url for it in editions} - {""}) == len(editions):
        return [_short(it.url) for it in editions]
    keys = [_hashed(handle, it.url, it.title, it.date) for it in editions]
    count = Counter(keys)
    return [
        key if count[key] == 1 else _hashed(key, it.html)
        for key, it in zip(keys, editions, strict=True)
    ]


def _short(key: str) -> str:
    return key if len(key) <= LONGEST_KEY else _hashed(key)


def _facts(item: FeedItem) -> tuple[str, ...]:
    """Facts that are the same for items that are there twice under two guids."""
    if item.url and item.title and item.date:
        return item.url, item.title, item.date
    return (item.url or item.key, item.title, item.html, "" if item.html else item.key)


def _if_bare(item: FeedItem) -> str:
    """Text that identifies an item of which there is nothing else; "" for one with a title."""
    return "" if item.title else item.html


def _pairs_shared(one: str, other: str) -> float:
    """The share of the longer title's neighbouring characters that the other one has, too."""
    left, right = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return len(left & right) / max(1, len(left), len(right))


def _hashed(*parts: str) -> str:
    return f"sha256:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"
