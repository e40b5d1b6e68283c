"""The margin: notes in cinnabar beside their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.segment import Segment

from reader.model import Annotation
from reader.text.typesetting import set_paragraph
from reader.text.typesetting.margin_notes import MarginNote, MarginRow, place_notes
from reader.tui.kit.glyphs import Glyphs
from reader.tui.kit.strips import ELLIPSIS, cut, fit
from reader.tui.kit.styles import Styles
from reader.words import Words
from reader.words.evidence import evidence_text
from reader.words.verdicts import check_text

INSET = 2


class Remark(NamedTuple):
    """An entry of the margin: its lines, how many of them are the note itself."""

    annotation: str
    lines: tuple[str, ...]
    written: int

    def folded(self, rows: int) -> Sequence[tuple[str, bool]]:
        """Its lines cut to `rows` rows, each with whether it is of the note.

        The particulars of the claim stay in sight, where there is more than one row.
        """
        lines = [(line, n < self.written) for n, line in enumerate(self.lines)]
        note, known = lines[: self.written], lines[self.written :]
        if rows == 1 or not note or not known:
            return _cut(lines, rows)
        kept = max(1, rows - len(note))
        return [*_cut(note, rows - kept), *_cut(known, kept)]


def _cut(lines: list[tuple[str, bool]], rows: int) -> list[tuple[str, bool]]:
    if rows >= len(lines):
        return lines
    *head, (text, written) = lines[:rows]
    return [*head, (text + ELLIPSIS, written)]


@lru_cache(maxsize=512)
def set_lines(text: str, width: int, ambiguous: int) -> tuple[str, ...]:
    """A text of several lines, typeset to `width` cells."""
    return tuple(
        row.text
        for line in text.split("\n")
        for row in (set_paragraph(line, width, ambiguous=ambiguous) if line.strip() else ())
    )


def particulars(
    annotation: Annotation, words: Words, glyphs: Glyphs, *, approval: bool = False
) -> str:
    """The fields of a claim besides its note, on one line: status, source, labels."""
    known = []
    if check := check_text(words, annotation, approval=approval):
        known.append(check)
    if annotation.source:
        known.append(annotation.source)
    known += [f"#{label}" for label in annotation.labels]
    if annotation.evidence:
        quotes = [said for it in annotation.evidence if (said := evidence_text(words, it))]
        known.append(" ".join((words("field.evidence"), *quotes)))
    if annotation.private:
        known.append(words("field.private"))
    elif annotation.note_private:
        known.append(words("field.note_private"))
    return f"{glyphs.arrow} " + f" {glyphs.dot} ".join(known) if known else ""


def remark(
    annotation: Annotation,
    width: int,
    words: Words,
    glyphs: Glyphs,
    ambiguous: int,
    *,
    name: str = "",
    approval: bool = False,
) -> Remark | None:
    """An annotation as a remark of the margin `width` cells wide; None if it is empty.

    `name` is whose it is, where that has to be shown; `approval` says that a verdict needs one.
    """
    room = width - INSET
    known = particulars(annotation, words, glyphs, approval=approval)
    written = annotation.note
    if written.strip():
        written = words("margin.by", name=name, note=written.lstrip()) if name else written
    elif known and name:
        known = f"{name} {known}"
    note = set_lines(written, room, ambiguous) if written else ()
    lines = note + (set_lines(known, room, ambiguous) if known else ())
    return Remark(annotation.id, lines, len(note)) if lines else None


class MarginEntry(NamedTuple):
    """An annotation with its remark, the row of the screen that its passage begins on, and
    `[first, end)`, the rows of its paragraph with the blank ones below.
    """

    annotation: Annotation
    remark: Remark
    row: int
    first: int
    end: int


class MarginLine(NamedTuple):
    """One row of the margin: its text, whether it is a note's own words, whether the entry begins
    here, whether it is the current one, how many are not shown, and whether the entry has no note
    at all."""

    text: str = ""
    written: bool = False
    begins: bool = False
    current: bool = False
    hidden: int = 0
    bare: bool = False


EMPTY = MarginLine()


def margin_lines(
    entries: Sequence[MarginEntry], current: Callable[[Annotation], bool], height: int
) -> list[MarginLine]:
    """The rows of the margin, `height` of them."""
    notes = [
        MarginNote(it.row, len(it.remark.lines), it.first, it.end, current(it.annotation))
        for it in entries
    ]
    return [
        EMPTY if row is None else _line(row, entries[row.note].remark, notes[row.note].current)
        for row in place_notes(notes, height)
    ]


def _line(row: MarginRow, made: Remark, current: bool) -> MarginLine:
    text, written = made.folded(row.shown)[row.line]
    return MarginLine(text, written, row.line == 0, current, row.hidden, not made.written)


def draw(
    line: MarginLine, width: int, styles: Styles, glyphs: Glyphs, ambiguous: int
) -> list[Segment]:
    """The segments of one row of the margin, `width` cells in all.

    Each note has a mark at its first row and another one at the rows below, so that two that
    stand close are two; the marks of the current ones are stronger, and so is their text.
    """
    if not line.text:
        return [Segment(" " * width, styles.blank)]
    if line.current:
        ink = styles.note_here if line.written else styles.known_here
        rule = glyphs.rule_here if line.begins else glyphs.rule_here_on
    else:
        ink = styles.note if line.written else styles.muted
        rule = " " if line.bare else glyphs.rule if line.begins else glyphs.rule_on
    more = f" +{line.hidden}" if line.hidden else ""
    text = cut(line.text, width - INSET - len(more), ambiguous) + more
    return fit(
        [(rule, styles.rule), (" ", styles.blank), (text, ink)], width, styles.blank, ambiguous
    )
