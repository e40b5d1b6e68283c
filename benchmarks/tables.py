"""The figures as Markdown tables, with what reached its goal and what did not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, Goal, words

HEADINGS = (
    *("what", "median", "p95", "floor", "ratio", "best"),
    *("bytes", "bytes p95", "frames", "goal", "reached"),
)
ALWAYS = 2
"""Columns that stand even where they are empty."""
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"


def table(figures: Sequence[Figure]) -> str:
    """All figures as a Markdown table for each group, without the columns that it leaves empty."""
    parts = []
    for group in dict.fromkeys(each.group for each in figures):
        rows = [HEADINGS, *(_cells(each) for each in figures if each.group == group)]
        columns = [
            column
            for column in range(len(HEADINGS))
            if column < ALWAYS or any(row[column] for row in rows[1:])
        ]
        widths = [max(len(row[column]) for row in rows) for column in columns]
        kept = [[row[column] for column in columns] for row in rows]
        kept.insert(1, ["-" * width for width in widths])
        lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in kept]
        parts.append(f"### {group}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def score(figures: Sequence[Figure]) -> tuple[int, int]:
    """Number of goals reached, and of goals."""
    judged = [each.reached for each in figures if each.reached is not None]
    return sum(judged), len(judged)


def summary(figures: Sequence[Figure]) -> str:
    """Number of goals reached, a line for each that is not, and what was not measured."""
    reached, judged = score(figures)
    short = [each for each in figures if each.reached is False]
    lines = [f"Goals reached: **{reached} of {judged}**."]
    if short:
        lines += ["", "Short of their goal:", ""]
        lines += [f"- {each.group} · {each.name}: {', '.join(each.missed)}" for each in short]
    absent = [each for each in figures if each.median is None]
    if absent:
        lines += ["", "Not measured:", ""]
        lines += [f"- {each.group} · {each.name}: {each.note}" for each in absent]
    return "\n".join(lines)


def put_between(page: Path, text: str) -> None:
    """Replace what stands between the two markers of a Markdown page.

    Raises ValueError if the page does not have both.
    """
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the figures: {BEGIN.strip()} … {END.strip()}")
    page.write_text(f"{before}{BEGIN}\n{text}\n\n{END}{after}", "utf-8")


def _cells(each: Figure) -> tuple[str, ...]:
    unit = f" {each.unit}"

    def cell(value: float | None, unit: str) -> str:
        return "" if value is None else words(value, unit)

    return (
        each.name,
        each.note if each.median is None else words(each.median, unit),
        cell(each.p95, unit),
        "" if each.floor is None else f"{words(each.floor, unit)} ({each.against})",
        cell(each.ratio, "×"),
        cell(each.best, "×"),
        "" if each.size is None else f"{each.size:.0f}",
        "" if each.large is None else f"{each.large:.0f}",
        "" if each.frames is None else str(each.frames),
        "" if each.goal is None else _goal(each.goal),
        {True: "yes", False: "**no**", None: ""}[each.reached],
    )


def _goal(goal: Goal) -> str:
    return ", ".join(
        f"{name}≤ {words(limit, unit)}" for name, limit, unit in goal.limits() if limit is not None
    )
