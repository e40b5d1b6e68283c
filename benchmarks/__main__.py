"""`python -m benchmarks`: measure, print the tables, keep the figures as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks import anchoring, listing, many, pages, programs, rooms, screens, scripts, searching
from benchmarks.figures import Figure, table

RESULTS = Path(__file__).resolve().parent / "results.json"
SHORT_NAME, LONG_NAME = "seed article", "10 MB article"
IDLE = 5.0


def main() -> int:
    """Take all measures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Meipi.")
    parser.add_argument(
        "--json", type=Path, default=RESULTS, metavar="FILE", help=f"default: {RESULTS.name}"
    )
    parser.add_argument("--rounds", type=int, default=15, help="rounds of starts (default: 15)")
    parser.add_argument(
        "--articles",
        type=int,
        default=20_000,
        help="articles to search and to list (default: 20000)",
    )
    options = parser.parse_args()
    began, load = time.perf_counter(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="meipi-bench-") as place:
        figures = measure(Path(place), options.rounds, options.articles)
    about = machine(load) | {"seconds": round(time.perf_counter() - began, 1)}
    options.json.write_text(
        json.dumps({**about, "figures": [asdict(each) for each in figures]}, indent=1,
                   ensure_ascii=False) + "\n", "utf-8",
    )  # fmt: skip
    said = " · ".join(f"{name}: {value}" for name, value in about.items())
    sys.stdout.write(f"{table(figures)}\n\n{said}\n")
    return 0


def measure(place: Path, rounds: int, articles: int) -> list[Figure]:
    """All figures, from libraries that are made in an empty folder."""
    say("making the libraries")
    short = programs.short_library(place / "short")
    long = programs.long_library(place / "long", like=short)
    floor = programs.the_floor(place)
    meipi = {SHORT_NAME: programs.meipi(short), LONG_NAME: programs.meipi(long)}
    say("starts")
    figures = screens.starts(floor, meipi, rounds)
    for folder in (short, long):
        programs.sign(folder)
    say("keys")
    with screens.Sitting(floor, meipi) as sitting:
        quiet = screens.idle(sitting, IDLE)
        figures += screens.keys(sitting)
        figures += screens.memory(sitting) + quiet
    say("inside")
    document = programs.only_article(short)
    figures += [rooms.typesetting(document, rounds), rooms.sentences(document, rounds)]
    figures.append(rooms.editing(short, 10 * rounds))
    figures += [rooms.opening(SHORT_NAME, short, rounds), rooms.opening(LONG_NAME, long, rounds)]
    say("converting")
    figures += scripts.converting(programs.only_article(long))
    say("importing pages")
    figures += pages.importing(rounds)
    say("anchoring")
    documents = programs.only_article(short), programs.only_article(long)
    figures += anchoring.anchoring(*documents, rounds)
    say(f"searching {articles} articles")
    library = many.many_articles(place / "many", articles, 3)
    figures += searching.searching(library, rounds)
    say(f"listing {articles} articles")
    figures += listing.listing(library, rounds)
    return figures


def machine(load: float) -> dict[str, object]:
    """Where and when the figures were taken; `load` is the system's at the beginning."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "load": round(load, 2),
    }


def say(step: str) -> None:
    """Tell on stderr what is being done."""
    sys.stderr.write(f"{time.strftime('%X')} {step} …\n")


if __name__ == "__main__":
    sys.exit(main())
