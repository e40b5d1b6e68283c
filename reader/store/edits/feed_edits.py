"""Edits of subscriptions: subscribe, put into folders, unsubscribe."""

from __future__ import annotations

from dataclasses import replace

from reader.model.feed import Feed
from reader.store import feeds
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import utc_now, uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import EditContext


class FeedEdits:
    """Actions on feeds. What comes from a publisher, titles and items, is not journalled."""

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def subscribe(self, new: Feed) -> tuple[Feed, bool]:
        """Subscribe to a feed; one whose address is known is left as it is. Whether it is new, too.

        One that was unsubscribed from is the same again, with its known items.
        """
        known = feeds.with_url(self._connection, new.url)
        if known is not None:
            return known, False
        before = feeds.gone(self._connection, new.url)
        made = replace(new, id=before or uuid7(), added=utc_now())
        fields: Fields = {"url": made.url, "folder": made.folder, "full_text": int(made.full_text)}
        fields |= {"added": made.added, "deleted": 0}
        self._context.put_on_shelf("feed", {made.id: fields})
        feeds.put_names(self._connection, made)
        return made, True

    def unsubscribe(self, feed: str) -> bool:
        """Forget a feed by its id; its articles stay, and its items are known for an undo."""
        return self._context.put_on_shelf("feed", {feed: {"deleted": 1}}) > 0

    def put_folder(self, feed: str, folder: str) -> bool:
        """Put a feed into a folder, or into none (empty)."""
        return self._set_feed(feed, {"folder": folder})

    def put_full_text(self, feed: str, full_text: bool) -> bool:
        """Whether the pages of new items are fetched."""
        return self._set_feed(feed, {"full_text": int(full_text)})

    def _set_feed(self, feed: str, fields: Fields) -> bool:
        """Set fields of a feed; nothing if it was unsubscribed from meanwhile."""
        known = rows.values(self._connection, "feed", (feed,))
        if known is None or known["deleted"]:
            return False
        return self._context.put_on_shelf("feed", {feed: fields}) > 0
