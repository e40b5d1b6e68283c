"""The MUSTs of the W3C Web Annotation Data Model that a text annotation can break.

Written from the recommendation (https://www.w3.org/TR/annotation-model/), not from our writer:
each check carries the number of its section. `violations` returns what is wrong, in words.
"""

import re
from collections.abc import Iterator
from typing import Any

ANNO = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")

# Every term of the anno.jsonld context that these documents may use; any other key has to be a
# compact IRI whose prefix the document declares.
TERMS = {
    "@context", "id", "type", "label", "total", "first", "last", "partOf", "startIndex", "items",
    "next", "prev", "motivation", "creator", "created", "modified", "body", "target", "name",
    "nickname", "value", "format", "language", "purpose", "source", "selector", "exact", "prefix",
    "suffix", "start", "end", "state", "canonical", "via",
}  # fmt: skip


def violations(collection: dict[str, Any]) -> list[str]:
    """What breaks a MUST in a collection with an embedded page."""
    return [
        *_collection(collection),
        *_terms(collection, _prefixes(collection)),
    ]


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 0


def _prefixes(collection: dict[str, Any]) -> set[str]:
    contexts = [it for it in _many(collection.get("@context")) if isinstance(it, dict)]
    # JSON-LD 1.1, 4.1.5: a prefix is a term whose IRI ends in a delimiter.
    return {name for it in contexts for name, iri in it.items() if iri[-1] in ":/?#[]@"}


def _terms(value: Any, prefixes: set[str]) -> Iterator[str]:
    if isinstance(value, list):
        for it in value:
            yield from _terms(it, prefixes)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in TERMS and key.partition(":")[0] not in prefixes:
                yield f"3.1 term {key} is defined by no context"
            if key != "@context":
                yield from _terms(inner, prefixes)


def _collection(it: dict[str, Any]) -> Iterator[str]:
    if ANNO not in _many(it.get("@context")):
        yield "5.1 @context must include the anno context"
    if isinstance(it.get("@context"), list) and len(it["@context"]) == 1:
        yield "3.1 a single @context must be a string"
    if not _is_iri(it.get("id")):
        yield "5.1 the collection must have exactly 1 IRI"
    if "AnnotationCollection" not in _many(it.get("type")):
        yield "5.1 type must include AnnotationCollection"
    if not all(isinstance(label, str) for label in _many(it.get("label"))):
        yield "5.1 label must be a string"
    if "total" in it and not _is_count(it["total"]):
        yield "5.1 total must be a non-negative integer"
    if it.get("total") and "first" not in it:
        yield "5.1 a collection that is not empty must have a first page"
    if isinstance(it.get("first"), dict):
        yield from _page(it["first"])
        if len(it["first"].get("items", [])) != it.get("total"):
            yield "5.1 total must be the number of annotations"
        if not _is_iri(it.get("last")):
            yield "5.1 last must be an IRI"


def _page(it: dict[str, Any]) -> Iterator[str]:
    if "@context" in it:
        yield "5.2 an embedded page should not have a @context"
    if not _is_iri(it.get("id")):
        yield "5.2 the page must have exactly 1 IRI"
    if "AnnotationPage" not in _many(it.get("type")):
        yield "5.2 type must include AnnotationPage"
    if not isinstance(it.get("items"), list) or not it["items"]:
        yield "5.2 items must be an array of 1 or more annotations"
    if "startIndex" in it and not _is_count(it["startIndex"]):
        yield "5.2 startIndex must be a non-negative integer"
    if not isinstance(it.get("partOf"), dict) or not _is_iri(it["partOf"].get("id")):
        yield "5.2 partOf names no collection"
    ids = [item.get("id") for item in it.get("items", [])]
    if len(set(ids)) != len(ids):
        yield "3.1 two annotations have the same IRI"
    for item in it.get("items", []):
        yield from _annotation(item)


def _annotation(it: dict[str, Any]) -> Iterator[str]:
    if not _is_iri(it.get("id")):
        yield "3.1 an annotation must have exactly 1 IRI"
    if "Annotation" not in _many(it.get("type")):
        yield "3.1 type must include Annotation"
    if not _many(it.get("target")):
        yield "3.1 there must be 1 or more targets"
    for motivation in _many(it.get("motivation")):
        if motivation not in MOTIVATIONS:
            yield f"3.3.5 {motivation} is not a motivation"
    for key in ("created", "modified"):
        if key in it and not (isinstance(it[key], str) and DATE_TIME.fullmatch(it[key])):
            yield f"3.3.1 {key} must be exactly 1 xsd:dateTime"
    for creator in _many(it.get("creator")):
        yield from _agent(creator)
    for body in _many(it.get("body")):
        yield from _body(body)
    for target in _many(it.get("target")):
        yield from _specific(target)


def _agent(it: Any) -> Iterator[str]:
    if isinstance(it, str):
        if not _is_iri(it):
            yield "3.3.2 an agent given as a string must be an IRI"
        return
    if "id" in it and not _is_iri(it["id"]):
        yield "3.3.2 an agent must not have more than 1 id, an IRI"
    if "nickname" in it and not isinstance(it["nickname"], str):
        yield "3.3.2 nickname must be 1 string"


def _body(it: Any) -> Iterator[str]:
    if "TextualBody" in _many(it.get("type")):
        if not isinstance(it.get("value"), str):
            yield "3.2.4 a textual body must have exactly 1 value"
        if len(_many(it.get("format"))) > 1 or len(_many(it.get("language"))) > 1:
            yield "3.2.4 a textual body has one format and one language"
    else:
        yield from _specific(it)
    for purpose in _many(it.get("purpose")):
        if purpose not in MOTIVATIONS:
            yield f"3.3.5 {purpose} is not a purpose"


def _specific(it: Any) -> Iterator[str]:
    if isinstance(it, str):
        if not _is_iri(it):
            yield "3.2.1 an external resource must be an IRI"
        return
    if not _is_iri(it.get("source")):
        yield "4 a specific resource must have exactly 1 source"
    for selector in _many(it.get("selector")):
        yield from _selector(selector)


def _selector(it: dict[str, Any]) -> Iterator[str]:
    kind = it.get("type")
    if kind == "TextQuoteSelector":
        if not isinstance(it.get("exact"), str) or not it["exact"]:
            yield "4.2.4 there must be exactly 1 exact"
        if not all(isinstance(it.get(key, ""), str) for key in ("prefix", "suffix")):
            yield "4.2.4 prefix and suffix must not be more than 1 each"
    elif kind == "TextPositionSelector":
        if not _is_count(it.get("start")) or not _is_count(it.get("end")):
            yield "4.2.5 start and end must be exactly 1 non-negative integer each"
        elif it["start"] >= it["end"]:
            yield "4.2.5 end comes after start"
    else:
        yield f"4.2 {kind} is no selector for text"
