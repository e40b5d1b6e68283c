"""Joins of persons: the other one whom a person was found to be."""

PERSONS = "ALTER TABLE annotator ADD COLUMN joined TEXT REFERENCES annotator (id);"
