"""Targets of the next key: the claim at the cursor, or all that are marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import MeipiError
from reader.model import Annotation, Tag
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
    """Claims to change, and how many of them are another's or have a verdict already.

    `left` counts others' that stay as they are, `unfit` those that are no facts, `undecided` those
    without the verdict that there has to be.
    """

    rows: Sequence[Picked]
    others: int = 0
    judged: int = 0
    left: int = 0
    unfit: int = 0
    undecided: int = 0


class ClaimChange(NamedTuple):
    """A change that was asked for: `what` in words, and who does it.

    `sure` changes one claim at once; else that is asked first, as with many. `check` changes the
    check, which anyone may, not the mark; `judges` gives a verdict, which only facts have;
    `judged` is about one that was given.
    """

    what: str
    do: Callable[[Sequence[Picked]], None]
    sure: bool = True
    check: bool = False
    judges: bool = False
    judged: bool = False


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

    def one(self, do: Callable[[ShownAnnotation], None], *, check: bool) -> None:
        """Do something about the claim at the cursor alone: its mark, or its `check`."""
        if self.desk.marks:
            self.host.show_message("desk.only_one")
        elif (here := self.desk.here if check else self.here) is not None:
            do(here)

    def each(self, change: ClaimChange) -> None:
        """Change all that is marked, or the claim at the cursor."""
        if self.desk.marks:
            self._picking.ask(
                lambda: self._pick(change), lambda picks: self._agree(change, picks), self._failed
            )
            return
        here = self.desk.here if change.check else self.here
        if here is None:
            return
        if change.judged and here.annotation.verdict is None:
            self.host.show_message("desk.no_verdict")
            return
        picked = [Picked(here.row.article, here.row.annotation)]
        if change.sure:
            change.do(picked)
        else:
            gaps = (("what", change.what),)
            self._ask("desk_one", self.quote(here), gaps, lambda: change.do(picked))

    def _agree(self, change: ClaimChange, picks: Picks) -> None:
        words = self.words
        told = ["others", "judged"] * bool(picks.rows) + ["left", "unfit", "undecided"]
        rest = [words(f"desk.{it}", count=count) for it in told if (count := getattr(picks, it))]
        if not picks.rows:
            self.host.show_text(words("desk.stay").join(rest) or words("desk.none_found"))
            return
        what = words("desk.many", what=change.what, count=len(picks.rows))
        gaps = (("what", words("desk.stay").join([what, *rest])),)
        self._ask("desk_many", "", gaps, lambda: change.do(picks.rows))

    def _ask(
        self, kind: str, quote: str, gaps: tuple[tuple[str, object], ...], do: Callable[[], None]
    ) -> None:
        self.host.ask(
            Question(kind, quote, lambda _: do(), only_choices=True, confirms=True, gaps=gaps)
        )

    def _pick(self, change: ClaimChange) -> Picks:
        """The marked claims that a change is about. Runs in a thread."""
        marks, search, me = self.desk.marks, self.reader.search, self.reader.names.me
        if search is None:
            return Picks(())
        keys = frozenset(marks.keys)
        selection = RowSelection(None, keys) if marks.everything else RowSelection(keys)
        rows, counts = list[Picked](), Counter[str]()
        for row in search.picked(selection):
            mine = me is not None and row.annotator == me.id
            if not mine and not change.check:
                counts["left"] += 1
            elif change.judges and row.tag != Tag.FACT:
                counts["unfit"] += 1
            elif change.judged and not row.verdict:
                counts["undecided"] += 1
            else:
                rows.append(Picked(row.article, row.annotation))
                counts["others"] += not mine
                counts["judged"] += change.judges and not change.judged and row.verdict != ""
        return Picks(rows, **counts)

    def _failed(self, error: MeipiError) -> None:
        self.host.show_error(error)
