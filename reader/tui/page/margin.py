"""The margin: notes in cinnabar beside their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment

from reader.model import Annotation, Status
from reader.text.marginalia import MarginNote, MarginRow, place_notes
from reader.text.typesetting import set_paragraph
from reader.tui.page.glyphs import Glyphs
from reader.tui.page.styles import Styles
from reader.tui.strips import ELLIPSIS, Part, fit
from reader.words import Words

INSET = 2


class Remark(NamedTuple):
    """A note as it stands in the margin: its lines, how many of them are the note itself."""

    annotation: str
    lines: tuple[str, ...]
    written: int


@lru_cache(maxsize=512)
def set_lines(text: str, width: int, ambiguous: int) -> tuple[str, ...]:
    """A text of several lines, typeset to `width` cells."""
    return tuple(
        row.text
        for line in text.split("\n")
        for row in (set_paragraph(line, width, ambiguous=ambiguous) if line.strip() else ())
    )


def particulars(annotation: Annotation, words: Words, glyphs: Glyphs) -> str:
    """What is known of a claim besides its note, on one line: status, source, labels."""
    known = []
    if annotation.status is not Status.UNCHECKED:
        known.append(words(f"status.{annotation.status}"))
    if annotation.source:
        known.append(annotation.source)
    known += [f"#{label}" for label in annotation.labels]
    known += [words("field.evidence")] if annotation.evidence else []
    if annotation.private:
        known.append(words("field.private"))
    return f"{glyphs.arrow} " + f" {glyphs.dot} ".join(known) if known else ""


def remark(
    annotation: Annotation, width: int, words: Words, glyphs: Glyphs, ambiguous: int
) -> Remark | None:
    """An annotation as a remark of the margin `width` cells wide; None if it says nothing."""
    room = width - INSET
    note = set_lines(annotation.note, room, ambiguous) if annotation.note else ()
    known = particulars(annotation, words, glyphs)
    lines = note + (set_lines(known, room, ambiguous) if known else ())
    return Remark(annotation.id, lines, len(note)) if lines else None


class MarginLine(NamedTuple):
    """One row of the margin: what stands there, whether it is a note's own words, whether the
    note is the current one."""

    text: str = ""
    written: bool = False
    current: bool = False


EMPTY = MarginLine()


def margin_lines(
    annotations: Iterable[Annotation],
    row_of: Callable[[int], int],
    make: Callable[[Annotation], Remark | None],
    current: Callable[[Annotation], bool],
    height: int,
) -> list[MarginLine]:
    """The rows of the margin, `height` of them; `row_of` gives an offset's row on the screen."""
    remarks: list[Remark] = []
    notes: list[MarginNote] = []
    taken = False
    for annotation in annotations:
        made = make(annotation) if annotation.span else None
        if made is None or annotation.span is None:
            continue
        is_current = not taken and current(annotation)
        taken = taken or is_current
        remarks.append(made)
        notes.append(MarginNote(row_of(annotation.span.start), len(made.lines), is_current))
    placed = place_notes(notes, height)
    return [
        EMPTY if row is None else _line(row, remarks[row.note], notes[row.note].current)
        for row in placed
    ]


def _line(row: MarginRow, made: Remark, current: bool) -> MarginLine:
    text = made.lines[row.line] + (ELLIPSIS if row.cut else "")
    if row.hidden:
        text += f" +{row.hidden}"
    return MarginLine(text, row.line < made.written, current)


def draw(
    line: MarginLine, width: int, styles: Styles, glyphs: Glyphs, ambiguous: int
) -> list[Segment]:
    """The segments of one row of the margin, `width` cells in all."""
    if not line.text:
        return [Segment(" " * width, styles.blank)]
    ink = (styles.note_here if line.current else styles.note) if line.written else styles.muted
    rule = glyphs.rule if line.written else " "
    parts: list[Part] = [(rule, styles.rule), (" ", styles.blank), (line.text, ink)]
    return fit(parts, width, styles.blank, ambiguous)
