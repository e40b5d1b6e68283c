"""Checked claims as schema.org's ClaimReview in JSON-LD, for the page that publishes them.

https://schema.org/ClaimReview has the terms; which of them a reader of the markup asks for is in
https://developers.google.com/search/docs/appearance/structured-data/factcheck.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from reader.errors import InputError
from reader.exchange.iri import as_iri, as_uri, is_web
from reader.exchange.json_list import write_list
from reader.exchange.sheet import Options, Sheet
from reader.model import Annotation
from reader.model.speaker import Attribution
from reader.words.verdicts import verdict_name

BEST, WORST = 5, 1
"""The ends of the scale on which a verdict may have a number."""

Json = dict[str, Any]


def write(sheets: Iterable[Sheet], stream: BinaryIO, options: Options) -> None:
    """Write a list with an object for each claim, each of which may stand on a page by itself.

    Raises InputError `publishing_missing` if the settings do not say who publishes, and where.
    """
    for setting in ("name", "page"):
        if not options.publishing.get(setting):
            raise InputError("publishing_missing", setting=setting)
    reviews = (
        _review(sheet, annotation, options) for sheet in sheets for annotation in sheet.annotations
    )
    write_list(reviews, stream)


def _review(sheet: Sheet, annotation: Annotation, options: Options) -> Json:
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": options.page(annotation),
            "datePublished": annotation.checked_on,
            "inLanguage": sheet.head.lang,
            "claimReviewed": sheet.passage(annotation),
            "itemReviewed": _known(
                {
                    "@type": "Claim",
                    "author": _author(sheet, annotation),
                    "datePublished": sheet.head.day,
                    "appearance": _appearance(sheet),
                }
            ),
            "reviewRating": _rating(annotation, options),
            "reviewBody": annotation.justification,
            "author": _publisher(options.publishing),
        }
    )


def _known(fields: Mapping[str, Any]) -> Json:
    """The fields of which something is known."""
    return {name: value for name, value in fields.items() if value}


def _author(sheet: Sheet, annotation: Annotation) -> Json | list[Json]:
    """The author of the claim; without a type for a named source, which may be a person or not."""
    who = sheet.speaker(annotation)
    if who.attribution is Attribution.NAMED:
        return {"name": who.name}
    if who.attribution is Attribution.AUTHOR and sheet.head.authors:
        return [{"@type": "Person", "name": name} for name in sheet.head.authors]
    return {"@type": "Organization", "name": who.name} if who.name else {}


def _appearance(sheet: Sheet) -> Json:
    head = sheet.head
    address = as_iri(head.url)
    if not is_web(address):
        return {}
    told = {"@type": "NewsArticle", "url": as_uri(address), "headline": head.title}
    return _known({**told, "datePublished": head.day})


def _rating(annotation: Annotation, options: Options) -> Json:
    """The verdict in words; with its number, if the code book gives it one."""
    verdict, entry = options.published(annotation), options.judged(annotation)
    rating: Json = {"@type": "Rating"}
    if entry and entry.rating.isdecimal() and WORST <= int(entry.rating) <= BEST:
        rating |= {"ratingValue": int(entry.rating), "bestRating": BEST, "worstRating": WORST}
    if verdict:
        rating["alternateName"] = verdict_name(options.words, verdict)
    return rating


def _publisher(publishing: Mapping[str, str]) -> Json:
    told = {"name": publishing["name"], "url": publishing.get("url", "")}
    return _known({"@type": "Organization", **told})
