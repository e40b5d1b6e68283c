"""Who wrote an item: names out of what feeds write with a mail address beside them, or instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\s()<>\[\]（）＜＞［］,，;；、]++")
_EMPTY = re.compile(r"[(<\[（＜［]\s*+[)>\]）＞］]")
_BRACKETS = re.compile(r"[(<\[（＜［]([^()<>\[\]（）＜＞［］]*+)[)>\]）＞］]")
_BETWEEN = re.compile("[、;；,，]")
_EDGES = " \t\n-–—|/／｜:：·"


def people(written: Iterable[str]) -> tuple[str, ...]:
    """The names in what feeds call authors, without mail addresses.

    Of `mail (name)`, `name (mail)`, `name <mail>` and a mail beside a name only the name; of a mail
    alone nothing.
    """
    parts = (part for names in written for part in _BETWEEN.split(names))
    return tuple(filter(None, map(_name, parts)))


def _name(written: str) -> str:
    if "@" not in written:
        return written
    named = _WORD.sub(lambda word: "" if "@" in word[0] else word[0], written)
    rest = _EMPTY.sub(" ", named).strip(_EDGES)
    inside = _BRACKETS.fullmatch(rest)
    return (inside[1] if inside else rest).strip(_EDGES)
