"""An index of the sources that private annotations named until they were removed."""

PRIVATE_SOURCES = """
CREATE INDEX annotation_private_removed ON annotation (source)
  WHERE private = 1 AND deleted = 1 AND source <> '';
"""
