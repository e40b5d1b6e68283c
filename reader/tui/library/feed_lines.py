"""The lines below the list about the feed whose shelf the keys are about."""

from __future__ import annotations

from reader.model.feed import Feed
from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part, cut, safe
from reader.tui.library.painting import ArticlePainter
from reader.words.times import local_time


def feed_line(feed: Feed, line: int, width: int, painter: ArticlePainter) -> list[Part]:
    """One of two lines: what is wrong and what to do; else where it is and how it is kept."""
    if feed.problem is None:
        told = [(_about(feed, painter), painter.ink.muted), (feed.url, painter.ink.faint)]
        text, style = told[line]
        return [(cut(safe(text), width, painter.ambiguous), style)]
    problem = feed.problem
    said = painter.words.stored_error(problem.code, problem.params, lambda _, value: str(value))
    reason = safe(said)
    rows = set_paragraph(reason, width, ambiguous=painter.ambiguous)
    if line >= len(rows):
        text = _about(feed, painter)
        return [(cut(safe(text), width, painter.ambiguous), painter.ink.muted)]
    start = rows[line].start
    text = reason[start:] if line else rows[0].text
    return [(cut(text, width, painter.ambiguous), painter.ink.note)]


def _about(feed: Feed, painter: ArticlePainter) -> str:
    """The number of unread articles, whether pages are fetched, and when the feed was asked."""
    words = painter.words
    parts = [words("feeds.unread", count=feed.unread)]
    if feed.full_text:
        parts.append(words("cli.feeds.full_text"))
    parts.append(
        words("cli.feeds.checked", when=local_time(feed.checked))
        if feed.checked
        else words("cli.feeds.never")
    )
    return f" {painter.glyphs.dot} ".join(parts)
