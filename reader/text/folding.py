"""The search fold: widths, cases and quote styles become one, code point for code point."""

from __future__ import annotations

import unicodedata
from functools import cache

from reader.model import Span

CLASSES = (
    ('"', "「」『』“”„‟«»﹁﹂﹃﹄＂〝〞《》〈〉"),
    ("'", "‘’‚‛＇"),
    ("-", "—–―‒－‐‑−─﹘⸺"),
    (".", "·・•‧∙⋅･．。｡"),
    ("…", "⋯"),
    ("~", "～〜∼"),
    (" ", "\t\r\n\u00a0\u3000\u2028\u2029"),
    (",", "，﹐、"),
)
"""Signs that mean the same to someone who searches; the first one stands for the others."""


@cache
def _classes() -> dict[int, str]:
    return {ord(sign): one for one, others in CLASSES for sign in others}


class _Table(dict[int, str]):
    """Looks a code point up once; what stays as it is maps to itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).casefold()
        result = folded if len(folded) == 1 else character
        self[code] = result = _classes().get(ord(result), result)
        return result


_table = _Table(_classes())


def fold(text: str) -> str:
    """`text` for searching: `len(fold(text)) == len(text)`, so every offset stays."""
    return text.translate(_table)


def find_all(text: str, query: str) -> list[Span]:
    """Where a query stands in a text, both folded; hits do not overlap."""
    folded, wanted = fold(text), fold(query.strip())
    if not wanted:
        return []
    hits: list[Span] = []
    at = folded.find(wanted)
    while at >= 0:
        hits.append(Span(at, at + len(wanted)))
        at = folded.find(wanted, at + len(wanted))
    return hits
