"""What a reader decides about annotations that were carried over to a changed text."""

from __future__ import annotations

from collections.abc import Iterable

from reader.errors import InputError
from reader.model import Change, Span
from reader.store import rows
from reader.store.acting import Actor
from reader.store.journal import Journalled
from reader.store.rows import Fields


class Reviewing(Actor):
    """Actions on the anchors of my annotations; like all others they are journalled and undone.

    Raise `InputError`: `annotation_unknown`, `not_yours`, `span_invalid`, `article_revised`.
    """

    def accept_place(self, article: str, annotation: str) -> Change:
        """An annotation lies right where it was carried to; for an orphan, it has no place."""
        return self._decide(article, annotation, {"review": 0})

    def choose_place(self, article: str, annotation: str, span: Span) -> Change:
        """An annotation belongs on another passage, which was selected by hand."""
        span = self._placed(article, span, self._current(article)[0])
        place: Fields = {"start": span.start, "end": span.end, "status": "manual", "score": 1.0}
        return self._decide(article, annotation, place | {"review": 0})

    def keep_as_orphan(self, article: str, annotation: str) -> Change:
        """An annotation has no place in the text any more, and is kept all the same."""
        place: Fields = {"start": None, "end": None, "status": "orphan", "score": 0.0}
        return self._decide(article, annotation, place | {"review": 0})

    def _decide(self, article: str, annotation: str, fields: Fields) -> Change:
        aim = self._aim(article, annotation)
        sha256 = self._current(article)[0]
        read, seen = self._read
        if read == article and seen != sha256:  # nobody has looked at the newest text
            raise InputError("article_revised")

        def write(stamp: str) -> Iterable[Journalled]:
            key = (annotation, sha256)
            change = rows.put(self.connection, stamp, "anchor", key, fields)
            if change:
                yield Journalled(change, article, annotation)

        return self._act(aim, write)
