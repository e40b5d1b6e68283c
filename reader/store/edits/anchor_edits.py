"""Decisions about annotations that were carried over to a changed text."""

from __future__ import annotations

from reader.errors import InputError
from reader.model import Change, Span
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import EditContext


class AnchorEdits:
    """Actions on the anchors of my annotations; like all others they are journalled and undone.

    Raise `InputError`: `annotation_unknown`, `not_yours`, `span_invalid`, `article_revised`.
    """

    def __init__(self, context: EditContext) -> None:
        self._context = context

    def accept(self, article: str, annotation: str) -> Change:
        """Accept the place an annotation was carried to; for an orphan, that it has none."""
        return self._decide(article, annotation, {"review": 0})

    def place(self, article: str, annotation: str, span: Span) -> Change:
        """Put an annotation on another passage, which was selected by hand."""
        span = self._context.placed(article, span, self._context.current(article).text)
        place: Fields = {"start": span.start, "end": span.end, "status": "manual", "score": 1.0}
        return self._decide(article, annotation, place | {"review": 0})

    def orphan(self, article: str, annotation: str) -> Change:
        """Make an annotation an orphan: it has no place in the text any more, and is kept all the
        same.
        """
        place: Fields = {"start": None, "end": None, "status": "orphan", "score": 0.0}
        return self._decide(article, annotation, place | {"review": 0})

    def _decide(self, article: str, annotation: str, fields: Fields) -> Change:
        aim = self._context.aim(article, annotation)
        sha256 = self._context.current(article).text
        if self._context.reads_older(article, sha256):  # nobody has looked at the newest text
            raise InputError("article_revised")
        return self._context.put_row(aim, "anchor", (annotation, sha256), fields)
