"""Registry of formats: what `meipi export --format` and the export screen offer.

It imports no format; the module of one is imported when the format is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from importlib import import_module
from typing import BinaryIO

from reader.exchange.sheet import Options, Sheet
from reader.model import Annotation

_NEVER = {"article", "private", "note_private"}
EVERYTHING = frozenset({"links", *(it.name for it in fields(Annotation))} - _NEVER)
"""All that a format may keep or lose: fields of an annotation, and the links of the text."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, and what its files end in, the proposed one first.

    `writer` is the module of this room whose `write` writes it, `reader` the one whose `read`
    reads it, if one does. `loses` names what of `EVERYTHING` cannot be got back from its files.
    """

    name: str
    suffixes: tuple[str, ...]
    writer: str
    reader: str = ""
    loses: frozenset[str] = frozenset()

    @property
    def suffix(self) -> str:
        """The ending that is proposed."""
        return self.suffixes[0]

    def write(self, sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
        """Write sheets as they come; none is kept once it is written."""
        import_module(f"reader.exchange.{self.writer}").write(sheets, stream, options)


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
)
FORMATS: dict[str, Format] = {it.name: it for it in _ALL}
