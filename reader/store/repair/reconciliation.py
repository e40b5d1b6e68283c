"""Repairs where one table says otherwise than another, as `checking.agreement` finds them.

Each is made inside one transaction of the writer and returns how many things it mended.
"""

from __future__ import annotations

import sqlite3

from reader.store import aliases, listing
from reader.store.repair import owners
from reader.store.repair import stray_rows as strays
from reader.store.repair.checks import agreement
from reader.store.search import index


def joined(connection: sqlite3.Connection) -> int:
    """Have what is of an article or a person who was joined be of the other one."""
    wrong = (owners.JOINED_ARTICLES, owners.JOINED_PERSONS)
    found = sum(len(connection.execute(sql).fetchall()) for sql in wrong)
    moved = owners.settle(connection)
    for article in moved.articles:
        index.put_article(connection, article)
    index.put_notes(connection, sorted(moved.annotations))
    return found


def known(connection: sqlite3.Connection) -> int:
    """Have articles be known by their texts."""
    found = connection.execute(agreement.KNOWN).fetchall()
    for _, article, text in found:
        aliases.add(connection, article, "text", text)
    return len(found)


def standing(connection: sqlite3.Connection) -> int:
    """Have changes stand, or not, as what was done about them last says."""
    found = connection.execute(agreement.STANDING).fetchall()
    strays.settle(connection)
    return len(found)


def listed(connection: sqlite3.Connection) -> int:
    """Make the lists of articles and annotations anew."""
    listing.rebuild(connection)
    return 1
