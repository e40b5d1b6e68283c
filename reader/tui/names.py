"""What annotators are called on screen."""

from __future__ import annotations

from reader.model import Annotator
from reader.words import Words


def called(annotator: Annotator | None, words: Words) -> str:
    """An annotator's name; the sample has one in each language."""
    if annotator is None:
        return ""
    return words("annotators.sample") if annotator.kind == "sample" else annotator.name
