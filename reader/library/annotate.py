"""Annotating by quote: from a script or another program, without the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import InputError, MeipiError
from reader.model import Annotation, Annotator, EvidenceFields, Outline, Quotation, Span
from reader.text.folding import fold
from reader.text.joined_lines import closed, gaps_of

if TYPE_CHECKING:
    from reader.library import Library
    from reader.store.edits import Edits

# What no display gap ever parts: letters and digits of scripts that are set with spaces.
_SPACED = re.compile("[0-9A-Za-z\u00aa-\u10ff\u1e00-\u1fff]")


@dataclass(frozen=True, slots=True)
class QuotedMark:
    """A passage by its words, and what to write about it.

    `prefix` and `suffix` are the text right before and after it; `occurrence` counts from 1
    among the places that remain. `fields` are those of `Edits.edit`; what is not in them stays as
    it is. A pair of `evidence` is an address and a remark. `line` is its line in a batch, from 1,
    which an error of it then names (`batch_mark`, with the error as its `reason`).
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


def _wrong(mark: QuotedMark, error: MeipiError) -> MeipiError:
    """An error of a mark, with the mark's line in its batch."""
    return error if mark.line is None else InputError("batch_mark", line=mark.line, reason=error)


def find_span(text: str, mark: QuotedMark, outline: Outline | None = None) -> Span:
    """Span of a mark's quote in a text, whose lines are joined as its outline says.

    A quote that does not stand there as it is may differ by white space: it may have been copied
    from typeset rows, with their breaks, indents and gaps between Han and other scripts. The span
    then covers the text's own words, without white space at its ends.

    Raises InputError: `quote_empty`, `quote_not_found` and `quote_ambiguous` (with `count`),
    `occurrence_missing`.
    """
    return _Places(text, outline or Outline()).span(mark)


class _Places:
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
            raise _wrong(mark, error) from error

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


def annotate(
    library: Library,
    marks: Sequence[QuotedMark],
    name: str = "",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Annotation]:
    """Keep all marks at once, undone at once, as the annotator `name` (empty: who I am already).

    All passages are found before anything is written: one that is missing stops all of them.
    `progress` gets the steps that are done, and how many there are, from any thread.
    Returns the annotations as they stand afterwards, one a mark. Raises InputError as `find_span`
    and the store do, and `source_private` for a source that only private annotations name where a
    mark does not say whether it is to be private, and `source_private_kept` where one becomes
    public that names such a source; `text_private` and `text_private_kept` where any other text
    that is exported does.
    """
    idents = {mark.article for mark in marks}
    opened = {ident: library.open(ident) for ident in idents}
    texts = {ident: _Places(it.text, it.outline) for ident, it in opened.items()}
    spans = []
    for done, mark in enumerate(marks, 1):
        spans.append(texts[mark.article].span(mark))
        progress(done, 2 * len(marks))
    _guard(library, marks, spans, name)

    def write(edits: Edits) -> None:
        if name:
            edits.become(name)
        with edits.batch():
            for done, (mark, span) in enumerate(zip(marks, spans, strict=True), len(marks) + 1):
                try:
                    edits.annotate(mark.article, span, mark.fields, mark.labels, mark.evidence)
                except InputError as error:
                    raise _wrong(mark, error) from error
                progress(done, 2 * len(marks))

    library.submit(write).result()
    return _kept(library, marks, spans)


def _guard(library: Library, marks: Sequence[QuotedMark], spans: Sequence[Span], name: str) -> None:
    """Let no private name out by itself: publishing one has to be explicit.

    A mark that says neither private nor public is as its annotation is already, or else public.
    """
    private_sources = {
        fold(str(mark.fields.get("source", "")).strip())
        for mark in marks
        if mark.fields.get("private")
    }
    me = next((it for it in library.annotators() if it.name == name), None)
    known = _mine(library, marks, me or library.me())
    doubtful: dict[str, bool] = {}
    for mark, span in zip(marks, spans, strict=True):
        standing = known.get((mark.article, span))
        _guard_texts(library, mark, standing, private_sources)
        private = bool(mark.fields.get("private", standing is not None and standing.private))
        unnamed = "source" not in mark.fields
        source = str(mark.fields.get("source", standing.source if standing else ""))
        if private or not source or (unnamed and not (standing and standing.private)):
            continue
        if "private" in mark.fields and not unnamed:
            continue  # both the name and that it is public are stated
        doubtful.setdefault(source, unnamed)
    for source, used in library.sources.uses(*doubtful).items():
        if not used.public and (used.private or fold(source.strip()) in private_sources):
            unnamed = doubtful[source]
            raise InputError("source_private_kept" if unnamed else "source_private", name=source)


def _guard_texts(
    library: Library,
    mark: QuotedMark,
    standing: Annotation | None,
    private_sources: Collection[str],
) -> None:
    """Let no private name out inside any text that is exported, as `_guard` does for sources.

    Raises InputError `text_private` for a text written now, `text_private_kept` for one that
    becomes public with its annotation.
    """
    was_private = standing is not None and standing.private
    if mark.fields.get("private", was_private):
        return
    note_was_private = standing is not None and standing.note_private
    quiet = bool(mark.fields.get("note_private", note_was_private))
    written = [(name, getattr(standing, name, "")) for name in ("kind", "justification", "method")]
    listed = [*standing.labels] if standing else []
    listed += [" ".join(it.texts) for it in standing.evidence] if standing else []
    note = [standing.note] if standing and not quiet else []
    new_note = [] if quiet else [str(mark.fields.get("note", ""))]
    new_texts = [*new_note, *(str(mark.fields.get(name, "")) for name, _ in written), *mark.labels]
    new_texts += map(_evidence_text, mark.evidence)
    becoming: list[str] = []
    if was_private or note_was_private:
        becoming += [] if "note" in mark.fields else note
    if was_private:
        becoming += [text for name, text in written if name not in mark.fields]
        becoming += [text for text in listed if text not in new_texts]
    kept = [] if was_private or standing is None else standing.exported_texts
    if "private" in mark.fields:
        new_texts = []  # both the text and that it is public are stated
    elif "note_private" in mark.fields and "note" in mark.fields:
        new_texts = new_texts[len(new_note) :]
    no_news = _private_names(library, kept, private_sources)
    for code, texts in (("text_private", new_texts), ("text_private_kept", becoming)):
        new = [
            name for name in _private_names(library, texts, private_sources) if name not in no_news
        ]
        if new:
            raise _wrong(mark, InputError(code, name=new[0]))


def _evidence_text(evidence: EvidenceFields | tuple[str, str]) -> str:
    """All that a piece of evidence says in words, as `Evidence.texts` has it."""
    *texts, quoted = EvidenceFields(*evidence)
    words = quoted.place if isinstance(quoted, Quotation) else ""
    return " ".join(it for it in (*texts, words) if isinstance(it, str) and it)


def _private_names(
    library: Library, texts: Sequence[str], private_sources: Collection[str]
) -> list[str]:
    """The names in some texts that only private annotations use, those of the same batch too."""
    text = "\n".join(texts)
    names = list(library.sources.private_in(text))
    folded = fold(text)
    named = [name for name in private_sources if len(name) > 1 and name in folded]
    uses = library.sources.uses(*named) if named else {}
    return names + [name for name in named if not uses[name].public]


def _mine(
    library: Library, marks: Sequence[QuotedMark], me: Annotator | None
) -> dict[tuple[str, Span | None], Annotation]:
    return {
        (ident, annotation.span): annotation
        for ident in {mark.article for mark in marks}
        for annotation in library.annotations(ident)
        if me is not None and annotation.annotator == me.id
    }


def _kept(library: Library, marks: Sequence[QuotedMark], spans: Sequence[Span]) -> list[Annotation]:
    mine = _mine(library, marks, library.me())
    places = [(mark.article, span) for mark, span in zip(marks, spans, strict=True)]
    return [mine[place] for place in places if place in mine]
