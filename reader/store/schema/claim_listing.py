"""Columns that the list of all annotations is filtered and ordered by: a row for each that stands.

Triggers keep `claim_listing`, so no other statement has to know of it. It holds the fields of an
annotation, of its check and of its place in the text that is read now; an index for each order
holds only the rows that differ from those of a new mark, so that a mark costs little. The folded
words of an annotation (quote, note and source) are indexed by the program when it rests: `worded`
is 0 until then, and who searches looks at those rows themselves (`store.annotation_query.words`).
"""

from reader.store.schema.listing import COUNTED
from reader.store.schema.marking import AGAIN, OF_ANCHOR

COLUMNS = (
    "annotation, article, annotator, day, start, tag, unsure, private, noted, kind, source, status,"
    " verdict, priority, due, assignee, checked_by, checked_on, evidence, lies, changed"
)

ROW = """
  SELECT a.id, a.article, a.annotator, substr(r.date, 1, 10), coalesce(n.start, -1),
    coalesce(a.tag, ''), a.unsure, a.private, a.note <> '', a.kind, a.source,
    coalesce(c.status, 'unchecked'), coalesce(c.verdict, ''), coalesce(c.priority, 0),
    coalesce(c.due, ''), coalesce(c.assignee, ''), coalesce(c.checked_by, ''),
    coalesce(c.checked_on, ''),
    EXISTS (SELECT 1 FROM evidence e WHERE e.claim_check = c.id AND e.deleted = 0),
    coalesce(n.status, 'orphan'), a.updated
  FROM annotation a JOIN article r ON r.id = a.article
  LEFT JOIN anchor n ON n.annotation = a.id AND n.text = r.text AND n.deleted = 0
  LEFT JOIN claim_check c ON c.id = a.claim_check AND c.deleted = 0
  WHERE a.deleted = 0 AND r.deleted = 0"""

_SETS = ", ".join(
    f"{name} = excluded.{name}" for name in COLUMNS.split(", ") if name != "annotation"
)

FILL = f"INSERT INTO claim_listing ({COLUMNS}) {ROW} ORDER BY a.id"
"""Statement that makes the table from nothing, when it is empty."""


def _listed(which: str) -> str:
    """Statement that makes the rows of some annotations anew."""
    return f"""INSERT INTO claim_listing ({COLUMNS}) {ROW} AND {which}
    ON CONFLICT (annotation) DO UPDATE SET {_SETS};"""


CLAIM_LISTING = f"""
CREATE TABLE claim_listing (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  annotation TEXT NOT NULL UNIQUE REFERENCES annotation (id) ON DELETE CASCADE,
  article TEXT NOT NULL,
  annotator TEXT NOT NULL,
  day TEXT NOT NULL,
  start INTEGER NOT NULL,
  tag TEXT NOT NULL,
  unsure INTEGER NOT NULL,
  private INTEGER NOT NULL,
  noted INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  status TEXT NOT NULL,
  verdict TEXT NOT NULL,
  priority INTEGER NOT NULL,
  due TEXT NOT NULL,
  assignee TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  evidence INTEGER NOT NULL,
  lies TEXT NOT NULL,
  changed TEXT NOT NULL,
  worded INTEGER NOT NULL DEFAULT 0 CHECK (worded IN (0, 1))
) STRICT;

{FILL};

CREATE INDEX claim_place ON claim_listing (day DESC, article, start, number);
CREATE INDEX claim_changed ON claim_listing (changed DESC, number);
CREATE INDEX claim_article ON claim_listing (article, start, number);
CREATE INDEX claim_tag ON claim_listing (tag, day DESC, article, start, number)
  WHERE tag IN ('opinion', 'none', '');
CREATE INDEX claim_source ON claim_listing (source, day DESC, article, start, number)
  WHERE source <> '';
CREATE INDEX claim_status ON claim_listing (status, day DESC, article, start, number)
  WHERE status <> 'unchecked';
CREATE INDEX claim_verdict ON claim_listing (verdict, day DESC, article, start, number)
  WHERE verdict <> '';
CREATE INDEX claim_priority ON claim_listing (priority DESC, day DESC, article, start, number)
  WHERE priority > 0;
CREATE INDEX claim_due ON claim_listing (due, day DESC, article, start, number) WHERE due <> '';
CREATE INDEX claim_assignee ON claim_listing (assignee, day DESC, article, start, number)
  WHERE assignee <> '';
CREATE INDEX claim_checked ON claim_listing (checked_on DESC, day DESC, article, start, number)
  WHERE checked_on <> '';
CREATE INDEX claim_lies ON claim_listing (lies, day DESC, article, start, number)
  WHERE lies NOT IN ('original', 'same', 'shifted');
CREATE INDEX claim_annotator ON claim_listing (annotator, day DESC, article, start, number);
CREATE INDEX claim_evidence ON claim_listing (number) WHERE evidence = 1;
CREATE INDEX claim_noted ON claim_listing (number) WHERE noted = 1;
CREATE INDEX claim_private ON claim_listing (number) WHERE private = 1;
CREATE INDEX claim_unsure ON claim_listing (number) WHERE unsure = 1;
CREATE INDEX claim_checker ON claim_listing (checked_by, number) WHERE checked_by <> '';
CREATE INDEX claim_kind ON claim_listing (kind, number) WHERE kind <> '';
CREATE INDEX claim_unworded ON claim_listing (number) WHERE worded = 0;

CREATE TABLE search_claim (
  number INTEGER PRIMARY KEY,
  text BLOB NOT NULL
) STRICT;

CREATE TABLE search_claim_gone (
  number INTEGER PRIMARY KEY
) STRICT;

CREATE VIRTUAL TABLE search_claim_gram USING fts5 (
  gram, content = '', detail = none, columnsize = 0, tokenize = 'ascii');

DROP TRIGGER tally_new;
DROP TRIGGER marked_annotation_new;
CREATE TRIGGER annotation_new AFTER INSERT ON annotation BEGIN
  {COUNTED}
  INSERT INTO marked SELECT NEW.article, NEW.annotator, NULL
    WHERE NEW.tag IS NOT NULL AND NEW.deleted = 0 {AGAIN};
END;
CREATE TRIGGER claim_annotation AFTER UPDATE OF article, annotator, tag, unsure, private, kind,
  source, note, claim_check, updated, deleted ON annotation WHEN NEW.deleted = 0 BEGIN
  {_listed("a.id = NEW.id")}
END;
CREATE TRIGGER claim_annotation_removed AFTER UPDATE OF deleted ON annotation
  WHEN NEW.deleted = 1 BEGIN
  DELETE FROM claim_listing WHERE annotation = NEW.id;
END;
CREATE TRIGGER claim_reworded AFTER UPDATE OF exact, note, source ON annotation
  WHEN (OLD.exact, OLD.note, OLD.source) IS NOT (NEW.exact, NEW.note, NEW.source) BEGIN
  UPDATE claim_listing SET worded = 0 WHERE annotation = NEW.id;
END;
CREATE TRIGGER claim_unlisted AFTER DELETE ON claim_listing
  WHEN EXISTS (SELECT 1 FROM search_claim WHERE number = OLD.number) BEGIN
  INSERT INTO search_claim_gone VALUES (OLD.number);
END;
DROP TRIGGER marked_anchor_new;
CREATE TRIGGER anchor_new AFTER INSERT ON anchor BEGIN
  {OF_ANCHOR.format(row="NEW")}
  {_listed("a.id = NEW.annotation AND r.text = NEW.text")}
END;
CREATE TRIGGER claim_anchor AFTER UPDATE OF annotation, text, start, status, deleted
  ON anchor BEGIN
  {_listed("a.id IN (OLD.annotation, NEW.annotation)")}
END;
CREATE TRIGGER claim_anchor_gone AFTER DELETE ON anchor BEGIN
  {_listed("a.id = OLD.annotation AND r.text = OLD.text")}
END;
CREATE TRIGGER claim_article AFTER UPDATE OF text, date, deleted ON article
  WHEN (OLD.text, OLD.date, OLD.deleted) IS NOT (NEW.text, NEW.date, NEW.deleted) BEGIN
  DELETE FROM claim_listing WHERE article = NEW.id AND NEW.deleted = 1;
  {_listed("a.article = NEW.id")}
END;
CREATE TRIGGER claim_check_new AFTER INSERT ON claim_check BEGIN
  {_listed("a.claim_check = NEW.id")}
END;
CREATE TRIGGER claim_check_changed AFTER UPDATE ON claim_check BEGIN
  {_listed("a.claim_check = NEW.id")}
END;
CREATE TRIGGER claim_evidence_new AFTER INSERT ON evidence BEGIN
  {_listed("a.claim_check = NEW.claim_check")}
END;
CREATE TRIGGER claim_evidence AFTER UPDATE OF claim_check, deleted ON evidence BEGIN
  {_listed("a.claim_check IN (OLD.claim_check, NEW.claim_check)")}
END;
"""
