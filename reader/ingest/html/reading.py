"""A web page from its bytes to what a preview shows and the article it makes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.html.authors import authors_of
from reader.ingest.html.dates import date_of
from reader.ingest.html.fragment import blocks_of
from reader.ingest.html.linked_data import MOST_AUTHORS
from reader.ingest.html.scripted import length_of, scripts_of, text_in
from reader.ingest.html.sources import account_of, source_of
from reader.ingest.html.tree import parse_tree, read_text, stripped
from reader.ingest.html.voting import bare
from reader.ingest.html.walls import is_wall, says_nothing
from reader.ingest.isolation import safely
from reader.model import Article
from reader.model.page import Page
from reader.model.repair import Repair
from reader.text import decoding
from reader.text.cleaning import clean
from reader.text.pages import article_of

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s>]{1,2000})")

_LITTLE = 300
_PROSE = 40
"""Letters of so little text that scripts are looked at, and of the least text of an article."""

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence
    from threading import Event


def extract(html: bytes, url: str = "") -> Article:
    """The article of a web page. Raises `InputError` as `read_page` does."""
    return article_of(read_page(html, url))


def read_page(html: bytes, url: str = "", *, encoding: str = "", stop: Event | None = None) -> Page:
    """A web page as an article in the making, with the lines near it that were left out.

    `url` is where it was fetched, `encoding` what the HTTP header says: a hint. A large page is
    read as `isolation.isolated` does, until `stop` is set. Raises InputError as that does, and
    `page_empty` (no article text was found), `page_login` (it asks to log in), `file_empty`,
    `file_binary`, `file_too_large` (with `largest`, in bytes), `web_missing` (the libraries for
    web pages are not installed), all with the address as `path`.
    """
    try:
        return safely(stop, _read, html, url, encoding)
    except InputError as error:
        named = {"path": url} if url else {}
        raise InputError(error.code, **(named | error.params)) from error


def _read(html: bytes, url: str, encoding: str) -> Page:
    from collections import Counter

    from reader.ingest.html import metadata
    from reader.ingest.html.choosing import choose
    from reader.ingest.html.cutting import set_apart, without_invitations
    from reader.ingest.html.lines import pieces_of
    from reader.ingest.html.linked_data import said_by
    from reader.ingest.html.lists import join_terms
    from reader.ingest.html.wikis import without_references

    text, codec = read_text(html, encoding)
    root = parse_tree(text)
    said = said_by(root)
    address = metadata.address_of(root, said, url or _saved_from(html))
    times = [element.get("datetime") or "" for element in root.iter("time")]
    files = [element.get("src") or "" for element in root.iter("img", "amp-img")]
    titles = metadata.titles_of(root, said)
    scripts, account = scripts_of(root), account_of(root)
    password = any(field.get("type") == "password" for field in root.iter("input"))
    without_references(root)
    markup = stripped(root)
    set_apart(root)
    join_terms(root)
    pieces = without_invitations(pieces_of(root))
    headline = metadata.headline_of(titles, said, pieces)
    choice = choose(root, markup, pieces, headline)
    repairs: Counter[str] = Counter()
    if lost := decoding.replaced(html, text, codec):
        repairs["replaced"] = lost

    def line(told: str) -> str:
        return _line(told, repairs)

    blocks = tuple(
        replace(block, text=words) for block in choice.blocks if (words := line(block.text))
    )
    taken = [block.text for block in blocks if block.taken]
    if fuller := _fuller(taken, said.body, scripts, [headline.text, *titles]):
        blocks = blocks_of(fuller, repairs)
        taken = [block.text for block in blocks if block.taken]
    elif is_wall(titles, taken, [piece.text for piece in pieces], password=password):
        raise InputError("page_login")
    if not taken or says_nothing(taken):
        raise InputError("page_empty")
    words = "\n".join(taken)
    lang = metadata.language_of(root, said, words)
    title = line(headline.text)
    named = source_of(said, titles[0], headline, choice.rows, account)
    source = line(named)
    metas = [*said.metas.get("author", ()), *said.metas.get("og:article:author", ())]
    told = [*said.authors, *metas][:MOST_AUTHORS]
    return Page(
        title=title,
        authors=authors_of(told, choice.about, source, choice.signed, choice.rows),
        source=source,
        date=date_of(
            said,
            times,
            choice.about,
            address,
            files=files,
            scripts=scripts,
            chinese=lang.startswith("zh"),
        ),
        url=address,
        lang=lang,
        topics=metadata.topics_of(said, title, words, source),
        blocks=blocks,
        encoding=codec,
        repairs=tuple(Repair(kind, count) for kind, count in sorted(repairs.items())),
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
