"""Structure: an article's text to its title, sections, paragraphs and roles, and back to a file."""

from __future__ import annotations

from reader.text.structure.parser import compose, links_of, parse

__all__ = ["compose", "links_of", "parse"]
