"""The signs of the chrome. Where ambiguous characters are two cells wide, only sure ones serve."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One-cell signs: the cursor's mark; the rule beside a note, where it begins and where it goes
    on, and the same of the current one; bars, the thumb, separators."""

    here: str
    rule: str
    rule_on: str
    rule_here: str
    rule_here_on: str
    bar: str
    thumb: str
    section: str
    dot: str
    arrow: str


FINE = Glyphs(
    here="▌", rule="│", rule_on="┊", rule_here="┃", rule_here_on="┋",
    bar="━", thumb="▐", section="▎", dot="·", arrow="→",
)  # fmt: skip
SURE = Glyphs(
    here=">", rule="|", rule_on=":", rule_here=">", rule_here_on=":",
    bar="=", thumb="#", section=">", dot="-", arrow=">",
)  # fmt: skip


def glyphs(ambiguous: int) -> Glyphs:
    """The signs for a terminal that draws ambiguous characters `ambiguous` cells wide."""
    return FINE if ambiguous == 1 else SURE
