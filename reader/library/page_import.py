"""Pages that come back: the article of a report and the annotations on it, into a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader.library.intake import identity as identifying
from reader.model import Anchor, AnchorStatus, Annotation, Annotator, Article
from reader.model.annotation import OTHER_WORDS
from reader.store import annotations as marks
from reader.store import articles

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.reports.embedded import PageData
    from reader.store.edits import Edits


class ImportedPage(NamedTuple):
    """Outcome of an import: the article (its id), and how many annotations came in, or were here.

    `new` says that the article was not in the library.
    """

    article: str
    title: str
    came: int
    known: int
    new: bool


def import_page(library: Library, data: bytes, name: str) -> ImportedPage:
    """Take in a report's article, if it is not here, and its annotations, undone at once.

    Annotations keep their ids and annotators, and what is here already stays as it is. Those of a
    page that names no annotators become those of the annotator `name`. On another text than the
    page's they are carried over as to a new edition. Raises InputError: `page_no_report`,
    `page_newer`, `page_damaged`, and as `Library.keep` and the store do.
    """
    from reader.reports.embedded import read

    page = read(data)
    article, new = _article(library, page.article)
    with library.reading() as connection:
        head = articles.head(connection, article)
        text = articles.body(connection, head.text)
        person = marks.named(connection, name)
    brought, people = _signed(page, person or _annotator(name))

    def write(edits: Edits) -> int:
        anchored = _anchored(brought, page.article.text, text)
        return edits.imports.bring(article, anchored, people)

    count = library.submit(write).result()
    return ImportedPage(article, head.title, count, len(brought) - count, new)


def _article(library: Library, content: Article) -> tuple[str, bool]:
    """The article's id, and whether it came in; one that is here is left at the text it has."""
    with library.reading() as connection:
        ident = identifying.of_page(connection, content).article
        here = articles.current(connection, ident)
    if here is not None and not here.gone:
        return ident, False
    return library.keep(content).article, True


def _annotator(name: str) -> Annotator:
    """The annotator of pages that name none; the same for every page that comes in by that name."""
    return Annotator(str(uuid5(NAMESPACE_URL, f"meipi:report {name}")), name)


def _signed(
    page: PageData, annotator: Annotator
) -> tuple[tuple[Annotation, ...], dict[str, Annotator]]:
    """The annotations, each with an annotator, and these."""
    if page.full:
        return page.annotations, page.annotators
    signed = tuple(replace(it, annotator=annotator.id) for it in page.annotations)
    return signed, {annotator.id: annotator}


def _anchored(
    brought: Iterable[Annotation], old: str, new: str
) -> Iterator[tuple[Annotation, Anchor]]:
    """The annotations with where they lie in the text here; their quotes, where they have none."""
    from reader.text.anchoring import Carrier

    carrier = Carrier(old, new) if old != new else None
    for it in brought:
        span = it.span
        quoted = replace(it, exact=it.exact or (span.of(old) if span else ""))
        if span is None:
            yield quoted, Anchor(None, AnchorStatus.ORPHAN, 0.0)
        elif carrier is None:
            yield quoted, Anchor(span, it.anchor)
        else:
            there = carrier.anchor(span)
            stays = it.anchor in OTHER_WORDS and there.span is not None
            yield quoted, replace(there, status=it.anchor) if stays else there
