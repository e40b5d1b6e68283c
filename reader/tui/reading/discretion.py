"""Texts that are exported, and the names in them that only private annotations use as sources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.kit.question import Question

if TYPE_CHECKING:
    from reader.model import Span
    from reader.tui.kit.host import ScreenHost
    from reader.tui.reading.host import ReadingHost


def discreet(question: Question, host: ScreenHost, known: str = "") -> Question:
    """A question whose text is taken at once unless it names somebody new; then it is asked again.

    Names in the `known` text are no news.
    """
    named = host.library.sources.private_in

    def kept(text: str, warned: frozenset[str]) -> None:
        new = [name for name in named(text) if name not in warned]
        if new and not warned:  # only now, since most texts name nobody
            warned = frozenset(named(known))
            new = [name for name in new if name not in warned]
        if not new:
            question.kept(text)
            return
        again = partial(kept, warned=warned.union(new))
        wrong = host.words("prompt.named.private", name="、".join(new))
        host.ask(question._replace(text=text, afresh=False, wrong=wrong, kept=again))

    return question._replace(kept=partial(kept, warned=frozenset()))


def ask_discreetly(
    host: ReadingHost, question: Question, target: Span | str, known: str = ""
) -> None:
    """Ask for a text that is exported, unless it is of a private annotation."""
    own = host.session.own(target)
    default, note = host.config.default_privacy, question.kind == "note"
    quiet = own.private if own is not None else default.annotations
    if note:  # a first one is as the settings have it
        written = own is not None and bool(own.note)
        quiet = quiet or (own.note_private if own and written else default.notes)
    host.ask(question if quiet else discreet(question, host, known))
