"""Data in a page: the article and its annotations, from which a library gets both back.

A block of JSON in which no `<` stands, so that no text can end it. The article is there as a file
for `articles/`, the annotations field by field; what is empty is not named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, NamedTuple

from reader.errors import InputError
from reader.model import (
    AnchorStatus,
    Annotation,
    Annotator,
    Article,
    Evidence,
    Span,
    Status,
    Tag,
    Verdict,
)
from reader.reports.report import Report
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.outline import sections_of
from reader.text.unwanted import UNWANTED

FORMAT = "meipi-report"
VERSION = 1
_BLOCK = re.compile(
    rb'<script type="application/json" id="meipi-report">([^<]*)</script>', re.IGNORECASE
)
_NAME = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_UNFIT = re.compile(f"[<>&]|{UNWANTED.pattern}")

Json = dict[str, Any]


class PageData(NamedTuple):
    """Content of a page: an article, annotations of its text, and their annotators by id."""

    article: Article
    annotations: tuple[Annotation, ...]
    annotators: dict[str, Annotator]
    full: bool


def embeddable(text: str) -> str:
    r"""JSON as it may stand in a page: what could end its element is written `\u003c`."""
    return _UNFIT.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def data_block(report: Report) -> str:
    """The data of a report, as it stands in its page."""
    head = report.head
    article = Article(
        title=head.title,
        authors=_once(head.authors),
        source=head.source,
        date=head.date,
        url=head.url,
        lang=head.lang,
        tags=_once(head.topics) if report.full else (),
        text=report.text,
        sections=sections_of(report.outline, report.text),
        id=head.id,
        links=report.links,
    )
    people = report.annotators.values() if report.full else ()
    data = {
        "format": FORMAT,
        "version": VERSION,
        "full": report.full,
        "article": as_markdown(article),
        "annotators": [{"id": it.id, "name": it.name, "kind": it.kind} for it in people],
        "annotations": [_values(it) for it in report.annotations],
    }
    return embeddable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """A list as front matter can hold it."""
    return tuple(dict.fromkeys(filter(None, names)))


def _values(value: Annotation | Evidence) -> Json:
    """The fields of a value that say anything, as JSON."""
    found: Json = {}
    for field in (it for it in fields(value) if it.compare):
        said = getattr(value, field.name)
        if isinstance(said, Span):
            found[field.name] = [said.start, said.end]
        elif isinstance(said, Verdict):
            found[field.name] = {"id": said.id, "name": said.name}
        elif field.name == "evidence":
            found[field.name] = [_values(it) for it in said]
        elif said:
            found[field.name] = said
    return {name: said for name, said in found.items() if said}


def read(data: bytes) -> PageData:
    """The data of a page; raises InputError `page_no_report`, `page_newer`, `page_damaged`."""
    found = _BLOCK.search(data)
    if found is None:
        raise InputError("page_no_report")
    try:
        known = json.loads(found[1])
        newer = known["format"] == FORMAT and known["version"] > VERSION
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("page_damaged") from error
    if newer:
        raise InputError("page_newer")
    try:
        return _page_data(known)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("page_damaged") from error


def _page_data(known: Json) -> PageData:
    article = parse(str(known["article"]), markdown=True)
    people = [
        Annotator(_text(it["id"]), _text(it["name"]), _text(it.get("kind", "person")))
        for it in known["annotators"]
    ]
    annotations = tuple(_annotation(it, len(article.text)) for it in known["annotations"])
    annotators = {it.id: it for it in people}
    full = known["full"] is True
    if len({it.id for it in annotations}) < len(annotations):
        raise ValueError("two annotations have one id")
    if full and any(it.annotator not in annotators for it in annotations):
        raise ValueError("an annotation of nobody")
    return PageData(article, annotations, annotators, full)


_READ: dict[str, Callable[[Any], object]] = {
    "span": lambda value: Span(*map(_number, value)),
    "anchor": AnchorStatus,
    "tag": Tag,
    "status": Status,
    "verdict": lambda value: Verdict(_text(value["id"]), _text(value.get("name", ""))),
    "labels": lambda value: tuple(map(_text, value)),
    "evidence": lambda value: tuple(
        Evidence(**_texts(Evidence, {"url": "", **it})) for it in value
    ),
}
"""The fields that are no plain texts, and how each is read."""


def _annotation(known: Json, length: int) -> Annotation:
    plain = {name: value for name, value in known.items() if name not in _READ}
    values: Json = {"span": None, "annotator": "", **_texts(Annotation, plain)}
    values |= {name: _READ[name](value) for name, value in known.items() if name in _READ}
    made = Annotation(**values)
    if made.private or made.note_private:
        raise ValueError("nothing private comes from a page")
    if not all(
        _NAME.fullmatch(it) for it in (made.id, made.annotator or "-", made.claim_check or "-")
    ):
        raise ValueError("an id that cannot be")
    if made.span is not None and not 0 <= made.span.start < made.span.end <= length:
        raise ValueError("a span outside of the text")
    return made


def _texts(kind: type, known: Json) -> Json:
    """Plain values for the fields of a kind, each of the type that the field has by default."""
    types = {field.name: type(field.default) for field in fields(kind)}
    for name, value in known.items():
        wanted = types[name] if types[name] in (bool, int) else str
        if type(value) is not wanted:
            raise TypeError(name)
    return known


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no number")
    return value
