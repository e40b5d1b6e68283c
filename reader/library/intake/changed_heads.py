"""Notices of a title, authors, a source or a date that were published otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.library.core import Notice
from reader.model import Article
from reader.store import arrivals, articles, settings
from reader.store.db.checked_values import names
from reader.store.db.file_identity import is_there
from reader.store.edits import Edits

if TYPE_CHECKING:
    from reader.store.db.connection import Connection

NOTHING = "–"
"""Sign for an empty field."""

CODES = {name: f"head.{name}" for name in ("title", "authors", "source", "date")}


def as_copy(
    connection: Connection, root: Path, article: str, name: str, content: Article
) -> Article:
    """Content of a file for an article of which another file has the same text.

    A copy takes nothing away: what it does not say stays as it is known, and one that is new says
    only what is not known yet.
    """
    sha256 = articles.text_hash(content.text)
    files = articles.files_of(connection, article)
    alike = [it for it in files if it.path != name and it.text_sha256 == sha256 and not it.gone]
    if not any(is_there(root / it.path) for it in alike):
        return content
    found = arrivals.published(connection, article)
    known: dict[str, Any] = {
        "title": found["title"], "authors": names(found["authors"]), "source": found["source"],
        "date": found["date"], "url": found["url"], "lang": found["lang"],
        "tags": names(found["topics"]),
    }  # fmt: skip
    if articles.file(connection, name) is not None:
        known = {key: value for key, value in known.items() if not getattr(content, key)}
    return replace(content, **{key: value for key, value in known.items() if value})


def notices_of(
    edits: Edits, article: str, differing: Mapping[str, tuple[str, str]]
) -> list[Notice]:
    """Notices for the next opening, beside those of the kind that are unread.

    What was published before the reader looked last counts as what it was.
    """
    unread = dict(settings.arrival(edits.connection, article))
    notices = []
    for name, code in CODES.items():
        standing = unread.get(code)
        was, now = (text or NOTHING for text in differing.get(name, ("", "")))
        if standing is not None:
            was = standing.get("before", was)
            now = now if name in differing else standing.get("after", now)
        if was != now:
            notices.append((code, {"before": was, "after": now}))
    return notices


def others(notices: Iterable[Notice]) -> list[Notice]:
    """The notices that are about something else."""
    return [each for each in notices if each[0] not in CODES.values()]
