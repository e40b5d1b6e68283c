"""Words for a claim's check: its status and its verdict."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Annotation, Status, Verdict


def verdict_name(words: Callable[..., str], verdict: Verdict) -> str:
    """The name that the code book gives it, else the words of the reader's language."""
    return verdict.name or words(f"verdict.{verdict.key}")


def check_text(words: Callable[..., str], annotation: Annotation) -> str:
    """The check's status and verdict; empty if nothing is said of it.

    A verdict by itself says that the claim is decided.
    """
    if annotation.verdict is None:
        unchecked = annotation.status is Status.UNCHECKED
        return "" if unchecked else words(f"status.{annotation.status}")
    verdict = verdict_name(words, annotation.verdict)
    if annotation.status is Status.DECIDED:
        return verdict
    status = words(f"status.{annotation.status}")
    return words("status.again", status=status, verdict=verdict)
