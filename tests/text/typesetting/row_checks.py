"""What a reader would call wrong about set rows, written from the rules and not from the code."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from reader.text.typesetting import Row

CLREQ_NO_START = set("、，。．：；！？」』”’）】》〉〕］｝〗·‧・～–／/%％‰℃々") | set(",.;:?!)]}")
STRICT_NO_START = set("—…ーぁァっッゃャ")
CLREQ_NO_END = set("「『“‘（【《〈〔［｛〖([{") | set("￥＄$€£#@")
SPACES = " \u3000"
KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
"""A picture of a key: no part of a number."""

WHOLE = [
    r"https?://[!-z]*[A-Za-z0-9/]",
    r"[A-Za-z]+",
    r"\d+(?:[.,:/]\d+)*",
    r"\d+(?:[.,]\d+)?[%％‰℃]",
    r"[-−+]?[$￥]\d+",
    r"(?:US|HK)\$\d+",
    r"\d+[多餘]?[十百千萬万億亿]+[元人千]?",
    r"\d+(?:年|月\d*日?|日|個|个|元|次|頁|小時|分|季|级|級|美元|千瓦|億元|萬人)",
    r"第\d+",
    r"\d{2}:\d{2}",
    r"——",
    r"……",
]


def forbidden(before: str, after: str, strict: bool) -> str:
    """Why no row may end between two visible characters, or nothing."""
    if after in CLREQ_NO_START or unicodedata.category(after) in ("Pe", "Pf"):
        return f"row starts with {after}"
    if strict and after in STRICT_NO_START:
        return f"row starts with {after}"
    if before in CLREQ_NO_END or unicodedata.category(before) in ("Ps", "Pi"):
        return f"row ends with {before}"
    return ""


def ink(text: str) -> str:
    """The characters of `text` that are seen, without what combines with them."""
    return "".join(
        c for c in text if c not in SPACES and unicodedata.category(c) not in ("Mn", "Cf")
    )


def forced(upper: str, lower: str, strict: bool) -> bool:
    """Whether every other place in the upper row would have been forbidden as well."""
    seen = ink(upper)
    pairs = pairwise(seen)
    return bool(lower) and all(forbidden(a, b, strict) or a == b in "—…" for a, b in pairs)


def violations(text: str, rows: list[Row], width: int, *, strict: bool = True) -> list[str]:
    """Every fault of a paragraph's rows: edges, cut words and numbers, lost code points."""
    faults: list[str] = []
    if rows[0].start != 0 or rows[-1].end != len(text):
        faults.append("rows do not span the text")
    for upper, lower in pairwise(rows):
        if upper.end != lower.start:
            faults.append(f"hole or overlap at {upper.end}")
        above, below = text[upper.start : upper.end], text[lower.start : lower.end]
        before, after = ink(above)[-1:], ink(below)[:1]
        if not before or not after:
            continue
        why = forbidden(before, after, strict)
        if why and not forced(above, below, strict):
            faults.append(f"{why}: {above[-6:]}|{below[:6]}")
    breaks = {row.start for row in rows[1:]}
    words = KEYCAP.sub(lambda picture: "〓" * len(picture[0]), text)
    for pattern in WHOLE:
        for match in re.finditer(pattern, words):
            start, end = match.span()
            if not breaks.isdisjoint(range(start + 1, end)) and _glued(words, start, end) <= width:
                faults.append(f"cut {match.group()}")
    return faults


def _glued(text: str, start: int, end: int) -> int:
    """The most cells that a word or number can take with everything that may cling to it.

    It reaches on both sides to the next two ideographs, or to a space that no mark follows, and
    counts a gap at each border.
    """
    free = re.compile(r"[\u3400-\u9fff](?=[\u3400-\u9fff])|\s(?=[\u3400-\u9fffA-Za-z0-9])")
    left = max((m.end() for m in free.finditer(text, 0, start)), default=0)
    match = free.search(text, end)
    right = match.end() if match else len(text)
    piece = text[left:right]
    wide = [char > "\u00ff" for char in piece]
    gaps = sum(a != b for a, b in pairwise(wide))
    return len(piece) + sum(wide) + gaps
