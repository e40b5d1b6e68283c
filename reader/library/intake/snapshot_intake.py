"""Pages that come in to be quoted, beside the articles of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.library.intake import identity as identifying
from reader.library.intake import revisions as revising
from reader.store import articles, page_lines, snapshots
from reader.text.structure.page_conversion import article_of, as_decided

if TYPE_CHECKING:
    from reader.library.intake.offers import Offer
    from reader.library.library import Library
    from reader.store.edits import Edits


def keep(library: Library, offer: Offer) -> str:
    """Keep what is on offer as a snapshot; returns its article, which may be in the library.

    One that is in the library stays as it is: whoever quotes it, quotes what is read there. One
    that was taken out of it gets a revision, and stays out. Raises `InputError` `article_empty`.
    """
    from reader.text.structure.outline import outline_of

    content = article_of(offer.page, id=offer.id)
    if not content.text.strip():
        raise InputError("article_empty", name=content.title or content.url)

    def work(edits: Edits) -> str:
        connection = edits.connection
        ident = identifying.of_page(connection, content).article
        if articles.is_listed(connection, ident):
            return ident
        known = identifying.as_known(connection, ident, content)
        known = as_decided(known, page_lines.of_article(connection, ident))
        if articles.is_removed(connection, ident):
            revising.revise(edits, ident, known, outline_of(known), origin=offer.origin)
        else:
            snapshots.put(connection, ident, known, outline_of(known), offer.origin)
        return ident

    return library.submit(work).result()
