"""Commands of the screens that quote a page: the keys of the reading screen, and two more."""

from __future__ import annotations

from typing import Protocol

from reader.tui.kit.commands import Command
from reader.tui.kit.host import ScreenHost
from reader.tui.reading.commands import READING


class Quoting(Protocol):
    """The page that is quoted, as its commands see it: `taking` a passage, or only showing one."""

    taking: bool

    @property
    def host(self) -> ScreenHost:
        """The screen."""
        ...


def is_asking_nothing(it: Quoting) -> bool:
    """Whether no prompt is open."""
    return not it.host.status.asking


def is_quoting(it: Quoting) -> bool:
    """Whether a passage is to be chosen, and no prompt is open."""
    return is_asking_nothing(it) and it.taking


_MOVES = {
    "next_sentence": lambda it: it.navigation.step(1),
    "previous_sentence": lambda it: it.navigation.step(-1),
    "select": lambda it: it.select(),
}
"""The commands of reading that are done here in another way."""

_SAME = (
    "next_paragraph", "previous_paragraph", "next_section", "previous_section", "page_down",
    "page_up", "top", "bottom", "search", "next_hit", "previous_hit", "theme",
)  # fmt: skip
"""The commands of reading that are done here as there."""

QUOTING: tuple[Command, ...] = (
    Command("quote_take", "enter", lambda it: it.take(), "quoting", hint=1, words="quoting.take",
            when=is_quoting),
    *(
        it._replace(run=_MOVES.get(it.id, it.run), when=is_asking_nothing, hint=0)
        for it in READING
        if it.id in (*_MOVES, *_SAME)
    ),
    Command("quote_back", "escape,q", lambda it: it.leave(), "quoting", hint=2,
            words="quoting.back", when=is_asking_nothing),
)  # fmt: skip
"""Commands of the page that is quoted."""

QUOTED = (QUOTING[0], QUOTING[-1])
"""The commands that only the page that is quoted has."""

SOURCE: tuple[Command, ...] = (
    Command("source_open", "enter", lambda it: it.submit(), "quoting", hint=1,
            words="quoting.open"),
    Command("source_next", "down", lambda it: it.view.step(1), "quoting", hint=2,
            words="quoting.next"),
    Command("source_previous", "up", lambda it: it.view.step(-1), "quoting",
            words="quoting.previous"),
    Command("source_leave", "escape", lambda it: it.leave(), "quoting", hint=3,
            words="quoting.leave"),
)  # fmt: skip
"""Commands of the line that asks for a source of evidence."""
