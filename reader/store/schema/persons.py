"""Whom a person who was found to be another one was joined with."""

PERSONS = "ALTER TABLE annotator ADD COLUMN joined TEXT REFERENCES annotator (id);"
