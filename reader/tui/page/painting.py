"""A row of the article to styled segments: the text column and the gutter. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment

from reader.model import Annotation, Role, Span, Tag
from reader.text.typesetting import Row
from reader.tui.page.glyphs import Glyphs
from reader.tui.page.styles import Look, Styles
from reader.tui.strips import cells, safe


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
    inside = {edge for span in spans for edge in (span.start, span.end) if row.start < edge < row.end}
    return sorted(inside | {row.start, row.end})


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


def gutter(
    starting: Sequence[Annotation],
    here: bool,
    width: int,
    styles: Styles,
    glyphs: Glyphs,
    letters: dict[Tag, str],
) -> list[Segment]:
    """The gutter of a row: the cursor's mark, then the tags that begin on the row."""
    mark = Segment(glyphs.here if here else " ", styles.rule)
    segments = [mark]
    left = width - 2
    tagged = [annotation for annotation in starting if annotation.tag]
    for index, annotation in enumerate(tagged):
        if annotation.tag is None:
            continue
        sign = letters[annotation.tag] + ("?" if annotation.unsure else "")
        wide = cells(sign)
        more = index + 1 < len(tagged)
        if wide > left or (more and wide == left and left < 4):
            sign, wide = "+", 1
        segments.append(Segment(sign, styles.tags[annotation.tag]))
        left -= wide
        if left <= 0:
            break
    segments.append(Segment(" " * (left + 1), styles.blank))
    return segments
