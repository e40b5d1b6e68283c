"""Tables of the library's list: states, the queue, saved filters, and rows to order by.

`listing`, `listing_topic` and `tally` hold what an article's own rows and its annotations say, in
a form in which every order and shelf is read from an index, and a row of the list without looking
at each annotation. Triggers keep them, so no other statement has to know of them.
"""

_ROW = """
  SELECT a.id, a.title, a.source, a.source = '', a.date, a.added,
    coalesce((SELECT length FROM revision WHERE article = a.id AND sha256 = a.revision), 0),
    coalesce((SELECT claims FROM outline WHERE article = a.id AND revision = a.revision), 0),
    coalesce(r.archived, 0), coalesce(r.read, 0), coalesce(r.starred, 0),
    coalesce(r.last_read, ''), coalesce(r.position, 0)
  FROM article a LEFT JOIN reading r ON r.article = a.id
  WHERE a.deleted = 0"""

FILL = (
    f"INSERT INTO listing {_ROW}",
    """INSERT INTO listing_topic SELECT DISTINCT t.value, a.id
  FROM article a, json_each(a.topics) t
  WHERE a.deleted = 0 AND t.type = 'text' AND t.value <> ''""",
    """INSERT INTO tally
  SELECT article, annotator, sum(tag IS 'fact'), sum(tag IS 'opinion'), sum(tag IS 'none'),
    sum(note <> '') FROM annotation WHERE deleted = 0 GROUP BY article, annotator""",
)
"""Statements that make these tables from nothing, when they are empty."""


def _listed(article: str) -> str:
    """Statements that make the row of an article anew; no conflict of the outer statement reaches
    it.
    """
    return f"""DELETE FROM listing WHERE article = {article};
  INSERT INTO listing {_ROW} AND a.id = {article};"""


_TOPICS = """DELETE FROM listing_topic WHERE article = NEW.id;
  INSERT INTO listing_topic SELECT DISTINCT value, NEW.id FROM json_each(NEW.topics)
    WHERE type = 'text' AND value <> '' AND NEW.deleted = 0;"""

COUNTED = """INSERT INTO tally
    SELECT NEW.article, NEW.annotator, NEW.tag IS 'fact', NEW.tag IS 'opinion', NEW.tag IS 'none',
      NEW.note <> '' WHERE NEW.deleted = 0
    ON CONFLICT (article, annotator) DO UPDATE SET facts = facts + excluded.facts,
      opinions = opinions + excluded.opinions, nones = nones + excluded.nones,
      notes = notes + excluded.notes;"""

_UNCOUNTED = """UPDATE tally SET facts = facts - (OLD.tag IS 'fact'),
      opinions = opinions - (OLD.tag IS 'opinion'), nones = nones - (OLD.tag IS 'none'),
      notes = notes - (OLD.note <> '')
    WHERE article = OLD.article AND annotator = OLD.annotator AND OLD.deleted = 0;"""

LISTING = f"""
ALTER TABLE reading ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));

CREATE TABLE queue (
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_position ON queue (position);

CREATE TABLE saved_filter (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  query TEXT NOT NULL CHECK (query <> ''),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing (
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  sourceless INTEGER NOT NULL,
  date TEXT NOT NULL,
  added TEXT NOT NULL,
  length INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  read INTEGER NOT NULL,
  starred INTEGER NOT NULL,
  last_read TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE listing_topic (
  topic TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (topic, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_topic_article ON listing_topic (article);

CREATE TABLE tally (
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  annotator TEXT NOT NULL,
  facts INTEGER NOT NULL,
  opinions INTEGER NOT NULL,
  nones INTEGER NOT NULL,
  notes INTEGER NOT NULL,
  PRIMARY KEY (article, annotator)
) STRICT, WITHOUT ROWID;

{";".join(FILL)};

CREATE INDEX listing_newest ON listing (archived, date, added, article, read);
CREATE INDEX listing_added ON listing (archived, added, article, read);
CREATE INDEX listing_title ON listing (archived, title, date, added, article, read);
CREATE INDEX listing_source ON listing (archived, sourceless, source, date DESC, added DESC,
  article DESC, read);
CREATE INDEX listing_read ON listing (archived, last_read, date, added, article, read);
CREATE INDEX listing_starred ON listing (date, added, article) WHERE starred = 1;

CREATE TRIGGER listing_article_new AFTER INSERT ON article BEGIN
  {_listed("NEW.id")}
  {_TOPICS}
END;
CREATE TRIGGER listing_article AFTER UPDATE OF title, source, date, added, revision, deleted
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

CREATE TRIGGER tally_new AFTER INSERT ON annotation BEGIN
  {COUNTED}
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF article, annotator, tag, note, deleted
  ON annotation BEGIN
  {_UNCOUNTED}
  {COUNTED}
END;
CREATE TRIGGER tally_gone AFTER DELETE ON annotation BEGIN
  {_UNCOUNTED}
END;
"""
