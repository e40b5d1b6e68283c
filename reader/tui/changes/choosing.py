"""Which two revisions are compared."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial

from reader.model.revision import Revision
from reader.tui.comparing.base import ComparingScreen
from reader.tui.comparing.host import ReviewHost
from reader.tui.comparing.passage_list import PassageList
from reader.tui.kit.requests import LatestRequest
from reader.tui.panels.lists import Choice, Listing
from reader.tui.strips import cut, safe
from reader.words.times import local_time

KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What picks a revision by its number."""
TITLE = 24
"""Cells of a title in the list, which has two of them in a row."""
COUNTED = 300_000
"""Code points of a text up to which its changes are counted for the list."""


class Choosing(ComparingScreen):
    """Steps through the revisions, and lists them to choose two."""

    def __init__(
        self, reading: ReviewHost, passages: PassageList, history: Sequence[Revision]
    ) -> None:
        super().__init__(reading, passages)
        self.history = history
        self.after = next(one for one in history if one.current)
        self.before = next(one for one in history if not one.current)
        self._counts: dict[int, int] = {}
        self._counting: LatestRequest[int] = LatestRequest(self, apart=True)

    @abstractmethod
    def compare(self) -> None:
        """Compare the two revisions that are chosen."""

    def told(self, revision: Revision) -> str:
        """A revision by its number, with its time and length."""
        time, length = local_time(revision.created), f"{revision.length:,}"
        return self.words("changes.revision", number=revision.number, time=time, length=length)

    def told_short(self, revision: Revision) -> str:
        """The same without the length."""
        time = local_time(revision.created)
        return self.words("changes.revision.short", number=revision.number, time=time)

    # stepping

    def action_older(self) -> None:
        """The changes before these."""
        older = self._numbered(self.before.number - 1)
        if older is None:
            self.say("changes.first")
        else:
            self._choose(older, self.before)

    def action_newer(self) -> None:
        """The changes after these."""
        newer = self._numbered(self.after.number + 1)
        if newer is None:
            self.say("changes.last")
        else:
            self._choose(self.after, newer)

    def _numbered(self, number: int) -> Revision | None:
        return next((one for one in self.history if one.number == number), None)

    def _choose(self, before: Revision, after: Revision) -> None:
        self.before, self.after = before, after
        self.compare()

    # the list

    def action_revisions(self) -> None:
        """Choose the old revision, then the new one."""
        self._list("revisions.old", lambda old: self._list("revisions.new", self._pick_new(old)))

    def _pick_new(self, old: Revision) -> Callable[[Revision], None]:
        def pick(new: Revision) -> None:
            self.close_panel()
            self._choose(old, new)

        return pick

    def _list(self, title: str, pick: Callable[[Revision], None]) -> None:
        """List the revisions, the newest first; how much each one changed follows."""
        self.open_panel(self._listing(title, pick))
        self._count(title, pick)

    def _listing(self, title: str, pick: Callable[[Revision], None]) -> Listing:
        shown = [one for one in self.history if one.number <= len(KEYS)]
        choices = [
            Choice(KEYS[one.number - 1], self.told(one), partial(pick, one), self._remark(one))
            for one in shown
        ]
        hint = self.words("revisions.hint")
        return Listing(self.words(title), hint, choices, self.ink, self.ambiguous)

    def _remark(self, revision: Revision) -> str:
        """How much it changed, as far as that is counted, and whether it is read."""
        count = self._counts.get(revision.number)
        told = ["" if count is None else self.words("revisions.count", count=count)]
        before = self._numbered(revision.number - 1)
        otherwise = revision.published_otherwise(before) if before is not None else {}
        if "title" in otherwise:
            was, now = (cut(safe(text), TITLE, self.ambiguous) for text in otherwise["title"])
            told.append(self.words("feeds.head.title", before=was or "–", after=now or "–"))
        elif otherwise:
            told.append(self.words("revisions.head"))
        told.append(self.words("changes.current") if revision.current else "")
        return f" {self.context.signs.dot} ".join(filter(None, told))

    def _count(self, title: str, pick: Callable[[Revision], None]) -> None:
        """Count the changes of the newest revision that is not counted yet."""
        left = (one for one in self.history if one.number > 1 and one.number not in self._counts)
        for one in left:
            before = self._numbered(one.number - 1)
            if before is not None and max(one.length, before.length) <= COUNTED:
                self._counting.ask(
                    partial(self._changed, before.id, one.id),
                    partial(self._counted, one, title=title, pick=pick),
                    self.fail,
                )
                return

    def _changed(self, old: str, new: str) -> int:
        """Runs in a thread."""
        return len(self.library.changes(self.article, old, new).changed)

    def _counted(
        self, revision: Revision, count: int, *, title: str, pick: Callable[[Revision], None]
    ) -> None:
        self._counts[revision.number] = count
        if self.panel is not None:
            self.panel.show(self._listing(title, pick))
            self._count(title, pick)

    def close_panel(self) -> None:
        """Give the list its room back."""
        self._counting.drop()
        super().close_panel()
