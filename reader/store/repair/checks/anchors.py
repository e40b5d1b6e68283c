"""Check of anchors: every annotation lies on its words, or is an orphan that can be seen.

Its words are those that were annotated, or those that it has lain on since: an edition changed or
moved them, or the reader put it on others (anchors `changed`, `moved` and `manual`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.model import AnchorStatus
from reader.store.annotations import CONTEXT
from reader.store.repair.checks.finding import Finding, Tick, findings_about
from reader.text.anchoring.normalized_text import words

_OTHER_WORDS = "other_words"
"""Not the words that were annotated; perhaps those that an older edition gave it."""


class WrongAnchor(NamedTuple):
    """Fault (`code`) of an annotation's anchor in a revision."""

    code: str
    annotation: str
    sha256: str
    exact: str


_MISSING = """SELECT a.id, r.text, a.exact
  FROM annotation a JOIN article r ON r.id = a.article AND r.deleted = 0
  WHERE a.deleted = 0 AND NOT EXISTS (SELECT 1 FROM anchor n
    WHERE n.annotation = a.id AND n.text = r.text AND n.deleted = 0)"""

_PLACED = """SELECT n.text, n.start, n."end", n.status, a.id, a.exact, a.prefix, a.suffix
  FROM anchor n JOIN annotation a ON a.id = n.annotation AND a.deleted = 0
  WHERE n.start IS NOT NULL AND n.deleted = 0 ORDER BY n.text"""

_EARLIER = """SELECT b.text, n.start, n."end" FROM anchor n
  JOIN annotation a ON a.id = n.annotation
  JOIN text t ON t.sha256 = n.text JOIN body b ON b.sha256 = n.text
  WHERE n.annotation = ? AND n.text <> ? AND n.status IN ('changed', 'moved', 'manual')
    AND n.start >= 0 AND n."end" > n.start AND n."end" <= t.length
  ORDER BY (SELECT max(fetched) FROM revision r WHERE r.article = a.article AND r.text = n.text)
    DESC, n.text"""


def findings(connection: sqlite3.Connection, tick: Tick) -> Iterator[Finding]:
    """Findings of `wrong`, one a kind; the words of the first few are named."""
    found: dict[str, list[str]] = {}
    for each in wrong(connection, tick):
        found.setdefault(each.code, []).append(each.exact[:30])
    for code, quotes in found.items():
        yield from findings_about(code, quotes, repairable=True)


def wrong(
    connection: sqlite3.Connection, tick: Tick = lambda done, of: None
) -> Iterator[WrongAnchor]:
    """Anchors that are missing or lie on words that are not their annotations'.

    Codes: `anchor_missing` (in the revision that is read); `anchor_wrong`: the words there are
    others, where they should be the same up to the search fold, or the text ends before;
    `anchor_context`: they are the same, but stood elsewhere when they were annotated. What lies on
    changed words, or was put there by hand, lies right wherever the text has words.
    """
    for annotation, sha256, exact in connection.execute(_MISSING):
        yield WrongAnchor("anchor_missing", annotation, sha256, exact)
    (total,) = connection.execute("SELECT count(*) FROM anchor").fetchone()
    current, text = "", ""
    rows = connection.execute(_PLACED)
    for done, (sha256, start, end, status, ident, exact, prefix, suffix) in enumerate(rows):
        tick(done, total)
        if sha256 != current:
            current, text = sha256, _body(connection, sha256)
        code = _code(text, (start, end), status, (exact, prefix, suffix))
        if code == _OTHER_WORDS:
            there = words(text[start:end])
            others = (words(each.exact) for each in earlier_quotes(connection, ident, sha256))
            code = "" if there in others else "anchor_wrong"
        if code:
            yield WrongAnchor(code, ident, sha256, exact)


class Quote(NamedTuple):
    """Words, and the text on either side of them."""

    exact: str
    prefix: str
    suffix: str


def earlier_quotes(connection: sqlite3.Connection, annotation: str, sha256: str) -> Iterator[Quote]:
    """The words an annotation was put on in other revisions than this one, the newest first."""
    for text, start, end in connection.execute(_EARLIER, (annotation, sha256)):
        yield Quote(text[start:end], text[max(0, start - CONTEXT) : start], text[end:][:CONTEXT])


def _body(connection: sqlite3.Connection, sha256: str) -> str:
    row = connection.execute("SELECT text FROM body WHERE sha256 = ?", (sha256,)).fetchone()
    return "" if row is None else str(row[0])


def _code(text: str, place: tuple[int, int], status: str, quote: tuple[str, str, str]) -> str:
    start, end = place
    exact, prefix, suffix = quote
    there = text[start:end]
    if not 0 <= start < end <= len(text):
        return "anchor_wrong"
    if status == AnchorStatus.ORIGINAL:
        if there != exact:
            return "anchor_wrong"
        around = text.startswith(suffix, end) and text.endswith(prefix, 0, start)
        return "" if around else "anchor_context"
    if status in (AnchorStatus.SAME, AnchorStatus.SHIFTED) and there != exact:
        return "" if words(there) == words(exact) else _OTHER_WORDS
    return ""
