"""Lines that the pages of articles held besides them, and decisions of a person about them."""

PAGE_LINES = """
CREATE TABLE page_line (
  revision TEXT NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  paragraph INTEGER NOT NULL CHECK (paragraph >= 0),
  words TEXT NOT NULL CHECK (words <> ''),
  role TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 6),
  taken INTEGER NOT NULL DEFAULT 0 CHECK (taken IN (0, 1)),
  decided INTEGER NOT NULL DEFAULT 0 CHECK (decided IN (0, 1)),
  CHECK (decided OR NOT taken),
  PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;
"""
