"""Privacy of articles: nothing of a private one, or that hangs on it, leaves the library."""

PRIVATE_ARTICLES = """
ALTER TABLE article ADD COLUMN private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1));
CREATE INDEX article_private ON article (id) WHERE private = 1;
"""
