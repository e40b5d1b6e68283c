"""Texts, the arrivals that make an article's history, what was published with each, and aliases.

A text never changes; offsets, outlines and anchors belong to texts. A revision is one arrival: the
same text may come again. What `article` shows follows from its current revision and from the
reader's own title and topics (trigger `article_shown`).
"""

from __future__ import annotations

_LISTED = """
  SELECT a.id, a.title, a.source, a.source = '', a.date, a.added,
    coalesce((SELECT length FROM text WHERE sha256 = a.text), 0),
    coalesce((SELECT claims FROM outline WHERE article = a.id AND text = a.text), 0),
    coalesce(r.archived, 0), coalesce(r.read, 0), coalesce(r.starred, 0),
    coalesce(r.last_read, ''), coalesce(r.position, 0)
  FROM article a LEFT JOIN reading r ON r.article = a.id
  WHERE a.deleted = 0"""

FILL = (
    f"INSERT INTO listing {_LISTED}",
    """INSERT INTO listing_topic SELECT DISTINCT t.value, a.id
  FROM article a, json_each(a.topics) t
  WHERE a.deleted = 0 AND t.type = 'text' AND t.value <> ''""",
    """INSERT INTO tally
  SELECT article, annotator, sum(tag IS 'fact'), sum(tag IS 'opinion'), sum(tag IS 'none'),
    sum(note <> '') FROM annotation WHERE deleted = 0 GROUP BY article, annotator""",
)
"""Statements that make the tables of the list from nothing, when they are empty."""


def _listed(article: str) -> str:
    """Statements that make the row of an article anew; no conflict of the outer statement reaches
    it.
    """
    return f"""DELETE FROM listing WHERE article = {article};
  INSERT INTO listing {_LISTED} AND a.id = {article};"""


_TOPICS = """DELETE FROM listing_topic WHERE article = NEW.id;
  INSERT INTO listing_topic SELECT DISTINCT value, NEW.id FROM json_each(NEW.topics)
    WHERE type = 'text' AND value <> '' AND NEW.deleted = 0;"""

_OF_ANCHOR = """UPDATE marked SET sentences = NULL WHERE (article, annotator) IN (
    SELECT article, annotator FROM annotation WHERE id = {row}.annotation);"""

_DROPPED = (
    "listing_article_new", "listing_article", "listing_topics", "listing_outline_new",
    "listing_outline", "listing_reading_new", "listing_reading", "listing_reading_gone",
    "marked_anchor_new", "marked_anchor", "marked_anchor_gone", "marked_article",
    "marked_outline_new", "marked_outline",
)  # fmt: skip

HISTORY = f"""
{"".join(f"DROP TRIGGER {name};" for name in _DROPPED)}

CREATE TABLE text (
  sha256 TEXT PRIMARY KEY REFERENCES body (sha256) CHECK (length(sha256) = 64),
  length INTEGER NOT NULL CHECK (length >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO text SELECT sha256, max(length) FROM revision GROUP BY sha256;

CREATE TABLE revision_new (
  id TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id),
  parent TEXT REFERENCES revision_new (id),
  fetched TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL REFERENCES text (sha256),
  title TEXT NOT NULL,
  authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
  source TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL DEFAULT '',
  topics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(topics))
) STRICT, WITHOUT ROWID;
INSERT INTO revision_new
  SELECT uuid8(r.article || char(10) || r.sha256), r.article,
    CASE WHEN r.parent IN (SELECT sha256 FROM revision p WHERE p.article = r.article)
      THEN uuid8(r.article || char(10) || r.parent) END,
    r.created, '', r.sha256, coalesce(a.told_title, a.title), a.authors, a.source, a.date, a.url,
    a.lang, coalesce(a.told_topics, a.topics)
  FROM revision r JOIN article a ON a.id = r.article;

CREATE TABLE article_new (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
  source TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  lang TEXT NOT NULL DEFAULT '',
  topics TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(topics)),
  own_title TEXT CHECK (own_title <> ''),
  own_topics TEXT CHECK (own_topics IS NULL OR json_valid(own_topics)),
  revision TEXT NOT NULL REFERENCES revision_new (id) DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL REFERENCES text (sha256),
  added TEXT NOT NULL,
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;
INSERT INTO article_new
  SELECT id, title, authors, source, date, url, lang, topics,
    CASE WHEN told_title IS NOT NULL AND title <> '' THEN title END,
    CASE WHEN told_topics IS NOT NULL THEN topics END,
    uuid8(id || char(10) || revision), revision, added, clock, deleted
  FROM article;

CREATE TABLE outline_new (
  article TEXT NOT NULL REFERENCES article (id),
  text TEXT NOT NULL REFERENCES text (sha256),
  splitter INTEGER NOT NULL,
  claims INTEGER NOT NULL CHECK (claims >= 0),
  overrides TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(overrides)),
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
  PRIMARY KEY (article, text)
) STRICT;
INSERT INTO outline_new SELECT article, revision, splitter, claims, overrides, paragraph_starts,
    paragraph_ends, roles, sentence_starts, sentence_ends, sentence_roles, first_sentence, sections,
    levels, headed FROM outline;

DROP TABLE outline;
DROP TABLE revision;
DROP TABLE article;
ALTER TABLE revision_new RENAME TO revision;
ALTER TABLE article_new RENAME TO article;
ALTER TABLE outline_new RENAME TO outline;
CREATE INDEX revision_article ON revision (article, fetched);
CREATE INDEX article_newest ON article (date DESC, added DESC, id DESC) WHERE deleted = 0;

ALTER TABLE anchor RENAME COLUMN revision TO text;
ALTER TABLE reading RENAME COLUMN revision TO text;
ALTER TABLE search_article RENAME COLUMN revision TO text;
ALTER TABLE draft RENAME COLUMN text TO words;
ALTER TABLE draft RENAME COLUMN revision TO text;

ALTER TABLE file ADD COLUMN former TEXT NOT NULL DEFAULT '';

CREATE TABLE alias (
  kind TEXT NOT NULL CHECK (kind IN ('id', 'text', 'url', 'feed')),
  value TEXT NOT NULL CHECK (value <> ''),
  article TEXT NOT NULL REFERENCES article (id),
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  PRIMARY KEY (kind, value, article)
) STRICT, WITHOUT ROWID;
INSERT INTO alias (kind, value, article) SELECT DISTINCT 'text', text, article FROM revision;
INSERT INTO alias (kind, value, article) SELECT 'url', url_key(url), id FROM article
  WHERE url_key(url) <> '';
INSERT INTO alias (kind, value, article) SELECT 'feed', f.url || char(10) || i.key, i.article
  FROM feed f JOIN feed_item i ON i.feed = f.id WHERE i.article IS NOT NULL;
CREATE INDEX alias_article ON alias (article);
CREATE UNIQUE INDEX alias_one ON alias (kind, value) WHERE kind IN ('id', 'feed') AND deleted = 0;

CREATE TRIGGER article_shown AFTER UPDATE OF revision, own_title, own_topics ON article BEGIN
  UPDATE article SET (title, authors, source, date, url, lang, topics) = (
    SELECT coalesce(NEW.own_title, r.title), r.authors, r.source, r.date, r.url, r.lang,
      coalesce(NEW.own_topics, r.topics) FROM revision r WHERE r.id = NEW.revision)
  WHERE id = NEW.id AND EXISTS (SELECT 1 FROM revision WHERE id = NEW.revision);
END;

CREATE TRIGGER listing_article_new AFTER INSERT ON article BEGIN
  {_listed("NEW.id")}
  {_TOPICS}
END;
CREATE TRIGGER listing_article AFTER UPDATE OF title, source, date, added, text, deleted
  ON article BEGIN
  {_listed("NEW.id")}
END;
CREATE TRIGGER listing_topics AFTER UPDATE OF topics, deleted ON article
  WHEN OLD.topics IS NOT NEW.topics OR OLD.deleted IS NOT NEW.deleted BEGIN
  {_TOPICS}
END;
CREATE TRIGGER listing_outline_new AFTER INSERT ON outline BEGIN
  {_listed("NEW.article")}
END;
CREATE TRIGGER listing_outline AFTER UPDATE OF claims ON outline BEGIN
  {_listed("NEW.article")}
END;
CREATE TRIGGER listing_reading_new AFTER INSERT ON reading BEGIN
  {_listed("NEW.article")}
END;
CREATE TRIGGER listing_reading AFTER UPDATE ON reading BEGIN
  {_listed("NEW.article")}
END;
CREATE TRIGGER listing_reading_gone AFTER DELETE ON reading BEGIN
  {_listed("OLD.article")}
END;

CREATE TRIGGER marked_anchor_new AFTER INSERT ON anchor BEGIN
  {_OF_ANCHOR.format(row="NEW")}
END;
CREATE TRIGGER marked_anchor AFTER UPDATE OF annotation, text, start, "end", deleted
  ON anchor BEGIN
  {_OF_ANCHOR.format(row="OLD")}
  {_OF_ANCHOR.format(row="NEW")}
END;
CREATE TRIGGER marked_anchor_gone AFTER DELETE ON anchor BEGIN
  {_OF_ANCHOR.format(row="OLD")}
END;
CREATE TRIGGER marked_article AFTER UPDATE OF text ON article
  WHEN OLD.text IS NOT NEW.text BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.id;
END;
CREATE TRIGGER marked_outline_new AFTER INSERT ON outline BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.article;
END;
CREATE TRIGGER marked_outline AFTER UPDATE OF sentence_starts, sentence_ends, sentence_roles
  ON outline BEGIN
  UPDATE marked SET sentences = NULL WHERE article = NEW.article;
END;
"""
