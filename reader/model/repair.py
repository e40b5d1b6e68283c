"""What was taken away from a text so that it can be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """How many times one kind of thing was removed, or replaced by U+FFFD (`replaced`).

    Kinds: control, bidi, zero_width, tag_character, surrogate, noncharacter, variation,
    combining, replaced.
    """

    kind: str
    count: int
