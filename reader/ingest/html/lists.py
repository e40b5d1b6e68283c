"""The numbers and bullets that a page shows before the items of its lists."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.text.structure.list_items import bullet_of, counted

if TYPE_CHECKING:
    from lxml.etree import _Element

LISTS = frozenset(["ol", "ul", "menu", "dir"])
_PICTURES = frozenset(["img", "picture", "figure", "video", "amp-img"])
_BLOCKS = frozenset(["p", "div", "section", "table", "ul", "ol"])
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_HAN = frozenset(
    ["cjk-ideographic", "trad-chinese-informal", "simp-chinese-informal", "cjk-decimal",
     "trad-chinese-formal", "simp-chinese-formal", "japanese-informal"]
)  # fmt: skip
_KINDS = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "decimal": "1", "none": "none", "disc": "",
    "circle": "", "square": "",
} | dict.fromkeys(_HAN, "一")  # fmt: skip
_MARKED = re.compile(
    r"[•・‧▪▫○◦●◆■□▲△★☆※◎▶→＊*+＋✓✔☑☐·-]|[(（\[【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})"
    r"(?:[)）\]】、]|[.．:：](?!\d))|第[一二三四五六七八九十百\d]{1,4}[條条章節节款項项點点步]|[①-⑳➊-➓❶-❿]"
)
_INTEGER = re.compile(r"-?[0-9]{1,8}")
_FIRST = 40
_LONGEST_TERM = 24
TERM = "meipi-term"
"""The class of an element that holds a term and its definitions."""

_LONGEST_STYLE = 300
_DEEPEST = 12


def markers_of(around: _Element) -> dict[_Element, str]:
    """Markers before the items of a list: `3. `, `• `; nothing for those that show nothing.

    Items with a picture, those that begin with a mark of their own, and a part of the page that is
    the only item of its list have none.
    """
    items = [each for each in around if each.tag == "li"]
    alone = len(items) == 1
    step = -1 if around.get("reversed") is not None else 1
    at = _integer(around, "start")
    number = at if at is not None else len(items) if step < 0 else 1
    bullet = bullet_of(_depth(around))
    found: dict[_Element, str] = {}
    for item in items:
        value = _integer(item, "value")
        number = number if value is None else value
        kind = _kind(item, around)
        if kind != "none" and _shows(item, alone=alone):
            mark = counted(number, kind) if kind else bullet
            found[item] = mark if mark[-1] == "、" else f"{mark} "
        number += step
    return found


def _shows(item: _Element, *, alone: bool) -> bool:
    words = "".join(islice(item.itertext(), _FIRST)).strip()[:_FIRST]
    if not words and not "".join(item.itertext()).strip():
        return False
    if _MARKED.match(words):
        return False
    barred = _PICTURES | _BLOCKS if alone else _PICTURES
    return not any(inner.tag in barred for inner in item.iterdescendants())


def _kind(item: _Element, around: _Element) -> str:
    """Numbering of a list's items, as the attribute `type` names it; "" for bullets."""
    for element in (item, around):
        styled = _STYLE.search((element.get("style") or "")[:_LONGEST_STYLE])
        if styled and (name := styled[1].lower()) in _KINDS:
            return _KINDS[name]
        if (kind := (element.get("type") or "").strip()) in ("1", "a", "A", "i", "I", "none"):
            return kind
    return "1" if around.tag == "ol" else ""


def _integer(element: _Element, name: str) -> int | None:
    value = (element.get(name) or "").strip()[:9]
    return int(value) if _INTEGER.fullmatch(value) else None


def _depth(around: _Element) -> int:
    """Number of lists without numbers around a list."""
    depth, place = 0, around.getparent()
    for _ in range(_DEEPEST):
        if place is None:
            break
        depth += place.tag == "ul"
        place = place.getparent()
    return depth


def join_terms(root: _Element) -> None:
    """Put each term of a `dl` and its definitions into an element of their own."""
    for terms in [*root.iter("dl")]:
        groups = _groups(terms)
        if len(groups) > 1 and all(map(_is_term, groups)):
            for group in groups:
                own = terms.makeelement("div", {"class": TERM})
                group[0].addprevious(own)
                own.extend(group)


def _groups(terms: _Element) -> list[list[_Element]]:
    """The terms of a list, each with its definitions; none if anything else is there."""
    groups: list[list[_Element]] = []
    for child in terms:
        if child.tag == "dt":
            groups.append([child])
        elif child.tag == "dd" and groups:
            groups[-1].append(child)
        else:
            return []
    return groups


def _is_term(group: list[_Element]) -> bool:
    """Whether a term is short, holds no sentence, and has one definition at least."""
    term = "".join(group[0].itertext()).strip()
    plain = not any(inner.tag in _PICTURES for each in group for inner in each.iterdescendants())
    if not (plain and len(group) > 1 and 0 < len(term) <= _LONGEST_TERM):
        return False
    return term[-1] not in "。？！?!"
