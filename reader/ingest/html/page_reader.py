"""A web page from its bytes to what a preview shows and the article it makes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.html.authors import authors_of
from reader.ingest.html.dates import date_of, moment_in
from reader.ingest.html.fragment import blocks_of
from reader.ingest.html.linked_data import MOST_AUTHORS
from reader.ingest.html.moments import in_comments, published_first
from reader.ingest.html.notices import notice_of
from reader.ingest.html.placeholders import NOTICE, placeholder
from reader.ingest.html.script_heads import head_in
from reader.ingest.html.scripted import length_of, scripts_of, text_in
from reader.ingest.html.sources import account_of, accounts_of, sites_of, source_of
from reader.ingest.html.teasers import is_call, is_teaser
from reader.ingest.html.tree import parse_tree, read_text, stripped
from reader.ingest.html.voting import bare
from reader.ingest.html.walls import is_wall, says_nothing
from reader.ingest.isolation import is_large, isolated
from reader.model import Article
from reader.model.page_content import Block, PageContent
from reader.model.repair import Repair
from reader.text.cleaning import clean, decoding, one_line
from reader.text.structure.page_conversion import article_of
from reader.text.structure.person_names import editors_in, names_in

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})")

LARGE = 512 * 1024
"""Bytes past which a page is large: what costs time in one is its tags, of which there are few."""

_EXCERPT = 60
"""Code points of a notice that are quoted in a message."""

_LITTLE = 300
_PROSE = 40
"""Letters of so little text that scripts are looked at, and of the least text of an article."""
_LINKED = 0.8
"""The share of a line from which on it is only links."""

if TYPE_CHECKING:
    from collections.abc import Sequence
    from threading import Event

    from lxml.etree import _Element

    from reader.ingest.html.content_choice import ContentChoice
    from reader.ingest.html.linked_data import LinkedFacts
    from reader.ingest.html.sources import Headline


def extract(html: bytes, url: str = "") -> Article:
    """The article of a web page. Raises `InputError` as `read_page` does."""
    return article_of(read_page(html, url))


def read_page(
    html: bytes, url: str = "", *, encoding: str = "", stop: Event | None = None
) -> PageContent:
    """A web page as an article in the making, with the lines near it that were left out.

    `url` is where it was fetched, `encoding` what the HTTP header says: a hint. A large page is
    read as `isolation.isolated` does, until `stop` is set. Raises InputError as that does, and
    `page_empty` (no article text was found), `page_login` (it asks to log in), `page_deleted`,
    `page_missing` (it says that of the article), `page_notice` (it has a notice instead, which
    begins with `said`), `file_empty`, `file_binary`, `file_too_large`
    (with `largest`, in bytes), `web_missing` (the libraries for web pages are not installed), all
    with the address as `path`.
    """
    try:
        if is_large(html, LARGE):
            return isolated(stop, _read, html, url, encoding)
        return _read(html, url, encoding)
    except InputError as error:
        named = {"path": url} if url else {}
        raise InputError(error.code, **(named | error.params)) from error


def _read(html: bytes, url: str, encoding: str) -> PageContent:
    text, codec = read_text(html, encoding)
    found = _found(parse_tree(text), url or _saved_from(html))
    repairs: Counter[str] = Counter()
    if lost := decoding.replaced(html, text, codec):
        repairs["replaced"] = lost
    blocks = tuple(
        replace(block, text=words)
        for block in found.choice.blocks
        if (words := _line(block.text, repairs))
    )
    taken = [block.text for block in blocks if block.taken]
    teaser = is_teaser(found.facts.free, taken, _after(blocks))
    if teaser and is_call(taken[-1]):
        taken, blocks = taken[:-1], _without_last(blocks)
    if fuller := _fuller(
        taken, found.facts.body, found.scripts, [found.headline.text, *found.titles]
    ):
        blocks, teaser = blocks_of(fuller, repairs), False
        taken = [block.text for block in blocks if block.taken]
    else:
        _refuse_notices(found, taken)
    if not taken or says_nothing(taken):
        raise InputError("page_empty")
    page = _with_head(found, "\n".join(taken), repairs)
    counted = tuple(Repair(kind, count) for kind, count in sorted(repairs.items()))
    return replace(page, blocks=blocks, encoding=codec, repairs=counted, teaser=teaser)


def _refuse_notices(found: _Found, taken: Sequence[str]) -> None:
    """Raise InputError for a page that is a notice about its article, or asks to log in."""
    lines = found.lines if says_nothing(taken) else taken
    if what := notice_of(found.titles, [text for text in lines if text not in found.links]):
        raise InputError(what)
    if is_wall(found.titles, taken, found.lines, password=found.password):
        raise InputError("page_login")
    signed = found.facts.published or found.facts.authors or _is_dated(found.choice)
    shown = taken or [text for text in found.lines if text not in found.links]
    if not signed and (what := placeholder(shown)):
        raise InputError(what, **({"said": _shortened(shown)} if what == NOTICE else {}))


def _is_dated(choice: ContentChoice) -> bool:
    """Whether a line near the text has its day, or its author."""
    return any(moment_in(line) or names_in(line) for line in (*choice.rows, *choice.about))


def _shortened(lines: Sequence[str]) -> str:
    """Beginning of the lines, for a message."""
    return one_line(" ".join(lines), _EXCERPT)


def _without_last(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, of which the last that was taken is left out."""
    last = max(place for place, block in enumerate(blocks) if block.taken)
    return tuple(
        replace(block, taken=False) if place == last else block
        for place, block in enumerate(blocks)
    )


def _after(blocks: Sequence[Block]) -> list[str]:
    """The lines near the article that stand after it."""
    last = max((place for place, block in enumerate(blocks) if block.taken), default=len(blocks))
    return [block.text for block in blocks[last + 1 :]]


@dataclass(frozen=True, slots=True)
class _Found:
    """Findings on a page: its metadata, and which of its lines are the article.

    `lines` are all its lines, `links` those of links alone; `password` says that it has a field
    for one.
    """

    facts: LinkedFacts
    titles: list[str]
    headline: Headline
    choice: ContentChoice
    root: _Element
    lines: list[str]
    links: frozenset[str]
    scripts: list[str]
    account: str
    accounts: list[str]
    address: str
    times: list[str]
    files: list[str]
    password: bool


def _found(root: _Element, url: str) -> _Found:
    """Findings on a page's tree, which loses what no reader sees."""
    from reader.ingest.html import metadata
    from reader.ingest.html.content_choice import choose
    from reader.ingest.html.cutting import set_apart, without_invitations
    from reader.ingest.html.lines import pieces_of
    from reader.ingest.html.linked_data import facts_of
    from reader.ingest.html.lists import join_terms
    from reader.ingest.html.wikis import without_references

    facts = facts_of(root)
    titles = metadata.titles_of(root, facts)
    scripts, account, accounts = scripts_of(root), account_of(root), accounts_of(root)
    address = metadata.address_of(root, facts, url)
    times = [it.get("datetime") or "" for it in root.iter("time") if not in_comments(it)]
    files = [element.get("src") or "" for element in root.iter("img", "amp-img")]
    password = any(field.get("type") == "password" for field in root.iter("input"))
    without_references(root)
    markup = stripped(root)
    set_apart(root)
    join_terms(root)
    pieces = without_invitations(pieces_of(root))
    headline = metadata.headline_of(titles, facts, pieces)
    choice = choose(root, markup, pieces, headline)
    lines = [piece.text for piece in pieces]
    links = frozenset(piece.text for piece in pieces if piece.linked >= _LINKED)
    return _Found(
        facts, titles, headline, choice, root, lines, links, scripts, account, accounts, address,
        times, files, password,
    )  # fmt: skip


def _with_head(found: _Found, words: str, repairs: Counter[str]) -> PageContent:
    """A page without its blocks, whose text is `words`."""
    from reader.ingest.html import metadata

    facts, headline, choice = found.facts, found.headline, found.choice
    account, page_title = found.account, found.titles[0]
    shown = (*choice.signed, *found.accounts)
    title = _line(headline.text, repairs)
    lang = metadata.language_of(found.root, facts, words)
    named = source_of(facts, page_title, headline, choice.rows, account, signed=shown)
    source = _line(named, repairs)
    sites = (account,) if account else sites_of(facts, page_title, headline, source)
    metas = [*facts.metas.get("author", ()), *facts.metas.get("og:article:author", ())]
    editors = {name for line in found.lines for name in editors_in(line)}
    writers = [it for it in [*facts.authors, *metas][:MOST_AUTHORS] if it.strip() not in editors]
    date = date_of(
        facts,
        found.times,
        published_first(choice.dated),
        found.address,
        files=found.files,
        scripts=found.scripts,
        chinese=lang.startswith("zh"),
    )
    authors = authors_of(writers, choice.about, sites, choice.signed, choice.rows)
    if not (authors and date):
        persons, moment = head_in(found.scripts, [headline.text, *found.titles])
        authors = authors or authors_of(persons, (), sites)
        date = date or moment
    return PageContent(
        title=title,
        authors=authors,
        source=source,
        date=date,
        url=found.address,
        lang=lang,
        topics=metadata.topics_of(facts, title, words, source),
    )


def _fuller(taken: Sequence[str], body: str, scripts: Sequence[str], titles: Sequence[str]) -> str:
    """The article's text from what scripts hold, if the page shows less than half of it, or ""."""
    shown = sum(len(bare(text)) for text in taken)
    enough = 2 * shown + _PROSE
    if length_of(body) > enough:
        return body
    found = text_in(scripts, titles) if shown < _LITTLE else ""
    return found if length_of(found) > enough else ""


def _saved_from(html: bytes) -> str:
    """The address that a browser noted when it saved the page, or ""."""
    found = _SAVED_FROM.search(html[:4096])
    return found[1].decode("ascii", "ignore") if found else ""


def _line(text: str, repairs: Counter[str]) -> str:
    """A text as one clean line; what was cleaned away is counted."""
    cleaned = clean(text)
    for repair in cleaned.repairs:
        repairs[repair.kind] += repair.count
    return " ".join(part for line in cleaned.text.split("\n") if (part := line.strip()))
