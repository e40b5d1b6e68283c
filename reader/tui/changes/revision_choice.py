"""The choice of the two revisions that are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.model.revision import Revision
from reader.tui.kit.choice_list import Choice, Listing
from reader.tui.kit.host import ScreenHost
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.strips import cut, safe
from reader.words.times import local_time

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""Keys of revisions by number, from 1 on."""
TITLE = 24
"""Cells of a title in the list, which has two of them in a row."""
COUNTED = 300_000
"""Code points of a text up to which its changes are counted for the list."""


class RevisionChoice:
    """The two revisions that are compared: stepped through, or chosen from a list.

    `compare` follows a choice. The older one is the one before that is read, at first.
    """

    def __init__(
        self,
        host: ScreenHost,
        article: str,
        history: Sequence[Revision],
        compare: Callable[[], None],
    ) -> None:
        self._host, self._article, self._compare = host, article, compare
        self.history = history
        self.after = next(one for one in history if one.current)
        self.before = next(one for one in history if not one.current)
        self._counts: dict[int, int] = {}
        self._counting: LatestRequest[int] = LatestRequest(host.node, apart=True)

    def label(self, revision: Revision) -> str:
        """A revision by its number, with its time and length."""
        time, length = local_time(revision.created), f"{revision.length:,}"
        return self._host.words(
            "changes.revision", number=revision.number, time=time, length=length
        )

    def short_label(self, revision: Revision) -> str:
        """The same without the length."""
        time = local_time(revision.created)
        return self._host.words("changes.revision.short", number=revision.number, time=time)

    @property
    def next_older(self) -> Revision | None:
        """The revision before both."""
        return self._numbered(self.before.number - 1)

    @property
    def next_newer(self) -> Revision | None:
        """The revision after both."""
        return self._numbered(self.after.number + 1)

    def older(self) -> None:
        """Compare the pair of revisions before this one."""
        older = self.next_older
        if older is None:
            self._host.show_message("changes.first")
        else:
            self._choose(older, self.before)

    def newer(self) -> None:
        """Compare the pair of revisions after this one."""
        newer = self.next_newer
        if newer is None:
            self._host.show_message("changes.last")
        else:
            self._choose(self.after, newer)

    def _numbered(self, number: int) -> Revision | None:
        return next((one for one in self.history if one.number == number), None)

    def _choose(self, before: Revision, after: Revision) -> None:
        self.before, self.after = before, after
        self._compare()

    def choose(self) -> None:
        """Choose the old revision, then the new one."""
        self._list("revisions.old", lambda old: self._list("revisions.new", self._pick_new(old)))

    def _pick_new(self, old: Revision) -> Callable[[Revision], None]:
        def pick(new: Revision) -> None:
            self._host.close_panel()
            self._choose(old, new)

        return pick

    def _list(self, title: str, pick: Callable[[Revision], None]) -> None:
        """List the revisions, the newest first; how much each one changed follows."""
        self._host.open_panel(self._listing(title, pick))
        self._count(title, pick)

    def _listing(self, title: str, pick: Callable[[Revision], None]) -> Listing:
        shown = [one for one in self.history if one.number <= len(KEYS)]
        choices = [
            Choice(KEYS[one.number - 1], self.label(one), partial(pick, one), self._remark(one))
            for one in shown
        ]
        hint = self._host.words("revisions.hint")
        return Listing(self._host.words(title), hint, choices, self._host.ink, self._host.ambiguous)

    def _remark(self, revision: Revision) -> str:
        """The number of its changes, as far as that is counted, and whether it is read."""
        count = self._counts.get(revision.number)
        parts = ["" if count is None else self._host.words("revisions.count", count=count)]
        before = self._numbered(revision.number - 1)
        otherwise = revision.published_otherwise(before) if before is not None else {}
        if "title" in otherwise:
            was, now = (cut(safe(text), TITLE, self._host.ambiguous) for text in otherwise["title"])
            parts.append(self._host.words("feeds.head.title", before=was or "–", after=now or "–"))
        elif otherwise:
            parts.append(self._host.words("revisions.head"))
        parts.append(self._host.words("changes.current") if revision.current else "")
        return f" {self._host.context.signs.dot} ".join(filter(None, parts))

    def _count(self, title: str, pick: Callable[[Revision], None]) -> None:
        """Count the changes of the newest revision that is not counted yet."""
        left = (one for one in self.history if one.number > 1 and one.number not in self._counts)
        for one in left:
            before = self._numbered(one.number - 1)
            if before is not None and max(one.length, before.length) <= COUNTED:
                self._counting.ask(
                    partial(self._changed, before.id, one.id),
                    partial(self._counted, one, title=title, pick=pick),
                    self._host.show_error,
                )
                return

    def _changed(self, old: str, new: str) -> int:
        """Number of changes between two revisions. Runs in a thread."""
        return len(self._host.library.changes(self._article, old, new).changed)

    def _counted(
        self, revision: Revision, count: int, *, title: str, pick: Callable[[Revision], None]
    ) -> None:
        self._counts[revision.number] = count
        if self._host.panel is not None:
            self._host.panel.show(self._listing(title, pick))
            self._count(title, pick)

    def stop_counting(self) -> None:
        """Give up what the list was counting for."""
        self._counting.drop()
