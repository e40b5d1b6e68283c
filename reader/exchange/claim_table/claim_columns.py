"""Columns of the table, and the row of a claim: texts as people read them, not yet escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from reader.exchange.sheet import Options, Sheet, Wording
from reader.model import Annotation, Evidence, Status, Tag
from reader.words.speakers import speaker_name
from reader.words.verdicts import verdict_name

COLUMNS = (
    "title",
    "publisher",
    "date",
    "address",
    "section",
    "quote",
    "source",
    "tag",
    "verdict",
    "status",
    "priority",
    "due",
    "questions",
    "evidence",
    "justification",
    "method",
    "checked_by",
    "checked_on",
    "approved_by",
    "approved_on",
    "note",
    "annotator",
)
_Said = Callable[[Evidence, Wording], str]

OF_A_VIEW = "quote_in_view"
"""Column after all others, written only if a script view was asked for."""


def table(
    sheets: Iterable[Sheet], options: Options
) -> tuple[Sequence[str], Iterator[Sequence[str]]]:
    """The names of the columns, and the rows one after the other."""
    coming = iter(sheets)
    first = [*islice(coming, 1)]
    columns = (*COLUMNS, OF_A_VIEW) if any(sheet.view for sheet in first) else COLUMNS

    def rows() -> Iterator[Sequence[str]]:
        for sheet in chain(_let_go(first), coming):
            for annotation in sheet.annotations:
                texts = _row(sheet, annotation, options)
                yield [texts[column] for column in columns]

    return columns, rows()


def _let_go(sheets: list[Sheet]) -> Iterator[Sheet]:
    """The sheets of a list, which keeps none of them."""
    while sheets:
        yield sheets.pop(0)


def heading(column: str, words: Wording) -> str:
    """The name of a column in the reader's language."""
    return words(f"column.{column}")


def _row(sheet: Sheet, annotation: Annotation, options: Options) -> dict[str, str]:
    words, span = options.words, annotation.span
    return {
        "title": sheet.head.title or words("untitled"),
        "publisher": sheet.head.source,
        "date": sheet.head.date,
        "address": sheet.head.url,
        "section": sheet.section(span, words) if span else "",
        "quote": sheet.passage(annotation),
        "source": speaker_name(words, sheet.speaker(annotation)),
        "tag": _tag(annotation, words),
        "verdict": verdict_text(annotation, options),
        "status": _status(annotation, words),
        "priority": str(annotation.priority or ""),
        "due": annotation.due,
        "questions": _lines(annotation.evidence, words, _asked),
        "evidence": _lines(annotation.evidence, words, _shown),
        "justification": annotation.justification,
        "method": annotation.method,
        "checked_by": annotation.checked_by,
        "checked_on": annotation.checked_on,
        "approved_by": annotation.approved_by,
        "approved_on": annotation.approved_on,
        "note": annotation.note,
        "annotator": sheet.name(annotation),
        OF_A_VIEW: sheet.quote_in_view(annotation) if sheet.view else "",
    }


def verdict_text(annotation: Annotation, options: Options) -> str:
    """The verdict as the newsroom words it, or why the one there is may not be published.

    Empty without one, for an opinion, and for a claim that is looked at once more.
    """
    published, words = options.published(annotation), options.words
    if published is not None:
        return verdict_name(words, published)
    withheld = annotation.withheld(approval=options.approval)
    if withheld is None or annotation.tag is not Tag.FACT:
        return ""
    return words(f"withheld.{withheld}")


def _tag(annotation: Annotation, words: Wording) -> str:
    word = words(f"tag.{annotation.tag}") if annotation.tag else ""
    return words("export.unsure", tag=word) if annotation.unsure else word


def _status(annotation: Annotation, words: Wording) -> str:
    """The status of the check; nothing for an opinion that nobody asked about."""
    if annotation.tag is Tag.OPINION and annotation.status is Status.UNCHECKED:
        return ""
    return words(f"status.{annotation.status}")


def _lines(evidence: Sequence[Evidence], words: Wording, said: _Said) -> str:
    """The words on each piece of evidence; of several, each with its number."""
    told = [(number, text) for number, it in enumerate(evidence, 1) if (text := said(it, words))]
    if len(evidence) < 2:
        return "".join(text for _, text in told)
    return "\n".join(f"{number}. {text}" for number, text in told)


def _asked(evidence: Evidence, words: Wording) -> str:
    parts = (
        words("column.questions.asked", text=evidence.question) if evidence.question else "",
        words("column.questions.answered", text=evidence.answer) if evidence.answer else "",
    )
    return "\n".join(filter(None, parts))


def _shown(evidence: Evidence, words: Wording) -> str:
    quote = words("column.evidence.quote", text=evidence.quote) if evidence.quote else ""
    return "\n".join(filter(None, (quote, evidence.url, evidence.medium, evidence.remark)))
