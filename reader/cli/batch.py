"""Marks from JSON lines, checked line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from reader.errors import InputError
from reader.model import Status, Tag

if TYPE_CHECKING:
    from reader.library.annotate import Mark

_TEXTS = ("note", "source", "kind", "highlight")
_SWITCHES = ("unsure", "private")
_CHOICES = {"tag": [str(tag) for tag in Tag], "status": [str(status) for status in Status]}
_FIELDS = (*_TEXTS, *_SWITCHES, *_CHOICES)
_PLACE = ("article", "quote", "prefix", "suffix", "occurrence")


def read_marks(
    lines: Iterable[bytes], article: str | None, find: Callable[[str], str]
) -> list[Mark]:
    """The marks in JSON lines; `find` turns an article's name into its id.

    `article` is where lines without one belong. Empty lines are skipped. Raises InputError
    `batch_line`, with the `line` from 1 and the `reason`, and `batch_empty`.
    """
    ids: dict[str, str] = {}
    marks = []
    for number, data in enumerate(lines, 1):
        if not data.strip():
            continue
        try:
            values = _checked(data, article)
        except ValueError as error:
            raise InputError("batch_line", line=number, reason=error) from error
        name = values["article"]
        if name not in ids:
            ids[name] = find(name)
        marks.append(_mark(values, ids[name]))
    if not marks:
        raise InputError("batch_empty")
    return marks


def _checked(data: bytes, article: str | None) -> dict[str, Any]:
    """The values of one line; raises ValueError that says what is wrong with it."""
    values = json.loads(data.decode("utf-8-sig"))
    if not isinstance(values, dict):
        raise ValueError("a JSON object is needed")
    known = (*_PLACE, *_FIELDS, "labels", "evidence")
    for key, value in values.items():
        if key not in known:
            raise ValueError(f"unknown key “{key}”; known are {', '.join(known)}")
        expected = _expected(key, value)
        if expected:
            raise ValueError(f"“{key}” must be {expected}")
    values.setdefault("article", article)
    if not values["article"] or not values.get("quote"):
        raise ValueError("“article” and “quote” are needed")
    if not any(key in values for key in (*_FIELDS, "labels", "evidence")):
        raise ValueError("it says nothing of its passage")
    return values


def _expected(key: str, value: object) -> str:
    """What a value should have been; empty if it is right."""
    if key in _CHOICES:
        return "" if value in _CHOICES[key] else f"one of {', '.join(_CHOICES[key])}"
    if key in _SWITCHES:
        return "" if isinstance(value, bool) else "true or false"
    if key == "occurrence":
        return "" if type(value) is int and value >= 1 else "a number from 1"
    if key == "labels":
        right = isinstance(value, list) and all(isinstance(it, str) and it.strip() for it in value)
        return "" if right else "a list of texts"
    if key == "evidence":
        right = isinstance(value, list) and all(_is_evidence(it) for it in value)
        return "" if right else 'a list of addresses or {"url": …, "remark": …}'
    return "" if isinstance(value, str) else "a text"


def _is_evidence(value: object) -> bool:
    if isinstance(value, dict):
        texts = all(isinstance(it, str) for it in value.values())
        return texts and value.keys() <= {"url", "remark"} and any(value.values())
    return isinstance(value, str) and value.strip() != ""


def _mark(values: dict[str, Any], article: str) -> Mark:
    from reader.library.annotate import Mark

    pairs = (
        (it.get("url", ""), it.get("remark", "")) if isinstance(it, dict) else (it, "")
        for it in values.get("evidence", ())
    )
    return Mark(
        article=article,
        quote=values["quote"],
        prefix=values.get("prefix", ""),
        suffix=values.get("suffix", ""),
        occurrence=values.get("occurrence"),
        fields={name: values[name] for name in _FIELDS if name in values},
        labels=tuple(values.get("labels", ())),
        evidence=tuple(pairs),
    )
