"""File names made of an article's words, safe on every system and in every shell."""

from __future__ import annotations

import re
from datetime import date

from reader.text.cleaning.cleaned_text import clean

LONGEST = 120
"""Bytes of UTF-8 that a name has at most, so that there is room for what copies add to it."""

# What no system allows in a name, what a shell would take amiss, and every kind of white space.
_UNSAFE = re.compile(r"""[\x00-\x20\x7f-\x9f<>:"/\\|?*'`$&;!#~^%={}()\[\]\s\ufffd\ud800-\udfff]+""")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.I
)
_DAY = r"(?P<year>(?:19|20)\d\d)(?P<sign>[-_.年]?)(?P<month>\d\d)(?:(?P=sign)|月)(?P<day>\d\d)日?"
_DAY_FIRST = re.compile(rf"{_DAY}(?![\d:])")
_DAY_LAST = re.compile(rf"(?<!\d)(?<!\d[./-]){_DAY}$")
_EDGES = "-_. @+,"
_JOINERS = "\u200d\ufe0e\ufe0f"


def file_name_of(words: str, suffix: str, *, before: str = "", otherwise: str = "meipi") -> str:
    """A file name of some words and a suffix (".md"), at most `LONGEST` bytes of UTF-8.

    What is unsafe becomes "-": separators, quotes, signs of the shell, white space, controls,
    bidirectional and invisible characters. No name begins or ends in a dot, a dash or a space, or
    is one that Windows reserves (CON, nul.txt). `before` goes in front (a date); `otherwise`
    stands for words of which nothing is left.
    """
    room = LONGEST - len(suffix.encode())
    stem = _shortened(_safe(words) or otherwise, room - len(before.encode()))
    stem = _safe(before + stem)
    return (f"_{stem}" if _RESERVED.match(stem) else stem) + suffix


def day_and_words(stem: str) -> tuple[str, str]:
    """The day that a file's name begins or ends with, in ISO 8601, and the name without it.

    Without a day, or with nothing but one, that is "" and the whole name.

    >>> day_and_words("2025-03-05-渡口停航")
    ('2025-03-05', '渡口停航')
    """
    found = _DAY_FIRST.match(stem) or _DAY_LAST.search(stem)
    if found is None:
        return "", stem
    words = (stem[: found.start()] + stem[found.end() :]).strip(_EDGES)
    try:
        day = date(*map(int, found.group("year", "month", "day"))).isoformat()
    except ValueError:
        return "", stem
    return (day, words) if words else ("", stem)


def _safe(words: str) -> str:
    return _UNSAFE.sub("-", clean(words).text).strip(_EDGES)


def _shortened(stem: str, room: int) -> str:
    """The beginning of a stem that fits, cut between characters and never inside an emoji."""
    data = stem.encode()
    if len(data) <= room:
        return stem
    kept = data[: max(0, room)].decode("utf-8", "ignore")
    rest = stem[len(kept) :]
    while kept and (rest[:1] in _JOINERS or kept[-1] in _JOINERS):
        rest, kept = kept[-1] + rest, kept[:-1]
    return kept.rstrip(_EDGES)
