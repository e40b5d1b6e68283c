"""RSS and Atom by feedparser, which gets no entities, no files and no network to reach for.

The text before the root element is dropped, and with it every declaration: entities that a
document type would define are never known, so that nothing can be multiplied or fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.parsers import expat

from reader.errors import InputError
from reader.ingest.addresses import LONGEST, link
from reader.ingest.extra import web_missing
from reader.ingest.feeds.dates import feed_date
from reader.ingest.feeds.leads import with_lead
from reader.ingest.feeds.line_feeds import from_text, with_breaks
from reader.ingest.feeds.people import people
from reader.ingest.feeds.tracking import item_link
from reader.ingest.feeds.types import MOST_ITEMS, FeedItem, FeedRead

ROOT = re.compile(
    r"<((?:[A-Za-z][\w.-]*:)?(?:rss|feed|RDF|channel|entry(?=\s[^<>]{0,999}/atom)))(?=[\s>])",
    re.IGNORECASE,
)
"""The root element of a feed, or of an entry by itself; group 1 is its name."""

_ATOM = "http://www.w3.org/2005/Atom"

_LARGEST_FAULTY = 2 * 1024 * 1024
"""Characters of a faulty feed up to which it is worth guessing the intention."""

_ITEM_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_VERBATIM = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL)
_LOOSE = re.compile(r"&(?![A-Za-z][A-Za-z0-9]{1,31};|#\d{1,10};|#[xX][0-9A-Fa-f]{1,8};)")
_IN_QUERY = re.compile(r"&(?=[A-Za-z]\w{0,31}=)")
_LOOSE_LESS = re.compile(r"<(?![A-Za-z_/!?])")
_NAMED = re.compile("&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile("&#(?:([0-9]{1,10})|[xX]([0-9A-Fa-f]{1,8}));")
_BASE = re.compile(rb"""\s(?:[^\s<>="':/]++:)?base\s*+=\s*+("[^"]*+"|'[^']*+')""", re.IGNORECASE)
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800}
_AT = "\ufdd0"
"""Placeholder for @ on the way through feedparser, which cuts mail addresses in two: no clean text
has it.
"""
_MARKUP = ("text/html", "application/xhtml+xml")


def read(text: str, root: re.Match[str], url: str, repairs: Counter[str]) -> FeedRead:
    """The feed in a text whose root element was found; what is taken out is counted.

    Raises InputError as `read_feed` does.
    """
    try:
        import feedparser
    except ImportError as error:
        raise web_missing() from error

    body, name = text[root.start() :], root[1]
    if name.lower().endswith("entry"):  # a document of its own (RFC 4287, 2)
        body, name = f'<feed xmlns="{_ATOM}">{body}</feed>', "feed"
    body, faults = _whole(body, name)
    mended = _without_loose_signs(body)
    faults = faults or (["feed_faulty"] if mended != body else [])
    body = _known_entities(mended, repairs).replace("@", _AT)
    document = f'<?xml version="1.0" encoding="utf-8"?>\n{body}'.encode()
    document = _short_bases(document)
    if not _well_formed(document):
        if len(document) > _LARGEST_FAULTY:
            raise InputError("feed_unreadable", url=url)
        faults = faults or ["feed_faulty"]
    try:
        parsed = feedparser.parse(
            BytesIO(document),
            # Without a location feedparser leaves identities as they are, and links to us.
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # hostile feeds find faults in it that nobody has listed
        raise InputError("feed_unreadable", url=url) from error
    feed, entries = parsed.feed, parsed.entries
    if not parsed.version and not entries:
        raise InputError("feed_unreadable", url=url)
    return FeedRead(
        title=_one(feed, "title"),
        site=link(url, _one(feed, "link")),
        items=tuple(_item(entry, url) for entry in entries[: MOST_ITEMS + 1]),
        ttl=_ttl(feed),
        faults=tuple(faults),
    )


def _whole(text: str, root: str) -> tuple[str, list[str]]:
    """The feed with whole items only, at most as many as are read, and its fault."""
    ends = [found.end() for found in _ITEM_END.finditer(text)]
    end = text.lower().rfind(f"</{root.lower()}")
    cut = end < 0 or (bool(ends) and end < ends[-1])
    long = len(ends) > MOST_ITEMS
    if not cut and not long:
        close = text.find(">", end)
        if close < 0 or text[end + len(root) + 2 : close].strip():
            return f"{text[:end]}</{root}>", ["feed_cut"]
        return text[: close + 1], []
    if not ends:
        return text, ["feed_cut"]
    kept = text[: ends[min(len(ends), MOST_ITEMS) - 1]]
    lists = root.lower().endswith("rss") and "</channel" not in kept.lower()
    closing = f"</channel></{root}>" if lists else f"</{root}>"
    return kept + closing, [code for code, yes in (("feed_cut", cut), ("feed_long", long)) if yes]


def _known_entities(text: str, repairs: Counter[str]) -> str:
    """The text without entities of HTML, which XML does not know, and without impossible ones."""

    def named(found: re.Match[str]) -> str:
        name = found[1]
        if name in ("lt", "gt", "amp", "quot", "apos"):
            return found[0]
        sign = html5.get(f"{name};", "")
        return sign if sign and not set(sign) & set("<>&\"'") else f"&amp;{name};"

    def numbered(found: re.Match[str]) -> str:
        code = int(found[1]) if found[1] else int(found[2], 16)
        if code == ord("@"):
            return "@"
        possible = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
        if possible or 0x10000 <= code < 0x110000:
            return found[0]
        repairs["control"] += 1
        return ""

    return _NUMBERED.sub(numbered, _NAMED.sub(named, text))


def _without_loose_signs(text: str) -> str:
    """The text whose & and < that begin nothing are written as themselves; in CDATA they are."""
    parts = _VERBATIM.split(text)
    parts[::2] = [_LOOSE_LESS.sub("&lt;", _LOOSE.sub("&amp;", part)) for part in parts[::2]]
    return "".join(parts)


def _well_formed(document: bytes) -> bool:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(document, True)
    except expat.ExpatError:
        return False
    return True


def _short_bases(document: bytes) -> bytes:
    """The feed without its `xml:base` if one, or those inside one another, would grow too long.

    Every link is joined with all of them.
    """
    if sum(len(base[1]) for base in _BASE.finditer(document)) <= LONGEST:
        return document
    lengths, longest = [0], 0

    def opened(_: str, attributes: dict[str, str]) -> None:
        nonlocal longest
        bases = [it for name, it in attributes.items() if name.lower().rpartition(":")[2] == "base"]
        whole = any("://" in base[:20] for base in bases)
        lengths.append(sum(map(len, bases)) + (0 if whole else lengths[-1]))
        longest = max(longest, lengths[-1])

    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: lengths.pop()
    try:
        parser.Parse(document, True)
    except expat.ExpatError:
        longest = LONGEST + 1  # nobody knows which lie inside one another
    return _BASE.sub(b"", document) if longest > LONGEST else document


def _item(entry: Any, url: str) -> FeedItem:
    contents = [_markup(content) for content in entry.get("content") or ()]
    summary = _markup(entry.get("summary_detail") or {"value": _one(entry, "summary")})
    text = max((it for it in contents if it), key=len, default="")
    written = (_one(entry, key) for key in ("published", "created", "updated"))
    return FeedItem(
        key=_one(entry, "id"),
        title=_one(entry, "title"),
        url=_address(entry, url),
        authors=people(_one(author, "name") for author in entry.get("authors") or ()),
        date=next(filter(None, map(feed_date, written)), ""),
        topics=tuple(map(_topic, entry.get("tags") or ())),
        html=with_lead(summary, text, _one(entry, "title")) or summary,
        is_summary=not text,
    )


def _topic(tag: Any) -> str:
    """Name of a category; one that is called nothing and named by an address is none."""
    name = _one(tag, "label") or _one(tag, "term")
    return "" if re.match("https?://", name) else name


def _address(entry: Any, url: str) -> str:
    """The item's own page: its link, else its identity if that is a whole address of the web.

    feedparser calls any identity a link that is not said to be none (`isPermaLink`, RSS 2.0).
    """
    written = _one(entry, "link")
    if any(_one(each, "href") == written for each in entry.get("links") or ()):
        found = item_link(url, written)
        if found:
            return found
    return "" if entry.get("guidislink") is False else item_link("", _one(entry, "id"))


def _one(values: Any, key: str) -> str:
    """A text of what feedparser found; it may have none where there should be one."""
    value = dict.get(values, key)  # its own `get` takes one date for another
    return value.replace(_AT, "@") if isinstance(value, str) else ""


def _markup(detail: Any) -> str:
    """A content as HTML, whatever it is."""
    value = _one(detail, "value")
    value = _IN_QUERY.sub("&amp;", value)
    if detail.get("type") in _MARKUP or re.search(r"</?[A-Za-z][^<>]*>|&#?\w+;", value):
        return with_breaks(value)
    return from_text(value)


def _ttl(feed: Any) -> float | None:
    """Time to live that the feed gives for itself, in seconds; None if it does not say."""
    ttl = _one(feed, "ttl").strip()
    if ttl.isdecimal() and len(ttl) < 7:
        return int(ttl) * 60.0
    period = _PERIODS.get(_one(feed, "sy_updateperiod").strip().lower())
    often = _one(feed, "sy_updatefrequency").strip() or "1"
    if period and often.isdecimal() and 0 < int(often) < 1000:
        return period / int(often)
    return None
