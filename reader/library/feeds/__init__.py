"""Feeds: subscriptions, their items as articles, and the refresh."""

from __future__ import annotations

from reader.ingest.network import Policy
from reader.library.feeds.subscriptions import (
    export_opml,
    find,
    import_opml,
    listed,
    refresh,
    set_folder,
    set_full_text,
    subscribe,
    unsubscribe,
)

__all__ = [
    "Policy",
    "export_opml",
    "find",
    "import_opml",
    "listed",
    "refresh",
    "set_folder",
    "set_full_text",
    "subscribe",
    "unsubscribe",
]
