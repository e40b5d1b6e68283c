"""Claims that the one at the cursor may repeat or contradict, or that share its check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation, Status
from reader.model.offers import ClaimOffer, Contradiction, Kinship, Likeness
from reader.tui.claims.offer_lines import Related, RelatedPanel, related_lines
from reader.tui.kit.choice_list import Choice
from reader.tui.kit.question import Question
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.session.annotation_fields import FieldStyles
from reader.words.verdicts import check_text

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library import Edits
    from reader.model.claim_rows import ShownAnnotation
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader
    from reader.tui.claims.targets import Targets
    from reader.tui.kit.strips import Part


class _Read(NamedTuple):
    """Result of a read: for which claim, and the offers of its article."""

    annotation: str
    article: str
    offers: Sequence[ClaimOffer] = ()
    sharing: Sequence[ShownAnnotation] = ()
    contradicting: Sequence[Contradiction] = ()


REST = 0.12
"""Seconds that the cursor rests on a claim before an article is compared with all others."""

_NOTHING = _Read("", "")


class ClaimOffers:
    """Offers for the claim at the cursor: taken or declined with one key each, never by themselves.

    Nothing that is not in sight is taken: without the card the key shows it first.
    """

    def __init__(self, host: DeskHost, reader: ClaimReader, targets: Targets) -> None:
        self.host, self.reader, self.targets = host, reader, targets
        self.words, self.library = host.words, host.library
        self._known, self._stale = _NOTHING, True
        self._reads: LatestRequest[_Read] = LatestRequest(host.node)
        self._resting: Timer | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._reads.busy or self._resting is not None

    # reading

    def renew(self) -> None:
        """Read again what may have changed."""
        self._stale = True
        self.look()

    def look(self) -> None:
        """Read what belongs to the claim at the cursor, unless that is known."""
        here = self.host.desk.here
        if here is None:
            return
        annotation, article, known = here.annotation.id, here.head.id, self._known
        if not self._stale and known.annotation == annotation:
            return
        offers = None if self._stale or known.article != article else known.offers
        self._stale = False

        def read() -> _Read:
            claims = self.library.claims
            found = claims.offers(article) if offers is None else offers
            shares = claims.sharing(annotation) if here.annotation.claim_check else ()
            return _Read(annotation, article, found, shares, claims.contradicting(annotation))

        def ask() -> None:
            self._resting = None
            self._reads.ask(read, self._found, self.host.show_error)

        if self._resting is not None:
            self._resting.stop()
        self._resting = self.host.node.set_timer(REST, ask)

    def _found(self, read: _Read) -> None:
        self._known = read
        self.host.show_bars()
        self.host.bottom_bar.refresh()

    def related(self, claim: ShownAnnotation) -> Related:
        """All that is known of a claim so far."""
        known, ident = self._known, claim.annotation.id
        if known.article != claim.head.id:
            return Related()
        offers = [it for each in known.offers if (it := _seen_from(each, ident))]
        if known.annotation != ident:
            return Related(offers=offers)
        sharing = known.sharing if len(known.sharing) > 1 else ()
        return Related(sharing, known.contradicting, offers)

    @property
    def first(self) -> ClaimOffer | None:
        """The first offer for the claim at the cursor."""
        here = self.host.desk.here
        offers = self.related(here).offers if here is not None else ()
        return offers[0] if offers else None

    def lines(self, claim: ShownAnnotation, width: int, styles: FieldStyles) -> list[list[Part]]:
        """Rows about it, for the card or a panel."""
        return related_lines(self.host.claims.painter, claim, self.related(claim), width, styles)

    # taking, declining, parting

    def take(self) -> None:
        """Take the first offer: one check for both claims, or a contradiction between them."""
        self._answer(self._take)

    def decline(self) -> None:
        """Decline the first offer; it is not made again."""
        self._answer(self._decline)

    def _answer(self, do: Callable[[ClaimOffer], None]) -> None:
        offer = self.first
        if self.host.desk.marks:
            self.host.show_message("desk.only_one")
        elif offer is None:
            self.host.show_message("offer.looking" if self.busy else "nothing.offer")
        elif self.host.is_card_shown:
            do(offer)
        else:
            keys = {"+": lambda: self._take(offer), "-": lambda: self._decline(offer)}
            self._open(offer.claim, keys, "offer.keys")

    def _open(self, claim: ShownAnnotation, keys: dict[str, Callable[[], None]], hint: str) -> None:
        ink, ambiguous = self.host.ink, self.host.ambiguous
        styles = FieldStyles(ink.bar, ink.bar_text, ink.bar_note, ambiguous)
        rows = partial(self.lines, claim, styles=styles)
        self.host.open_panel(RelatedPanel(self.words("desk.offer"), self.words(hint), keys, rows))

    def _take(self, offer: ClaimOffer, keep: str = "") -> None:
        one, other = offer.claim.annotation, offer.other.annotation
        kind = offer.found.kind
        if kind is Kinship.REPEATS and not keep and _is_begun(one) and _is_begun(other):
            texts = [self._said(it) for it in (one, other)]
            ids = dict(zip(texts, (one.id, other.id), strict=True))
            quote = self.targets.quote(offer.claim)
            kept = Question(
                "which_check", quote, lambda text: self._take(offer, ids[text]),
                choices=texts, only_choices=True,
            )  # fmt: skip
            self.host.close_panel()
            self.host.ask(kept)
            return
        self._write(
            lambda edits: edits.links.take(kind, one.id, other.id, keep), f"offer.taken.{kind}"
        )

    def _said(self, annotation: Annotation) -> str:
        said = check_text(self.words, annotation) or self.words("status.unchecked")
        why = " ".join(annotation.justification.split())[:20]
        return f"{said} {annotation.checked_by} {annotation.checked_on} {why} ".strip() + (
            f" [{annotation.id[-4:]}]"
        )

    def _decline(self, offer: ClaimOffer) -> None:
        one, other = offer.claim.annotation.id, offer.other.annotation.id
        self._write(
            lambda edits: edits.links.decline(offer.found.kind, one, other), "offer.declined"
        )

    def part(self) -> None:
        """Take the claim at the cursor out of the check that it shares, of which it keeps a copy;
        without others there, take back a contradiction that was recorded.
        """
        here = self.host.desk.here
        if self.host.desk.marks:
            self.host.show_message("desk.only_one")
        elif here is not None and len(self._sharing(here)) > 1:
            ident = here.annotation.id
            self._write(lambda edits: edits.links.part(ident), "offer.parted")
        elif here is not None and (known := self.related(here).contradicting):
            self._choose_contradiction(known)
        else:
            self.host.show_message("nothing.shared")

    def _choose_contradiction(self, known: Sequence[Contradiction]) -> None:
        if len(known) == 1:
            self._take_back(known[0])
            return
        choices = [
            Choice(str(number), f"「{it.other.quote}」", partial(self._take_back, it))
            for number, it in enumerate(known[:9], 1)
        ]
        self.host.list_choices("contradictions", choices)

    def _take_back(self, known: Contradiction) -> None:
        one, other = known.annotation, known.other.annotation.id
        kind = Kinship.CONTRADICTS
        self._write(lambda edits: edits.links.decline(kind, one, other), "offer.taken_back")

    def _write(self, work: Callable[[Edits], object], told: str) -> None:
        self.host.close_panel()

        def done(_: object) -> None:
            self.host.show_message(told)
            self.reader.reload(again=True)

        self.host.edit_queue.write(self.host.navigator.signed(work), done)

    # deciding

    def before_result(self, ask: Callable[[], None]) -> None:
        """Ask for a result; where others share the check and no card says so, show them first."""
        here, marks = self.host.desk.here, self.host.desk.marks
        if here is None or marks or self.host.is_card_shown or len(self._sharing(here)) < 2:
            ask()
            return

        def go_on() -> None:
            self.host.close_panel()
            ask()

        self._open(here, {"r": go_on}, "offer.decide")

    def _sharing(self, claim: ShownAnnotation) -> Sequence[ShownAnnotation]:
        if not claim.annotation.claim_check:
            return ()
        if self._stale or self._known.annotation != claim.annotation.id:
            sharing = self.library.claims.sharing(claim.annotation.id)  # a few rows by an index
            self._known = self._known._replace(
                annotation=claim.annotation.id, article=claim.head.id, offers=(), sharing=sharing
            )
        return self._known.sharing


def _seen_from(offer: ClaimOffer, annotation: str) -> ClaimOffer | None:
    """An offer as it is about one of its two claims; None if it is about neither."""
    if offer.claim.annotation.id == annotation:
        return offer
    if offer.other.annotation.id != annotation:
        return None
    found = offer.found
    turned = tuple((other, one) for one, other in found.differs)
    return ClaimOffer(Likeness(found.kind, found.likeness, turned), offer.other, offer.claim)


def _is_begun(annotation: Annotation) -> bool:
    """Whether the check of a claim says anything."""
    said = (annotation.verdict, annotation.justification, annotation.method, annotation.evidence)
    planned = (annotation.priority, annotation.due, annotation.assignee, annotation.ready)
    return annotation.status is not Status.UNCHECKED or any((*said, *planned))
