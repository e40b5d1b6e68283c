"""Sheet: one article and the annotations that may leave the library; every format writes it.

A sheet never holds a private annotation or a private note. It knows how many were left out, for
the exporter's own information; no format writes that. It may name a script view;
then every format writes each quote as that view shows it too, beside the quote of the source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from reader.errors import InputError
from reader.model import (
    Annotation,
    Annotator,
    CodeEntry,
    Document,
    Head,
    Link,
    Outline,
    Span,
    Verdict,
    links_on,
)
from reader.model.leaving import leaving, may_leave
from reader.model.speaker import Speaker, speaker
from reader.words.sections import section_name

if TYPE_CHECKING:
    from reader.text.typesetting.article_view import ArticleView

CONTEXT = 32
"""Code points of context on either side of a quote."""


class Wording(Protocol):
    """Words an export in the reader's language: `words("export.source", source=…)`."""

    language: str

    def __call__(self, key: str, /, **gaps: object) -> str: ...


@dataclass(frozen=True, slots=True)
class Options:
    """Options of every format: the words it is written with, and a script view of each quote.

    `view` is "tw", "hk", "cn" or an OpenCC configuration; empty: none. `ending` is what the file
    ends in, where that says how it is written. `scale` holds the verdicts of the code book by their
    ids, `publishing` the settings of that name. `approval` says that a verdict is published once
    somebody else approved it.
    """

    words: Wording
    view: str = ""
    approval: bool = False
    ending: str = ""
    scale: Mapping[str, CodeEntry] = field(default_factory=dict)
    publishing: Mapping[str, str] = field(default_factory=dict)

    def published(self, annotation: Annotation) -> Verdict | None:
        """The verdict of a claim that may be published."""
        return annotation.verdict_to_publish(approval=self.approval)

    def page(self, annotation: Annotation) -> str:
        """The address of the page on which a claim is published; empty if no setting says it."""
        address = self.publishing.get("page", "").replace("{article}", annotation.article)
        return address.replace("{claim}", annotation.id)

    def judged(self, annotation: Annotation) -> CodeEntry | None:
        """The entry of the code book for its verdict."""
        return self.scale.get(annotation.verdict.id) if annotation.verdict else None


@dataclass(frozen=True)
class Sheet:
    """An article with the annotations to write, in order of their place; orphans come last.

    `view` is the script view of each quote that is written too, if any (`scripts.view_choices`).
    `links` are those of the text, in order, as far as they are known.
    """

    head: Head
    text: str
    outline: Outline
    annotations: tuple[Annotation, ...] = ()
    annotators: Mapping[str, Annotator] = field(default_factory=dict)
    left_out: int = 0
    notes_left_out: int = 0
    view: str = ""
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        if any(annotation.private for annotation in self.annotations):
            raise ValueError("a sheet must not hold private annotations")
        if any(may_leave(annotation) != annotation for annotation in self.annotations):
            raise ValueError("a sheet must not hold private notes or evidence")

    @classmethod
    def of(cls, document: Document, view: str = "", links: tuple[Link, ...] = ()) -> Sheet:
        """The sheet of an opened article: its annotations without what is private.

        Raises InputError `article_private`: of such an article nothing leaves.
        """
        if document.head.private:
            raise InputError("article_private", title=document.head.title or document.head.id)
        left = leaving(document.annotations)
        return cls(
            head=document.head,
            text=document.text,
            outline=document.outline,
            annotations=tuple(sorted(left.annotations, key=_place)),
            annotators={annotator.id: annotator for annotator in document.annotators},
            left_out=left.left_out,
            notes_left_out=left.notes_left_out,
            view=view,
            links=links,
        )

    def quote(self, annotation: Annotation) -> str:
        """The words an annotation stands on now; for an orphan, those it once stood on."""
        return annotation.span.of(self.text) if annotation.span else annotation.exact

    def passage(self, annotation: Annotation) -> str:
        """The quote without the line ends inside its paragraphs."""
        from reader.text.joined_lines import passage

        span = annotation.span
        return passage(self.text, self.outline, span) if span else annotation.exact

    def links_in(self, annotation: Annotation) -> tuple[Link, ...]:
        """The links on the words that an annotation stands on, in offsets of its quote."""
        return links_on(self.links, annotation.span) if annotation.span else ()

    def quote_when_marked(self, annotation: Annotation) -> str:
        """The words that were annotated, if those it stands on now are others; else empty.

        Script, width, quotation marks and white space make no other words (`squeezing.words`).
        """
        from reader.text.anchoring.normalized_text import words

        now, then = self.quote(annotation), annotation.exact
        return "" if now == then or words(now) == words(then) else then

    @cached_property
    def article_view(self) -> ArticleView:
        """The article in the view."""
        from reader.text.typesetting.article_view import ArticleView

        return ArticleView(self.text, self.outline, self.view, self.head.lang)

    def quote_in_view(self, annotation: Annotation) -> str:
        """The passage as the view shows it; an orphan's words are converted by themselves."""
        from reader.text.joined_lines import passage

        span, article_view = annotation.span, self.article_view
        if span is None:
            return article_view.converted(annotation.exact)
        return passage(self.text, self.outline, span, article_view.shown)

    def context(self, annotation: Annotation) -> tuple[str, str]:
        """The context before and after the quote: up to 32 code points on either side."""
        span = annotation.span
        if span is None:
            return annotation.prefix, annotation.suffix
        before = self.text[max(0, span.start - CONTEXT) : span.start]
        return before, self.text[span.end : span.end + CONTEXT]

    def name(self, annotation: Annotation) -> str:
        """The name of who made an annotation; empty if they are not known."""
        annotator = self.annotators.get(annotation.annotator)
        return annotator.name if annotator else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all who made annotations, each once, where they are known."""
        return tuple(filter(None, dict.fromkeys(map(self.name, self.annotations))))

    def speaker(self, annotation: Annotation) -> Speaker:
        """Speaker of the passage that an annotation lies on."""
        return speaker(annotation, self.outline, self.head)

    def section(self, span: Span, words: Wording) -> str:
        """The heading a passage stands under, or the words for an editor's note or the lead."""
        if not self.outline.sections:
            return ""
        return self.section_name(self.outline.section_at(span.start), words)

    def section_name(self, section: int, words: Wording) -> str:
        """The heading of a section, or the words for an editor's note or the lead."""
        heading = self.outline.heading(section, self.text)
        return section_name(words, heading, self.outline.role(self.outline.sections[section]))

    @property
    def anchored(self) -> tuple[tuple[Annotation, Span], ...]:
        """The annotations that lie on the text, with where they lie."""
        return tuple((it, it.span) for it in self.annotations if it.span is not None)

    @property
    def orphans(self) -> tuple[Annotation, ...]:
        """The annotations whose passage is not in this revision."""
        return tuple(it for it in self.annotations if it.span is None)


def _place(annotation: Annotation) -> tuple[bool, int, int, str]:
    span = annotation.span
    if span is None:
        return True, 0, 0, annotation.id
    return False, span.start, -span.end, annotation.id
