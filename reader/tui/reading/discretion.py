"""Texts that are exported, and the names in them that only private annotations use as sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reader.model import Annotation
from reader.tui.question import Question

Told = Callable[[str], tuple[str, ...]]


def discreet(
    question: Question,
    ask: Callable[[Question], None],
    named: Told,
    warning: Callable[[str], str],
    known: str = "",
) -> Question:
    """A question whose text is taken at once unless it names somebody new; then it is asked again.

    `named` gives the names in a text that must not be known, `warning` says so of some of them.
    Those in the `known` text are no news.
    """

    def kept(text: str, told: frozenset[str]) -> None:
        new = [name for name in named(text) if name not in told]
        if new and not told:  # only now, since most texts name nobody
            told = frozenset(named(known))
            new = [name for name in new if name not in told]
        if not new:
            question.kept(text)
            return
        again = partial(kept, told=told.union(new))
        ask(question._replace(text=text, afresh=False, wrong=warning("、".join(new)), kept=again))

    return question._replace(kept=partial(kept, told=frozenset()))


def own_texts(annotation: Annotation) -> list[str]:
    """What an annotation says in words of its reader's own and not private, besides the source."""
    evidence = (f"{it.url} {it.remark}" for it in annotation.evidence)
    return [*([] if annotation.note_private else [annotation.note]), *evidence]
