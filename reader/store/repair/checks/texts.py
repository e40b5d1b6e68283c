"""Check of texts: they are what their names say, and outlines fit them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.store import outlines
from reader.store.repair.checks.finding import Finding, Tick, findings_about
from reader.text.outline_fit import fits
from reader.text.sentences import SPLITTER_VERSION


class WrongText(NamedTuple):
    """Fault (`code`) of a revision of an article."""

    code: str
    article: str
    sha256: str
    title: str


_HELD = "(SELECT DISTINCT article, text FROM revision)"
_BODIES = f"""SELECT r.article, r.text, t.length, a.title, CAST(b.text AS BLOB)
  FROM {_HELD} r JOIN article a ON a.id = r.article LEFT JOIN text t ON t.sha256 = r.text
  LEFT JOIN body b ON b.sha256 = r.text"""

_OUTLINES = """SELECT r.article, r.text, t.length, a.title, o.splitter, o.claims, {}
  FROM {} r JOIN article a ON a.id = r.article JOIN text t ON t.sha256 = r.text
  LEFT JOIN outline o ON o.article = r.article AND o.text = r.text"""
_COLUMNS = ", ".join(f"o.{name}" for name in outlines.ARRAYS + outlines.BYTES)


def findings(connection: sqlite3.Connection, tick: Tick) -> Iterator[Finding]:
    """Findings of `wrong`, one a kind."""
    found: dict[str, list[str]] = {}
    for each in wrong(connection, tick):
        found.setdefault(each.code, []).append(each.title)
    for code, titles in found.items():
        yield from findings_about(code, titles, hint=code == "outline_old", repairable=True)


def wrong(
    connection: sqlite3.Connection, tick: Tick = lambda done, of: None
) -> Iterator[WrongText]:
    """Revisions whose text is not what its sha256 says, whose length or outline is not its own.

    Codes: `text_changed`, `length_wrong`, `outline_missing`, `outline_wrong`, `outline_old`.
    """
    (total,) = connection.execute(f"SELECT count(*) FROM {_HELD}").fetchone()
    done = 0
    for article, sha256, length, title, text in connection.execute(_BODIES):
        done += 1
        tick(done, 2 * total)
        if text is None or hashlib.sha256(text).hexdigest() != sha256:
            yield WrongText("text_changed", article, sha256, title)
        elif len(text.decode("utf-8", "replace")) != length:
            yield WrongText("length_wrong", article, sha256, title)
    for article, sha256, length, title, splitter, claims, *blobs in connection.execute(
        _OUTLINES.format(_COLUMNS, _HELD)
    ):
        done += 1
        tick(done, 2 * total)
        code = _outline_code(length, splitter, claims, blobs)
        if code:
            yield WrongText(code, article, sha256, title)


def _outline_code(length: int, splitter: int | None, claims: int, blobs: list[bytes]) -> str:
    if splitter is None:
        return "outline_missing"
    outline = outlines.readable(blobs)
    if outline is None or not fits(outline, length) or outline.claims != claims:
        return "outline_wrong"
    return "outline_old" if splitter < SPLITTER_VERSION else ""
