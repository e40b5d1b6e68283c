"""Sentences of Chinese text, and the clauses and words in them."""

from __future__ import annotations

from reader.text.sentences.splitter import SPLITTER_VERSION, bounds, split

__all__ = ["SPLITTER_VERSION", "bounds", "split"]
