"""Writing a starter: one article and a sample annotator's marks, the same bytes every time."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Article, Outline, Span
from reader.store import annotations as stored
from reader.store import arrivals, articles, settings
from reader.store import claim_checks as checks
from reader.store import marked_counts as marked
from reader.store.articles import FileRow
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import NO_DEVICE, uuid7, uuid8
from reader.store.clocks.clocked_rows import Fields
from reader.store.db.connection import transaction
from reader.store.search import index

MOMENT = 1_760_400_000_000
"""The time of everything in a starter, in milliseconds since 1970: the seed article's day."""
TIME = "2025-10-14T00:00:00.000000Z"
"""The same time as text."""


@dataclass(frozen=True, slots=True)
class SampleMark:
    """One annotation of the sample: where it lies, its fields, its check's, its evidence."""

    span: Span
    fields: Fields
    check: Fields
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """Content of a starter. The file's time is not kept, since a checkout sets its own."""

    content: Article
    outline: Outline
    file: FileRow
    annotator: str
    marks: Sequence[SampleMark]


def fill(connection: sqlite3.Connection, sample: Sample) -> None:
    """Write a starter into a new and empty database."""
    article, text = sample.file.article, sample.content.text
    annotator = _ident(f"annotator {sample.annotator}", 0)
    with transaction(connection):
        ident = uuid8(f"{article}\n{articles.text_hash(text)}")
        arrivals.put(connection, article, sample.content, sample.outline, now=TIME, ident=ident)
        articles.put_file(connection, sample.file)
        connection.execute(
            "INSERT INTO annotator (id, name, kind) VALUES (?, ?, 'sample')",
            (annotator, sample.annotator),
        )
        sha256 = articles.text_hash(text)
        made = []
        for number, mark in enumerate(sample.marks, start=1):
            stamp = f"{MOMENT:012x}-{number:04x}-{NO_DEVICE}"
            ident = _ident(f"annotation {number}", number)
            owner: Fields = {"article": article, "annotator": annotator}
            quote = stored.quote(text, mark.span)
            times: Fields = {"created": TIME, "updated": TIME}
            fields = owner | mark.fields | quote | times
            rows.put(connection, stamp, "annotation", (ident,), fields)
            stored.put_anchor(connection, ident, sha256, mark.span)
            made.append(ident)
            if mark.check or mark.evidence:
                checks.ensured(connection, ident)
                rows.put(connection, stamp, "claim_check", (ident,), mark.check)
                checks.point(connection, stamp, ident, ident)
            for place, remark in enumerate(mark.evidence):
                key = (_ident(f"evidence {number} {place}", number),)
                values: Fields = {"claim_check": ident, "remark": remark}
                rows.put(connection, stamp, "evidence", key, values)
        index.put_notes(connection, made)
        marked.count(connection)
        settings.put(connection, settings.STARTER, "1")
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (TIME,))
    connection.execute("VACUUM")


def is_starter(connection: sqlite3.Connection) -> bool:
    """Whether a database is a starter that nobody has written to."""
    return settings.get(connection, settings.STARTER) is not None


def _ident(name: str, number: int) -> str:
    """A uuid7 of the fixed time and of a name instead of chance."""
    return uuid7(MOMENT + number, hashlib.sha256(name.encode()).digest()[:10])
