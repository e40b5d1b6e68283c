"""Report: an article with the annotations that were chosen for its page, and choosing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from reader.model import Annotation, Annotator, Head, Link, Outline, Status, Tag, Withheld
from reader.model.leaving import may_leave

CLAIMS = (Tag.FACT, Tag.OPINION)


@dataclass(frozen=True, slots=True)
class Report:
    """An article and what its page says of it; none of it is private.

    `full` keeps everything that may leave the library, working notes and annotators too, so that
    it can be got back; otherwise the annotations are as `published` makes them. `waiting` says of
    which annotations (ids) the verdict is not published, and why. `collection` is the W3C data of
    the same annotations for other tools, as JSON in UTF-8.
    """

    head: Head
    text: str
    outline: Outline
    annotations: tuple[Annotation, ...]
    waiting: Mapping[str, Withheld] = field(default_factory=dict)
    annotators: Mapping[str, Annotator] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    full: bool = False
    collection: bytes = b""

    def name(self, annotation: Annotation) -> str:
        """The name of who made an annotation; empty if it is not to be told."""
        annotator = self.annotators.get(annotation.annotator)
        return annotator.name if annotator else ""


class Published(NamedTuple):
    """Annotations for everybody's eyes, and which of their verdicts wait, by id."""

    annotations: tuple[Annotation, ...]
    waiting: dict[str, Withheld]


def published(
    annotations: Iterable[Annotation], text: str, *, notes: bool = False, approval: bool = False
) -> Published:
    """The annotations as readers of a page may see them: claims with what their checks came to.

    Left out are open checks, who is to do what by when, labels, times, annotators and ids, in which
    times stand, too; and what has no place in the text. `notes` keeps the notes that are not
    private, also those on passages that are no claims. Of a verdict that may not be published, for
    want of an `approval`, too, only that there is one is told.
    """
    shown: list[Annotation] = []
    waiting: dict[str, Withheld] = {}
    for it in annotations:
        told = may_leave(it)
        if told is None or told.span is None:
            continue
        note, claim = told.note if notes else "", told.tag in CLAIMS
        if not (claim or note):
            continue
        at = told.span
        name = f"{it.article} {at.start} {at.end} {len(shown)} {at.of(text)}"
        plain = Annotation(
            id=_name(name),
            article=it.article,
            annotator="",
            span=at,
            tag=it.tag if claim else None,
            unsure=claim and it.unsure,
            source=it.source if claim else "",
            note=note,
            exact=at.of(text),
        )
        judged = told.verdict_to_publish(approval=approval) is not None
        shown.append(_checked(plain, told) if judged else plain)
        if reason := reason_to_wait(told, approval=approval):
            waiting[plain.id] = reason
    return Published(tuple(shown), waiting)


def _checked(plain: Annotation, known: Annotation) -> Annotation:
    """A published annotation with the outcome of its check."""
    return replace(
        plain,
        claim_check=plain.id,
        status=Status.DECIDED,
        verdict=known.published_verdict,
        justification=known.justification,
        method=known.method,
        checked_by=known.checked_by,
        checked_on=known.checked_on,
        evidence=tuple(
            replace(it, id=_name(f"{plain.id} {number}"))
            for number, it in enumerate(known.evidence)
        ),
    )


def _name(of: str) -> str:
    """An id that follows from what is published, and so tells neither a time nor a machine."""
    return str(uuid5(NAMESPACE_URL, f"meipi:{of}"))


def reason_to_wait(annotation: Annotation, *, approval: bool = False) -> Withheld | None:
    """The reason why the verdict of a decided claim is not published; None if none is due."""
    if annotation.tag is not Tag.FACT or annotation.status is not Status.DECIDED:
        return None
    return annotation.withheld(approval=approval)
