"""Web pages become articles: their text from the page's own tree, and what they say of it."""

from reader.ingest.html.reading import extract, read_page
from reader.model.page import Block, PageContent

__all__ = ["Block", "PageContent", "extract", "read_page"]
