"""PurgeTargets of a purge: what is to go, by ids, so that a purge that was broken off can go on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from reader.store import settings
from reader.store.db.checked_values import WrongValueError, parsed

_FORMER = """WITH RECURSIVE one (id) AS (
    SELECT value FROM json_each(?) UNION
    SELECT l.value FROM one JOIN alias l ON l.article = one.id
    WHERE l.kind = 'id' AND l.deleted = 0)
  SELECT a.id FROM one JOIN article a ON a.id = one.id ORDER BY a.id"""
"""Articles, and those that were joined with them."""


@dataclass(frozen=True, slots=True)
class PurgeTargets:
    """Annotations and articles (ids) that are to go, and what else is of them.

    `around` are the articles whose annotations go: a copy that knows none of them holds nothing of
    these. `places` are passages about which a note may have been typed: article, text, start and
    end. `files` are files of articles that go, too, by their names in the library.
    """

    annotations: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    places: tuple[tuple[str, str, int, int], ...] = ()
    files: tuple[str, ...] = ()

    def __or__(self, other: PurgeTargets) -> PurgeTargets:
        """Both."""
        ours, theirs = asdict(self), asdict(other)
        return PurgeTargets(
            **{name: tuple(dict.fromkeys(ours[name] + theirs[name])) for name in ours}
        )


def targets(
    connection: sqlite3.Connection, annotations: Iterable[str], articles: Iterable[str]
) -> PurgeTargets:
    """The targets that some annotations and articles are; what was joined with one, too."""
    gone = [row[0] for row in connection.execute(_FORMER, (json.dumps([*articles]),))]
    wanted = [*annotations]
    wanted += [
        ident
        for (ident,) in connection.execute(
            "SELECT id FROM annotation WHERE article IN (SELECT value FROM json_each(?))",
            (json.dumps(gone),),
        )
    ]
    these = (json.dumps(wanted),)
    of = "a.id IN (SELECT value FROM json_each(?))"
    around = connection.execute(f"SELECT DISTINCT article FROM annotation a WHERE {of}", these)
    places = connection.execute(
        'SELECT DISTINCT a.article, n.text, n.start, n."end" FROM annotation a'
        f" JOIN anchor n ON n.annotation = a.id WHERE {of} AND n.start IS NOT NULL",
        these,
    )
    return PurgeTargets(
        tuple(dict.fromkeys(wanted)),
        tuple(gone),
        tuple(dict.fromkeys([*gone, *(row[0] for row in around.fetchall())])),
        tuple((str(a), str(t), int(s), int(e)) for a, t, s, e in places),
    )


def begun(connection: sqlite3.Connection) -> PurgeTargets | None:
    """The targets of a purge that has not come to its end, or None."""
    found = settings.get(connection, settings.PURGE)
    if found is None:
        return None
    stored = parsed(found)
    try:
        lists = {name: tuple(stored[name]) for name in asdict(PurgeTargets())}
        return PurgeTargets(**(lists | {"places": tuple(map(tuple, lists["places"]))}))
    except (TypeError, KeyError) as error:
        raise WrongValueError("no targets") from error


def begin(connection: sqlite3.Connection, wanted: PurgeTargets) -> None:
    """Note what is being purged, until `end`."""
    settings.put(connection, settings.PURGE, json.dumps(asdict(wanted)))


def end(connection: sqlite3.Connection) -> None:
    """Note that the purge has come to its end."""
    settings.drop(connection, settings.PURGE)
