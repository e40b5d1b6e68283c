"""Feeds: RSS, Atom and JSON Feed, read as they really are, and found on web pages."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace
from threading import Event

from reader.errors import InputError
from reader.ingest.addresses import link
from reader.ingest.declared import declared_text
from reader.ingest.feeds.identity import distinct
from reader.ingest.feeds.types import MOST_ITEMS, FeedItem, FeedRead
from reader.ingest.isolation import safely
from reader.model.repair import Repair
from reader.model.web_address import without_credentials
from reader.text.cleaning import clean
from reader.text.cleaning import cleaned_text as cleaning

LARGEST = 50 * 1024 * 1024
"""Bytes of the largest feed that is read."""

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
    " text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.3"
)
"""Value of the `Accept` header for a feed."""

_TYPES = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|(?:feed\+)?json)", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"<(link|base)\s([^<>]{1,4000})>", re.IGNORECASE)
_PAIR = re.compile(r"""([A-Za-z-]{1,20})\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_TAG = re.compile(r"<(?:!--.{0,300}?--|/?[A-Za-z][^<>]*)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,10}|#[xX][0-9A-Fa-f]{1,8});")
_LONGEST_LINE = 500
_HEAD_OF_A_PAGE = 2_000_000


def read_feed(data: bytes, url: str, charset: str = "", *, stop: Event | None = None) -> FeedRead:
    """Read a feed that came from `url`; `charset` is the HTTP header's, a hint.

    A large one is read as `isolation.isolated` does, until `stop` is set. Raises InputError as that
    does, with `path`, and with `url`: `feed_is_page` for a web page (see `find_feeds`),
    `feed_unreadable`, `feed_too_large` (with `largest`), and `web_missing`.
    """
    if len(data) > LARGEST:
        raise InputError("feed_too_large", url=url, largest=LARGEST >> 20)
    try:
        return safely(stop, _read, data, url, charset)
    except InputError as error:
        if "url" in error.params:
            raise
        raise InputError(error.code, path=url, **error.params) from error


def _read(data: bytes, url: str, charset: str) -> FeedRead:
    from reader.ingest.feeds import json, xml

    repairs: Counter[str] = Counter()
    text = _text(data, url, charset, repairs)
    start = text.lstrip()[:1]
    if start == "{":
        read = json.read(text, url)
    elif start == "<" and (root := xml.ROOT.search(text)) and not _PAGE.match(text):
        read = xml.read(text, root, url, repairs)
    else:
        raise InputError("feed_is_page" if _PAGE.match(text) else "feed_unreadable", url=url)
    items = distinct(_cleaned(item, repairs) for item in read.items[:MOST_ITEMS])
    faults = read.faults
    if len(read.items) > MOST_ITEMS and "feed_long" not in faults:
        faults += ("feed_long",)
    return replace(
        read,
        title=one_line(read.title, repairs),
        items=tuple(items),
        faults=faults,
        repairs=tuple(Repair(kind, count) for kind, count in sorted(repairs.items())),
    )


def find_feeds(page: bytes, url: str, charset: str = "") -> list[tuple[str, str]]:
    """The address and title of every feed that a web page declares, in its order.

    Raises InputError `feed_unreadable` for what is no text.
    """
    text = _COMMENT.sub("", _text(page, url, charset, Counter())[:_HEAD_OF_A_PAGE])
    base, found = "", dict[str, str]()
    for tag in _LINK.finditer(text):
        attributes = {
            name.lower(): html.unescape(value.strip("\"'")) for name, value in _PAIR.findall(tag[2])
        }
        if tag[1].lower() == "base":
            base = base or link(url, attributes.get("href", ""))
        elif "alternate" in attributes.get("rel", "").lower().split() and _TYPES.match(
            attributes.get("type", "").strip()
        ):
            address = link(base or url, attributes.get("href", ""))
            found.setdefault(address, one_line(attributes.get("title", ""), Counter()))
    return [(address, title) for address, title in found.items() if address]


def one_line(text: str, repairs: Counter[str]) -> str:
    """Text of a title or name: without markup, entities and line ends, clean and not endless."""
    text = _ENTITY.sub(lambda it: html.unescape(it[0]), _TAG.sub("", text[: 10 * _LONGEST_LINE]))
    cleaned = _clean(without_credentials(text), repairs)  # cleaned, a tab in an address is a blank
    return cleaning.one_line(without_credentials(cleaned), _LONGEST_LINE)


def _text(data: bytes, url: str, charset: str, repairs: Counter[str]) -> str:
    """The clean text of some bytes."""
    from reader.text.cleaning import decoding

    text, encoding = declared_text(data, charset)
    if not text.strip() or decoding.looks_binary(data, text):
        raise InputError("feed_unreadable", url=url)
    if lost := decoding.replaced(data, text, encoding):
        repairs["replaced"] += lost
    return _clean(text, repairs)


def _clean(text: str, repairs: Counter[str]) -> str:
    cleaned = clean(text)
    for repair in cleaned.repairs:
        repairs[repair.kind] += repair.count
    return cleaned.text


def _cleaned(item: FeedItem, repairs: Counter[str]) -> FeedItem:
    """The item in clean lines."""
    title = one_line(item.title, repairs)
    content = _clean(item.html, repairs)
    key = without_credentials(" ".join(clean(item.key).text.split()))
    authors = (one_line(name, repairs) for name in item.authors[:20])
    topics = (one_line(topic, repairs) for topic in item.topics[:50])
    return replace(
        item,
        key=key,
        has_guid=bool(key),
        title=title,
        html=content,
        authors=tuple(dict.fromkeys(filter(None, authors))),
        topics=tuple(dict.fromkeys(filter(None, topics))),
    )
