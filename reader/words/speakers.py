"""Names of those who say a claim."""

from __future__ import annotations

from collections.abc import Callable

from reader.model.speaker import Attribution, Speaker


def speaker_name(words: Callable[..., str], who: Speaker) -> str:
    """The named source; else the words for author or editor, with the outlet if it is known."""
    if who.attribution is Attribution.NAMED:
        return who.name
    key = f"speaker.{who.attribution}"
    return words(f"{key}.of", outlet=who.name) if who.name else words(key)
