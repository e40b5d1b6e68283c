"""A word that is no article, but nearly a command."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.cli import COMMANDS
from reader.errors import InputError

_LIKE_A_COMMAND = re.compile(r"[A-Za-z][A-Za-z-]*")


def nearest(word: str, commands: Iterable[str] = tuple(COMMANDS)) -> list[str]:
    """The commands that a word is likely to mean, the likeliest first."""
    from difflib import get_close_matches

    if not _LIKE_A_COMMAND.fullmatch(word):
        return []
    return get_close_matches(word.lower(), tuple(commands), n=3, cutoff=0.6)


def unknown(word: str, near: Iterable[str]) -> InputError:
    """The error of a word that is neither an article nor a command."""
    return InputError("command_unknown", name=word, near=", ".join(near))
