"""Annotations of a whole library: which are wanted, in which order, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model.annotation import Annotation
    from reader.model.article import Role
    from reader.model.library import Head
    from reader.model.speaker import Speaker

Value = str | int


class Order(StrEnum):
    """Orders of annotations; within one value as they stand in their articles.

    `PLACE` is the newest article first, then the place in its text; `CHANGED` the annotation that
    was changed last first.
    """

    PLACE = "place"
    CHANGED = "changed"
    TAG = "tag"
    SOURCE = "source"
    STATUS = "status"
    VERDICT = "verdict"
    PRIORITY = "priority"
    DUE = "due"
    ASSIGNEE = "assignee"
    ANNOTATOR = "annotator"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Is:
    """One condition: a name of `reader.store.annotation_query.conditions`, and its value."""

    name: str
    value: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Conditions that all have to hold; none of them holds of everything."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Conditions of which one has to hold; none of them holds of nothing."""

    parts: tuple[Condition, ...] = ()


Condition = Is | All | Either


@dataclass(frozen=True, slots=True)
class Wanted:
    """A query of annotations: a condition and an order; `backward` turns the order round."""

    where: Condition = field(default_factory=All)
    order: Order = Order.PLACE
    backward: bool = False


class Key(NamedTuple):
    """Position of a row in an order: the stretch of the order, and the values that order it."""

    stretch: int
    values: tuple[Value, ...]


class ClaimRow(NamedTuple):
    """A row in the list of annotations; texts are read for the rows in sight.

    `start` is its first code point in the text that is read now, -1 for an orphan. `day`, `due` and
    `checked_on` are ISO 8601 days or empty, `changed` a time in UTC. `verdict` is the id of an
    entry of the code book or empty, `lies` the status of its anchor.
    """

    number: int
    annotation: str
    article: str
    annotator: str
    day: str
    start: int
    tag: str
    unsure: int
    private: int
    noted: int
    kind: str
    source: str
    status: str
    verdict: str
    priority: int
    due: str
    assignee: str
    checked_by: str
    checked_on: str
    evidence: int
    lies: str
    changed: str


class PlacedClaim(NamedTuple):
    """A row, and where it stands in the order in which it was asked for."""

    key: Key
    row: ClaimRow


class ShownAnnotation(NamedTuple):
    """A row with its annotation (its check and annotator, too) and its article.

    `section` is the heading that it stands under, "" before the first one and for what has no place
    in the text; `begins` what that section begins with, if it stands in one. `quote` is the words
    that it stands on now, for an orphan those it once stood on.
    """

    row: ClaimRow
    annotation: Annotation
    head: Head
    section: str
    begins: Role | None
    quote: str
    speaker: Speaker


class QueryCounts(NamedTuple):
    """Number of rows, and number of rows for each value of the column they are ordered by."""

    total: int
    groups: dict[Value, int]


@dataclass(frozen=True, slots=True)
class RowSelection:
    """Rows of a query to work on: those of `these` annotations, or with None all but `but`."""

    these: frozenset[str] | None = None
    but: frozenset[str] = frozenset()
