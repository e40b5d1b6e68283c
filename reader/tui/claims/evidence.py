"""Evidence of the claim at the cursor of the desk: added step by step, and its quotes opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.quoting.evidence_flow import EvidenceClaim, EvidenceFlow, drop_draft
from reader.tui.quoting.quote_choice import choose_quote

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.library.quoted_pages import EvidenceDraft
    from reader.model import Change
    from reader.model.claim_rows import ShownAnnotation
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader
    from reader.tui.claims.targets import Targets


class ClaimEvidence:
    """Evidence on the desk; anyone may add some to anyone's claim."""

    def __init__(self, host: DeskHost, reader: ClaimReader, targets: Targets) -> None:
        self._host, self._reader, self._targets = host, reader, targets
        self._flow = EvidenceFlow(host, host.edit_queue)

    def add(self) -> None:
        """Ask where a piece of evidence is from, for a quote, and what it says."""
        self._targets.one(self._ask, check=True)

    def _ask(self, claim: ShownAnnotation) -> None:
        host, row, annotation = self._host, claim.row, claim.annotation
        quote = self._targets.quote(claim)

        def keep(draft: EvidenceDraft) -> None:
            def work(edits: Edits) -> Change:
                given = [draft.evidence]
                change = edits.annotate(row.article, row.annotation, {}, evidence=given)
                drop_draft(asked, edits)
                return change

            def done(change: Change) -> None:
                what = host.words("field.evidence")
                key = "desk.done" if change.pairs else "desk.same"
                host.show_message(key, what=what, quote=quote)
                self._reader.reload(again=True)

            host.edit_queue.write(host.navigator.signed(work), done)

        asked = EvidenceClaim(quote, row.article, annotation.span, annotation.private, keep)
        self._flow.begin(asked)

    def show_quote(self) -> None:
        """Show the page that the claim's evidence quotes; of several quotes, ask which."""
        here = self._reader.desk.here
        choose_quote(self._host, [here.annotation] if here is not None else [])
