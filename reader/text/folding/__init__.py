"""Folding: scripts, regional forms, widths, cases and quote styles become one for search."""

from __future__ import annotations

from reader.text.folding.search_fold import CHANGING, fold, folded

__all__ = ["CHANGING", "fold", "folded"]
