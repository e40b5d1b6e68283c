"""`python -m benchmarks`: measure, print the tables, keep the figures as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.suite import GROUPS, Suite, report_step
from benchmarks.tables import put_between, score, summary, table

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "performance.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the measures; returns the exit code, 0 whether or not all goals are reached."""
    options = parser().parse_args(arguments)
    began, load = time.perf_counter(), os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory(prefix="meipi-bench-") as place,
        Suite(
            Path(place), rounds=options.rounds, articles=options.articles, kept=options.library
        ) as suite,
    ):
        figures = suite.take(options.only)
    about = machine(load) | {"seconds": round(time.perf_counter() - began, 1)}
    options.json.write_text(as_json(about, figures), "utf-8")
    said = " · ".join(f"{name}: {value}" for name, value in about.items())
    text = f"{said}\n\n{summary(figures)}\n\n{table(figures)}"
    sys.stdout.write(f"{text}\n")
    if options.write:
        put_between(PAGE, text)
    report_step("goals reached: {} of {}".format(*score(figures)))
    return 0


def parser() -> argparse.ArgumentParser:
    """Parser of the options."""
    made = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Meipi.")
    made.add_argument(
        "--json", type=Path, default=RESULTS, metavar="FILE", help=f"default: {RESULTS.name}"
    )
    made.add_argument(
        "--only",
        type=groups,
        default=list(GROUPS),
        metavar="GROUP,…",
        help=f"some parts of: {', '.join(GROUPS)}",
    )
    made.add_argument("--rounds", type=positive, default=15, help="rounds of starts (default: 15)")
    made.add_argument(
        "--articles",
        type=positive,
        default=20_000,
        help="articles of the large library (default: 20000)",
    )
    made.add_argument(
        "--library",
        type=Path,
        metavar="FOLDER",
        help="keep the large library there, or take the one that is there",
    )
    made.add_argument(
        "--write", action="store_true", help=f"put the tables into docs/{PAGE.name} as well"
    )
    return made


def groups(text: str) -> list[str]:
    """Names of parts with commas between, in the order of a whole run."""
    asked = [name.strip() for name in text.split(",")]
    for name in asked:
        if name not in GROUPS:
            raise argparse.ArgumentTypeError(f"“{name}” is none of {', '.join(GROUPS)}")
    return [name for name in GROUPS if name in asked]


def positive(text: str) -> int:
    """A whole number above zero."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is too few")
    return number


def as_json(about: dict[str, object], figures: Sequence[Figure]) -> str:
    """Everything that the tables say, for programs."""
    reached, goals = score(figures)
    told = {
        **about,
        "goals": goals,
        "reached": reached,
        "figures": [
            {
                **asdict(each),
                "p95_ratio": each.p95_ratio,
                "reached": each.reached,
                "missed": each.missed,
            }
            for each in figures
        ],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def machine(load: float) -> dict[str, object]:
    """Place and time of the measurement; `load` is the system's at the beginning."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load": round(load, 2),
    }


if __name__ == "__main__":
    sys.exit(main())
