"""Script views: a text as OpenCC shows it in another script, aligned with its source."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.text.scripts.conversion import ScriptView, prepare, view
    from reader.text.scripts.opencc_engine import configs, engine

_ROOMS = {
    "ScriptView": "conversion",
    "configs": "opencc_engine",
    "engine": "opencc_engine",
    "prepare": "conversion",
    "view": "conversion",
}

__all__ = ["ScriptView", "configs", "engine", "prepare", "view"]


def __getattr__(name: str) -> object:
    # What else is in here is needed before the first page, and these are slow to load.
    if name in _ROOMS:
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    raise AttributeError(name)
