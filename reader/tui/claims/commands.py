"""Commands of the desk: the page's keys where they do the page's work, and those of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.tui.claims.host import DeskHost
from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.claims.changes import ClaimChanges
    from reader.tui.claims.choices import DeskChoices
    from reader.tui.claims.evidence import ClaimEvidence
    from reader.tui.claims.history_panel import ClaimHistory
    from reader.tui.claims.offers import ClaimOffers
    from reader.tui.claims.reader import ClaimReader
    from reader.tui.kit.view_choice import ViewChoice


class Desk(DeskHost, Protocol):
    """The desk with its parts, as its commands see it."""

    reader: ClaimReader
    choices: DeskChoices
    changes: ClaimChanges
    evidence: ClaimEvidence
    history: ClaimHistory
    offers: ClaimOffers
    views: ViewChoice

    def open(self) -> None:
        """Open the article at the claim."""

    def toggle_card(self) -> None:
        """Show or hide the card."""


def is_listing(it: Desk) -> bool:
    """Whether the keys are about the list."""
    return not it.status.asking and not it.is_typing


def is_asking_nothing(it: Desk) -> bool:
    """Whether no prompt is open; the typing line may be."""
    return not it.status.asking


def is_marking(it: Desk) -> bool:
    """Whether claims are marked."""
    return is_listing(it) and bool(it.desk.marks)


command = partial(Command, group="desk", when=is_listing)
anyhow = partial(Command, group="desk", when=is_asking_nothing)

CLAIMS: tuple[Command, ...] = (
    anyhow("claim_next", "j,down", lambda it: it.reader.then(partial(it.listing.step, 1)),
           words="desk.next"),
    anyhow("claim_previous", "k,up", lambda it: it.reader.then(partial(it.listing.step, -1)),
           words="desk.previous"),
    anyhow("claim_page_down", "space,pagedown",
           lambda it: it.reader.then(partial(it.listing.page, 1)), words="listing.page_down"),
    anyhow("claim_page_up", "b,pageup",
           lambda it: it.reader.then(partial(it.listing.page, -1)), words="listing.page_up"),
    command("claim_top", "g,home", lambda it: it.reader.then(partial(it.reader.go_to_end, -1)),
            words="desk.top"),
    command("claim_bottom", "G,end", lambda it: it.reader.then(partial(it.reader.go_to_end, 1)),
            words="desk.bottom"),
    command("claim_open", "enter", lambda it: it.reader.then(it.open), hint=1, words="desk.open"),
    command("claim_result", "r", lambda it: it.offers.before_result(it.changes.ask_result),
            hint=2, words="command.result"),
    command("claim_check", "!", lambda it: it.changes.turn_check(), hint=3, words="command.check"),
    command("claim_filter", "/", lambda it: it.choices.begin_filter(), hint=4,
            words="listing.filter"),
    command("claim_queues", "Q", lambda it: it.choices.queues(), hint=5, words="desk.queues"),
    command("claim_keep", "K", lambda it: it.choices.keep(), words="desk.keep"),
    command("claim_order", "=", lambda it: it.choices.order(), hint=6, words="listing.order"),
    command("claim_mark", "m", lambda it: it.reader.then(it.choices.mark), hint=7,
            words="desk.mark"),
    command("claim_mark_all", "ctrl+a", lambda it: it.reader.then(it.choices.mark_all),
            words="desk.mark_all"),
    Command("claim_unmark", "escape", lambda it: it.choices.unmark(), "desk", when=is_marking,
            words="desk.unmark"),
    command("claim_fact", "f,f2", lambda it: it.changes.tag("fact"), words="desk.fact"),
    command("claim_opinion", "o,f3", lambda it: it.changes.tag("opinion"), words="desk.opinion"),
    command("claim_none", "d,f4", lambda it: it.changes.tag("none"), words="desk.no_claim"),
    command("claim_fact_unsure", "F", lambda it: it.changes.tag("fact", unsure=True),
            words="desk.fact_unsure"),
    command("claim_opinion_unsure", "O", lambda it: it.changes.tag("opinion", unsure=True),
            words="desk.opinion_unsure"),
    command("claim_priority", "P", lambda it: it.changes.ask_priority(), hint=8,
            words="desk.priority"),
    command("claim_due", "D", lambda it: it.changes.ask_due(), words="desk.due_day"),
    command("claim_assign", "@", lambda it: it.changes.ask_assignee(), words="desk.assign"),
    command("claim_ready", "v", lambda it: it.changes.turn_ready(), words="desk.ready"),
    command("claim_approve", "V", lambda it: it.changes.approve(), words="desk.approve"),
    command("claim_take", "+", lambda it: it.offers.take(), words="desk.take"),
    command("claim_decline", "-", lambda it: it.offers.decline(), words="desk.decline"),
    command("claim_part", "X", lambda it: it.offers.part(), words="desk.part"),
    command("claim_source", "w", lambda it: it.changes.ask_text("source"),
            words="command.source"),
    command("claim_note", "a", lambda it: it.changes.ask_text("note"), words="command.note"),
    command("claim_reasons", "J", lambda it: it.changes.ask_text("justification"),
            words="desk.reasons"),
    command("claim_method", "M", lambda it: it.changes.ask_text("method"), words="desk.method"),
    *(
        command(f"claim_label_{n}", str(n), partial(lambda n, it: it.changes.turn_label(n), n),
                words="command.label")
        for n in range(1, 10)
    ),
    command("claim_evidence", "i", lambda it: it.evidence.add(), words="command.evidence"),
    command("claim_quoted", '"', lambda it: it.evidence.show_quote(), words="command.quoted"),
    command("claim_history", "H", lambda it: it.history.show(), words="desk.history"),
    command("claim_remove", "x", lambda it: it.changes.remove(), words="command.remove"),
    command("claim_undo", "u", lambda it: it.changes.turn("undo"), hint=9, words="command.undo"),
    command("claim_redo", "U", lambda it: it.changes.turn("redo"), words="command.redo"),
    command("claim_card", "t", lambda it: it.toggle_card(), words="desk.card"),
    command("claim_view", "s", lambda it: it.views.cycle(), words="desk.view"),
    command("claim_views", "S", lambda it: it.views.choose(), words="desk.views"),
    command("claim_theme", "T", lambda it: it.action_theme(), words="listing.theme"),
    command("claim_library", "l", lambda it: it.navigator.open_library(),
            words="command.library"),
    command("claim_search", "ctrl+f", lambda it: it.navigator.search(),
            words="listing.search"),
    Command("claim_palette", "ctrl+p", "app.command_palette", "desk", words="listing.palette"),
    command("claim_back", "q,c", lambda it: it.dismiss(), hint=10, words="listing.back"),
    command("claim_help", "?", lambda it: it.show_help(("desk",)), hint=11,
            words="listing.help"),
)  # fmt: skip

HINTS = sorted((each for each in CLAIMS if each.hint), key=lambda each: each.hint)
OFFERED = [command for command in CLAIMS if command.id in ("claim_take", "claim_decline")]
"""Commands on the bottom line, before the others, where the claim at the cursor has an offer."""
MARKED = ("claim_mark", "claim_mark_all", "claim_unmark", "claim_result", "claim_check",
          "claim_priority", "claim_undo", "claim_help")  # fmt: skip
MARKED_HINTS = [command for command in CLAIMS if command.id in MARKED]
"""Commands on the bottom line while claims are marked."""


def hints(it: Desk) -> list[Command]:
    """Commands that the bottom line names now."""
    table = MARKED_HINTS if it.desk.marks else HINTS
    offered = OFFERED if not it.desk.marks and it.offers.first is not None else []
    return [command for command in (*offered, *table) if command.when(it)]
