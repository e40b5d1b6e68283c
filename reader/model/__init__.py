"""The value types that every room shares.

Offsets are half-open spans in Unicode code points of one revision's canonical text, unless a
docstring says otherwise. Everything here is immutable; nothing here does input or output. What
searching and listing hand out stands in `reader.model.search` and `reader.model.listing`, which
reading does without.
"""

from reader.model.annotation import (
    HIGHLIGHTS,
    MOST_URGENT,
    Anchor,
    AnchorStatus,
    Annotation,
    Annotator,
    Change,
    Draft,
    Evidence,
    EvidenceFields,
    Quotation,
    Status,
    Tag,
    Withheld,
)
from reader.model.article import (
    NOT_CLAIMS,
    ROLES,
    ROW,
    Article,
    Link,
    Outline,
    PageLine,
    Paragraph,
    Role,
    Section,
    Span,
    links_on,
)
from reader.model.code_book import BookChanges, CodeBook, CodeEntry, EntryChange, Guide, Verdict
from reader.model.library import Document, Entry, Head

__all__ = [
    "HIGHLIGHTS",
    "MOST_URGENT",
    "NOT_CLAIMS",
    "ROLES",
    "ROW",
    "Anchor",
    "AnchorStatus",
    "Annotation",
    "Annotator",
    "Article",
    "BookChanges",
    "Change",
    "CodeBook",
    "CodeEntry",
    "Document",
    "Draft",
    "Entry",
    "EntryChange",
    "Evidence",
    "EvidenceFields",
    "Guide",
    "Head",
    "Link",
    "Outline",
    "PageLine",
    "Paragraph",
    "Quotation",
    "Role",
    "Section",
    "Span",
    "Status",
    "Tag",
    "Verdict",
    "Withheld",
    "links_on",
]
