"""A row of the article to styled segments: the text column and the gutter. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from reader.model import Annotation, Role, Span
from reader.text.typesetting import Row
from reader.tui.kit.strips import Part, cells, safe
from reader.tui.kit.styles import Look, Styles


class Scene(NamedTuple):
    """What lies over a row: annotations in reading order, and the spans the reader is at."""

    annotations: Sequence[Annotation] = ()
    here: Span | None = None
    chosen: Span | None = None
    hits: Sequence[Span] = ()
    hit: Span | None = None


def paint(row: Row, role: Role, scene: Scene, styles: Styles) -> list[Segment]:
    """The segments of a row, `row.cells` wide in all."""
    text = safe(row.text)
    base = Look(role)
    segments: list[Segment] = []
    drawn, before = 0, base
    for start, end in pairwise(_cuts(row, scene)):
        look = _look(base, Span(start, end), scene)
        first, last = row.extent(start, end)
        first = max(first, drawn)  # a character that an edge is inside of is drawn by now
        if first > drawn:
            gap = look if look == before and segments else _shared(base, before, look)
            segments.append(Segment(text[drawn:first], styles.look(gap)))
        if last > first:
            segments.append(Segment(text[first:last], styles.look(look)))
            drawn, before = last, look
    if drawn < len(text):
        segments.append(Segment(text[drawn:], styles.look(base)))
    return segments


def _cuts(row: Row, scene: Scene) -> list[int]:
    """Every offset of a row where the look may change, the row's own ends included."""
    spans = [annotation.span for annotation in scene.annotations if annotation.span]
    spans += [span for span in (scene.here, scene.chosen, scene.hit) if span]
    spans += scene.hits
    reach = row.reach
    edges = {edge for span in spans for edge in (span.start, span.end)}
    inside = (row.around(edge) for edge in edges if reach.start < edge < reach.end)
    cuts = {cut for word in inside for cut in (word.start, word.end)}
    return sorted(cuts | {reach.start, reach.end})


def _look(base: Look, run: Span, scene: Scene) -> Look:
    tag, highlighted = None, False
    for annotation in scene.annotations:
        if annotation.span and annotation.span.overlaps(run):
            tag = annotation.tag or tag
            highlighted = highlighted or bool(annotation.highlight)
    hit = 0
    if any(span.overlaps(run) for span in scene.hits):
        hit = 2 if scene.hit and scene.hit.overlaps(run) else 1
    return base._replace(
        tag=tag,
        highlighted=highlighted,
        here=bool(scene.here and scene.here.overlaps(run)),
        chosen=bool(scene.chosen and scene.chosen.overlaps(run)),
        hit=hit,
    )


def _shared(base: Look, one: Look, two: Look) -> Look:
    """The look of a gap between two runs: only what both have."""
    return base._replace(
        here=one.here and two.here,
        chosen=one.chosen and two.chosen,
        highlighted=one.highlighted and two.highlighted,
    )


def gutter(mark: Segment, signs: Sequence[Part], width: int, blank: Style) -> list[Segment]:
    """The gutter of a row, `width` cells: the cursor's mark, then the tags that begin on the row.

    Where there is no room for all of them, a `+` says so.
    """
    segments, left = [mark], width - 2
    for number, (sign, style) in enumerate(signs, 1):
        wide = cells(sign)
        if wide > left or (wide == left and number < len(signs)):
            segments.append(Segment("+", style))
            left -= 1
            break
        segments.append(Segment(sign, style))
        left -= wide
    return [*segments, Segment(" " * (left + 1), blank)]
