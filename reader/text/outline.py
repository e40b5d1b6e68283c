"""The frozen outline of an article: its paragraphs, roles and sentences as flat arrays."""

from __future__ import annotations

from dataclasses import replace

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
