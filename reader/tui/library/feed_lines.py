"""What the lines below the list say of the feed whose shelf the keys are about."""

from __future__ import annotations

from datetime import datetime

from reader.errors import InputError
from reader.model.feed import Feed
from reader.text.typesetting import set_paragraph
from reader.tui.library.painting import Brush
from reader.tui.strips import Part, cut, safe


def feed_line(feed: Feed, line: int, width: int, brush: Brush) -> list[Part]:
    """One of two lines: what is wrong and what to do; else where it is and how it is kept."""
    if feed.problem is None:
        told = [(_about(feed, brush), brush.ink.muted), (feed.url, brush.ink.faint)]
        text, style = told[line]
        return [(cut(safe(text), width, brush.ambiguous), style)]
    error = InputError(feed.problem.code, **feed.problem.params)
    reason = safe(brush.words.error(error, lambda _, value: str(value)))
    rows = set_paragraph(reason, width, ambiguous=brush.ambiguous)
    if line >= len(rows):
        text = _about(feed, brush)
        return [(cut(safe(text), width, brush.ambiguous), brush.ink.muted)]
    start = rows[line].start
    text = reason[start:] if line else rows[0].text
    return [(cut(text, width, brush.ambiguous), brush.ink.note)]


def _about(feed: Feed, brush: Brush) -> str:
    """How many articles are unread, whether pages are fetched, when it was asked."""
    words = brush.words
    parts = [words("feeds.unread", count=feed.unread)]
    if feed.full_text:
        parts.append(words("cli.feeds.full_text"))
    when = feed.checked and datetime.fromisoformat(feed.checked).astimezone()
    parts.append(
        words("cli.feeds.checked", when=f"{when:%Y-%m-%d %H:%M}")
        if when
        else words("cli.feeds.never")
    )
    return f" {brush.glyphs.dot} ".join(parts)
