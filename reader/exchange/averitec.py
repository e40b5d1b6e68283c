"""Checked claims as AVeriTeC publishes them, for programs that learn to check.

https://github.com/MichSchli/AVeriTeC says what the fields are. What is not known here is null, or
an empty list; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from reader.exchange.json_list import write_list
from reader.exchange.sheet import Options, Sheet
from reader.model import Annotation, Evidence, Head
from reader.model.speaker import Attribution

UNANSWERED = "No answer could be found."
"""The answer that the data set gives a question without one."""

_YES_OR_NO = frozenset({"yes", "no", "是", "否", "不是", "有", "沒有", "没有"})
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

Json = dict[str, Any]


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write a list with an object for each claim."""
    claims = (
        _claim(sheet, annotation, options) for sheet in sheets for annotation in sheet.annotations
    )
    write_list(claims, stream)


def _claim(sheet: Sheet, annotation: Annotation, options: Options) -> Json:
    entry, head = options.judged(annotation), sheet.head
    return {
        "claim": sheet.passage(annotation),
        "required_reannotation": False,
        "label": entry.averitec if entry else None,
        "justification": annotation.justification,
        "claim_date": _day(head),
        "speaker": _speaker(sheet, annotation),
        "original_claim_url": head.url or None,
        "cached_original_claim_url": None,
        "fact_checking_article": options.page(annotation) or None,
        "reporting_source": head.source or None,
        "location_ISO_code": None,
        "claim_types": [],
        "fact_checking_strategies": [],
        "questions": _questions(annotation.evidence),
    }


def _day(head: Head) -> str | None:
    """The day of the article as the data set writes it, 31-10-2020."""
    found = _DAY.match(head.date)
    return f"{int(found[3])}-{int(found[2])}-{found[1]}" if found else None


def _speaker(sheet: Sheet, annotation: Annotation) -> str | None:
    who = sheet.speaker(annotation)
    if who.attribution is Attribution.AUTHOR and sheet.head.authors:
        return "、".join(sheet.head.authors)
    return who.name or None


def _questions(evidence: Iterable[Evidence]) -> list[Json]:
    """Each question once, with all its answers; evidence without one answers an empty question."""
    asked: dict[str, list[Json]] = {}
    for it in evidence:
        asked.setdefault(it.question, []).append(_answer(it))
    return [{"question": question, "answers": answers} for question, answers in asked.items()]


def _answer(evidence: Evidence) -> Json:
    said = evidence.answer or evidence.quote or evidence.remark
    found: Json = {
        "answer": said,
        "answer_type": "Abstractive",
        "source_url": evidence.url,
        "cached_source_url": None,
        "source_medium": evidence.medium or "Other",
    }
    if evidence.answer.strip(" .。").casefold() in _YES_OR_NO:
        found["answer_type"] = "Boolean"
        found["boolean_explanation"] = evidence.quote or evidence.remark
    elif evidence.quote and said in evidence.quote:
        found["answer_type"] = "Extractive"
    elif not said and not evidence.url:
        found |= {"answer": UNANSWERED, "answer_type": "Unanswerable"}
    return found
