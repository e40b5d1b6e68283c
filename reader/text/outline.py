"""The frozen outline of an article: its paragraphs, roles and sentences as flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import le, lt

from reader.model import ROLES, Article, Outline
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


def split_again(outline: Outline, text: str) -> Outline | None:
    """The same paragraphs and roles, with their sentences split by today's rules.

    None if the paragraphs are not those of the text: all of what is not white space, line by line.
    """
    starts, ends, roles = outline.paragraph_starts, outline.paragraph_ends, outline.roles
    lines = list(_lines(text))
    if not len(starts) == len(ends) == len(roles) == len(lines):
        return None
    if list(zip(starts, ends, strict=True)) != lines or max(roles, default=0) >= len(ROLES):
        return None
    again = Outline()
    sentence_roles = bytearray()
    for (start, end), code in zip(lines, roles, strict=True):
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


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are not blank, without the white space around them."""
    offset = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = offset + len(line) - len(line.lstrip())
            yield start, start + len(words)
        offset += len(line) + 1


def fits(outline: Outline, length: int) -> bool:
    """Whether an outline can be that of a text of so many code points.

    Paragraphs and sentences stand in order, do not overlap and are not empty, each sentence in its
    paragraph and with its role; sections begin with the first paragraph and go on in order.
    """
    count, sentences = len(outline.roles), len(outline.sentence_roles)
    first = outline.first_sentence
    return (
        _in_order(outline.paragraph_starts, outline.paragraph_ends, count, length)
        and _in_order(outline.sentence_starts, outline.sentence_ends, sentences, length)
        and len(first) == count + 1
        and first[0] == 0
        and first[-1] == sentences
        and all(map(le, first, first[1:]))
        and max(outline.roles, default=0) < len(ROLES)
        and _sections_fit(outline, count)
        and all(_holds(outline, number) for number in range(count))
    )


def _in_order(starts: array[int], ends: array[int], count: int, length: int) -> bool:
    """Whether so many spans stand in order in a text, none empty and none over another."""
    return (
        len(starts) == len(ends) == count
        and all(map(lt, starts, ends))
        and all(map(le, ends, starts[1:]))
        and (not count or ends[-1] <= length)
    )


def _sections_fit(outline: Outline, count: int) -> bool:
    begin: Sequence[int] = outline.sections
    if not len(begin) == len(outline.levels) == len(outline.headed):
        return False
    if not begin:
        return not count
    return begin[0] == 0 and begin[-1] < count and all(map(lt, begin, begin[1:]))


def _holds(outline: Outline, number: int) -> bool:
    """Whether the sentences of a paragraph lie in it and have its role."""
    start, after = outline.first_sentence[number], outline.first_sentence[number + 1]
    if start == after:
        return True
    inside = (
        outline.paragraph_starts[number] <= outline.sentence_starts[start]
        and outline.sentence_ends[after - 1] <= outline.paragraph_ends[number]
    )
    role = outline.roles[number : number + 1]
    return inside and outline.sentence_roles[start:after] == role * (after - start)
