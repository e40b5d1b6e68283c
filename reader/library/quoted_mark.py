"""Passages by their words: where a quote stands in a text, as somebody may have copied it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reader.errors import InputError, MeipiError
from reader.model import EvidenceFields, Outline, Span
from reader.text.joined_lines import closed, gaps_of

# What no display gap ever parts: letters and digits of scripts that are set with spaces.
_SPACED = re.compile("[0-9A-Za-z\u00aa-\u10ff\u1e00-\u1fff]")


@dataclass(frozen=True, slots=True)
class QuotedMark:
    """A passage by its words, or an annotation by its id, and what to write about it.

    `prefix` and `suffix` are the text right before and after it; `occurrence` counts from 1
    among the places that remain. `fields` are those of `Edits.edit`; what is not in them stays as
    it is. A pair of `evidence` is an address and a remark. `line` is its line in a batch, from 1,
    which an error of it then names (`batch_mark`, with the error as its `reason`).
    `annotation` is the id of an annotation that is meant in place of a quote.
    """

    article: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    evidence: tuple[EvidenceFields | tuple[str, str], ...] = ()
    line: int | None = None
    annotation: str = ""

    def wrong(self, error: MeipiError) -> MeipiError:
        """An error of it, with its line in its batch."""
        if self.line is None:
            return error
        return InputError("batch_mark", line=self.line, reason=error)


def find_span(text: str, mark: QuotedMark, outline: Outline | None = None) -> Span:
    """Span of a mark's quote in a text, whose lines are joined as its outline says.

    A quote that does not stand there as it is may differ by white space: it may have been copied
    from typeset rows, with their breaks, indents and gaps between Han and other scripts. The span
    then covers the text's own words, without white space at its ends.

    Raises InputError: `quote_empty`, `quote_not_found` and `quote_ambiguous` (with `count`),
    `occurrence_missing`.
    """
    return QuotedPlaces(text, outline or Outline()).span(mark)


class QuotedPlaces:
    """Spans of the quotes of many marks in one text; what is looked for is looked for once."""

    def __init__(self, text: str, outline: Outline) -> None:
        self._text = text
        self._shown = closed(text, gaps_of(text, outline))
        self._found: dict[tuple[str, str, str], list[Span]] = {}

    def span(self, mark: QuotedMark) -> Span:
        """The one place that a mark means; raises InputError as `find_span` does."""
        try:
            return self._one(mark)
        except InputError as error:
            raise mark.wrong(error) from error

    def _one(self, mark: QuotedMark) -> Span:
        if not mark.quote.strip():
            raise InputError("quote_empty")
        key = mark.prefix, mark.quote, mark.suffix
        spans = self._found.get(key)
        if spans is None:
            spans = self._found[key] = self._exactly(mark) or self._but_for_spaces(mark)
        if not spans:
            raise InputError("quote_not_found", quote=mark.quote)
        if mark.occurrence is None and len(spans) > 1:
            raise InputError("quote_ambiguous", quote=mark.quote, count=len(spans))
        number = mark.occurrence or 1
        if not 1 <= number <= len(spans):
            raise InputError(
                "occurrence_missing", quote=mark.quote, count=len(spans), wanted=number
            )
        return spans[number - 1]

    def _exactly(self, mark: QuotedMark) -> list[Span]:
        starts = _all(self._text, mark.prefix + mark.quote + mark.suffix)
        before = len(mark.prefix)
        return [Span(it + before, it + before + len(mark.quote)) for it in starts]

    @cached_property
    def _signs(self) -> tuple[str, list[int]]:
        """The text without white space, and where its signs stand in the text that is shown."""
        shown = self._shown.text
        places = [place for place, sign in enumerate(shown) if not sign.isspace()]
        return "".join(shown.split()), places

    def _but_for_spaces(self, mark: QuotedMark) -> list[Span]:
        """The places where the words of a mark stand with other white space between them."""
        signs, places = self._signs
        pattern = re.compile(_with_spaces(mark))
        wanted = "".join((mark.prefix + mark.quote + mark.suffix).split())
        shown = self._shown
        found = (pattern.match(shown.text, places[start]) for start in _all(signs, wanted))
        return [
            Span(shown.offset(match.start(1)), shown.end(match.end(1))) for match in found if match
        ]


def _all(text: str, wanted: str) -> Iterator[int]:
    """Every place where something stands in a text, also where two overlap."""
    found = text.find(wanted)
    while found >= 0:
        yield found
        found = text.find(wanted, found + 1)


def _with_spaces(mark: QuotedMark) -> str:
    """A pattern for the words of a mark, the quote as its group."""
    first = len("".join(mark.prefix.split()))
    last = first + len("".join(mark.quote.split())) - 1
    pieces = re.findall(r"(?:(?<!\s)(\s+))?(\S)", mark.prefix + mark.quote + mark.suffix)
    pattern = before = ""
    for place, (space, sign) in enumerate(pieces):
        pattern += _between(before, space, sign) if before else ""
        pattern += f"({re.escape(sign)}" if place == first else re.escape(sign)
        pattern += ")" if place == last else ""
        before = sign
    return pattern


def _between(before: str, space: str, after: str) -> str:
    """Pattern of the white space a text may have where the quote has `space` between two
    characters.
    """
    if "\n" in space:
        return r"\s*"
    # Without a line end the quote lies in one paragraph, and its lines are joined.
    if _SPACED.match(before) and _SPACED.match(after):
        return r"[^\S\n]+" if space else ""
    return r"[^\S\n]*"
