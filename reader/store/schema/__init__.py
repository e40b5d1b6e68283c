"""The tables, as a list of migrations. A migration that was released is never changed."""

from __future__ import annotations

from reader.store.schema.approvals import APPROVALS
from reader.store.schema.batches import BATCHES
from reader.store.schema.claim_listing import CLAIM_LISTING
from reader.store.schema.claim_orders import CLAIM_ORDERS
from reader.store.schema.claims import CLAIMS
from reader.store.schema.feeds import FEEDS
from reader.store.schema.first import FIRST
from reader.store.schema.history import HISTORY
from reader.store.schema.listing import LISTING
from reader.store.schema.marking import MARKING
from reader.store.schema.page_lines import PAGE_LINES
from reader.store.schema.persons import PERSONS
from reader.store.schema.private_articles import PRIVATE_ARTICLES
from reader.store.schema.private_sources import PRIVATE_SOURCES
from reader.store.schema.revisions import REVISIONS
from reader.store.schema.search import SEARCH
from reader.store.schema.shelf import SHELF
from reader.store.schema.snapshots import SNAPSHOTS

MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("0001_first", FIRST),
    ("0002_search", SEARCH),
    ("0003_revisions", REVISIONS),
    ("0004_feeds", FEEDS),
    ("0005_listing", LISTING),
    ("0006_marking", MARKING),
    ("0007_private_sources", PRIVATE_SOURCES),
    ("0008_batches", BATCHES),
    ("0009_claims", CLAIMS),
    ("0010_history", HISTORY),
    ("0011_claim_listing", CLAIM_LISTING),
    ("0012_shelf", SHELF),
    ("0013_persons", PERSONS),
    ("0014_claim_orders", CLAIM_ORDERS),
    ("0015_page_lines", PAGE_LINES),
    ("0016_approvals", APPROVALS),
    ("0017_private_articles", PRIVATE_ARTICLES),
    ("0018_snapshots", SNAPSHOTS),
)
"""Names and SQL, in the order in which they are applied."""

MIGRATION_SET = "meipi"
