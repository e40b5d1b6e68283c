"""The results that a check can come to, as they are offered to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Status, Verdict
from reader.tui.session.sources import NUMBERED
from reader.words import Words
from reader.words.verdicts import verdict_name


def check_choices(words: Words, scale: Sequence[Verdict]) -> dict[str, dict[str, object]]:
    """The fields that each choice sets, by its name: unchecked first, for it has the digit 0."""
    choices: dict[str, dict[str, object]] = {}

    def offer(name: str, fields: dict[str, object]) -> None:
        number, shown = 1, name
        while shown in choices:  # a verdict of the newsroom's own may be called like another
            number += 1
            shown = f"{name} ({number})"
        choices[shown] = fields

    offer(words(f"status.{Status.UNCHECKED}"), {"status": Status.UNCHECKED})
    for verdict in scale[: NUMBERED - 2]:
        offer(verdict_name(words, verdict), {"verdict": verdict})
    for status in (Status.TO_CHECK, Status.ASKED):
        offer(words(f"status.{status}"), {"status": status})
    return choices
