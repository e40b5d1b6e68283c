"""Words for the quote of a piece of evidence: what is quoted, and how its page stands."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Evidence
from reader.words.times import local_time

SHORT = 16
"""Code points of a quote beside the text."""


def quoted_text(words: Callable[..., str], evidence: Evidence, *, length: int = 0) -> str:
    """A quote with the day of its page, and whether that has changed since; "" without a quote.

    With a `length` no more than so many code points of it.
    """
    quote = " ".join(evidence.quote.split())
    if length and len(quote) > length:
        quote = f"{quote[:length]}…"
    if not quote:
        return ""
    day = local_time(evidence.came_in)[:10]
    said = words("evidence.day", quote=quote, day=day) if day else f"「{quote}」"
    changed = words("evidence.changed") if evidence.page_changed else ""
    return words("withheld.said", said=said, reason=changed) if changed else said


def evidence_text(words: Callable[..., str], evidence: Evidence) -> str:
    """A piece of evidence in a few words: its quote and the site it is from; "" without a quote."""
    from urllib.parse import urlsplit

    quote = quoted_text(words, evidence, length=SHORT)
    try:
        site = urlsplit(evidence.url).hostname or ""
    except ValueError:
        site = ""
    return " ".join(filter(None, (quote, site))) if quote else ""
