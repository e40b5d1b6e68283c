"""Words for a claim's check: its status and its verdict."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Annotation, Status, Verdict, Withheld

UNTOLD = (Withheld.NO_CLAIM, Withheld.STALE)
"""Verdicts that an export for readers does not tell, nor who gave and approved them."""


def verdict_name(words: Callable[..., str], verdict: Verdict) -> str:
    """The name that the code book gives it, else the words of the reader's language."""
    return verdict.name or words(f"verdict.{verdict.key}")


def check_text(words: Callable[..., str], annotation: Annotation, *, approval: bool = False) -> str:
    """The check's status and verdict; empty if nothing is said of it.

    A verdict by itself says that the claim is decided. One that is published nowhere says why, also
    for want of an `approval`; one that was given for other words is told as that of before.
    """
    if annotation.verdict is None:
        unchecked = annotation.status is Status.UNCHECKED
        return "" if unchecked else words(f"status.{annotation.status}")
    verdict = verdict_name(words, annotation.verdict)
    withheld = annotation.withheld(approval=approval)
    reason = words(f"withheld.{withheld}") if withheld else ""
    decided = annotation.status is Status.DECIDED
    if withheld is Withheld.STALE:
        status = reason if decided else _both(words, words(f"status.{annotation.status}"), reason)
        return words("status.again", status=status, verdict=verdict)
    if not decided:  # it is told as that of before, whatever else is missing
        return words("status.again", status=words(f"status.{annotation.status}"), verdict=verdict)
    return _both(words, verdict, reason) if reason else verdict


def exported_check_text(
    words: Callable[..., str], annotation: Annotation, *, approval: bool = False
) -> str:
    """The same for those who read an export: a verdict for other words, or of what is no claim, is
    not told at all.
    """
    withheld = annotation.withheld(approval=approval)
    if withheld in UNTOLD:
        return _both(words, words(f"status.{annotation.status}"), words(f"withheld.{withheld}"))
    return check_text(words, annotation, approval=approval)


def _both(words: Callable[..., str], said: str, reason: str) -> str:
    return words("withheld.said", said=said, reason=reason)
