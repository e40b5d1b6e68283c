"""A row of the article to styled segments. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple, TypeVar

from rich.segment import Segment

from reader.model import Annotation, Role, Span
from reader.text.typesetting import Row
from reader.tui.kit.strips import safe
from reader.tui.kit.styles import Look, Styles

Shown = TypeVar("Shown")


class Scene(NamedTuple):
    """Overlay of a row: annotations in reading order, and the spans the reader is at."""

    annotations: Sequence[Annotation] = ()
    here: Span | None = None
    chosen: Span | None = None
    hits: Sequence[Span] = ()
    hit: Span | None = None
    hints: Sequence[Span] = ()


def paint(row: Row, role: Role, scene: Scene, styles: Styles) -> list[Segment]:
    """The segments of a row, `row.cells` wide in all."""
    base = Look(role)

    def between(one: Look | None, two: Look | None) -> Look:
        if one is None or two is None:
            return base
        return one if one == two else _shared(base, one, two)

    spans = starmap(Span, pairwise(_cuts(row, scene)))
    looks = ((span, _look(base, span, scene)) for span in spans)
    return [Segment(safe(text), styles.look(look)) for text, look in runs(row, looks, between)]


def runs(
    row: Row,
    parts: Iterable[tuple[Span, Shown]],
    between: Callable[[Shown | None, Shown | None], Shown],
) -> Iterator[tuple[str, Shown]]:
    """The characters of a row, each once, with what the part they are in looks like.

    `between` says what a thin gap or an indent looks like between two parts, None at either end. A
    character that an edge is inside of belongs to the part before it.
    """
    drawn, before = 0, None
    for span, shown in parts:
        first, last = row.extent(span.start, span.end)
        first = max(first, drawn)
        if last > first:
            if first > drawn:
                yield row.text[drawn:first], between(before, shown)
            yield row.text[first:last], shown
            drawn, before = last, shown
    if drawn < len(row.text):
        yield row.text[drawn:], between(before, None)


def _cuts(row: Row, scene: Scene) -> list[int]:
    """Offsets of a row where the look may change, the row's own ends included."""
    spans = [annotation.span for annotation in scene.annotations if annotation.span]
    spans += [span for span in (scene.here, scene.chosen, scene.hit) if span]
    spans += scene.hits
    spans += scene.hints
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
        hinted=any(span.overlaps(run) for span in scene.hints),
    )


def _shared(base: Look, one: Look, two: Look) -> Look:
    """The look of a gap between two runs: only what both have."""
    return base._replace(
        here=one.here and two.here,
        chosen=one.chosen and two.chosen,
        highlighted=one.highlighted and two.highlighted,
        hinted=one.hinted and two.hinted,
    )
