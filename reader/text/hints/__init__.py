"""Hints of a sentence: words that are often found in facts, in opinions, or in questions that the
text answers. They are signs for a reader to look at; what a sentence is stays theirs to say.
"""

from __future__ import annotations

from reader.text.hints.cues import HintKind
from reader.text.hints.sentence_hints import Hint, hints, leaning

__all__ = ["Hint", "HintKind", "hints", "leaning"]
