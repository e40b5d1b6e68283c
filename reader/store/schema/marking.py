"""Number of sentences that each annotator has marked in an article, for the library's list.

The number depends on the text, where the annotations lie in it and what a sentence is, which SQL
cannot say. Triggers only note that it is to be counted again (`sentences` is NULL); the writer
counts when it rests, and who reads meanwhile counts what is missing (`store.marked_counts`).
"""

AGAIN = "ON CONFLICT (article, annotator) DO UPDATE SET sentences = NULL"
OF_ANCHOR = """UPDATE marked SET sentences = NULL WHERE (article, annotator) IN (
    SELECT article, annotator FROM annotation WHERE id = {row}.annotation);"""

UNCOUNTED = """INSERT INTO marked
  SELECT DISTINCT article, annotator, NULL FROM annotation
  WHERE deleted = 0 AND tag IS NOT NULL"""
"""Statement that makes the table from nothing, when it is empty."""

MARKING = f"""
CREATE TABLE marked (
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  annotator TEXT NOT NULL,
  sentences INTEGER,
  PRIMARY KEY (article, annotator)
) STRICT, WITHOUT ROWID;
CREATE INDEX marked_uncounted ON marked (article, annotator) WHERE sentences IS NULL;
{UNCOUNTED};

CREATE TRIGGER marked_annotation_new AFTER INSERT ON annotation
  WHEN NEW.tag IS NOT NULL AND NEW.deleted = 0 BEGIN
  INSERT INTO marked VALUES (NEW.article, NEW.annotator, NULL) {AGAIN};
END;
CREATE TRIGGER marked_annotation AFTER UPDATE OF article, annotator, tag, deleted ON annotation
  WHEN (OLD.article, OLD.annotator, OLD.deleted) IS NOT (NEW.article, NEW.annotator, NEW.deleted)
    OR (OLD.tag IS NULL) <> (NEW.tag IS NULL) BEGIN
  INSERT INTO marked VALUES (OLD.article, OLD.annotator, NULL) {AGAIN};
  INSERT INTO marked VALUES (NEW.article, NEW.annotator, NULL) {AGAIN};
END;
CREATE TRIGGER marked_annotation_gone AFTER DELETE ON annotation BEGIN
  UPDATE marked SET sentences = NULL WHERE article = OLD.article AND annotator = OLD.annotator;
END;
CREATE TRIGGER marked_anchor_new AFTER INSERT ON anchor BEGIN
  {OF_ANCHOR.format(row="NEW")}
END;
CREATE TRIGGER marked_anchor AFTER UPDATE OF annotation, revision, start, "end", deleted
  ON anchor BEGIN
  {OF_ANCHOR.format(row="OLD")}
  {OF_ANCHOR.format(row="NEW")}
END;
CREATE TRIGGER marked_anchor_gone AFTER DELETE ON anchor BEGIN
  {OF_ANCHOR.format(row="OLD")}
END;
CREATE TRIGGER marked_article AFTER UPDATE OF revision ON article
  WHEN OLD.revision IS NOT NEW.revision BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.id;
END;
CREATE TRIGGER marked_outline_new AFTER INSERT ON outline BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.article;
END;
CREATE TRIGGER marked_outline AFTER UPDATE OF sentence_starts, sentence_ends, sentence_roles
  ON outline BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.article;
END;

CREATE INDEX annotation_private ON annotation (source)
  WHERE private = 1 AND deleted = 0 AND source <> '';
"""
