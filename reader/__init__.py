"""Meipi 眉批: a terminal reader for Chinese news.

What other programs may use stands in `__all__`; docs/api.md shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.library import Library, open_library
    from reader.model import Anchor, Annotation, Article, Paragraph, Role, Section, Span
    from reader.text.typesetting import Row

    __version__: str

__all__ = [
    "Anchor",
    "Annotation",
    "Article",
    "Library",
    "Paragraph",
    "Role",
    "Row",
    "Section",
    "Span",
    "__version__",
    "open_library",
]

_PLACES = {
    "Library": ("reader.library", "Library"),
    "Row": ("reader.text.typesetting.paragraph", "Row"),
    "__version__": ("reader.version", "VERSION"),
    "open_library": ("reader.library", "open_library"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: `--help` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, found = _PLACES.get(name, ("reader.model", name))
    return getattr(import_module(module), found)
