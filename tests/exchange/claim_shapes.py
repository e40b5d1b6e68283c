"""The published shapes of AVeriTeC's claims and of schema.org's ClaimReview, as JSON Schemas.

AVeriTeC: the fields of https://github.com/MichSchli/AVeriTeC and the values of its data.
ClaimReview: the terms of https://schema.org/ClaimReview, and what
https://developers.google.com/search/docs/appearance/structured-data/factcheck requires.
"""

from typing import Any

Json = dict[str, Any]

TEXT: Json = {"type": "string", "minLength": 1}
MAYBE: Json = {"type": ["string", "null"]}
ADDRESS: Json = {"type": "string", "pattern": "^https?://[!-~]+$"}
DAY: Json = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}


def closed(required: Json, **optional: Json) -> Json:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def constant(value: object) -> Json:
    return {"enum": [value]}


ANSWER = closed(
    {
        "answer": {"type": "string"},
        "answer_type": {"enum": ["Extractive", "Abstractive", "Boolean", "Unanswerable"]},
        "source_url": {"type": "string"},
        "source_medium": TEXT,
        "cached_source_url": MAYBE,
    },
    boolean_explanation={"type": "string"},
)
QUESTION = closed({"question": {"type": "string"}, "answers": {"type": "array", "items": ANSWER}})
LABELS = ["Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking"]
AVERITEC: Json = {
    "type": "array",
    "items": closed(
        {
            "claim": TEXT,
            "required_reannotation": {"type": "boolean"},
            "label": {"enum": LABELS},
            "justification": {"type": "string"},
            "claim_date": {**MAYBE, "pattern": "^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$"},
            "speaker": MAYBE,
            "original_claim_url": MAYBE,
            "cached_original_claim_url": MAYBE,
            "fact_checking_article": MAYBE,
            "reporting_source": MAYBE,
            "location_ISO_code": MAYBE,
            "claim_types": {"type": "array", "items": TEXT},
            "fact_checking_strategies": {"type": "array", "items": TEXT},
            "questions": {"type": "array", "items": QUESTION},
        }
    ),
}

_NAMED: Json = {
    "type": "object",
    "required": ["name"],
    "properties": {"@type": {"enum": ["Person", "Organization"]}, "name": TEXT},
    "additionalProperties": False,
}
RATING = closed(
    {"@type": constant("Rating"), "alternateName": TEXT},
    ratingValue={"type": "integer", "minimum": 1, "maximum": 5},
    bestRating=constant(5),
    worstRating=constant(1),
)
APPEARANCE = closed(
    {"@type": constant("NewsArticle"), "url": ADDRESS}, headline=TEXT, datePublished=DAY
)
CLAIM = closed(
    {"@type": constant("Claim")},
    author={"anyOf": [_NAMED, {"type": "array", "items": _NAMED, "minItems": 1}]},
    datePublished=DAY,
    appearance=APPEARANCE,
)
CLAIM_REVIEW: Json = {
    "type": "array",
    "items": closed(
        {
            "@context": constant("https://schema.org"),
            "@type": constant("ClaimReview"),
            "url": ADDRESS,
            "claimReviewed": TEXT,
            "itemReviewed": CLAIM,
            "reviewRating": RATING,
            "author": closed({"@type": constant("Organization"), "name": TEXT}, url=ADDRESS),
        },
        datePublished=DAY,
        inLanguage=TEXT,
        reviewBody=TEXT,
    ),
}
