"""Labels and verdicts as rows of a code book, and the check of a claim as a row of its own.

A check that was made for one annotation has that annotation's id. It comes into being without a
journal entry, `unchecked`, as an anchor does; its later edits are journalled. So old entries hold:
an annotation's status in them is now that of its check.
"""

VERDICTS = (
    ("correct", "56a5e682-ae3a-8089-adeb-c5112a8f6ee4", "Supported", "5"),
    ("incorrect", "c210beb2-c119-8a90-8871-e66c62348a8a", "Refuted", "1"),
    (
        "partly_incorrect", "6caf42f9-eac6-87d2-8608-2e1827346e89",
        "Conflicting Evidence/Cherrypicking", "3",
    ),
    (
        "clarification", "a2a7d12a-00af-829a-a03c-b304adf93597",
        "Conflicting Evidence/Cherrypicking", "",
    ),
    ("not_enough_evidence", "1e0a1243-745d-8ad9-92e3-b6082deb9d35", "Not Enough Evidence", ""),
    (
        "disputed", "ea1f2c1f-7dd0-81b5-b5ca-132ad3369270",
        "Conflicting Evidence/Cherrypicking", "",
    ),
)  # fmt: skip
"""Each verdict's word in the code, its id, AVeriTeC's and schema.org's name for it (its
`ratingValue`, 1 to 5); ids are never used twice. `disputed` is only in libraries that used it."""

DECIDED = {
    "supported": "correct",
    "refuted": "incorrect",
    "no_evidence": "not_enough_evidence",
    "disputed": "disputed",
}
"""The statuses that were verdicts, and which."""

_ID = {key: ident for key, ident, *_ in VERDICTS}
_AT = {key: number for number, (key, *_) in enumerate(VERDICTS, 1)}


def _row(key: str) -> str:
    _, ident, averitec, rating = VERDICTS[_AT[key] - 1]
    return f"'{ident}', 'verdict', {_AT[key]}, '{averitec}', '{rating}'"


def _status(old: str) -> str:
    """The status that an old one is now, as SQL."""
    return (
        f"CASE WHEN {old} IN ('to_check', 'asked') THEN {old}"
        f" WHEN {old} IN ('supported', 'refuted', 'disputed', 'no_evidence') THEN 'decided'"
        " ELSE 'unchecked' END"
    )


def _verdict(old: str) -> str:
    """The verdict that an old status is now, as SQL."""
    whens = " ".join(f"WHEN '{name}' THEN '{_ID[key]}'" for name, key in DECIDED.items())
    return f"CASE {old} {whens} END"


def _state(old: str) -> str:
    return f"json_object('status', {_status(old)}, 'verdict', {_verdict(old)})"


_MOVED = """CASE WHEN json_type({0}, '$.annotation') IS NULL THEN {0} ELSE
    json_set(json_remove({0}, '$.annotation'), '$.claim_check', json_extract({0}, '$.annotation'))
  END"""
"""Expression that turns a piece of evidence of an annotation into one of its check."""

CLAIMS = f"""
CREATE TABLE code_book (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('label', 'verdict')),
  name TEXT NOT NULL DEFAULT '',
  digit INTEGER CHECK (digit IS NULL OR (kind = 'label' AND digit BETWEEN 1 AND 9)),
  position INTEGER NOT NULL DEFAULT 0,
  description TEXT NOT NULL DEFAULT '',
  averitec TEXT NOT NULL DEFAULT '' CHECK (averitec IN ('', 'Supported', 'Refuted',
    'Not Enough Evidence', 'Conflicting Evidence/Cherrypicking')),
  rating TEXT NOT NULL DEFAULT '',
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  CHECK (kind <> 'label' OR name <> '')
) STRICT;
CREATE UNIQUE INDEX code_book_name ON code_book (kind, name) WHERE deleted = 0 AND name <> '';
CREATE UNIQUE INDEX code_book_digit ON code_book (digit) WHERE deleted = 0 AND digit IS NOT NULL;

CREATE TABLE claim_check (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL DEFAULT 'unchecked'
    CHECK (status IN ('unchecked', 'to_check', 'asked', 'decided')),
  verdict TEXT REFERENCES code_book (id),
  justification TEXT NOT NULL DEFAULT '',
  method TEXT NOT NULL DEFAULT '',
  priority INTEGER NOT NULL DEFAULT 0,
  due TEXT NOT NULL DEFAULT ''
    CHECK (due = '' OR due GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  assignee TEXT NOT NULL DEFAULT '',
  checked_by TEXT NOT NULL DEFAULT '',
  checked_on TEXT NOT NULL DEFAULT ''
    CHECK (checked_on = '' OR checked_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))
) STRICT;

INSERT INTO code_book (id, kind, position, averitec, rating)
  VALUES {", ".join(f"({_row(key)})" for key, *_ in VERDICTS if key != "disputed")};
INSERT INTO code_book (id, kind, position, averitec, rating) SELECT {_row("disputed")}
  WHERE EXISTS (SELECT 1 FROM annotation WHERE status = 'disputed')
    OR EXISTS (SELECT 1 FROM journal_row WHERE name = 'annotation'
      AND 'disputed' IN (json_extract(before, '$.status'), json_extract(after, '$.status')));

INSERT INTO code_book (id, kind, name, digit, position)
  SELECT uuid8('label' || char(10) || name), 'label', name, digit,
    row_number() OVER (ORDER BY digit IS NULL, digit, name)
  FROM (
    SELECT name, min(digit) AS digit FROM (
      SELECT name, NULL AS digit FROM label
      UNION ALL SELECT value, CAST(substr(key, 7) AS INTEGER) FROM setting
        WHERE key GLOB 'label.[1-9]'
      UNION ALL SELECT json_extract(key, '$[1]'), NULL FROM journal_row
        WHERE name = 'label' AND json_type(key, '$[1]') = 'text'
    ) WHERE name <> '' GROUP BY name
  );
DELETE FROM setting WHERE key GLOB 'label.[1-9]';

CREATE TABLE label_new (
  annotation TEXT NOT NULL REFERENCES annotation (id),
  entry TEXT NOT NULL REFERENCES code_book (id),
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  PRIMARY KEY (annotation, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO label_new SELECT l.annotation, b.id, l.clock, l.deleted
  FROM label l JOIN code_book b ON b.kind = 'label' AND b.name = l.name
  ORDER BY l.annotation, b.id;
DROP TABLE label;
ALTER TABLE label_new RENAME TO label;
CREATE INDEX label_entry ON label (entry, annotation) WHERE deleted = 0;
UPDATE journal_row SET key = json_array(json_extract(key, '$[0]'),
    uuid8('label' || char(10) || json_extract(key, '$[1]')))
  WHERE name = 'label' AND json_type(key, '$[1]') = 'text';

DROP INDEX annotation_status;
INSERT INTO claim_check (id, status, verdict, clock)
  SELECT id, {_status("status")}, {_verdict("status")},
    CASE WHEN json_type(clock, '$.status') = 'text' THEN json_object(
      'status', json_extract(clock, '$.status'), 'verdict', json_extract(clock, '$.status'))
    ELSE '{{}}' END
  FROM annotation WHERE status <> 'unchecked' OR id IN (
    SELECT annotation FROM evidence
    UNION SELECT annotation FROM journal_row WHERE name = 'evidence'
      OR (name = 'annotation' AND (json_type(before, '$.status') IS NOT NULL
        OR json_type(after, '$.status') IS NOT NULL)))
  ORDER BY id;
ALTER TABLE annotation DROP COLUMN status;
ALTER TABLE annotation ADD COLUMN claim_check TEXT REFERENCES claim_check (id);
ALTER TABLE annotation ADD COLUMN note_private INTEGER NOT NULL DEFAULT 0
  CHECK (note_private IN (0, 1));
UPDATE annotation SET claim_check = id WHERE id IN (SELECT id FROM claim_check);
UPDATE annotation SET clock = json_remove(clock, '$.status')
  WHERE json_type(clock, '$.status') IS NOT NULL;
CREATE INDEX annotation_check ON annotation (claim_check, article, annotator)
  WHERE claim_check IS NOT NULL;
CREATE INDEX claim_check_status ON claim_check (status) WHERE status <> 'unchecked';
CREATE INDEX claim_check_verdict ON claim_check (verdict) WHERE verdict IS NOT NULL;

INSERT INTO journal_row (journal, position, name, key, article, annotation, before, after)
  SELECT journal,
    position + (SELECT max(position) + 1 FROM journal_row m WHERE m.journal = r.journal),
    'claim_check', json_array(annotation), article, annotation,
    {_state("coalesce(json_extract(before, '$.status'), 'unchecked')")},
    {_state("json_extract(after, '$.status')")}
  FROM journal_row r WHERE name = 'annotation' AND json_type(after, '$.status') IS NOT NULL;
UPDATE journal_row SET before = json_remove(before, '$.status'),
    after = json_remove(after, '$.status')
  WHERE name = 'annotation' AND (json_type(before, '$.status') IS NOT NULL
    OR json_type(after, '$.status') IS NOT NULL);
UPDATE journal_row SET before = {_MOVED.format("before")}, after = {_MOVED.format("after")}
  WHERE name = 'evidence' AND (json_type(before, '$.annotation') IS NOT NULL
    OR json_type(after, '$.annotation') IS NOT NULL);

CREATE TABLE evidence_new (
  id TEXT PRIMARY KEY,
  claim_check TEXT NOT NULL REFERENCES claim_check (id),
  question TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  medium TEXT NOT NULL DEFAULT '',
  remark TEXT NOT NULL DEFAULT '',
  quote_article TEXT REFERENCES article (id),
  quote_text TEXT REFERENCES body (sha256),
  quote_start INTEGER,
  quote_end INTEGER,
  quote_exact TEXT NOT NULL DEFAULT '',
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  CHECK (CASE WHEN quote_text IS NULL THEN quote_start IS NULL AND quote_end IS NULL
    ELSE quote_start IS NOT NULL AND quote_end IS NOT NULL AND quote_start >= 0
      AND quote_end > quote_start END)
) STRICT;
INSERT INTO evidence_new (id, claim_check, url, remark, clock, deleted)
  SELECT id, annotation, url, remark, {_MOVED.format("clock")}, deleted FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_new RENAME TO evidence;
CREATE INDEX evidence_check ON evidence (claim_check);

UPDATE journal_row SET
    key = (SELECT json_array(annotation, target, replace(kind, 'same_claim', 'repeats'))
      FROM link WHERE id = json_extract(journal_row.key, '$[0]')),
    before = json_remove(before, '$.annotation', '$.target', '$.kind'),
    after = json_remove(after, '$.annotation', '$.target', '$.kind')
  WHERE name = 'link' AND json_extract(key, '$[0]') IN (SELECT id FROM link);
CREATE TABLE link_new (
  annotation TEXT NOT NULL REFERENCES annotation (id),
  target TEXT NOT NULL REFERENCES annotation (id),
  kind TEXT NOT NULL CHECK (kind IN ('contradicts', 'repeats')),
  declined INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1)),
  clock TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(clock)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  PRIMARY KEY (annotation, target, kind)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO link_new (annotation, target, kind, clock, deleted)
  SELECT annotation, target, replace(kind, 'same_claim', 'repeats'),
    json_remove(clock, '$.annotation', '$.target', '$.kind'), deleted
  FROM link ORDER BY deleted, id;
DROP TABLE link;
ALTER TABLE link_new RENAME TO link;
CREATE INDEX link_target ON link (target);

CREATE INDEX journal_row_annotation ON journal_row (annotation) WHERE annotation IS NOT NULL;
CREATE INDEX journal_row_article ON journal_row (article, journal) WHERE article IS NOT NULL;
"""
