"""The frozen outline of an article: its paragraphs, roles and sentences as flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
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
