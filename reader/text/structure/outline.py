"""The frozen outline of an article: its paragraphs, roles and sentences as flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from reader.model import ROLES, ROW, Article, Outline, Paragraph, Role, Section
from reader.text.punctuation import BAR
from reader.text.sentences import bounds
from reader.text.structure.table_rows import rows_among, says_sentence


def outline_of(article: Article) -> Outline:
    """The outline of an article, with the sentences of each paragraph split by today's rules."""
    outline = Outline()
    codes = {role: code for code, role in enumerate(ROLES)}
    roles = bytearray()
    levels, headed = bytearray(), bytearray()
    for section in article.sections:
        outline.sections.append(len(roles))
        levels.append(section.level)
        headed.append(section.heading is not None)
        for paragraph in section.paragraphs:
            roles.append(codes[paragraph.role])
            outline.paragraph_starts.append(paragraph.start)
            outline.paragraph_ends.append(paragraph.end)
    made = replace(outline, roles=bytes(roles), levels=bytes(levels), headed=bytes(headed))
    return _with_sentences(made, article.text)


def _with_sentences(outline: Outline, text: str) -> Outline:
    """The outline with the sentences of its paragraphs."""
    starts, ends, firsts = array("I"), array("I"), array("I")
    roles = bytearray()
    paragraphs = list(zip(outline.paragraph_starts, outline.paragraph_ends, strict=True))
    rows = _rows(outline, text) if BAR in text else ()
    for place, ((start, end), code) in enumerate(zip(paragraphs, outline.roles, strict=True)):
        firsts.append(len(roles))
        for first, last in bounds(text, start, end):
            starts.append(first)
            ends.append(last)
            roles.append(ROW if place in rows else code)
    firsts.append(len(roles))
    return replace(
        outline,
        sentence_starts=starts,
        sentence_ends=ends,
        sentence_roles=bytes(roles),
        first_sentence=firsts,
    )


def _rows(outline: Outline, text: str) -> set[int]:
    """The paragraphs that are rows of a table and hold no sentence."""
    body = ROLES.index(Role.BODY)
    lines = [
        text[start:end] if code == body else ""
        for start, end, code in zip(
            outline.paragraph_starts, outline.paragraph_ends, outline.roles, strict=True
        )
    ]
    return {place for place in rows_among(lines) if not says_sentence(lines[place])}


def sections_of(outline: Outline, text: str) -> tuple[Section, ...]:
    """The sections of an article, of which `outline_of` makes the outline again."""
    firsts = [*outline.sections, len(outline.roles)]
    found = []
    for number, (first, after) in enumerate(pairwise(firsts)):
        spans = [outline.paragraph(each) for each in range(first, after)]
        paragraphs = tuple(
            Paragraph(outline.role(each), span.start, span.end, span.of(text))
            for each, span in zip(range(first, after), spans, strict=True)
        )
        heading = outline.heading(number, text)
        ends = (spans[0].start, spans[-1].end)
        found.append(Section(heading, outline.levels[number], *ends, paragraphs))
    return tuple(found)


def split_again(outline: Outline, text: str) -> Outline | None:
    """The same paragraphs and roles, with their sentences split by today's rules.

    None if the paragraphs are not those of the text: all that is not white space, in whole lines.
    """
    starts, ends, roles = outline.paragraph_starts, outline.paragraph_ends, outline.roles
    if not len(starts) == len(ends) == len(roles) or max(roles, default=0) >= len(ROLES):
        return None
    paragraphs = list(zip(starts, ends, strict=True))
    if not _are_of(paragraphs, text):
        return None
    return _with_sentences(outline, text)


def _are_of(paragraphs: Iterable[tuple[int, int]], text: str) -> bool:
    """Whether paragraphs are all lines of a text, each one or several."""
    lines = _lines(text)
    for start, end in paragraphs:
        first, last = next(lines, (-1, -1))
        if first != start:
            return False
        while last < end:
            _, last = next(lines, (0, len(text) + 1))
        if last != end:
            return False
    return next(lines, None) is None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are not blank, without the white space around them."""
    offset = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = offset + len(line) - len(line.lstrip())
            yield start, start + len(words)
        offset += len(line) + 1
