"""The numbered list of annotations, and of passages without one, to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.model import Annotation, Span
from reader.tui.kit.choice_list import Choice
from reader.tui.session.names import called
from reader.tui.session.session import ArticleSession
from reader.words import Words

MOST = 9
QUOTED, NOTED = 20, 20


def choices_of(
    session: ArticleSession,
    words: Words,
    items: Sequence[Annotation | Span],
    pick: Callable[[Annotation | Span], None],
) -> list[Choice]:
    """Choices of annotations or passages, as many as there are digits to pick them."""
    return [
        Choice(str(number), *_choice(session, words, item, partial(pick, item)))
        for number, item in enumerate(items[:MOST], 1)
    ]


def _choice(
    session: ArticleSession, words: Words, item: Annotation | Span, pick: Callable[[], None]
) -> tuple[str, Callable[[], None], str]:
    if isinstance(item, Span):
        whole = item == session.sentence_span
        remark = words("dialog.choose.sentence" if whole else "dialog.choose.rest")
        return f"  「{session.quote(item, QUOTED)}」", pick, remark
    annotation = session.as_shown(item)
    tag = words(f"tag.{annotation.tag}.glyph") if annotation.tag else " "
    quote = f"{tag}「{session.quote(annotation.span, QUOTED)}」" if annotation.span else tag
    details = " ".join(part for part in (annotation.source, annotation.note[:NOTED]) if part)
    name = called(session.marks.annotators.get(annotation.annotator), words)
    return quote, pick, f"{name} {details}".strip()
