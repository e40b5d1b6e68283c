"""W3C Web Annotations as JSON-LD: one AnnotationCollection with its page inside.

https://www.w3.org/TR/annotation-model/ says what is required. What the model has no word for
(unsure, highlight colour, who is quoted, kind, anchor, revision, the words that were marked where
others stand now, the quote in a script view) stands in a namespace of our own, a
UUID, so that nobody's domain is needed and nothing can clash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

from reader.exchange.iri import as_iri, as_uri, is_iri, urn
from reader.exchange.plain import escaped
from reader.exchange.sheet import Options, Sheet
from reader.model import Annotation, Evidence, Status, Verdict

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"meipi": "urn:uuid:c6bd01c8-e6dc-4299-9b1d-23987601ffba#"},
]

_IN_MEMORY = 8_000_000
"""Bytes of annotations that wait in memory until what is written before them is known."""

_QUESTIONS = frozenset({Status.TO_CHECK, Status.ASKED})

_MORE = ("remark", "question", "answer", "medium", "quote")
"""Fields of evidence besides its address."""

Json = dict[str, Any]


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write the collection of all annotations as UTF-8 JSON; without annotations it has no page.

    The collection is named after its annotations and says how many there are, before the first;
    so they wait in a temporary file if they are many.
    """
    with SpooledTemporaryFile(_IN_MEMORY) as items:
        titles: list[str] = []
        names: list[str] = []
        for sheet in sheets:
            titles.append(sheet.head.title)
            for annotation in sheet.annotations:
                item = _annotation(sheet, annotation)
                items.write(_item(item, first=not names))
                names.append(item["id"])
        about = _collection("; ".join(titles) or options.words("untitled"), names)
        before, here, after = _json(about).partition(_NO_ITEMS)
        stream.write(before)
        if here:
            _copy(items, stream)
        stream.write(after + b"\n")


def _collection(label: str, names: Sequence[str]) -> Json:
    """The collection of the annotations with these names, and none of them in its page."""
    name = urn(" ".join(names))
    collection: Json = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(names),
    }
    if names:
        page = urn(f"{name} page")
        part = {"id": name, "type": "AnnotationCollection", "total": len(names)}
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": part,
            "startIndex": 0,
            "items": [],
        }
        collection["last"] = page
    return collection


_NO_ITEMS = b'\n    "items": []'
"""The place of the annotations; no string of JSON has a line end, so there is but one."""


def _copy(items: IO[bytes], stream: BinaryIO) -> None:
    stream.write(b'\n    "items": [\n')
    items.seek(0)
    copyfileobj(items, stream)
    stream.write(b"\n    ]")


def _item(item: Json, *, first: bool) -> bytes:
    """An annotation as it stands in the page."""
    return (b"" if first else b",\n") + b"      " + _json(item).replace(b"\n", b"\n      ")


def _json(value: Json) -> bytes:
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)).encode()


def _annotation(sheet: Sheet, annotation: Annotation) -> Json:
    bodies = list(_bodies(annotation))
    item: Json = {
        "id": urn(annotation.id),
        "type": "Annotation",
        "motivation": _motivations(annotation, bodies),
        "creator": _creator(sheet, annotation),
        "created": annotation.created,
        "modified": annotation.updated,
        "body": bodies,
        "target": _target(sheet, annotation),
        "meipi:unsure": annotation.unsure,
        "meipi:highlight": annotation.highlight,
        "meipi:attributedTo": annotation.source,
        "meipi:kind": annotation.kind,
        "meipi:method": annotation.method,
        "meipi:priority": annotation.priority,
        "meipi:due": annotation.due,
        "meipi:assignee": annotation.assignee,
        "meipi:ready": annotation.ready,
        "meipi:approvedBy": annotation.approved_by,
        "meipi:approvedOn": annotation.approved_on,
        "meipi:anchor": str(annotation.anchor),
        "meipi:originalQuote": sheet.quote_when_marked(annotation),
    }
    return {key: value for key, value in item.items() if value not in ("", [], False, 0)}


def _motivations(annotation: Annotation, bodies: Sequence[Json]) -> list[str]:
    purposes = [str(body["purpose"]) for body in bodies]
    if annotation.highlight or not purposes:
        purposes.append("highlighting")
    return list(dict.fromkeys(purposes))


def _creator(sheet: Sheet, annotation: Annotation) -> Json | str:
    """The annotator; nothing where that is not told."""
    if not annotation.annotator:
        return ""
    person: Json = {"id": urn(annotation.annotator), "type": "Person"}
    name = sheet.name(annotation)
    return {**person, "name": name} if name else person


def _bodies(annotation: Annotation) -> Iterator[Json]:
    if annotation.tag is not None:
        yield _textual(annotation.tag, "classifying")
    for label in annotation.labels:
        yield _textual(label, "tagging")
    if annotation.note:
        yield _textual(annotation.note, "commenting")
    if annotation.status is not Status.UNCHECKED:
        asks = annotation.status in _QUESTIONS
        yield _textual(annotation.status, "questioning" if asks else "assessing")
    if annotation.verdict is not None:
        yield _judgement(annotation, annotation.verdict)
    if annotation.justification:
        yield _textual(annotation.justification, "describing")
    for evidence in annotation.evidence:
        yield _evidence(evidence)


def _textual(value: str, purpose: str) -> Json:
    body = {"type": "TextualBody", "value": str(value), "format": "text/plain"}
    return {**body, "purpose": purpose}


def _judgement(annotation: Annotation, verdict: Verdict) -> Json:
    """The verdict of the check, with its author and day."""
    body = _textual(verdict.key, "assessing")
    known = {
        "meipi:checkedBy": annotation.checked_by,
        "meipi:checkedOn": annotation.checked_on,
        "meipi:stale": annotation.is_stale,
        "meipi:unfounded": annotation.is_unfounded,
    }
    return {**body, "meipi:verdict": urn(verdict.id), **{k: v for k, v in known.items() if v}}


def _evidence(evidence: Evidence) -> Json:
    """A link; an address that is none is kept as text, so that nothing is lost."""
    address = as_iri(evidence.url)
    more: Json = {f"meipi:{name}": getattr(evidence, name) for name in _MORE}
    if is_iri(address):
        uri = as_uri(address)
        body: Json = {"type": "SpecificResource", "source": uri, "purpose": "linking"}
        more["meipi:address"] = evidence.url if evidence.url != uri else ""
    else:
        value = f"{evidence.url} {evidence.remark}".strip() or "\n".join(evidence.texts)
        body = _textual(value, "describing")
        more["meipi:address"] = evidence.url
    return body | {name: text for name, text in more.items() if text}


def _target(sheet: Sheet, annotation: Annotation) -> Json:
    head = sheet.head
    address = as_iri(head.url)
    target: Json = {
        "type": "SpecificResource",
        "source": as_uri(address) if is_iri(address) else urn(head.id),
        "selector": list(_selectors(sheet, annotation)),
        "meipi:revision": head.text,
        "meipi:title": head.title,
    }
    if sheet.view:
        # Neither a body, which is an annotator's own, nor a selector, which has to find its words
        # in the source.
        target["meipi:quoteInView"] = sheet.quote_in_view(annotation)
        target["meipi:view"] = sheet.view
    return target


def _selectors(sheet: Sheet, annotation: Annotation) -> Iterator[Json]:
    prefix, suffix = sheet.context(annotation)
    yield {
        "type": "TextQuoteSelector",
        "exact": sheet.quote(annotation),
        "prefix": prefix,
        "suffix": suffix,
    }
    if annotation.span is not None:
        span = annotation.span
        yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}
