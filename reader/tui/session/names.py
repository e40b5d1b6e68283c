"""Names on screen: of annotators, and of what an undo covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotator
from reader.tui.kit.strips import cut
from reader.tui.session.marks import Marks
from reader.words import Words

if TYPE_CHECKING:
    from reader.model.journal import JournalEntry

SHORT = 6
"""Cells of a name where there is little room."""


def called(annotator: Annotator | None, words: Words) -> str:
    """An annotator's name; the sample has one in each language."""
    if annotator is None:
        return ""
    return words("annotators.sample") if annotator.kind == "sample" else annotator.name


def covered(entry: JournalEntry, words: Words) -> str:
    """Numbers of marks and articles that an entry of the journal covers, in words."""
    key = "covered.articles" if entry.articles > 1 else "covered.marks"
    return words(key, articles=entry.articles, marks=entry.annotations)


class Hand(NamedTuple):
    """Annotator of a mark, in short: a name, and a sign to stand behind a tag's glyph.

    The sign is the digit of the list of annotators; one's own glyphs have none.
    """

    name: str
    sign: str


def hands(marks: Marks, words: Words) -> Mapping[str, Hand]:
    """Annotators by id, where more than one is shown and they need signs of their own."""
    if len(marks.hands) < 2:
        return {}
    mine = marks.me.id if marks.me else ""
    digits = {each: str(n) if n < 10 else "*" for n, each in enumerate(marks.annotators, 1)}
    names = {each: called(marks.annotators.get(each), words) for each in marks.hands}
    short = shortened(names.values())
    return {
        each: Hand(short[name], "" if each == mine else digits.get(each, "*"))
        for each, name in names.items()
    }


def shortened(names: Iterable[str]) -> dict[str, str]:
    """Names cut to a few cells; those that would be alike then stay whole."""
    short = {name: cut(name, SHORT) for name in names}
    alike = list(short.values())
    return {name: name if alike.count(each) > 1 else each for name, each in short.items()}
