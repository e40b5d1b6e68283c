"""History of the claim at the cursor of the desk, from the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model import Verdict
from reader.model.journal import ClaimEvent, FieldChange
from reader.tui.kit.request_queue import LatestRequest
from reader.words import Words
from reader.words.times import local_time
from reader.words.verdicts import verdict_name

if TYPE_CHECKING:
    from reader.model.claim_rows import ShownAnnotation
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.targets import Targets

FLAGS = ("tag_unsure", "ready", "private", "note_private", "highlight")
"""Fields that are on or off."""
WORDED = ("tag", "status", "priority")
"""Fields whose values have words of their own."""
SHOWN = 60
"""Code points of a text that was changed."""


class ClaimHistory:
    """The history of a claim in the panel: who changed what of it, and when."""

    def __init__(self, host: DeskHost, targets: Targets) -> None:
        self._host, self._targets = host, targets
        self._reading: LatestRequest[Sequence[ClaimEvent]] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether the history is being read."""
        return self._reading.busy

    def show(self) -> None:
        """Read the history of the claim at the cursor, and list it."""
        self._targets.one(self._read, check=True)

    def _read(self, claim: ShownAnnotation) -> None:
        library, annotation = self._host.library, claim.annotation.id
        self._reading.ask(
            lambda: library.claims.history(annotation), self._list, self._host.show_error
        )

    def _list(self, events: Sequence[ClaimEvent]) -> None:
        if not events:
            self._host.show_message("history.none")
            return
        words = self._host.words
        self._host.list_messages("history.title", [event_text(words, it) for it in events])


def event_text(words: Words, event: ClaimEvent) -> str:
    """One entry of the history: when, who, and what changed."""
    what = "；".join(_change_text(words, it) for it in event.changes)
    if event.op != "do":
        what = words(f"history.{event.op}", what=what)
    who = event.who or words("desk.none.annotator")
    return words("history.entry", moment=local_time(event.moment), who=who, what=what)


def _change_text(words: Words, change: FieldChange) -> str:
    alone = f"history.{change.field}"
    if change.before is None and change.after is None:
        return words(alone)
    if change.field in FLAGS:
        key = f"{alone}.on" if change.after else f"{alone}.off"
        return words(key)
    name = words(f"field.{change.field}")
    old, new = _value(words, change.field, change.before), _value(words, change.field, change.after)
    if change.before is None:
        return words("history.set", name=name, new=new)
    if change.after is None:
        return words("history.cleared", name=name, old=old)
    return words("history.changed", name=name, old=old, new=new)


def _value(words: Words, field: str, value: str | Verdict | None) -> str:
    if isinstance(value, Verdict):
        return verdict_name(words, value)
    text = " ".join((value or "").split())
    if text and field in WORDED:
        return words(f"{field}.{text}")
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
