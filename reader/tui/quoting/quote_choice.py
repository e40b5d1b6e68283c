"""The choice of a quote to look at, where several stand in the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.kit.choice_list import Choice

if TYPE_CHECKING:
    from reader.model import Annotation
    from reader.tui.kit.host import ScreenHost

MOST = 9
"""Quotes that can be picked, one by each digit."""


def choose_quote(host: ScreenHost, annotations: Iterable[Annotation]) -> None:
    """Show the page that the evidence of some claims quotes; of several quotes, ask which."""
    every = {it.id: it for each in annotations for it in each.evidence if it.came_in}
    quotes = list(every.values())[:MOST]

    def show(evidence: str) -> None:
        host.close_panel()
        host.navigator.show_quote(evidence)

    if not quotes:
        host.show_message("nothing.quoted")
    elif len(quotes) == 1:
        host.navigator.show_quote(quotes[0].id)
    else:
        choices = [
            Choice(str(number), f"「{it.quote}」", partial(show, it.id), it.url)
            for number, it in enumerate(quotes, 1)
        ]
        host.list_choices("quoted", choices)
