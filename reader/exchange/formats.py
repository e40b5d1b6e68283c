"""The registry of formats: what `meipi export --format` and the export screen offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.exchange import csv_table, markdown, web_annotation
from reader.exchange.sheet import Sheet, Words


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, file suffix, media type, and what writes it.

    `linked` says that it writes the links of the text.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Sequence[Sheet], Words], bytes]
    other_suffixes: tuple[str, ...] = ()
    linked: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What a file of this format may end in."""
        return (self.suffix, *self.other_suffixes)


FORMATS: dict[str, Format] = {
    it.name: it
    for it in (
        Format(
            "markdown",
            ".md",
            "text/markdown; charset=utf-8",
            markdown.write,
            (".markdown",),
            linked=True,
        ),
        Format("csv", ".csv", "text/csv; charset=utf-8; header=present", csv_table.write),
        Format("jsonld", ".jsonld", web_annotation.MEDIA_TYPE, web_annotation.write, (".json",)),
    )
}
