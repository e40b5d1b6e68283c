"""Typesetting: paragraphs and articles as rows of terminal cells."""

from __future__ import annotations

from reader.text.typesetting.paragraph import Row, set_paragraph

__all__ = ["Row", "set_paragraph"]
