"""W3C Web Annotations as JSON-LD: one AnnotationCollection with its page inside.

https://www.w3.org/TR/annotation-model/ says what is required. What the model has no word for
(unsure, highlight colour, who is quoted, kind, anchor, revision, the words that were marked where
others stand now, the quote in a script view) stands in a namespace of our own, a
UUID, so that nobody's domain is needed and nothing can clash.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from reader.exchange.iri import as_iri, as_uri, is_iri, urn
from reader.exchange.plain import escaped
from reader.exchange.sheet import Sheet, Words
from reader.model import Annotation, Evidence, Status, Verdict

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"meipi": "urn:uuid:c6bd01c8-e6dc-4299-9b1d-23987601ffba#"},
]

_QUESTIONS = frozenset({Status.TO_CHECK, Status.ASKED})

Json = dict[str, Any]


def write(sheets: Sequence[Sheet], words: Words) -> bytes:
    """The collection of all annotations as UTF-8 JSON; without annotations it has no page."""
    items = [_annotation(sheet, it) for sheet in sheets for it in sheet.annotations]
    name = urn(" ".join(item["id"] for item in items))
    collection: Json = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "; ".join(sheet.head.title for sheet in sheets) or words("untitled"),
        "total": len(items),
    }
    if items:
        page = urn(f"{name} page")
        part = {"id": name, "type": "AnnotationCollection", "total": len(items)}
        collection["first"] = {
            "id": page,
            "type": "AnnotationPage",
            "partOf": part,
            "startIndex": 0,
            "items": items,
        }
        collection["last"] = page
    text = json.dumps(collection, ensure_ascii=False, indent=2)
    return (escaped(text) + "\n").encode()


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
        "meipi:anchor": str(annotation.anchor),
        "meipi:originalQuote": sheet.quote_when_marked(annotation),
    }
    return {key: value for key, value in item.items() if value not in ("", [], False)}


def _motivations(annotation: Annotation, bodies: Sequence[Json]) -> list[str]:
    purposes = [str(body["purpose"]) for body in bodies]
    if annotation.highlight or not purposes:
        purposes.append("highlighting")
    return list(dict.fromkeys(purposes))


def _creator(sheet: Sheet, annotation: Annotation) -> Json:
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
    """What came out of the check, with whose it is and of which day."""
    body = _textual(verdict.key, "assessing")
    known = {"meipi:checkedBy": annotation.checked_by, "meipi:checkedOn": annotation.checked_on}
    return {**body, "meipi:verdict": urn(verdict.id), **{k: v for k, v in known.items() if v}}


def _evidence(evidence: Evidence) -> Json:
    """A link; an address that is none is kept as text, so that nothing is lost."""
    address = as_iri(evidence.url)
    if not is_iri(address):
        return _textual(f"{evidence.url} {evidence.remark}".strip(), "describing")
    body: Json = {"type": "SpecificResource", "source": as_uri(address), "purpose": "linking"}
    return {**body, "meipi:remark": evidence.remark} if evidence.remark else body


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
        # Neither a body, which is what somebody said, nor a selector, which has to find its words
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
