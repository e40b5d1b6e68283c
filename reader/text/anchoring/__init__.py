"""Anchoring: where passages lie when a text comes in again, edited, and where a quote stands."""

from __future__ import annotations

from reader.text.anchoring.carrier import Carrier, reanchor
from reader.text.anchoring.quote_search import find_quote

__all__ = ["Carrier", "find_quote", "reanchor"]
