"""The tables of articles, annotations and reading."""

FIRST = """
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
  source TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL DEFAULT '',
  topics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(topics)),
  revision TEXT NOT NULL,
  added TEXT NOT NULL,
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  FOREIGN KEY (id, revision) REFERENCES revision (article, sha256) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX article_newest ON article (date DESC, added DESC, id DESC) WHERE deleted = 0;

CREATE TABLE body (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
  article TEXT NOT NULL REFERENCES article (id),
  sha256 TEXT NOT NULL REFERENCES body (sha256),
  parent TEXT,
  length INTEGER NOT NULL CHECK (length >= 0),
  created TEXT NOT NULL,
  PRIMARY KEY (article, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE file (
  path TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX file_article ON file (article);

CREATE TABLE outline (
  article TEXT NOT NULL,
  revision TEXT NOT NULL,
  splitter INTEGER NOT NULL,
  claims INTEGER NOT NULL CHECK (claims >= 0),
  overrides TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(overrides)),
  paragraph_starts BLOB NOT NULL,
  paragraph_ends BLOB NOT NULL,
  roles BLOB NOT NULL,
  sentence_starts BLOB NOT NULL,
  sentence_ends BLOB NOT NULL,
  sentence_roles BLOB NOT NULL,
  first_sentence BLOB NOT NULL,
  sections BLOB NOT NULL,
  levels BLOB NOT NULL,
  headed BLOB NOT NULL,
  PRIMARY KEY (article, revision),
  FOREIGN KEY (article, revision) REFERENCES revision (article, sha256)
) STRICT;

CREATE TABLE annotator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'sample')),
  shown INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)),
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  annotator TEXT NOT NULL REFERENCES annotator (id),
  tag TEXT CHECK (tag IN ('fact', 'opinion', 'none')),
  unsure INTEGER NOT NULL DEFAULT 0 CHECK (unsure IN (0, 1)),
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),
  highlight TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'unchecked' CHECK (status IN (
    'unchecked', 'to_check', 'asked', 'supported', 'refuted', 'disputed', 'no_evidence')),
  kind TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  exact TEXT NOT NULL CHECK (exact <> ''),
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX annotation_tag ON annotation (article, annotator, tag) WHERE deleted = 0;
CREATE INDEX annotation_note ON annotation (article, annotator) WHERE deleted = 0 AND note <> '';

CREATE TABLE anchor (
  annotation TEXT NOT NULL REFERENCES annotation (id),
  revision TEXT NOT NULL REFERENCES body (sha256),
  start INTEGER,
  "end" INTEGER,
  status TEXT NOT NULL CHECK (status IN (
    'original', 'same', 'shifted', 'changed', 'moved', 'orphan', 'manual')),
  score REAL NOT NULL DEFAULT 1.0 CHECK (score BETWEEN 0 AND 1),
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  PRIMARY KEY (annotation, revision),
  CHECK (CASE WHEN status = 'orphan' THEN start IS NULL AND "end" IS NULL
    ELSE start IS NOT NULL AND "end" IS NOT NULL AND start >= 0 AND "end" > start END)
) STRICT, WITHOUT ROWID;
CREATE INDEX anchor_place ON anchor (revision, start, "end");

CREATE TABLE label (
  annotation TEXT NOT NULL REFERENCES annotation (id),
  name TEXT NOT NULL CHECK (name <> ''),
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  PRIMARY KEY (annotation, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  annotation TEXT NOT NULL REFERENCES annotation (id),
  url TEXT NOT NULL DEFAULT '',
  remark TEXT NOT NULL DEFAULT '',
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX evidence_annotation ON evidence (annotation);

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  annotation TEXT NOT NULL REFERENCES annotation (id),
  target TEXT NOT NULL REFERENCES annotation (id),
  kind TEXT NOT NULL CHECK (kind IN ('contradicts', 'same_claim')),
  clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
CREATE INDEX link_annotation ON link (annotation);
CREATE INDEX link_target ON link (target);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  op TEXT NOT NULL CHECK (op IN ('do', 'undo', 'redo', 'merge')),
  undoes INTEGER REFERENCES journal (seq),
  article TEXT NOT NULL REFERENCES article (id),
  annotator TEXT NOT NULL REFERENCES annotator (id),
  standing TEXT CHECK (standing IN ('done', 'undone', 'past')),
  clock TEXT NOT NULL,
  device TEXT NOT NULL,
  CHECK ((op = 'do') = (standing IS NOT NULL)),
  CHECK ((op IN ('undo', 'redo')) = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX journal_standing ON journal (article, annotator, standing, seq)
  WHERE standing IS NOT NULL;

CREATE TABLE journal_row (
  journal INTEGER NOT NULL REFERENCES journal (seq),
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name IN ('annotation', 'label', 'evidence', 'link')),
  key TEXT NOT NULL CHECK (json_valid(key)),
  annotation TEXT NOT NULL REFERENCES annotation (id),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  PRIMARY KEY (journal, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_row_annotation ON journal_row (annotation);

CREATE TABLE draft (
  article TEXT NOT NULL REFERENCES article (id),
  revision TEXT NOT NULL,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  saved TEXT NOT NULL,
  PRIMARY KEY (article, revision, start, "end", field),
  CHECK ("end" > start)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
  article TEXT PRIMARY KEY REFERENCES article (id),
  revision TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
  progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
  last_read TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_last ON reading (last_read DESC);
"""
