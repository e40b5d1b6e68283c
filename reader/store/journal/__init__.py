"""The journal: what changed, and how an entry is undone and done again."""

from __future__ import annotations

from reader.store.journal.entries import Journalled, Owner, squeezed

__all__ = ["Journalled", "Owner", "squeezed"]
