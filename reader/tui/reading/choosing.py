"""The numbered list of annotations, and of passages without one, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.model import Annotation, Span
from reader.tui.desk.desk import Desk
from reader.tui.names import called
from reader.tui.panels.lists import Choice
from reader.words import Words

MOST = 9
QUOTED, NOTED = 20, 20


def choices_of(
    desk: Desk,
    words: Words,
    items: Sequence[Annotation | Span],
    pick: Callable[[Annotation | Span], None],
) -> list[Choice]:
    """One line each, with the digit that picks it; as many as there are digits."""
    return [
        Choice(str(number), *_told(desk, words, item, partial(pick, item)))
        for number, item in enumerate(items[:MOST], 1)
    ]


def _told(
    desk: Desk, words: Words, item: Annotation | Span, pick: Callable[[], None]
) -> tuple[str, Callable[[], None], str]:
    if isinstance(item, Span):
        whole = item == desk.sentence_span
        remark = words("dialog.choose.sentence" if whole else "dialog.choose.rest")
        return f"  「{desk.quote(item, QUOTED)}」", pick, remark
    annotation = desk.as_shown(item)
    tag = words(f"tag.{annotation.tag}.glyph") if annotation.tag else " "
    quote = f"{tag}「{desk.quote(annotation.span, QUOTED)}」" if annotation.span else tag
    said = " ".join(part for part in (annotation.source, annotation.note[:NOTED]) if part)
    name = called(desk.marks.annotators.get(annotation.annotator), words)
    return quote, pick, f"{name} {said}".strip()
