"""All annotations of a library: filtered, ordered, grouped and read in pages both ways.

`claim_listing` holds what they are filtered and ordered by (`store.schema.claim_listing`), so a
page costs the same in any library: it is read from the index of its order, or where a filter leaves
few of them, from those alone.
"""

from __future__ import annotations

from reader.store.annotation_query.counting import count
from reader.store.annotation_query.query import AnnotationQuery
from reader.store.annotation_query.row_selection import selected
from reader.store.annotation_query.shown_rows import shown

__all__ = ["AnnotationQuery", "count", "selected", "shown"]
