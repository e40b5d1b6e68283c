"""Speaker of a claim: the source that was named, or the author or editor who needs no naming."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from reader.model.annotation import Annotation
from reader.model.article import Outline, Role
from reader.model.library import Head


class Attribution(StrEnum):
    """Whether a source was named; if not, who speaks at that place of the article."""

    NAMED = "named"
    AUTHOR = "author"
    EDITOR = "editor"


class Speaker(NamedTuple):
    """Speaker of a claim; `name` is the named source, or the outlet of author or editor."""

    attribution: Attribution
    name: str


def speaker(annotation: Annotation, outline: Outline, head: Head) -> Speaker:
    """The speaker: a named source, else the editor of an editor's note, else the author.

    What has no place any more counts as the author's.
    """
    if annotation.source:
        return Speaker(Attribution.NAMED, annotation.source)
    span = annotation.span
    if span is not None and outline.roles and outline.sections:
        begins = outline.role(outline.sections[outline.section_at(span.start)])
        here = outline.role(outline.paragraph_at(span.start))
        if Role.EDITOR_NOTE in (begins, here):
            return Speaker(Attribution.EDITOR, head.source)
    return Speaker(Attribution.AUTHOR, head.source)
