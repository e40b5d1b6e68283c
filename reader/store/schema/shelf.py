"""Clocks and tombstones for the rows of the shelf, so that they are undone as annotations are."""

_CLOCK = "ADD COLUMN clock TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(clock))"
_DELETED = "ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1))"

SHELF = f"""
ALTER TABLE reading {_CLOCK};
ALTER TABLE queue {_CLOCK};
ALTER TABLE queue {_DELETED};
ALTER TABLE saved_filter {_CLOCK};
ALTER TABLE saved_filter {_DELETED};
ALTER TABLE feed {_CLOCK};
ALTER TABLE feed {_DELETED};
DROP INDEX queue_position;
CREATE INDEX queue_position ON queue (position) WHERE deleted = 0;
CREATE INDEX journal_row_row ON journal_row (name, key)
  WHERE annotation IS NULL OR name IN ('claim_check', 'evidence');
CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL;
"""
