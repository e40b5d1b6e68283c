"""The rows above the text: the title, and who published it when."""

from __future__ import annotations

from reader.model import Document, Head, Role
from reader.text.typesetting import set_paragraph
from reader.words import Words


def byline(head: Head, separator: str = " · ") -> str:
    """Source, authors and date of an article on one line."""
    known = [head.source, "、".join(head.authors), head.day]
    return separator.join(part for part in known if part)


def title_in_text(document: Document) -> bool:
    """Whether the text itself begins with the title, so that it need not be set above it."""
    outline = document.outline
    if not len(outline.roles) or outline.role(0) is not Role.HEADING:
        return False
    return outline.paragraph(0).of(document.text).strip() == document.head.title.strip()


def masthead(
    document: Document, head: Head, width: int, words: Words, ambiguous: int
) -> list[tuple[str, bool]]:
    """The rows above the text, each with whether it is the title; a blank row ends them.

    `head` is the document's as it is to be shown.

    A text that begins with its title carries its own byline as well: nothing stands above it.
    """
    rows: list[tuple[str, bool]] = [("", False)]
    if title_in_text(document):
        return rows
    title = head.title or words("untitled")
    rows += [(row.text, True) for row in set_paragraph(title, width, ambiguous=ambiguous)]
    line = byline(head, " · " if ambiguous == 1 else "　")
    if line:
        rows += [(row.text, False) for row in set_paragraph(line, width, ambiguous=ambiguous)]
    return [*rows, ("", False)]
