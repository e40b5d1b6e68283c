"""An article: its text in sections and paragraphs, and the outline it is read by."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reader.model.web_address import strip_credentials


class Role(StrEnum):
    """Roles of a paragraph in its article."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    EDITOR_NOTE = "editor_note"
    ATTRIBUTION = "attribution"


ROLES: tuple[Role, ...] = tuple(Role)
"""Roles in the order of their stored codes; append only."""


ROW = 255
"""The stored code of a sentence that is a table's row; its paragraph has a role like any other."""

_ROW = bytes((ROW,))

NOT_CLAIMS = frozenset({Role.HEADING, Role.ATTRIBUTION})
"""Roles whose sentences are read but never stopped at: they cannot be claims."""


_CLAIMS = frozenset(code for code, role in enumerate(ROLES) if role not in NOT_CLAIMS)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The passage of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of canonical text: `article.text[start:end] == text`."""

    role: Role
    start: int
    end: int
    text: str


class Link(NamedTuple):
    """Words `[start, end)` of a text that lead to an address."""

    start: int
    end: int
    address: str


def links_on(links: Sequence[Link], span: Span) -> tuple[Link, ...]:
    """Parts of links, which are in order, in a span; offsets are those of its words."""
    first = bisect_right(links, span.start, key=lambda link: link.end)
    last = bisect_left(links, span.end, key=lambda link: link.start)
    return tuple(
        Link(max(0, start - span.start), min(end, span.end) - span.start, address)
        for start, end, address in links[first:last]
    )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it.

    `heading` is None for an editor's note and for the lead; otherwise the first paragraph is the
    heading itself. `level` is 1 for a lead and 2 to 6 for headings, as in Markdown.
    """

    heading: str | None
    level: int
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


class PageLine(NamedTuple):
    """A line of the page that an article comes from, which is not in it, or by a person's wish.

    `paragraph` is the number of the paragraph that it stood before, or is; `role` and `level` are
    as in `model.page.Block`. `decided` says that a person left it out, or took it (`taken`).
    """

    paragraph: int
    text: str
    role: Role | None = None
    level: int = 0
    taken: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """News article: what its front matter says, and its canonical text in sections."""

    title: str
    authors: tuple[str, ...]
    source: str
    date: str
    url: str
    lang: str
    tags: tuple[str, ...]
    text: str
    sections: tuple[Section, ...]
    id: str = ""
    links: tuple[Link, ...] = field(default=(), compare=False)
    page_lines: tuple[PageLine, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        strip_credentials(self, "url", "source")

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs in reading order."""
        return (paragraph for section in self.sections for paragraph in section.paragraphs)


def _codes() -> array[int]:
    return array("I")


@dataclass(frozen=True, slots=True)
class Outline:
    """The frozen structure of one revision, as flat arrays so that a long article opens at once.

    Paragraph `i` is `[paragraph_starts[i], paragraph_ends[i])` with role `ROLES[roles[i]]`;
    sentence `j` likewise, or with `ROW`. `first_sentence[i]` is the number of the first sentence of
    paragraph `i`, with one closing entry. `sections` holds the number of each section's first
    paragraph, `levels` its level; a section's heading is that paragraph if `headed` is 1 for it.
    """

    paragraph_starts: array[int] = field(default_factory=_codes)
    paragraph_ends: array[int] = field(default_factory=_codes)
    roles: bytes = b""
    sentence_starts: array[int] = field(default_factory=_codes)
    sentence_ends: array[int] = field(default_factory=_codes)
    sentence_roles: bytes = b""
    first_sentence: array[int] = field(default_factory=_codes)
    sections: array[int] = field(default_factory=_codes)
    levels: bytes = b""
    headed: bytes = b""

    def role(self, paragraph: int) -> Role:
        """The role of a paragraph."""
        return ROLES[self.roles[paragraph]]

    def paragraph(self, paragraph: int) -> Span:
        """The span of a paragraph."""
        return Span(self.paragraph_starts[paragraph], self.paragraph_ends[paragraph])

    def sentence(self, sentence: int) -> Span:
        """The span of a sentence."""
        return Span(self.sentence_starts[sentence], self.sentence_ends[sentence])

    def is_claim(self, sentence: int) -> bool:
        """Whether a sentence can be a claim and is counted as one."""
        return self.sentence_roles[sentence] in _CLAIMS

    def is_row(self, paragraph: int) -> bool:
        """Whether a paragraph is a row of a table that says no sentence."""
        first = self.first_sentence[paragraph : paragraph + 2]
        return first[:1] < first[1:] and self.sentence_roles[first[0] : first[0] + 1] == _ROW

    def is_stop(self, sentence: int) -> bool:
        """Whether the cursor stops at a sentence: it can be a claim, or is a row of a table."""
        return self.is_claim(sentence) or self.sentence_roles[sentence] == ROW

    @property
    def claims(self) -> int:
        """Number of sentences that can be claims."""
        return sum(map(self.sentence_roles.count, _CLAIMS))

    def paragraph_at(self, offset: int) -> int:
        """The paragraph that holds `offset`, or the last one that starts before it (0 if none)."""
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """The sentence that holds `offset`, or the last one that starts before it (0 if none)."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def sentences_in(self, span: Span) -> range:
        """The numbers of the sentences that a span touches."""
        first = bisect_right(self.sentence_ends, span.start)
        return range(first, bisect_left(self.sentence_starts, span.end))

    def section_at(self, offset: int) -> int:
        """The section that holds `offset` (0 if there is none)."""
        return max(0, bisect_right(self.sections, self.paragraph_at(offset)) - 1)

    def section_span(self, section: int) -> Span:
        """The span from a section's first paragraph to the end of its last one."""
        first = self.sections[section]
        after = self.sections[section + 1] if section + 1 < len(self.sections) else len(self.roles)
        return Span(self.paragraph_starts[first], self.paragraph_ends[after - 1])

    def heading(self, section: int, text: str) -> str | None:
        """A section's heading as it stands in `text`, or None for an editor's note or lead."""
        if not self.headed[section]:
            return None
        return self.paragraph(self.sections[section]).of(text)
