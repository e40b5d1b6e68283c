"""Decision of what may leave a library: nothing private does, whatever the way out.

Exports, pages, figures and lists that are passed on ask here. An annotation is read as private if
it is so itself or its article is, and a piece of evidence if it quotes a private article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.model.annotation import Annotation


@dataclass(slots=True)
class DefaultPrivacy:
    """Default of privacy, where nobody says otherwise: "nothing", new "notes", new "annotations"
    (and new notes on public ones), or new "articles" as well.
    """

    what: str = "nothing"

    @property
    def articles(self) -> bool:
        """Whether an article that comes in is private."""
        return self.what == "articles"

    @property
    def annotations(self) -> bool:
        """Whether a new annotation is private."""
        return self.what in ("annotations", "articles")

    @property
    def notes(self) -> bool:
        """Whether a new note is private, be it with its annotation."""
        return self.what != "nothing"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Annotations that may leave, without what is private of them.

    `left_out` counts those that may not, `notes_left_out` the private notes of those that may.
    """

    annotations: tuple[Annotation, ...]
    left_out: int = 0
    notes_left_out: int = 0


def may_leave(annotation: Annotation) -> Annotation | None:
    """An annotation as it may leave the library; None if nothing of it may."""
    if annotation.private:
        return None
    evidence = tuple(it for it in annotation.evidence if not it.private)
    note = "" if annotation.note_private else annotation.note
    if (note, evidence) == (annotation.note, annotation.evidence):
        return annotation
    return replace(annotation, note=note, evidence=evidence)


def leaving(annotations: Iterable[Annotation]) -> Leaving:
    """Those of some annotations that may leave the library, as they may, in their order."""
    every = tuple(annotations)
    public = tuple(told for it in every if (told := may_leave(it)) is not None)
    notes = sum(it.note_private and it.note != "" and not it.private for it in every)
    return Leaving(public, len(every) - len(public), notes)
