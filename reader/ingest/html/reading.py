"""A web page from its bytes to what a preview shows and the article it makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.html.tree import parse_tree, read_text, stripped
from reader.model import Article
from reader.model.page import Page, Repair
from reader.text import decoding
from reader.text.cleaning import clean
from reader.text.pages import article_of

if TYPE_CHECKING:
    from collections import Counter


def extract(html: bytes, url: str = "") -> Article:
    """The article of a web page. Raises `InputError` as `read_page` does."""
    return article_of(read_page(html, url))


def read_page(html: bytes, url: str = "", *, encoding: str = "") -> Page:
    """A web page as an article in the making, with the lines near it that were left out.

    `url` is where it was fetched, `encoding` what the HTTP header says: a hint. Raises InputError:
    `page_empty` (no article text was found), `file_empty`, `file_binary`, `file_too_large` (with
    `largest`, in bytes), `web_missing` (the libraries for web pages are not installed).
    """
    from collections import Counter

    from reader.ingest.html.choosing import choose
    from reader.ingest.html.lines import pieces_of
    from reader.ingest.html.metadata import read_head

    text, codec = read_text(html, encoding)
    root = parse_tree(text)
    head = read_head(root, url)
    markup = stripped(root)
    pieces = pieces_of(root)
    blocks = choose(root, markup, pieces, head.title)
    repairs: Counter[str] = Counter()
    if lost := decoding.replaced(html, text, codec):
        repairs["replaced"] = lost
    shown = [replace(block, text=line) for block in blocks if (line := _line(block.text, repairs))]
    if not any(block.taken for block in shown):
        raise InputError("page_empty")
    return Page(
        title=_line(head.title, repairs),
        authors=tuple(_line(name, repairs) for name in head.authors),
        source=_line(head.source, repairs),
        date=head.date,
        url=head.url,
        lang=head.lang,
        topics=tuple(_line(topic, repairs) for topic in head.topics),
        blocks=tuple(shown),
        encoding=codec,
        repairs=tuple(Repair(kind, count) for kind, count in sorted(repairs.items())),
    )


def _line(text: str, repairs: Counter[str]) -> str:
    """A text as one clean line; what was cleaned away is counted."""
    cleaned = clean(text)
    for repair in cleaned.repairs:
        repairs[repair.kind] += repair.count
    return " ".join(part for line in cleaned.text.split("\n") if (part := line.strip()))
