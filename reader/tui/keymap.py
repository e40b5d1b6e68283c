"""The keys of all screens together, and the user's own."""

from __future__ import annotations

from collections.abc import Mapping

from reader.errors import InputError
from reader.tui.changes.commands import CHANGES
from reader.tui.claims.commands import CLAIMS
from reader.tui.intake.commands import ADDING, GIVING
from reader.tui.kit.commands import EVERYWHERE
from reader.tui.kit.keys import expand, forms, split
from reader.tui.library.commands import LIBRARY
from reader.tui.quoting.commands import QUOTING, SOURCE
from reader.tui.reading.commands import CARD, READING, SELECTING
from reader.tui.review.commands import REVIEWING
from reader.tui.search.commands import SEARCHING

MODES = (
    READING, SELECTING, CARD, SEARCHING, REVIEWING, CHANGES, LIBRARY, CLAIMS, GIVING, ADDING,
    QUOTING, SOURCE,
)  # fmt: skip
"""Commands that share the keyboard: a key means one thing in each."""


def keymap(chosen: Mapping[str, str]) -> dict[str, str]:
    """The user's keys by binding id, expanded; what is not chosen keeps its keys.

    Raises InputError for an unknown id and for a key that two commands of one mode would share,
    which Textual would settle by silently dropping one.
    """
    known = {command.id for mode in (*MODES, EVERYWHERE) for command in mode}
    for unknown in (id for id in chosen if id not in known):
        from difflib import get_close_matches

        near = ", ".join(get_close_matches(unknown.lower(), sorted(known), n=3, cutoff=0.5))
        code = "keymap_unknown_near" if near else "keymap_unknown"
        raise InputError(code, id=unknown, near=near)
    for commands in MODES:
        owners: dict[str, str] = {}
        for command in (*commands, *EVERYWHERE):
            for key in split(chosen.get(command.id, command.keys)):
                for form in forms(key):
                    if form in owners and {command.id, owners[form]} & chosen.keys():
                        raise InputError("keymap_clash", key=key, one=owners[form], two=command.id)
                    owners[form] = command.id
    return {id: expand(keys) for id, keys in chosen.items()}
