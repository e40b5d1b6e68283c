"""Edits: what can be changed in a library, inside one transaction of the writer.

`Edits` edits annotations; its parts edit all else: `anchors`, `links` (one check for several
claims, contradictions), `book` (names of labels and annotators), `shelf` (articles, the queue,
filters), `feeds`, `joins`, `imports` and `history` (undo, redo).
"""

from __future__ import annotations

from reader.store.edits.annotation_edits import Edits
from reader.store.edits.edit_context import EditContext

__all__ = ["EditContext", "Edits"]
