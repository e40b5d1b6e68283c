"""The title, authors, source, date, address, language and topics of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from reader.ingest.html import forms, furniture
from reader.ingest.html.lines import Piece
from reader.ingest.html.linked_data import LinkedFacts
from reader.ingest.html.sources import MEDIUM, SEPARATOR, Headline
from reader.ingest.html.trimming import PROSE
from reader.ingest.html.voting import bare
from reader.text.cleaning import clean
from reader.text.structure.byline import is_attribution

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRADITIONAL = frozenset(
    "個們說這會來時對為國學過產發經當與實還開關問應電點車務體報導總統進長從業門現動無機灣體錢單區條選舉義護處"
)
_SIMPLIFIED = frozenset(
    "个们说这会来时对为国学过产发经当与实还开关问应电点车务体报导总统进长从业门现动无机湾体钱单区条选举义护处"
)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TOPIC = re.compile(r"[,，;；、|｜]+")
_MOST_TOPICS = 12
_MOST_KEYWORDS = 200
"""Keywords that are looked for in the text."""

_MOST_LINKS = 20
_LONGEST_TITLE = 200
_LIKE = 0.5
_TELLING = 12
_FIRST = 4
_IN_HEAD = re.compile(r"(?<![a-z])(?:logo|brand|site-?(?:name|title))(?![a-z])", re.IGNORECASE)
_SHOWN = 8
_ABOVE = 12
_BOLD = 0.95
_LONGEST_SHOWN = 60
_SECOND_LEVEL = frozenset(["com", "net", "org", "gov", "edu", "co", "idv", "ac"])


def titles_of(root: _Element, facts: LinkedFacts) -> list[str]:
    """Titles of the page: by its `title`, then by its metadata; some may be empty."""
    own = " ".join("".join(_text_of(root, "title")).split())
    titles = [own, facts.headline, facts.meta("og:title"), facts.meta("twitter:title", "title")]
    return [title[: _LONGEST_TITLE * 2] for title in titles]


def headline_of(titles: Sequence[str], facts: LinkedFacts, pieces: Sequence[Piece]) -> Headline:
    """The headline as the publisher set it: a line of the page that one of its `titles` has.

    Else an `h1` that is like one of them, a line that is set as a title where the page's own title
    is all there is, then what metadata call the page, without the names of the site and its
    sections. `site` is the site's name as metadata give it.
    """
    page_title = titles[0]
    site = facts.meta("og:site_name", "sitename") or facts.publisher
    whole = _without_site(page_title, site)
    if end := _in_two_lines(pieces, page_title, whole):
        return Headline(_both(pieces, end, page_title)[:_LONGEST_TITLE], end, site)
    place = next((at for title in titles if (at := _shown(pieces, title, site)) is not None), None)
    firsts = [at for at, piece in enumerate(pieces) if piece.heading == 1 and piece.linked < 0.5]
    if place is None:
        alike = (at for at in firsts if any(_is_like(pieces[at].text, title) for title in titles))
        place = next(alike, None)
    if (alone := _only_first(pieces, titles, site, facts.headline)) is not None and (
        place is None or not pieces[place].heading
    ):
        place = alone
    if place is None and not any(titles[1:]) and not _begins_a_line(pieces, whole):
        place = _set_as_title(pieces, whole)
    if place is not None:
        return Headline(pieces[place].text[:_LONGEST_TITLE], place, site)
    text = titles[1] or _without_site(next(filter(None, titles[2:]), page_title), site)
    if not text and firsts:
        return Headline(pieces[firsts[0]].text[:_LONGEST_TITLE], firsts[0], site)
    return Headline(text[:_LONGEST_TITLE], None, site)


def _only_first(
    pieces: Sequence[Piece], titles: Sequence[str], site: str, headline: str
) -> int | None:
    """The only `h1` of a page, above its text, where none of its titles tells more.

    A name of the site or of a section (新聞內容), which many pages have as their title, does not.
    """
    firsts = [at for at, piece in enumerate(pieces) if piece.heading == 1]
    if len(firsts) != 1 or pieces[firsts[0]].linked >= 0.5:
        return None
    own = bare(pieces[firsts[0]].text)
    if not _FIRST <= len(own) <= _LONGEST_TITLE or own == bare(site) or MEDIUM.search(own):
        return None
    if pieces[firsts[0]].within(None, _IN_HEAD, frozenset(["nav", "footer", "aside"])):
        return None
    tails = {bare(part) for title in titles for part in SEPARATOR.split(title)[1:]}
    telling = (bare(_without_site(title, site)) for title in [headline, *titles] if title)
    if own in tails or any(len(it) >= _TELLING and it not in own for it in telling):
        return None
    text = (at for at, piece in enumerate(pieces) if len(piece.text) >= PROSE and _is_prose(piece))
    return firsts[0] if firsts[0] < next(text, len(pieces)) else None


def _text_of(root: _Element, tag: str) -> list[str]:
    element = next(root.iter(tag), None)
    return [] if element is None else [str(text) for text in element.itertext()]


def _shown(pieces: Sequence[Piece], page_title: str, site: str) -> int | None:
    """The line that a title begins with; headings before others, long before short."""
    title, name = bare(page_title), bare(site)
    begins = _beginnings(page_title)
    parts = SEPARATOR.split(page_title)
    last = bare(parts[-1]) if len(parts) == 2 and not MEDIUM.search(parts[-1]) else ""
    best: tuple[bool, int, bool] | None = None
    place = None
    for number, piece in enumerate(pieces):
        own = piece.bare
        if not 2 <= len(own) <= _LONGEST_TITLE or own == name or own not in title:
            continue
        heads = 0 < piece.heading < 3
        whole = own in begins and (len(own) > 3 or piece.heading == 1)
        whole = whole or (own == last and len(own) >= _SHOWN)
        leads = heads and len(own) > 3 and title.startswith(own)
        most = len(own) > _LIKE * len(title) and not (title.endswith(own) and own != title)
        if not (whole or leads or most):
            continue
        rank = (heads, len(own), piece.linked < 0.5)
        if best is None or rank > best:
            best, place = rank, number
    return place


def _in_two_lines(pieces: Sequence[Piece], page_title: str, whole: str) -> int:
    """The second of two lines that are a page's title without its site; 0 if there are none."""
    begins = (_beginnings(page_title) - {bare(page_title)}) | {bare(whole)}
    for at in range(1, len(pieces)):
        first, second = pieces[at - 1].bare, pieces[at].bare
        if len(first) < 4:
            continue
        if len(second) > 3 and first + second in begins and first not in begins:
            return at
    return 0


def _both(pieces: Sequence[Piece], end: int, whole: str) -> str:
    """The two lines of a title as the page's own title has them, which may set a sign between."""
    ends = [found.start() for found in SEPARATOR.finditer(whole)]
    lines = pieces[end - 1].bare + pieces[end].bare
    return next(whole[:at].strip() for at in [*ends, len(whole)] if bare(whole[:at]) == lines)


def _beginnings(title: str) -> set[str]:
    """A title's bare text, and that before each of the signs that may set a site's name apart."""
    return {bare(title[: found.start()]) for found in SEPARATOR.finditer(title)} | {bare(title)}


def _begins_a_line(pieces: Sequence[Piece], page_title: str) -> bool:
    """Whether a line of the page begins with its title, as one that has the day, too."""
    title = bare(page_title)
    return len(title) >= _SHOWN and any(piece.bare.startswith(title) for piece in pieces)


def _set_as_title(pieces: Sequence[Piece], page_title: str) -> int | None:
    """The last line over the first sentence that is named for a title, or over the day's row.

    Else the first bold one over it. `page_title` is the page's own; if that is long it
    is the article's title, though nothing on the page is like it.
    """
    if len(bare(page_title)) >= _TELLING:
        return None
    prose = (at for at, piece in enumerate(pieces) if len(piece.text) >= PROSE and _is_prose(piece))
    text = next(prose, 0)
    above = [at for at in range(max(0, text - _ABOVE), text) if _may_title(pieces[at])]
    named = [at for at in above if forms.is_titled(pieces[at])]
    dated = [at for at in above if furniture.is_dated(pieces[at + 1])]
    bold = [at for at in above if pieces[at].strong >= _BOLD]
    return next((each[-1] for each in (named, dated, bold[:1]) if each), None)


def _is_prose(piece: Piece) -> bool:
    return piece.linked < 0.5 and any(sign in piece.text for sign in "，。")


def _may_title(piece: Piece) -> bool:
    """Whether a line can be a title: short, no link, no path through the site, no byline."""
    text = piece.text
    return (
        4 <= len(bare(text)) <= _LONGEST_SHOWN
        and piece.linked < 0.5
        and not any(sign in text for sign in "。>»")
        and not (furniture.is_furniture(piece) or furniture.is_dated(piece))
        and not is_attribution(text)
    )


def _is_like(line: str, title: str) -> bool:
    """Whether most pairs of characters of a line stand in a title."""
    own, other = bare(line[:_LONGEST_TITLE]), bare(title)
    pairs = [own[at : at + 2] for at in range(len(own) - 1)]
    return len(pairs) > 2 and sum(pair in other for pair in pairs) >= _LIKE * len(pairs)


def _without_site(title: str, site: str) -> str:
    """A title without the segments at its end that name the site or its sections."""
    parts = SEPARATOR.split(title)
    ends = [found.span() for found in SEPARATOR.finditer(title)]
    while ends:
        tail = title[ends[-1][1] :]
        head = title[: ends[-1][0]]
        names = bare(tail) == bare(site) or MEDIUM.search(tail)
        if len(bare(head)) < 4 or not (names or len(bare(tail)) <= min(8, len(bare(head)) // 2)):
            break
        title = head
        ends.pop()
    return title.strip() if parts else ""


def address_of(root: _Element, facts: LinkedFacts, url: str) -> str:
    """The page's own address: the canonical one of the same site, else where it was fetched."""
    from urllib.parse import urlsplit

    from reader.ingest.addresses import joined

    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for found in [*links[:_MOST_LINKS], facts.meta("og:url")]:
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


def language_of(root: _Element, facts: LinkedFacts, text: str) -> str:
    """The language as a BCP 47 tag: of Chinese the script that its characters show."""
    sample = text[:20_000]
    signs = Counter(sample)
    han = sum(count for sign, count in signs.items() if "\u4e00" <= sign <= "\u9fff")
    kana = sum(count for sign, count in signs.items() if "\u3040" <= sign <= "\u30ff")
    declared = (root.get("lang") or facts.meta("og:locale", "language")).strip().replace("_", "-")
    if han > 0.2 * len(sample) and kana < 0.1 * han:
        traditional = sum(signs[sign] for sign in _TRADITIONAL)
        simplified = sum(signs[sign] for sign in _SIMPLIFIED)
        return "zh-Hant" if traditional >= simplified else "zh-Hans"
    return declared if _LANG.fullmatch(declared) else ""


def topics_of(facts: LinkedFacts, title: str, text: str, site: str) -> tuple[str, ...]:
    """The keywords that the page names and its article holds; those of the site are not topics."""
    keywords = [
        topic.strip()
        for name in ("article:tag", "news_keywords", "keywords")
        for value in facts.metas.get(name, ())
        for topic in _TOPIC.split(value[:2000])
    ]
    held = f"{title}\n{text}"
    kept = (
        topic
        for topic in list(dict.fromkeys(keywords))[:_MOST_KEYWORDS]
        if 2 <= len(topic) <= 20 and topic in held and topic != title and topic not in site
    )
    return tuple(islice(kept, _MOST_TOPICS))
