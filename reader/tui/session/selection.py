"""A passage being selected: an end that stays and an end that moves, in code points."""

from __future__ import annotations

from typing import NamedTuple

from reader.model import Outline, Span
from reader.text.sentences.clauses import (
    clause_at,
    clauses,
    next_stop,
    previous_stop,
    trimmed,
    word_stops,
)
from reader.tui.session.sentence_cursor import SentenceCursor


class Selection(NamedTuple):
    """A passage with ends, never empty: `anchor` stays, `head` moves; either may be the later one.

    `automatic` is one that nobody has selected: what is left of a sentence when a part was tagged.
    """

    anchor: int
    head: int
    automatic: bool = False

    @property
    def span(self) -> Span:
        """The selected passage."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    def swapped(self) -> Selection:
        """The same passage with its ends exchanged."""
        return Selection(self.head, self.anchor)


class Selector:
    """Selections that grow and shrink in one article."""

    def __init__(self, text: str, outline: Outline) -> None:
        self._text = text
        self._outline = outline
        self._walk = SentenceCursor(outline)

    def start(self, sentence: int, offset: int | None = None) -> Selection:
        """The clause of a sentence that holds `offset`, or its first clause."""
        within = self._outline.sentence(sentence)
        clause = clause_at(self._text, within, within.start if offset is None else offset)
        return Selection(clause.start, clause.end)

    def all_of(self, span: Span) -> Selection:
        """A whole passage, its end moving."""
        return Selection(span.start, span.end)

    def by_clause(self, selection: Selection, direction: int) -> Selection:
        """Move the head by a clause, over sentence borders but never over the other end.

        An end that comes last stops before the pause that ends a clause.
        """
        span = self._paragraph(selection.head, direction)
        parts = clauses(self._text, span)
        if selection.head > selection.anchor:
            inner = [trimmed(self._text, part).end for part in parts[:-1]]
        else:
            inner = [part.start for part in parts[1:]]
        moved = self._to(selection, [span.start, *inner, span.end], direction, span)
        crossed = (moved.head > moved.anchor) != (selection.head > selection.anchor)
        return selection if crossed else moved

    def by_word(self, selection: Selection, direction: int) -> Selection:
        """Move the head by a word."""
        span = self._paragraph(selection.head, direction)
        return self._to(selection, word_stops(self._text, span), direction, span)

    def by_character(self, selection: Selection, direction: int) -> Selection:
        """Move the head by a character, a combining mark staying with its base."""
        head = selection.head + direction
        while 0 < head < len(self._text) and _joins(self._text[head]):
            head += direction
        return self._moved(selection, head)

    def by_sentence(self, selection: Selection, direction: int) -> Selection:
        """Move the head to the end of the next sentence, or to the start of the one before."""
        forward = direction > 0
        stops = self._outline.sentence_ends if forward else self._outline.sentence_starts
        at = self._outline.sentence_at(selection.head if forward else max(0, selection.head - 1))
        numbers = range(at, len(stops)) if forward else range(at, -1, -1)
        ahead = (stops[n] for n in numbers if (stops[n] - selection.head) * direction > 0)
        reach = next(ahead, selection.head)
        span = selection.span
        if not forward and selection.head == span.end and reach <= span.start:
            # Upward from the first sentence: all of it stays selected, and its start moves.
            selection = Selection(span.end, span.start)
            if reach == span.start:
                return self.by_sentence(selection, direction)
        return self._moved(selection, reach)

    def between(self, pressed: int, reached: int) -> Selection:
        """The selection of a drag from one character to another, both characters included."""
        if reached >= pressed:
            return self._moved(Selection(pressed, pressed + 1), reached + 1)
        return self._moved(Selection(pressed + 1, pressed), reached)

    def _paragraph(self, offset: int, direction: int) -> Span:
        """The paragraph of the head; the neighbour when the head stands at its border."""
        at = self._outline.paragraph_at(offset)
        span = self._outline.paragraph(at)
        if direction > 0 and offset >= span.end and at + 1 < len(self._outline.roles):
            return self._outline.paragraph(at + 1)
        if direction < 0 and offset <= span.start and at:
            return self._outline.paragraph(at - 1)
        return span

    def _to(
        self, selection: Selection, stops: list[int], direction: int, within: Span
    ) -> Selection:
        head = min(max(selection.head, within.start), within.end)
        if head != selection.head and direction < 0:
            return self._moved(selection, head)
        if head < selection.head:
            return selection  # beyond the last paragraph there is nothing to go on to
        reach = next_stop(stops, head) if direction > 0 else previous_stop(stops, head)
        return self._moved(selection, reach)

    def _moved(self, selection: Selection, head: int) -> Selection:
        head = min(max(head, 0), len(self._text))
        if head == selection.anchor:
            return selection
        return selection._replace(head=head)


def _joins(character: str) -> bool:
    return "\u0300" <= character <= "\u036f" or character in "\u200d\ufe0f\ufe0e\u20e3"
