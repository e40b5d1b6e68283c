"""Columns and tables with which annotations are carried over to a new revision."""

REVISIONS = """
ALTER TABLE anchor ADD COLUMN review INTEGER NOT NULL DEFAULT 0 CHECK (review IN (0, 1));
CREATE INDEX anchor_review ON anchor (annotation, revision) WHERE review = 1;

ALTER TABLE file ADD COLUMN own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1));
CREATE INDEX file_text ON file (text_sha256);

ALTER TABLE article ADD COLUMN told_title TEXT;
ALTER TABLE article ADD COLUMN told_topics TEXT
  CHECK (told_topics IS NULL OR json_valid(told_topics));
CREATE INDEX article_url ON article (url) WHERE url <> '';

CREATE TABLE journal_row_new (
  journal INTEGER NOT NULL REFERENCES journal (seq),
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name IN ('annotation', 'label', 'evidence', 'link', 'anchor')),
  key TEXT NOT NULL CHECK (json_valid(key)),
  annotation TEXT NOT NULL REFERENCES annotation (id),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  PRIMARY KEY (journal, position)
) STRICT, WITHOUT ROWID;
INSERT INTO journal_row_new SELECT journal, position, name, key, annotation, before, after
  FROM journal_row;
DROP TABLE journal_row;
ALTER TABLE journal_row_new RENAME TO journal_row;
CREATE INDEX journal_row_annotation ON journal_row (annotation);
"""
