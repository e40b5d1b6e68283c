"""Registry of formats: what `meipi export --format` and the export screen offer.

It imports no format; the module of one is imported when the format is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from importlib import import_module
from typing import BinaryIO

from reader.exchange.sheet import Options, Sheet
from reader.model import Annotation, Tag

_NEVER = {"article", "private", "note_private"}
EVERYTHING = frozenset({"links", *(it.name for it in fields(Annotation))} - _NEVER)
"""All that a format may keep or lose: fields of an annotation, and the links of the text."""


class Holds(StrEnum):
    """Kinds of annotations that a format holds: all, the claims, or those with a verdict to
    publish, which may have to have a name in AVeriTeC.
    """

    ANNOTATIONS = "annotations"
    CLAIMS = "claims"
    VERDICTS = "verdicts"
    LABELLED = "labelled"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, and what its files end in, the proposed one first.

    `writer` is the module of this room whose `write` writes it, `reader` the one whose `read`
    reads it, if one does. `loses` names what of `EVERYTHING` cannot be got back from its files.
    One that is `viewed` has a place for a quote in a script view, one that has `shapes` is written
    by which of these endings its file has, the proposed one first, and one that is `signed` names
    the publisher of the settings.
    """

    name: str
    suffixes: tuple[str, ...]
    writer: str
    reader: str = ""
    loses: frozenset[str] = frozenset()
    holds: Holds = Holds.ANNOTATIONS
    viewed: bool = True
    shapes: tuple[str, ...] = ()
    signed: bool = False

    @property
    def suffix(self) -> str:
        """The ending that is proposed."""
        return self.suffixes[0]

    def chosen(self, sheet: Sheet, options: Options) -> Sheet:
        """A sheet with those of its annotations that the format holds."""
        kept = tuple(it for it in sheet.annotations if self.takes(it, options))
        return sheet if len(kept) == len(sheet.annotations) else replace(sheet, annotations=kept)

    def takes(self, annotation: Annotation, options: Options) -> bool:
        """Whether the format holds an annotation."""
        if self.holds is Holds.ANNOTATIONS:
            return True
        if self.holds is Holds.CLAIMS:
            return annotation.tag in (Tag.FACT, Tag.OPINION)
        if options.published(annotation) is None:
            return False
        entry = options.judged(annotation)
        return self.holds is Holds.VERDICTS or (entry is not None and entry.averitec != "")

    def write(self, sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
        """Write sheets as they come; none is kept once it is written."""
        chosen = (self.chosen(sheet, options) for sheet in sheets)
        import_module(f"reader.exchange.{self.writer}").write(chosen, stream, options)


_OF_TEXT = frozenset({"id", "span", "anchor", "prefix", "suffix", "created", "updated", "links"})
_OF_WORK = frozenset({"highlight", "kind", "labels", "claim_check", "assignee", "exact"})
_UNPUBLISHED = frozenset(
    {"unsure", "note", "annotator", "method", "priority", "due", "checked_by"}
    | {"ready", "approved_by", "approved_on"}
)
_ALL: tuple[Format, ...] = (
    Format(
        "markdown",
        (".md", ".markdown"),
        "markdown",
        loses=frozenset(
            {"id", "span", "anchor", "prefix", "suffix", "highlight", "claim_check", "created"}
            | {"updated", "priority", "due", "assignee"}
        ),
    ),
    Format("csv", (".csv",), "csv_table", loses=frozenset({"claim_check", "links"})),
    Format(
        "jsonld", (".jsonld", ".json"), "web_annotation", loses=frozenset({"claim_check", "links"})
    ),
    Format(
        "sheet",
        (".xlsx", ".html"),
        "claim_table",
        loses=_OF_TEXT | _OF_WORK | {"ready"},
        holds=Holds.CLAIMS,
        shapes=(".xlsx", ".csv", ".html", ".md"),
    ),
    Format(
        "averitec",
        (".averitec.json",),
        "averitec",
        loses=_OF_TEXT | _OF_WORK | _UNPUBLISHED | {"checked_on"},
        holds=Holds.LABELLED,
        viewed=False,
    ),
    Format(
        "claimreview",
        (".claimreview.json",),
        "claim_review",
        loses=_OF_TEXT | _OF_WORK | _UNPUBLISHED | {"evidence"},
        holds=Holds.VERDICTS,
        viewed=False,
        signed=True,
    ),
)
FORMATS: dict[str, Format] = {it.name: it for it in _ALL}
