"""Comparison of two statements: whether one says what the other says, or says otherwise.

Character pairs of the search fold say how alike two statements are, numbers with what they count
say where they differ. Both are signs for a reader to look at, never proof.
"""

from __future__ import annotations

from reader.text.comparison.likeness import Statement, compare

__all__ = ["Statement", "compare"]
