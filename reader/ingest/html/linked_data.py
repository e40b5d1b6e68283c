"""Metadata of a page in machine words: JSON-LD (schema.org) and `meta` elements."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 500_000
"""Code points of the longest JSON-LD that is read."""

MOST_AUTHORS = 50

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlog)", re.IGNORECASE)
_STRING = r"\"\s*:\s*\"((?:[^\"\\]|\\.){1,400})\""
_BROKEN = {
    key: re.compile(rf"\"{key}{_STRING}") for key in ("headline", "datePublished", "dateModified")
}
_BROKEN_AUTHOR = re.compile(rf"\"author\"\s*:\s*[\[{{][^\]}}]{{0,200}}?\"name{_STRING}")


@dataclass(slots=True)
class LinkedFacts:
    """Facts by schema.org's names and by the names of `meta` elements (lower case).

    `free` is whether all may read the whole article; None if that was not said.
    """

    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    body: str = ""
    free: bool | None = None
    metas: dict[str, list[str]] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """The content of the first `meta` element with one of these names that has any."""
        return next((content for name in names for content in self.metas.get(name, ())), "")


def facts_of(root: _Element) -> LinkedFacts:
    """All facts about its article in a page's head and scripts."""
    facts = LinkedFacts()
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            facts.metas.setdefault(name.strip().lower(), []).append(content)
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            _read(facts, (script.text or "")[:_LARGEST])
    return facts


def _read(facts: LinkedFacts, text: str) -> None:
    try:
        _take(facts, json.loads(text, strict=False))
    except (ValueError, RecursionError):
        _salvage(facts, text)


def _take(facts: LinkedFacts, value: object) -> None:
    """Take over the facts from the objects of a JSON value that describe an article."""
    for node in _nodes(value):
        if not any(_ARTICLE.search(kind) for kind in _texts(node.get("@type"))):
            continue
        facts.headline = facts.headline or _first(node.get("headline")) or _first(node.get("name"))
        facts.published = facts.published or _first(node.get("datePublished"))
        facts.modified = facts.modified or _first(node.get("dateModified"))
        facts.publisher = facts.publisher or _first(node.get("publisher"))
        if facts.free is None and "isAccessibleForFree" in node:
            facts.free = str(node["isAccessibleForFree"]).lower() not in ("false", "no", "0")
        body = node.get("articleBody")
        facts.body = facts.body or (body if isinstance(body, str) else "")
        for name in _texts(node.get("author"))[:MOST_AUTHORS]:
            if name not in facts.authors and len(facts.authors) < MOST_AUTHORS:
                facts.authors.append(name)


def _salvage(facts: LinkedFacts, text: str) -> None:
    """Take over the facts of JSON that is broken, as by a bare line end or a missing comma."""
    found = {key: match[1] for key, form in _BROKEN.items() if (match := form.search(text))}
    facts.headline = facts.headline or found.get("headline", "")
    facts.published = facts.published or found.get("datePublished", "")
    facts.modified = facts.modified or found.get("dateModified", "")
    author = _BROKEN_AUTHOR.search(text)
    if author and not facts.authors:
        facts.authors.append(author[1])


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object of a JSON value, the outer before the inner."""
    waiting = deque([value])
    while waiting:
        each = waiting.popleft()
        if isinstance(each, dict):
            yield each
            waiting += [inner for inner in each.values() if isinstance(inner, dict | list)]
        elif isinstance(each, list):
            waiting += [inner for inner in each if isinstance(inner, dict | list)]


def _texts(value: object) -> list[str]:
    """The texts of a value: itself, its items, or the names of what it describes."""
    if isinstance(value, str):
        return [" ".join(value.split())] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [text for each in value if isinstance(each, str | dict) for text in _texts(each)]
    return []


def _first(value: object) -> str:
    return next(iter(_texts(value)), "")
