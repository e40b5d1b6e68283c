"""Taking articles out of the library and putting them back."""

from __future__ import annotations

from collections.abc import Sequence

from reader.store import rows
from reader.store.acting import Actor
from reader.store.journal import Journalled


class Removing(Actor):
    """An article that was taken out is in no list, search, export or count, with all its marks.

    It is still known: no feed and no file brings it back, only who asks for it by name.
    """

    def take_out(self, articles: Sequence[str]) -> int:
        """Take articles out of the library, as one entry of the journal; how many were in it.

        Raises `InputError`, as `put_back` does: `article_unknown`, `article_joined`.
        """
        return self._put_deleted(articles, 1)

    def put_back(self, articles: Sequence[str]) -> int:
        """Put articles back that were taken out, with all that hangs on them; how many were."""
        return self._put_deleted(articles, 0)

    def _put_deleted(self, articles: Sequence[str], deleted: int) -> int:
        stamp = self._stamp()
        changes = []
        for article in articles:
            self._current(article)
            self._refuse_gone(article, removed=False)
            fields: rows.Fields = {"deleted": deleted}
            change = rows.put(self.connection, stamp, "article", (article,), fields)
            if change:
                changes.append(Journalled(change, article))
        if changes:
            self._journal(stamp, self._shelf(), changes)
        return len(changes)
