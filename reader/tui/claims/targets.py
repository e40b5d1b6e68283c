"""Targets of the next key: the claim at the cursor, or all that are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation
from reader.model.claim_rows import RowSelection, ShownAnnotation
from reader.tui.kit.question import Question
from reader.tui.kit.request_queue import LatestRequest

if TYPE_CHECKING:
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader

QUOTED = 40
"""Code points of a quote that a prompt repeats."""


class Picked(NamedTuple):
    """A claim to change, by its article and its annotation."""

    article: str
    annotation: str


class Picks(NamedTuple):
    """My claims to change, and the number of others that stay as they are."""

    mine: Sequence[Picked]
    others: int


class Targets:
    """Claims that a key is about. What is changed at many is said before, and has to be agreed to.

    Nobody's annotation is ever changed by another.
    """

    def __init__(self, host: DeskHost, reader: ClaimReader) -> None:
        self.host, self.reader = host, reader
        self.desk, self.words = host.desk, host.words
        self._picking: LatestRequest[Picks] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether the marked claims are being read."""
        return self._picking.busy

    @property
    def here(self) -> ShownAnnotation | None:
        """The claim at the cursor, if it is mine; else why nothing is done is told."""
        here = self.desk.here
        if here is not None and not self.is_mine(here.annotation):
            self.host.show_message("desk.not_yours")
            return None
        return here

    def is_mine(self, annotation: Annotation) -> bool:
        """Whether an annotation is the reader's own."""
        me = self.reader.names.me
        return me is not None and annotation.annotator == me.id

    def quote(self, claim: ShownAnnotation) -> str:
        """The beginning of a claim's quote, as the list shows it."""
        quote = self.host.claims.painter.in_script(claim.quote)
        return quote if len(quote) <= QUOTED else f"{quote[: QUOTED - 1]}…"

    def one(self, do: Callable[[ShownAnnotation], None]) -> None:
        """Do something about the claim at the cursor alone."""
        if self.desk.marks:
            self.host.show_message("desk.only_one")
        elif (here := self.here) is not None:
            do(here)

    def each(self, what: str, do: Callable[[Sequence[Picked]], None], *, sure: bool = True) -> None:
        """Do something, `what`, about all that is marked, or about the claim at the cursor.

        Many are only changed once that is agreed to, and one unless `sure`.
        """
        if self.desk.marks:
            self._picking.ask(self._pick, lambda picks: self._agree(what, picks, do), self._failed)
            return
        here = self.here
        if here is None:
            return
        picked = [Picked(here.row.article, here.row.annotation)]
        if sure:
            do(picked)
        else:
            self._ask("desk_one", self.quote(here), (("what", what),), lambda: do(picked))

    def _agree(self, what: str, picks: Picks, do: Callable[[Sequence[Picked]], None]) -> None:
        if not picks.mine:
            self.host.show_message("desk.none_yours" if picks.others else "desk.none_found")
            return
        count = len(picks.mine)
        kind = "desk_many_others" if picks.others else "desk_many"
        gaps = (("what", what), ("count", count), ("others", picks.others))
        self._ask(kind, "", gaps, lambda: do(picks.mine))

    def _ask(
        self, kind: str, quote: str, gaps: tuple[tuple[str, object], ...], do: Callable[[], None]
    ) -> None:
        self.host.ask(
            Question(kind, quote, lambda _: do(), only_choices=True, confirms=True, gaps=gaps)
        )

    def _pick(self) -> Picks:
        """The marked claims. Runs in a thread."""
        marks, search, me = self.desk.marks, self.reader.search, self.host.library.me()
        if search is None or me is None:
            return Picks((), 0)
        keys = frozenset(marks.keys)
        selection = RowSelection(None, keys) if marks.everything else RowSelection(keys)
        mine, others = [], 0
        for row in search.picked(selection):
            if row.annotator == me.id:
                mine.append(Picked(row.article, row.annotation))
            else:
                others += 1
        return Picks(mine, others)

    def _failed(self, error: Exception) -> None:
        from reader.errors import MeipiError

        if isinstance(error, MeipiError):
            self.host.show_error(error)


def counted(picked: Iterable[Picked]) -> int:
    """Number of articles that some claims stand in."""
    return len({each.article for each in picked})
