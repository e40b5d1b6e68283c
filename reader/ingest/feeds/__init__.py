"""Feeds: RSS, Atom and JSON Feed, read as they really are, and found on web pages; and OPML."""

from __future__ import annotations

from reader.ingest.feeds.read import ACCEPT, LARGEST, find_feeds, read_feed
from reader.ingest.feeds.types import MOST_ITEMS, FeedItem, FeedRead

__all__ = ["ACCEPT", "LARGEST", "MOST_ITEMS", "FeedItem", "FeedRead", "find_feeds", "read_feed"]
