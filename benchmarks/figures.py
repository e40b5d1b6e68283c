"""Figures: medians over rounds, and ratios to what was measured beside them in the same round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

NOTE = 160
"""Code points of a note, at most."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Limits of a figure; None where anything is right.

    `ratio` is that to the floor in the same round, and `p95` that of the 95th percentile to the
    floor's median: a slow machine slows both. What does not depend on the machine stands as it is:
    `size` in bytes written, `frames` in changes of the screen.
    """

    ratio: float | None = None
    p95: float | None = None
    size: float | None = None
    frames: float | None = None

    def limits(self) -> tuple[tuple[str, float | None, str], ...]:
        """Each part of the goal: its name, its limit and its unit."""
        return (
            ("", self.ratio, "×"),
            ("p95 ", self.p95, "×"),
            ("", self.size, " bytes"),
            ("frames ", self.frames, ""),
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    `unit` is that of `median`, `p95` and `floor`. `floor` is the median of what it is compared
    with, `ratio` the median over the rounds of one divided by the other, and `best` that of the
    smallest values of all rounds, which a busy machine disturbs least; None where there is
    nothing to compare with. `size` is the median of the bytes written, `large` what 95 of 100
    do not exceed, `frames` the most changes of the screen. What could not be measured has no
    `median`, and says in `note` why.
    """

    group: str
    name: str
    unit: str
    rounds: int
    median: float | None
    p95: float | None = None
    against: str = ""
    floor: float | None = None
    ratio: float | None = None
    best: float | None = None
    size: float | None = None
    large: float | None = None
    frames: int | None = None
    goal: Goal | None = None
    note: str = ""

    @property
    def p95_ratio(self) -> float | None:
        """The 95th percentile divided by the floor's median."""
        return None if self.p95 is None or not self.floor else self.p95 / self.floor

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        return None if self.goal is None else not self.missed

    @property
    def missed(self) -> list[str]:
        """Parts of the goal that are not reached, in words."""
        if self.goal is None:
            return []
        values = (self.ratio, self.p95_ratio, self.size, self.frames)
        parts = zip(self.goal.limits(), values, strict=True)
        return [
            f"{name}{'not measured' if value is None else words(value, unit)}"
            f" (goal ≤ {words(limit, unit)})"
            for (name, limit, unit), value in parts
            if limit is not None and (value is None or value > limit)
        ]


def words(value: float, unit: str) -> str:
    """Three digits that mean something, without an exponent, and the unit."""
    whole = value >= 100 or value == int(value)
    number = f"{value:.0f}" if whole else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    return number + unit


def figure(
    group: str,
    name: str,
    unit: str,
    values: Sequence[float],
    *,
    against: str = "",
    floor: Sequence[float] = (),
    sizes: Sequence[int] = (),
    frames: Sequence[int] = (),
    tail: bool = True,
    goal: Goal | None = None,
) -> Figure:
    """The figure of one value a round, beside as many of the floor, if there is one.

    `tail` says that the largest values are the bad ones, so that their share is told.
    """
    ratios = [value / other for value, other in zip(values, floor, strict=bool(floor))]
    return Figure(
        group=group,
        name=name,
        unit=unit,
        rounds=len(values),
        median=median(values),
        p95=share(values, 0.95) if tail and len(values) > 1 else None,
        against=against,
        floor=median(floor) if floor else None,
        ratio=median(ratios) if ratios else None,
        best=min(values) / min(floor) if floor and tail and len(values) > 1 else None,
        size=median(sizes) if sizes else None,
        large=share(sizes, 0.95) if len(sizes) > 1 else None,
        frames=max(frames) if frames else None,
        goal=goal,
    )


def missing(group: str, name: str, note: str) -> Figure:
    """Figure that could not be measured, and why, in one line that fits into a table."""
    line = " ".join(note.replace("|", " ").split())[:NOTE]
    return Figure(group=group, name=name, unit="", rounds=0, median=None, note=line)


def share(values: Sequence[float], part: float) -> float:
    """The smallest value that at least this part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(1, ceil(len(ordered) * part)) - 1]
