"""The search language, what completes it, and the words of other regions."""

from __future__ import annotations

from reader.text.query.parser import FILTERS, LONGEST, MOST, about_annotations, parse, places

__all__ = ["FILTERS", "LONGEST", "MOST", "about_annotations", "parse", "places"]
