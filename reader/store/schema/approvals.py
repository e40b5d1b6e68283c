"""Checks that are ready, and by whom and when they were approved."""

APPROVALS = """
ALTER TABLE claim_check ADD COLUMN ready INTEGER NOT NULL DEFAULT 0 CHECK (ready IN (0, 1));
ALTER TABLE claim_check ADD COLUMN approved_by TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_check ADD COLUMN approved_on TEXT NOT NULL DEFAULT ''
  CHECK (approved_on = '' OR approved_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]');
"""
