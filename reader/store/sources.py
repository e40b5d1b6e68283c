"""Names of sources: whether private annotations use them, and whether public ones do."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Uses(NamedTuple):
    """Which annotations name a source, in any script."""

    private: bool
    public: bool


def uses(connection: sqlite3.Connection, name: str) -> Uses:
    """Which annotations of the library name a source; variants count that private ones use."""
    from reader.text.folding import fold

    wanted = fold(name.strip())
    private = connection.execute(
        "SELECT DISTINCT source FROM annotation INDEXED BY annotation_private"
        " WHERE private = 1 AND deleted = 0 AND source <> ''"
    ).fetchall()
    same = {source for (source,) in private if fold(source) == wanted}
    public = any(
        connection.execute(
            "SELECT 1 FROM annotation WHERE source = ? AND source <> '' AND deleted = 0"
            " AND private = 0 LIMIT 1",
            (source,),
        ).fetchone()
        for source in {*same, name.strip()}
    )
    return Uses(bool(same), public)
