"""The fields of an annotation as a card shows them: names, values, and rows of both."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

from reader.model import Annotation
from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part, cells
from reader.words import Words
from reader.words.verdicts import check_text

LABEL = 10
"""Cells of the name of a field with the blank after it."""
_OF_CHECK = ("method", "priority", "due", "assignee")
"""Fields of the check that are shown where they hold anything."""


def annotation_fields(
    words: Words, annotation: Annotation, speaker: str, gone: str
) -> list[tuple[str, str]]:
    """Names of fields (`field.…`) and their values, in the order of a card.

    `speaker` is who says the passage, `gone` what is said of one that has no place.
    """
    tag = words(f"tag.{annotation.tag}") if annotation.tag else words("none")
    if annotation.unsure:
        tag += f"？ {words('tag.unsure')}"
    fields = [("tag", tag), ("source", speaker)]
    if annotation.span is None:
        fields.insert(0, ("place", gone))
    fields.append(("status", check_text(words, annotation) or words("status.unchecked")))
    checked = f"{annotation.checked_by} {annotation.checked_on}".strip()
    fields += [("checked", checked)] if checked else []
    fields += [("justification", annotation.justification)] if annotation.justification else []
    fields += [(name, text) for name in _OF_CHECK if (text := str(getattr(annotation, name) or ""))]
    if annotation.kind:
        fields.append(("kind", annotation.kind))
    if annotation.labels:
        fields.append(("labels", "、".join(annotation.labels)))
    fields += [("evidence", f"{e.url} {e.remark}".strip()) for e in annotation.evidence]
    if annotation.highlight:
        fields.append(("highlight", words("highlight.yellow")))
    if annotation.private:
        fields.append(("private", words("private.yes")))
    elif annotation.note_private:
        fields.append(("private", words("note_private.yes")))
    fields += [("note", annotation.note)] if annotation.note else []
    return fields


class FieldStyles(NamedTuple):
    """Styles of a card: of the names of its fields, of values, of a note; `ambiguous` is the cells
    of a character of ambiguous width.
    """

    label: Style
    text: Style
    note: Style
    ambiguous: int


def field_rows(
    words: Words, name: str, value: str, width: int, styles: FieldStyles
) -> list[list[Part]]:
    """A field's name, and beside it its value on as many rows as it takes, in `width` cells."""
    label = words(f"field.{name}")
    pad = " " * max(1, LABEL - cells(label, styles.ambiguous))
    style = styles.note if name == "note" else styles.text
    lines = set_lines(value, width - LABEL, styles.ambiguous)
    return [
        [(" " * LABEL if number else label + pad, styles.label), (text, style)]
        for number, text in enumerate(lines)
    ]


def set_lines(text: str, width: int, ambiguous: int) -> list[str]:
    """The rows of a text of any number of lines in `width` cells."""
    return [
        row.text
        for line in text.split("\n")
        for row in set_paragraph(line, max(8, width), ambiguous=ambiguous)
    ]
