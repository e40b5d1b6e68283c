"""Figures: medians over rounds, and ratios to what was measured beside them in the same round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    `unit` is that of `median`, `p95` and `floor`. `floor` is the median of what it is compared
    with, `ratio` the median over the rounds of one divided by the other, and `best` that of the
    smallest values of all rounds, which a busy machine disturbs least; None where there is
    nothing to compare with. `size` is the median of the bytes written, `goal` what it is to reach.
    """

    group: str
    name: str
    unit: str
    rounds: int
    median: float
    p95: float | None = None
    against: str = ""
    floor: float | None = None
    ratio: float | None = None
    best: float | None = None
    size: float | None = None
    goal: str = ""


def figure(
    group: str,
    name: str,
    unit: str,
    values: Sequence[float],
    *,
    against: str = "",
    floor: Sequence[float] = (),
    sizes: Sequence[int] = (),
    tail: bool = True,
    goal: str = "",
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
        goal=goal,
    )


def share(values: Sequence[float], part: float) -> float:
    """The smallest value that at least this part of all values does not exceed."""
    ordered = sorted(values)
    return ordered[max(1, ceil(len(ordered) * part)) - 1]


HEADINGS = ("what", "median", "p95", "floor", "ratio", "best", "bytes", "goal")


def table(figures: Sequence[Figure]) -> str:
    """All figures as a Markdown table, one for each group."""
    parts = []
    for group in dict.fromkeys(each.group for each in figures):
        rows = [HEADINGS, *(_cells(each) for each in figures if each.group == group)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
        rows.insert(1, tuple("-" * width for width in widths))
        lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
        parts.append(f"### {group}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _cells(each: Figure) -> tuple[str, ...]:
    unit = f" {each.unit}"
    return (
        each.name,
        _number(each.median) + unit,
        "" if each.p95 is None else _number(each.p95) + unit,
        "" if each.floor is None else f"{_number(each.floor)}{unit} ({each.against})",
        "" if each.ratio is None else f"{each.ratio:.2f}×",
        "" if each.best is None else f"{each.best:.2f}×",
        "" if each.size is None else f"{each.size:.0f}",
        each.goal,
    )


def _number(value: float) -> str:
    """Three digits that mean something, without an exponent."""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
