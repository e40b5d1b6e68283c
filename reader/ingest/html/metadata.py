"""The title, authors, source, date, address, language and topics of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reader.ingest.html.lines import Piece
from reader.ingest.html.linked_data import Said
from reader.ingest.html.voting import bare
from reader.text.cleaning import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_SEPARATOR = re.compile(
    r"\s?[|｜_丨»]+\s*|\s?--+\s*|\s[-–—:：·•/]\s+|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])"
)
_MEDIUM = re.compile(
    r"(?:[網网]|[報报]|新[聞闻][雲云]?|[週周]刊|通[訊讯]社|中央社|新[華华]社|[電电][視视台]|[財财][經经]|[頻频]道|日[報报]|[雜杂][誌志]|[媒].{0,2}|news|media|times|post|daily|\.com|\.tw|\.hk|\.cn)"
    r"(?:\s?[A-Za-z0-9 ]{1,40})?$",
    re.IGNORECASE,
)
_TRADITIONAL = frozenset(
    "個們說這會來時對為國學過產發經當與實還開關問應電點車務體報導總統進長從業門現動無機灣體錢單區條選舉義護處"
)
_SIMPLIFIED = frozenset(
    "个们说这会来时对为国学过产发经当与实还开关问应电点车务体报导总统进长从业门现动无机湾体钱单区条选举义护处"
)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TOPIC = re.compile(r"[,，;；、|｜]+")
_MOST_TOPICS = 12
_MOST_TOLD = 200
"""Keywords that are looked for in the text."""

_MOST_LINKS = 20
_LONGEST_TITLE = 200
_SECOND_LEVEL = frozenset(["com", "net", "org", "gov", "edu", "co", "idv", "ac"])


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline, its line among the pieces (None if it is not shown), and its site."""

    text: str = ""
    place: int | None = None
    site: str = ""


def titles_of(root: _Element, said: Said) -> list[str]:
    """What the page is called: by its `title`, then by its metadata; some may be empty."""
    page_title = " ".join("".join(_text_of(root, "title")).split())
    told = [page_title, said.headline, said.meta("og:title"), said.meta("twitter:title", "title")]
    return [title[: _LONGEST_TITLE * 2] for title in told]


def headline_of(titles: Sequence[str], said: Said, pieces: Sequence[Piece]) -> Headline:
    """The headline as the publisher set it: a line of the page that its `title` begins with.

    Else what the page's metadata calls it, without the names of the site and its sections.
    """
    page_title = titles[0]
    site = said.meta("og:site_name") or said.publisher
    for title in titles:
        place = _shown(pieces, bare(title), bare(site))
        if place is not None:
            text = pieces[place].text[:_LONGEST_TITLE]
            return Headline(text, place, site or _site(page_title, text, said))
    text = titles[1] or _without_site(next(filter(None, titles[2:]), page_title), site)
    firsts = [place for place, piece in enumerate(pieces) if piece.heading == 1]
    if not text and firsts:
        return Headline(pieces[firsts[0]].text[:_LONGEST_TITLE], firsts[0], site)
    return Headline(text[:_LONGEST_TITLE], None, site or _site(page_title, text, said))


def _text_of(root: _Element, tag: str) -> list[str]:
    element = next(root.iter(tag), None)
    return [] if element is None else [str(text) for text in element.itertext()]


def _shown(pieces: Sequence[Piece], title: str, site: str) -> int | None:
    """The line that a title begins with; headings before others, long before short."""
    best: tuple[bool, int, bool] | None = None
    place = None
    for number, piece in enumerate(pieces):
        own = bare(piece.text)
        if not 4 <= len(own) <= _LONGEST_TITLE or own == site or own not in title:
            continue
        if not (title.startswith(own) or len(own) > 0.5 * len(title)):
            continue
        rank = (0 < piece.heading < 3, len(own), piece.linked < 0.5)
        if best is None or rank > best:
            best, place = rank, number
    return place


def _without_site(title: str, site: str) -> str:
    """A title without the segments at its end that name the site or its sections."""
    parts = _SEPARATOR.split(title)
    ends = [found.span() for found in _SEPARATOR.finditer(title)]
    while ends:
        tail = title[ends[-1][1] :]
        head = title[: ends[-1][0]]
        names = bare(tail) == bare(site) or _MEDIUM.search(tail)
        if len(bare(head)) < 4 or not (names or len(bare(tail)) <= min(8, len(bare(head)) // 2)):
            break
        title = head
        ends.pop()
    return title.strip() if parts else ""


def _site(page_title: str, title: str, said: Said) -> str:
    """The site's name: what a page's title says after the headline, else what else names it."""
    rest = _after(page_title, bare(title))
    parts = [part.strip(" -–—|｜_[]【】()（）") for part in _SEPARATOR.split(rest)]
    parts = [part for part in parts if 2 <= len(part) <= 30 and not part.isdigit()]
    media = [part for part in parts if _MEDIUM.search(part)]
    told = said.meta("source", "publisher", "application-name", "apple-mobile-web-app-title")
    return (media or parts or [told])[-1]


def _after(page_title: str, title: str) -> str:
    """What follows a bare title in the page's, whatever signs stand between its words."""
    end = 0
    for sign in title:
        end = page_title.find(sign, end) + 1
        if not end:
            return ""
    return page_title[end:] if bare(page_title[:end]) == title else ""


def address_of(root: _Element, said: Said, url: str) -> str:
    """The page's own address: the canonical one of the same site, else where it was fetched."""
    from urllib.parse import urlsplit

    from reader.ingest.addresses import joined

    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for found in [*links[:_MOST_LINKS], said.meta("og:url")]:
        try:
            address = joined(url, found.strip()) if found.strip() else ""
            parts, own = urlsplit(address), urlsplit(url)
            hosts = _site_of(parts.hostname or ""), _site_of(own.hostname or "")
        except ValueError:
            continue
        whole = parts.path.strip("/") or parts.query or not own.path.strip("/")
        if parts.scheme in ("http", "https") and whole and (not url or hosts[0] == hosts[1]):
            return _one_line(address)
    return _one_line(url) if url.startswith(("http://", "https://")) else ""


def _one_line(address: str) -> str:
    """An address in the signs that addresses may have; Han characters are percent-encoded."""
    from urllib.parse import quote

    return quote(clean(address).text.strip(), safe=":/?#[]@!$&'()*+,;=%~")


def _site_of(host: str) -> str:
    """The part of a host name that a site registers: `example.com.tw` of `m.example.com.tw`."""
    labels = host.lower().split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-kept:])


def language_of(root: _Element, said: Said, text: str) -> str:
    """The language as a BCP 47 tag: of Chinese the script that its characters show."""
    sample = text[:20_000]
    han = sum("\u4e00" <= sign <= "\u9fff" for sign in sample)
    kana = sum("\u3040" <= sign <= "\u30ff" for sign in sample)
    told = (root.get("lang") or said.meta("og:locale", "language")).strip().replace("_", "-")
    if han > 0.2 * len(sample) and kana < 0.1 * han:
        traditional = sum(sign in _TRADITIONAL for sign in sample)
        simplified = sum(sign in _SIMPLIFIED for sign in sample)
        return "zh-Hant" if traditional >= simplified else "zh-Hans"
    return told if _LANG.fullmatch(told) else ""


def topics_of(said: Said, title: str, text: str, site: str) -> tuple[str, ...]:
    """The keywords that the page names and its article holds; those of the site are not topics."""
    told = [
        topic.strip()
        for name in ("article:tag", "news_keywords", "keywords")
        for value in said.metas.get(name, ())
        for topic in _TOPIC.split(value[:2000])
    ]
    held = f"{title}\n{text}"
    kept = (
        topic
        for topic in list(dict.fromkeys(told))[:_MOST_TOLD]
        if 2 <= len(topic) <= 20 and topic in held and topic != title and topic not in site
    )
    return tuple(islice(kept, _MOST_TOPICS))
