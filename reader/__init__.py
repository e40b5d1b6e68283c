"""Meipi 眉批: a terminal reader for Chinese news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model import Anchor, Article, Paragraph, Role, Section, Span

__all__ = ["Anchor", "Article", "Paragraph", "Role", "Section", "Span"]


def __getattr__(name: str) -> Any:
    """The values of an article, imported when they are asked for: `--help` needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from reader import model

    return getattr(model, name)
