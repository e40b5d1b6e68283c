"""Names of sources: whether private annotations use them, and whether public ones do."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple


class Uses(NamedTuple):
    """Which annotations name a source, in any script."""

    private: bool
    public: bool


def uses(connection: sqlite3.Connection, names: Collection[str]) -> dict[str, Uses]:
    """Which annotations of the library name each source; variants count that private ones use."""
    from reader.text.folding import fold

    variants: dict[str, set[str]] = {}
    for (source,) in connection.execute(
        "SELECT DISTINCT source FROM annotation INDEXED BY annotation_private"
        " WHERE private = 1 AND deleted = 0 AND source <> ''"
    ):
        variants.setdefault(fold(source), set()).add(source)
    spelled = {name: variants.get(fold(name.strip()), set()) for name in names}
    asked = {name.strip() for name in names}.union(*spelled.values())
    public = {
        source
        for (source,) in connection.execute(
            "SELECT DISTINCT source FROM annotation WHERE deleted = 0 AND private = 0"
            " AND source <> '' AND source IN (SELECT value FROM json_each(?))",
            (json.dumps(list(asked)),),
        )
    }
    return {
        name: Uses(bool(same), not public.isdisjoint({*same, name.strip()}))
        for name, same in spelled.items()
    }
