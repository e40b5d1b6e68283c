"""The signs of the chrome. Where ambiguous characters are two cells wide, only sure ones serve."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One-cell signs: the cursor's mark, the rule beside a note, bars, the thumb, separators."""

    here: str
    rule: str
    bar: str
    thumb: str
    section: str
    dot: str
    arrow: str


FINE = Glyphs(here="▌", rule="│", bar="━", thumb="▐", section="▎", dot="·", arrow="→")
SURE = Glyphs(here=">", rule="|", bar="=", thumb="#", section=">", dot="-", arrow=">")


def glyphs(ambiguous: int) -> Glyphs:
    """The signs for a terminal that draws ambiguous characters `ambiguous` cells wide."""
    return FINE if ambiguous == 1 else SURE
