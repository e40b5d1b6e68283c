"""The frozen outline of an article: its paragraphs, roles and sentences as flat arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from reader.model import ROLES, Article, Outline, Paragraph, Section
from reader.text.sentences import bounds


def outline_of(article: Article) -> Outline:
    """The outline of an article, with the sentences of each paragraph split by today's rules."""
    outline = Outline()
    codes = {role: code for code, role in enumerate(ROLES)}
    roles, sentence_roles = bytearray(), bytearray()
    levels, headed = bytearray(), bytearray()
    for section in article.sections:
        outline.sections.append(len(roles))
        levels.append(section.level)
        headed.append(section.heading is not None)
        for paragraph in section.paragraphs:
            code = codes[paragraph.role]
            roles.append(code)
            outline.paragraph_starts.append(paragraph.start)
            outline.paragraph_ends.append(paragraph.end)
            outline.first_sentence.append(len(sentence_roles))
            for start, end in bounds(article.text, paragraph.start, paragraph.end):
                outline.sentence_starts.append(start)
                outline.sentence_ends.append(end)
                sentence_roles.append(code)
    outline.first_sentence.append(len(sentence_roles))
    return replace(
        outline,
        roles=bytes(roles),
        sentence_roles=bytes(sentence_roles),
        levels=bytes(levels),
        headed=bytes(headed),
    )


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
    again = Outline()
    sentence_roles = bytearray()
    for (start, end), code in zip(paragraphs, roles, strict=True):
        again.first_sentence.append(len(sentence_roles))
        for first, last in bounds(text, start, end):
            again.sentence_starts.append(first)
            again.sentence_ends.append(last)
            sentence_roles.append(code)
    again.first_sentence.append(len(sentence_roles))
    return replace(
        outline,
        sentence_starts=again.sentence_starts,
        sentence_ends=again.sentence_ends,
        sentence_roles=bytes(sentence_roles),
        first_sentence=again.first_sentence,
    )


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
