"""Paragraphs cut into pieces at the ends of annotations, so that marks that overlap are whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.model import Annotation, Outline, Span, Tag
from reader.reports.report import CLAIMS
from reader.text.joined_lines import FILLER, filled, gaps


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A passage that the same annotations lie on, within one sentence where any do.

    `said` are the annotations whose tag is said in words before it: one of each tag, once a
    sentence and where the tag begins. `ends` says that what is tagged ends here, in the middle of a
    sentence. `begun` and `done` are the annotations that begin and end with it.
    """

    span: Span
    text: str
    on: tuple[Annotation, ...] = ()
    said: tuple[Annotation, ...] = ()
    ends: bool = False
    begun: tuple[Annotation, ...] = ()
    done: tuple[Annotation, ...] = ()

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of a claim that it carries, each once."""
        return tags_of(self.on)


def tags_of(annotations: Sequence[Annotation]) -> tuple[Tag, ...]:
    """The tags of claims that some annotations carry, each once."""
    carried = {it.tag for it in annotations}
    return tuple(tag for tag in CLAIMS if tag in carried)


Placed = tuple[Annotation, Span]


def pieces(
    text: str, outline: Outline, annotations: Sequence[Annotation]
) -> Iterator[tuple[MarkedPiece, ...]]:
    """The pieces of each paragraph in order; annotations without a place are left out.

    Line ends of a paragraph that was wrapped are nothing between Han, else a space.
    """
    coming = sorted(
        ((it, it.span) for it in annotations if it.span is not None),
        key=lambda placed: (placed[1].start, -placed[1].end),
    )
    taken = 0
    here: list[Placed] = []
    for number in range(len(outline.roles)):
        whole = outline.paragraph(number)
        here = [placed for placed in here if placed[1].end > whole.start]
        while taken < len(coming) and coming[taken][1].start < whole.end:
            if coming[taken][1].end > whole.start:
                here.append(coming[taken])
            taken += 1
        around = Span(
            outline.paragraph(number - 1).end if number else 0,
            outline.paragraph(number + 1).start if number + 1 < len(outline.roles) else len(text),
        )
        yield tuple(_cut(text, outline, whole, here, around))


def _cut(
    text: str, outline: Outline, whole: Span, here: Sequence[Placed], around: Span
) -> Iterator[MarkedPiece]:
    """Pieces of a paragraph; `around` is where its neighbours end and begin."""
    begin: dict[int, list[Annotation]] = {}
    end: dict[int, list[Annotation]] = {}
    for it, span in here:
        begin.setdefault(max(span.start, whole.start), []).append(it)
        end.setdefault(min(span.end, whole.end), []).append(it)
    starts = outline.sentence_starts
    within = starts[bisect_right(starts, whole.start) : bisect_left(starts, whole.end)]
    sentences = frozenset(within) if here else frozenset()
    shown = _shown(whole.of(text))
    on: dict[str, Annotation] = {}
    before: tuple[Annotation, ...] = ()
    for start, stop in pairwise(sorted({whole.start, whole.end, *begin, *end, *sentences})):
        for it in end.get(start, ()):
            del on[it.id]
        on |= {it.id: it for it in begin.get(start, ())}
        known = () if start in sentences else tags_of(before)
        leaving = {it.id for it in end.get(stop, ())}
        before = tuple(on.values())
        after = tags_of([it for it in (*before, *begin.get(stop, ())) if it.id not in leaving])
        inside = stop != whole.end and stop not in sentences
        ends = around.end if stop == whole.end else stop
        done = tuple(it for it in before if it.id in leaving and it.span and it.span.end <= ends)
        yield MarkedPiece(
            span=Span(start, stop),
            text=shown[start - whole.start : stop - whole.start].replace(FILLER, ""),
            on=before,
            said=tuple(_first(before, tag) for tag in tags_of(before) if tag not in known),
            ends=inside and any(tag not in after for tag in tags_of(before)),
            begun=tuple(
                it
                for it in begin.get(start, ())
                if it.span and it.span.start >= (around.start if start == whole.start else start)
            ),
            done=done,
        )


def _first(annotations: Sequence[Annotation], tag: Tag) -> Annotation:
    return next(it for it in annotations if it.tag is tag)


def _shown(words: str) -> str:
    return filled(words, gaps(words, [(0, len(words))])) if "\n" in words else words
