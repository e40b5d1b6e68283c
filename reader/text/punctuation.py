"""Marks that are written in several ways: the one table that rows, sentences, roles, bylines,
clauses and the search fold share.

Old systems had neither —— nor ：in their sets, so ──, ⸺ and ︰ stand for them to this day.
"""

from __future__ import annotations

import re

DASHES = "—―─━⸺⸻"
"""Pieces of a dash; the first one stands for the others."""

DOTS = "…⋯"
"""Pieces of an ellipsis; the first one stands for the other."""

COLONS = "：︰﹕︓∶"
"""Colons as wide as a Han character; the first one stands for the others."""

BAR = "｜"
"""Bar between two cells of a table, and between the parts of a headline."""

SMALL = {"，": "﹐︐", "、": "﹑︑", "。": "︒", "；": "﹔︔", "！": "﹗︕", "？": "﹖︖"}
"""The small and the upright forms of stops."""

_FORMS = {"—": DASHES[1:], "：": COLONS[1:], **SMALL}
_USUAL = {ord(form): usual for usual, forms in _FORMS.items() for form in forms}
_unusual = re.compile(f"[{''.join(_FORMS.values())}]").search


def usual(text: str) -> str:
    """A text with its dashes, colons and stops in their usual form, one code point for one.

    >>> usual("他說︰「好」──真的")
    '他說：「好」——真的'
    """
    return text.translate(_USUAL) if _unusual(text) else text
