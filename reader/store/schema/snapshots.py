"""Pages that came in to be quoted as evidence, and are not articles of the library."""

SNAPSHOTS = """
ALTER TABLE article ADD COLUMN snapshot INTEGER NOT NULL DEFAULT 0 CHECK (snapshot IN (0, 1));
CREATE INDEX article_snapshot ON article (added DESC, id) WHERE snapshot = 1;
"""
