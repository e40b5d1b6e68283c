"""The fields of an annotation as a card shows them: names, values, and rows of both."""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style

from reader.model import Annotation, Evidence
from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part, cells
from reader.words import Words
from reader.words.evidence import quoted_text
from reader.words.verdicts import check_text

LABEL = 10
"""Cells of the name of a field with the blank after it."""
_OF_CHECK = ("justification", "method", "priority", "due", "assignee")
"""Fields of the check that are shown where they hold anything."""


def annotation_fields(
    words: Words, annotation: Annotation, speaker: str, gone: str, *, approval: bool = False
) -> list[tuple[str, str]]:
    """Names of fields (`field.…`) and their values, in the order of a card.

    `speaker` is who says the passage, `gone` what is said of one that has no place. `approval` says
    that a verdict needs one.
    """
    tag = words(f"tag.{annotation.tag}") if annotation.tag else words("none")
    if annotation.unsure:
        tag += f"？ {words('tag.unsure')}"
    fields = [("tag", tag), ("source", speaker)]
    if annotation.span is None:
        fields.insert(0, ("place", gone))
    fields += _check(words, annotation, approval=approval)
    if annotation.kind:
        fields.append(("kind", annotation.kind))
    if annotation.labels:
        fields.append(("labels", "、".join(annotation.labels)))
    for evidence in annotation.evidence:
        fields += _evidence(words, evidence)
    if annotation.highlight:
        fields.append(("highlight", words("highlight.yellow")))
    if annotation.private:
        fields.append(("private", words("private.yes")))
    elif annotation.note_private:
        fields.append(("private", words("note_private.yes")))
    fields += [("note", annotation.note)] if annotation.note else []
    return fields


def _check(words: Words, annotation: Annotation, *, approval: bool) -> list[tuple[str, str]]:
    """All that is known of the check, but for its evidence."""
    check = check_text(words, annotation, approval=approval)
    said = [
        ("status", check or words("status.unchecked")),
        ("checked", f"{annotation.checked_by} {annotation.checked_on}".strip()),
        ("ready", words("ready.yes") if annotation.ready else ""),
        ("approved", f"{annotation.approved_by} {annotation.approved_on}".strip()),
        *((name, str(getattr(annotation, name) or "")) for name in _OF_CHECK),
    ]
    return [(name, text) for name, text in said if text]


def _evidence(words: Words, evidence: Evidence) -> list[tuple[str, str]]:
    """A question with its answer, and where that comes from."""
    said = [
        ("question", evidence.question),
        ("answer", evidence.answer),
        ("evidence", f"{evidence.url} {evidence.remark}".strip()),
        ("medium", evidence.medium),
        ("quote", quoted_text(words, evidence)),
    ]
    return [(name, text) for name, text in said if text]


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
