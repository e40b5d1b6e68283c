"""A journal whose entries are batches: rows of any number of articles, or of the library itself.

`scope` says where an entry is undone: `marks` on the pages of its articles, `shelf` in the library,
`book` where names of labels, verdicts and annotators are corrected.
"""

BATCHES = """
CREATE TABLE journal_new (
  seq INTEGER PRIMARY KEY,
  op TEXT NOT NULL CHECK (op IN ('do', 'undo', 'redo', 'merge')),
  undoes INTEGER REFERENCES journal_new (seq),
  scope TEXT NOT NULL CHECK (scope IN ('marks', 'shelf', 'book')),
  annotator TEXT REFERENCES annotator (id),
  standing TEXT CHECK (standing IN ('done', 'undone', 'past')),
  clock TEXT NOT NULL,
  device TEXT NOT NULL,
  CHECK ((op = 'do') = (standing IS NOT NULL)),
  CHECK ((op IN ('undo', 'redo')) = (undoes IS NOT NULL))
) STRICT;

CREATE TABLE journal_row_new (
  journal INTEGER NOT NULL REFERENCES journal_new (seq),
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  key TEXT NOT NULL CHECK (json_valid(key)),
  article TEXT REFERENCES article (id),
  annotation TEXT REFERENCES annotation (id),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  PRIMARY KEY (journal, position)
) STRICT, WITHOUT ROWID;

INSERT INTO journal_new SELECT seq, op, undoes, 'marks', annotator, standing, clock, device
  FROM journal ORDER BY seq;
INSERT INTO journal_row_new
  SELECT r.journal, r.position, r.name, r.key, j.article, r.annotation, r.before, r.after
  FROM journal_row r JOIN journal j ON j.seq = r.journal ORDER BY r.journal, r.position;
DROP TABLE journal_row;
DROP TABLE journal;
ALTER TABLE journal_new RENAME TO journal;
ALTER TABLE journal_row_new RENAME TO journal_row;

CREATE INDEX journal_undone ON journal (scope, annotator, seq) WHERE standing = 'undone';
CREATE INDEX journal_done ON journal (scope, annotator, seq)
  WHERE standing = 'done' AND scope <> 'marks';
"""
