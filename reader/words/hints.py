"""Words for what the hints of a sentence say."""

from __future__ import annotations

from collections.abc import Iterable

from reader.words import Words


def hint_text(words: Words, found: Iterable[tuple[str, str]], leaning: str = "") -> str:
    """Each kind of hints with its reasons, each once; the kind that the sentence leans to first.

    `found` has a kind and a reason in words for each hint.
    """
    reasons: dict[str, dict[str, None]] = {leaning: {}} if leaning else {}
    for kind, why in found:
        reasons.setdefault(kind, {})[why] = None
    mark = words("hints.between")
    said = (words(f"hints.{kind}", why=mark.join(whys)) for kind, whys in reasons.items() if whys)
    return words("hints.kinds_between").join(said)
