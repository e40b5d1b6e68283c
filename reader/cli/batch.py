"""Marks from JSON lines, checked line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.errors import InputError, MeipiError
from reader.model import MOST_URGENT, EvidenceFields, Quotation, Status, Tag
from reader.model.code_book import FORMER
from reader.text.evidence import address_and_remark

if TYPE_CHECKING:
    from reader.library.annotate import QuotedMark

_TEXTS = (
    "note", "source", "kind", "highlight", "verdict", "justification", "method", "due", "assignee",
)  # fmt: skip
_SWITCHES = ("unsure", "private", "note_private", "ready", "approved")
_CHOICES = {"tag": [str(tag) for tag in Tag], "status": [*map(str, Status), *FORMER]}
_FIELDS = (*_TEXTS, *_SWITCHES, *_CHOICES, "priority")
_OF_EVIDENCE = ("url", "remark", "question", "answer", "medium", "quote", "quote_in")
_PLACE = ("article", "quote", "annotation", "prefix", "suffix", "occurrence")


class LineError(MeipiError):
    """The fault of a line: the reason in the message of another error."""


def read_marks(
    lines: Iterable[bytes], article: str | None, find: Callable[[str], str]
) -> list[QuotedMark]:
    """The marks in JSON lines; `find` turns an article's name into its id.

    `article` is where lines without one belong. Empty lines are skipped. Raises InputError
    `batch_line`, with the `line` from 1 and the `reason`, `batch_mark` for an article that is not
    found, and `batch_empty`.
    """
    ids: dict[str, str] = {}
    marks = []

    def known(name: str) -> str:
        if name not in ids:
            ids[name] = find(name)
        return ids[name]

    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        try:
            values = _checked(data, article)
        except LineError as reason:
            raise InputError("batch_line", line=number, reason=reason) from reason
        try:
            mark = _mark(values, known)
        except MeipiError as error:
            raise InputError("batch_mark", line=number, reason=error) from error
        marks.append(replace(mark, line=number))
    if not marks:
        raise InputError("batch_empty")
    return marks


def _checked(data: bytes, article: str | None) -> dict[str, Any]:
    """The values of one line; raises LineError that says what is wrong with it."""
    values = _parsed(data)
    known = (*_PLACE, *_FIELDS, "labels", "evidence")
    for key, value in values.items():
        if key not in known:
            raise LineError("reason.unknown_key", key=key, known=", ".join(known))
        _check(key, value)
    values.setdefault("article", article)
    if not values["article"] or bool(values.get("quote")) == bool(values.get("annotation")):
        raise LineError("reason.place_needed")
    if not any(key in values for key in (*_FIELDS, "labels", "evidence")):
        raise LineError("reason.nothing_said")
    return values


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data.decode("utf-8-sig").rstrip(), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise LineError("reason.not_utf8") from error
    except json.JSONDecodeError as error:
        raise LineError("reason.not_json", column=error.colno) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all measure
        raise LineError("reason.not_object") from error
    if not isinstance(values, dict):
        raise LineError("reason.not_object")
    return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; raises LineError for a key that stands in it twice."""
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise LineError("reason.twice", key=name)
        values[name] = value
    return values


def _check(key: str, value: object) -> None:
    """Raise LineError, which says what the value of a known key should have been."""
    if key in _CHOICES:
        kind, right = "choice", value in _CHOICES[key]
    elif key in _SWITCHES:
        kind, right = "switch", isinstance(value, bool)
    elif key == "occurrence":
        kind, right = "number", type(value) is int and value >= 1
    elif key == "priority":
        kind, right = "choice", type(value) is int and 0 <= value <= MOST_URGENT
    elif key == "labels":
        texts = isinstance(value, list) and all(isinstance(it, str) for it in value)
        kind = "empty" if texts else "texts"
        right = isinstance(value, list) and all(map(_is_label, value))
    elif key == "evidence":
        kind, right = "evidence", isinstance(value, list) and all(map(_is_evidence, value))
    else:
        kind, right = "text", isinstance(value, str)
    if not right:
        choices = _CHOICES.get(key, map(str, range(MOST_URGENT + 1)))
        raise LineError(f"reason.{kind}", key=key, choices=", ".join(choices))


def _is_label(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_evidence(value: object) -> bool:
    if isinstance(value, dict):
        texts = all(isinstance(it, str) for it in value.values())
        whole = ("quote" in value) == ("quote_in" in value)
        return texts and whole and value.keys() <= {*_OF_EVIDENCE} and any(value.values())
    return isinstance(value, str) and value.strip() != ""


def _evidence(value: str | dict[str, str], find: Callable[[str], str]) -> EvidenceFields:
    if isinstance(value, str):
        return EvidenceFields(*address_and_remark(value))
    texts: dict[str, Any] = {it: value[it] for it in value if not it.startswith("quote")}
    if "quote" not in value:
        return EvidenceFields(**texts)
    return EvidenceFields(**texts, quoted=Quotation(find(value["quote_in"]), value["quote"]))


def _mark(values: dict[str, Any], find: Callable[[str], str]) -> QuotedMark:
    from reader.library.annotate import QuotedMark

    return QuotedMark(
        article=find(values["article"]),
        quote=values.get("quote", ""),
        annotation=values.get("annotation", ""),
        prefix=values.get("prefix", ""),
        suffix=values.get("suffix", ""),
        occurrence=values.get("occurrence"),
        fields={name: values[name] for name in _FIELDS if name in values},
        labels=tuple(values.get("labels", ())),
        evidence=tuple(_evidence(it, find) for it in values.get("evidence", ())),
    )
