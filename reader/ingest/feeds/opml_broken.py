"""Lists of feeds whose XML is broken, read for their entries alone, as other readers do.

An entry is what follows `<outline` up to the next one. A feed that is never closed holds no other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BORDER = re.compile(r"<(/?)(?:outline|body|opml)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])([A-Za-z_:][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))"""
)


def entries(text: str) -> Iterator[dict[str, str] | None]:
    """Attributes of each entry, in their order, and None where the last open one ends.

    Of one that was cut, the values in whole quotes.
    """
    borders = list(_BORDER.finditer(text))
    ends = [*(border.start() for border in borders), len(text)][1:]
    feeds: list[bool] = []
    for border, end in zip(borders, ends, strict=True):
        if not border[0].lower().endswith("outline"):
            continue
        if border[1] or (feeds and feeds[-1]):
            if feeds:
                feeds.pop()
                yield None
            if border[1]:
                continue
        found = list(_ATTRIBUTE.finditer(text, border.end(), end))
        attributes = {it[1].lower(): html.unescape(it[2] or it[3] or it[4] or "") for it in found}
        yield attributes
        if text[found[-1].end() if found else border.end() : end].lstrip().startswith("/"):
            yield None
        else:
            feeds.append("xmlurl" in attributes)
