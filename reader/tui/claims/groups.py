"""Groups of claims: what the rows of one group have in common, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.model import Annotator, Verdict
from reader.model.claim_rows import Order, ShownAnnotation, Value
from reader.model.listing import SavedFilter
from reader.tui.session.names import called
from reader.words import Words
from reader.words.verdicts import verdict_name


class Names(NamedTuple):
    """Annotators and verdicts by their ids, who reads here and the filters that were kept, as far
    as that is known.
    """

    annotators: Mapping[str, Annotator]
    verdicts: Mapping[str, Verdict]
    me: Annotator | None = None
    filters: Sequence[SavedFilter] = ()


def group_name(
    words: Words, order: Order, value: Value, shown: ShownAnnotation | None, names: Names
) -> str:
    """The name of a group of an order; `shown` is one of its claims, if that is read."""
    if order is Order.PLACE:
        return (shown.head.title or words("untitled")) if shown else ""
    if order is Order.TAG:
        return words(f"tag.{value}") if value else words("export.untagged")
    if order is Order.STATUS:
        return words(f"status.{value}")
    if not value:
        return words(f"desk.none.{order}")
    if order is Order.VERDICT:
        verdict = names.verdicts.get(str(value))
        return verdict_name(words, verdict) if verdict else words("desk.none.verdict")
    if order in (Order.ASSIGNEE, Order.ANNOTATOR):
        return called(names.annotators.get(str(value)), words)
    if order is Order.PRIORITY:
        return words(f"priority.{value}")
    return str(value)
