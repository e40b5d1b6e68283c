"""The reader's own title and topics of an article, as two fields: a value, or NULL for none.

Stored are what is shown and, beside one's own, what the file says.
"""

from __future__ import annotations

_READ = "CASE WHEN told_{0} IS NULL THEN NULL ELSE {0} END"
_SET = (
    "told_{0} = CASE WHEN :own_{0} IS NULL THEN NULL ELSE coalesce(told_{0}, {0}) END,"
    " {0} = coalesce(:own_{0}, told_{0}, {0})"
)

READ = {f"own_{name}": _READ.format(name) for name in ("title", "topics")}
"""How a field is read, by its name."""
SET = {f"own_{name}": _SET.format(name) for name in ("title", "topics")}
"""How a field is set to the parameter of its name."""
