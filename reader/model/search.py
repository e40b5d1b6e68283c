"""Searching: what is looked for, and what is found."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.annotation import Annotation
from reader.model.article import Role, Span
from reader.model.library import Head


@dataclass(frozen=True, slots=True)
class Term:
    """Words to look for.

    `text` is what was typed, `folded` its search fold. `also` holds folds of the same thing in the
    words of another region (計程車, 出租車); empty for a quoted phrase.
    """

    text: str
    folded: str
    also: tuple[str, ...] = ()
    quoted: bool = False
    negated: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """Every fold that counts as this term, the typed one first."""
        return (self.folded, *self.also)


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition such as `tag:opinion`.

    `name` is one of `reader.text.query.FILTERS`. `value` is a member's value for `tag` and
    `status`, the code's word for `verdict` if it has one, an ISO 8601 date for `after` and
    `before`, a place for `in`, else a search fold.
    """

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was typed, in its parts; every part has to hold."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.filters)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in which something was found.

    `place` is "text", "title" or "note". `span` is the passage in the article's text: a sentence,
    or the annotation a note belongs to; None for a title and an orphan. `text` is what to show:
    the passage, the title or the note; `hits` are spans in `text`. `also` says for each hit
    whether it was found by another region's word. `section` is the number of the section, None
    without one. `annotations` are the shown ones that touch the passage; for a note, its own.
    """

    place: str
    span: Span | None
    text: str
    hits: tuple[Span, ...] = ()
    also: tuple[bool, ...] = ()
    section: int | None = None
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An article in which something was found, with its passages: title, text, then notes.

    `sections` are the headings of the article's sections, None for an editor's note or a lead,
    and `roles` what each section begins with, in the order that `Passage.section` counts.
    """

    head: Head
    passages: tuple[Passage, ...]
    sections: tuple[str | None, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A part of what a search found, newest article first; `after` asks for the next part."""

    found: tuple[Found, ...]
    after: tuple[str, str, str] | None = None
