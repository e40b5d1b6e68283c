"""Pages to quote from as evidence: which there are, each as it is read, where a quote stands."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.model import Document, EvidenceFields, Quotation, Span
from reader.store import outlines, settings, snapshots
from reader.store import reading_state as reading

if TYPE_CHECKING:
    from reader.library.library import Library

MOST = 12
"""Articles of either kind that are offered at once."""
DRAFT = "evidence"
"""The field of a draft that holds a piece of evidence."""


class QuotablePage(NamedTuple):
    """An article that can be quoted, as a list shows it. `fetched` is "" for one of the library;
    `at` is where what was looked for stands first.
    """

    article: str
    title: str
    source: str = ""
    day: str = ""
    fetched: str = ""
    at: int | None = None


class QuotedPage(NamedTuple):
    """A text as a quote of it is shown: where it stands, when the text came in, and whether another
    one has come in since.
    """

    document: Document
    span: Span
    came_in: str
    changed: bool


def quotable(library: Library, typed: str) -> list[QuotablePage]:
    """Articles and snapshots in which some words stand, or whose title or address has them.

    Without words, the snapshots that came in last.
    """
    from reader.text.query import parse

    words = typed.strip()
    found: list[QuotablePage] = []
    with suppress(InputError):  # a filter that is wrong finds nothing
        query = parse(words)
        for it in library.search(query, limit=MOST).found if query else ():
            places = [passage for passage in it.passages if passage.place != "note"]
            if not places:  # what the reader wrote is nothing to quote
                continue
            at, head = next((place.span for place in places if place.span), None), it.head
            found.append(
                QuotablePage(
                    head.id, head.title, head.source, head.day, at=at.start if at else None
                )
            )
    return found + _kept(library, words)


def _kept(library: Library, words: str) -> list[QuotablePage]:
    with library.reading() as connection:
        kept = snapshots.find(connection, words, MOST)
    return [QuotablePage(it.article, it.title, it.source, fetched=it.fetched) for it in kept]


def from_address(library: Library, url: str) -> list[QuotablePage]:
    """The article of the library that came from an address, if one did, then snapshots of it."""
    article = library.with_address(url)
    entries = library.entries([article]) if article else []
    heads = (entry.head for entry in entries)
    found = [QuotablePage(it.id, it.title, it.source, it.day) for it in heads]
    return found + _kept(library, url)


def document(library: Library, article: str, text: str = "", at: int | None = None) -> Document:
    """A text of an article as it is read, without annotations, whether it is in the library or not;
    `at` is where to begin. Raises `InputError` `article_unknown`.
    """
    from reader.store import articles

    with library.reading() as connection:
        head = snapshots.head(connection, article)
        if head is None:
            raise InputError("article_unknown", name=article)
        sha256 = text or head.text
        body = articles.body(connection, sha256)
        return Document(
            head=head,
            text=body,
            outline=outlines.get(connection, article, sha256, len(body)),
            position=at,
            view=settings.view(connection),
        )


def quoted(library: Library, evidence: str) -> QuotedPage:
    """The page of a piece of evidence, as it was when it was quoted.

    Raises `InputError` `evidence_unquoted`.
    """
    with library.reading() as connection:
        place = snapshots.place_of(connection, evidence)
        if place is None:
            raise InputError("evidence_unquoted")
        came_in = snapshots.text_came_in(connection, place.article, place.text)
    page = document(library, place.article, place.text, place.span.start)
    return QuotedPage(page, place.span, came_in, page.head.text != place.text)


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A piece of evidence as far as it is confirmed; `words` are those that are quoted."""

    url: str = ""
    remark: str = ""
    question: str = ""
    answer: str = ""
    medium: str = ""
    article: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    words: str = ""

    @property
    def evidence(self) -> EvidenceFields:
        """The piece of evidence that it is by now."""
        place = Quotation(self.article, Span(self.start, self.end), self.text)
        quote = place if self.article else None
        return EvidenceFields(self.url, self.remark, self.question, self.answer, self.medium, quote)

    def as_text(self) -> str:
        """The draft as it is kept."""
        return json.dumps({name: it for name, it in asdict(self).items() if it}, ensure_ascii=False)


def draft_of(text: str) -> EvidenceDraft | None:
    """A draft as it was kept; None for what is none."""
    try:
        known = json.loads(text)
        types = {field.name: type(field.default) for field in fields(EvidenceDraft)}
        if all(type(value) is types[name] for name, value in known.items()):
            return EvidenceDraft(**known)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return None


def kept_draft(library: Library, article: str, span: Span) -> EvidenceDraft | None:
    """The evidence that was begun for a passage of an article."""
    with library.reading() as connection:
        head = snapshots.head(connection, article)
        found = reading.drafts(connection, article, head.text) if head else ()
    text = next((it.text for it in found if (it.span, it.field) == (span, DRAFT)), "")
    return draft_of(text) if text else None
