"""The search index over all articles and notes."""

SEARCH = """
CREATE TABLE search_article (
  number INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE REFERENCES article (id),
  revision TEXT NOT NULL REFERENCES body (sha256),
  date TEXT NOT NULL,
  added TEXT NOT NULL,
  source TEXT NOT NULL,
  title BLOB NOT NULL,
  narrow INTEGER NOT NULL CHECK (narrow IN (0, 1)),
  phrases INTEGER NOT NULL
) STRICT;
CREATE INDEX search_newest ON search_article (date DESC, added DESC, article DESC);

CREATE TABLE search_text (
  number INTEGER PRIMARY KEY REFERENCES search_article (number),
  text BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_gram USING fts5 (
  gram, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

CREATE TABLE search_phrase (
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE search_note (
  number INTEGER PRIMARY KEY,
  annotation TEXT NOT NULL UNIQUE REFERENCES annotation (id),
  article TEXT NOT NULL,
  annotator TEXT NOT NULL,
  text BLOB NOT NULL
) STRICT;
CREATE INDEX search_note_article ON search_note (article);

CREATE VIRTUAL TABLE search_note_gram USING fts5 (
  gram, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

CREATE TABLE search_pending (
  article TEXT PRIMARY KEY REFERENCES article (id)
) STRICT, WITHOUT ROWID;
INSERT INTO search_pending SELECT id FROM article WHERE deleted = 0;

CREATE INDEX annotation_source ON annotation (source, article, annotator)
  WHERE deleted = 0 AND source <> '';
CREATE INDEX annotation_status ON annotation (status, article, annotator)
  WHERE deleted = 0 AND status <> 'unchecked';
CREATE INDEX label_name ON label (name);
CREATE INDEX anchor_orphan ON anchor (annotation) WHERE start IS NULL;
"""
