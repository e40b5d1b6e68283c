"""Cleaning: bytes to text, and text without what a terminal or a database must not see."""

from __future__ import annotations

from reader.model.repair import Repair
from reader.text.cleaning.cleaned_text import MARKS_PER_BASE, Decoded, clean, decode, one_line

__all__ = ["MARKS_PER_BASE", "Decoded", "Repair", "clean", "decode", "one_line"]
