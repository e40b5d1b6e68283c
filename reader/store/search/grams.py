"""Grams of a text for the search index: the characters and pairs of characters that stand in it.

A gram is a character of a text's search fold, or two that follow each other. The full-text index
takes grams for its words (FTS5, tokenizer `ascii`), so the grams are written in characters that
this tokenizer leaves whole: ASCII stands at U+F0000 and above, and what may stand there itself is
one character, of which a query can know nothing for certain.

Folds are kept as UTF-16, so that looking at one costs no decoding: see `holds`. Where lines of a
paragraph are joined, fillers stand for what is not shown, so that offsets stay: they are no
characters of a text. One at the end says that there are any.
"""

from __future__ import annotations

import re
from operator import add

from reader.text.joined_lines import FILLER

SHIFT = 0xF0000
"""Distance by which the code points of ASCII are moved in grams."""

DOUBTFUL = re.compile("[\U000f0000-\U0010ffff]")
"""Private characters, which all are one in grams."""

TITLE = "\U000f0081"
"""Mark before a gram that stands in the title."""

_PRIVATE = "\U000f0080"
_SHIFTED = {code: SHIFT + code for code in range(128)}

# Pairs with these would be a fifth of the index, and hardly anyone looks for them alone.
_APART = ' ,。、;:?!"()…'
_RUNS = re.compile(f"[^{re.escape(_APART.translate(_SHIFTED))}]{{2,}}")

ENCODING = "utf-16-le"
_FILLER = FILLER.encode(ENCODING)


def grams(folded: str) -> dict[str, None]:
    """The distinct grams of a fold, in the order in which they first stand in it."""
    text = _shifted(folded.replace(FILLER, ""))
    found = dict.fromkeys(text)
    for run in _RUNS.findall(text):
        found.update(dict.fromkeys(map(add, run, run[1:])))
    return found


def needed(folded: str) -> list[str]:
    """The fewest grams that a text with these words in it must have."""
    text = _shifted(folded)
    covered = bytearray(len(text))
    found: dict[str, None] = {}
    for run in _RUNS.finditer(text):
        covered[run.start() : run.end()] = b"\1" * len(run[0])
        found.update(dict.fromkeys(map(add, run[0], run[0][1:])))
    found.update((sign, None) for sign, done in zip(text, covered, strict=True) if not done)
    return list(found)


def is_certain(folded: str) -> bool:
    """Whether a text that has the grams of these words has the words."""
    return needed(folded) == [_shifted(folded)] and not DOUBTFUL.search(folded)


def encoded(folded: str) -> bytes:
    """A fold as it is kept."""
    return folded.encode(ENCODING)


def decoded(kept: bytes) -> str:
    """The fold that was kept."""
    return kept.decode(ENCODING)


def shown(kept: bytes) -> bytes:
    """A fold that is kept without the fillers that keep its offsets."""
    return encoded(decoded(kept).replace(FILLER, "")) if _FILLER in kept else kept


def holds(kept: bytes, form: bytes) -> bool:
    """Whether words stand in a fold as it is shown, both encoded; fillers end one that has any."""
    if kept.endswith(_FILLER):
        kept = shown(kept)
    at = kept.find(form)
    while at > 0 and at & 1:  # half of one character and half of the next
        at = kept.find(form, at + 1)
    return at >= 0


def _shifted(folded: str) -> str:
    if folded and max(folded) >= "\U000f0000":
        folded = DOUBTFUL.sub(_PRIVATE, folded)
    return folded.translate(_SHIFTED)
