"""Feeds: where they are, when to ask them again, and which of their items are known."""

FEEDS = """
CREATE TABLE feed (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE CHECK (url <> ''),
  title TEXT NOT NULL DEFAULT '',
  site TEXT NOT NULL DEFAULT '',
  folder TEXT NOT NULL DEFAULT '',
  full_text INTEGER NOT NULL DEFAULT 0 CHECK (full_text IN (0, 1)),
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  checked TEXT NOT NULL DEFAULT '',
  due TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
  added TEXT NOT NULL
) STRICT;

CREATE TABLE feed_item (
  feed TEXT NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  article TEXT REFERENCES article (id) ON DELETE SET NULL,
  url TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  seen TEXT NOT NULL,
  PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_item_article ON feed_item (article) WHERE article IS NOT NULL;
"""
