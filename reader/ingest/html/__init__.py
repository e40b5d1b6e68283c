"""Web pages become articles: their text and its metadata from the page's own tree."""

from reader.ingest.html.page_reader import extract, read_page
from reader.model.page_content import Block, PageContent

__all__ = ["Block", "PageContent", "extract", "read_page"]
