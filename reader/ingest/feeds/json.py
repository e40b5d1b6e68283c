"""JSON Feed 1.0 and 1.1 (jsonfeed.org), also one that was cut in the middle."""

from __future__ import annotations

import json
import re
from typing import Any

from reader.errors import InputError
from reader.ingest.addresses import link
from reader.ingest.feeds.dates import feed_date
from reader.ingest.feeds.leads import with_lead
from reader.ingest.feeds.line_feeds import from_text, with_breaks
from reader.ingest.feeds.people import people
from reader.ingest.feeds.tracking import item_link
from reader.ingest.feeds.types import FeedItem, FeedRead

_ITEMS = re.compile(r'"items"\s*:\s*\[')
_NEXT = re.compile(r"[\s,]*")


def read(text: str, url: str) -> FeedRead:
    """The feed in a text. Raises InputError `feed_unreadable` with `url`."""
    cut = False
    try:
        feed = json.loads(text)
    except RecursionError as error:
        raise InputError("feed_unreadable", url=url) from error
    except ValueError:
        feed, cut = _whole_items(text), True
    if not isinstance(feed, dict) or not _is_feed(feed):
        raise InputError("feed_unreadable", url=url)
    items = feed.get("items")
    found = (
        [_item(it, url) for it in items if isinstance(it, dict)] if isinstance(items, list) else []
    )
    site = link(url, _one(feed, "home_page_url"))
    return FeedRead(_one(feed, "title"), site, tuple(found), None, ("feed_cut",) if cut else ())


def _is_feed(feed: dict[str, Any]) -> bool:
    """Whether it declares itself one; some write only the number of the version."""
    version = _one(feed, "version")
    short = re.fullmatch(r"1(?:\.[01])?", version) and isinstance(feed.get("items"), list)
    return bool(short) or "jsonfeed.org/version/" in version


def _whole_items(text: str) -> dict[str, Any] | None:
    """Head of a feed that was cut before its end, with those of its items that are whole."""
    begin = _ITEMS.search(text)
    if begin is None:
        return None
    items: list[Any] = []
    try:
        feed = json.loads(text[: begin.end()] + "]}")
    except (ValueError, RecursionError):
        return None
    decoder, place = json.JSONDecoder(), begin.end()
    while isinstance(feed, dict):
        gap = _NEXT.match(text, place)
        try:
            item, place = decoder.raw_decode(text, gap.end() if gap else place)
        except (ValueError, RecursionError):  # here it was cut
            return {**feed, "items": items}
        items.append(item)
    return None


def _item(item: dict[str, Any], url: str) -> FeedItem:
    content, plain, summary = (
        _one(item, key) for key in ("content_html", "content_text", "summary")
    )
    whole = with_breaks(content) or from_text(plain)
    markup = with_lead(from_text(summary), whole, _one(item, "title")) or from_text(summary)
    authors = item.get("authors", [item.get("author")])
    authors = authors if isinstance(authors, list) else []
    tags = item.get("tags")
    tags = tags if isinstance(tags, list) else []
    return FeedItem(
        key=_one(item, "id"),
        title=_one(item, "title"),
        url=item_link(url, _one(item, "url")) or item_link(url, _one(item, "external_url")),
        authors=people(_one(author, "name") for author in authors if isinstance(author, dict)),
        date=feed_date(_one(item, "date_published") or _one(item, "date_modified")),
        topics=tuple(_text(tag) for tag in tags if isinstance(tag, str)),
        html=markup,
        is_summary=not (content or plain),
    )


def _one(values: dict[str, Any], key: str) -> str:
    """A text or a number as text; anything else is none."""
    value = values.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _text(str(value))


def _text(value: str) -> str:
    """A text without the halves of characters that escapes can make."""
    return value.encode("utf-8", "replace").decode()
