"""Hidden parts of a page: the rest of an article behind a button, or a dialog.

Prose that is hidden beside prose is the article's: it is shown where something near it leads on
(展開全文), and else stays as a line that was left out. Everything else is what no reader sees.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.ingest.html.furniture import leads_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

UNSEEN = "unseen"
"""The tag of an element that is taken out of the tree."""

KEPT = re.compile(r"(?<!\S)meipi-unseen(?!\S)")
_KEPT = "meipi-unseen"
_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_WORDS = 10
_LEVELS = 4
"""Elements around a hidden part in which something may lead on to it."""

_LONGEST_LEAD = 40
_CONTROLS = ("a", "button", "span", "label", "summary", "p", "div")
_SENTENCE = re.compile(r"[^。！？!?\n]{8}[。！？!?]")
_FIELDS = frozenset(["input", "textarea", "select", "form", "iframe", "video", "audio"])
_NAMES = re.compile(
    r"(?<![a-z])(?:modal|dialog\w*|dlg|popup|pop|toast|tooltip|share\w*|comments?|reply|login|sign\w*"
    r"|cookies?|consent|nav\w*|menu|related|recommend\w*|ads?|banner|promo\w*|subscri\w*|newsletter"
    r"|paywall|search|qrcode|error|loading|copyright|footer|header|player|gallery|lightbox|meta|seo)(?![a-z])",
    re.IGNORECASE,
)
_AWAY = re.compile(r"返回|回|首|(?:[點点][擊击])?[进進]入")
"""Words that lead to another page, besides 原文."""


def sort_hidden(root: _Element) -> bool:
    """Show, keep or give the tag `UNSEEN` to each hidden part; whether any is kept as left out.

    What is kept has the class that `KEPT` finds.
    """
    parts = [*_hidden(root)]
    if not parts:
        return False
    signs, hidden = _prose(root), set(parts)
    reached: set[_Element] | None = None
    kept = False
    for element in parts:
        large = element.get("hidden") is None and element.tag != "template"
        plain = _is_plain(element)
        tells = plain and bool(_SENTENCE.search(_words(element))) and _near_prose(element, hidden)
        # A part with most of a page's words is hidden only until a script has run.
        until = large and signs[element] > signs[root] / 2
        if tells and reached is None:
            reached = _reached(root, parts)
        if (
            until
            or (plain and _unfolds(element))
            or (tells and reached and not reached.isdisjoint(_around(element)))
        ):
            _show(element)
        elif tells:
            _show(element)
            element.set("class", _KEPT)
            kept = True
        else:
            element.tag = UNSEEN
    return kept


def _hidden(root: _Element) -> Iterator[_Element]:
    for element in root.iter("*"):
        folded = element.get("hidden") is not None or element.tag == "template"
        if folded or _STYLE.search(element.get("style") or ""):
            yield element


def _show(element: _Element) -> None:
    """Have an element shown as others are."""
    if element.tag == "template":
        element.tag = "div"
    for name in ("hidden", "aria-hidden"):
        element.attrib.pop(name, None)
    if _STYLE.search(element.get("style") or ""):
        element.attrib.pop("style")


def _is_plain(element: _Element) -> bool:
    """Whether a part has no field to fill in, no gaps of a program, and no other name."""
    names = " ".join((element.get(name) or "")[:300] for name in ("class", "id", "role"))
    if _NAMES.search(names) or any(inner.tag in _FIELDS for inner in element.iter()):
        return False
    return not any(sign in _words(element) for sign in ("{{", "<%"))


def _words(element: _Element) -> str:
    """Text of an element, but for its links."""
    own = [inner.text or "" for inner in element.iter() if inner.tag != "a"]
    return "\n".join([*own, *(inner.tail or "" for inner in element.iterdescendants())])


def _near_prose(element: _Element, hidden: set[_Element]) -> bool:
    """Whether sentences that are shown adjoin a part, or the one around it."""
    for place in islice(element.iterancestors(), 2):
        if place.tag in ("html", "head"):
            break
        for other in place:
            if other is not element and other not in hidden and _SENTENCE.search(_words(other)):
                return bool(place.tag != "body" or other.tag == "p")
        if place.tag == "body":
            break
    return False


def _around(element: _Element) -> list[_Element]:
    around = [each for each in element.iterancestors() if each.tag not in ("body", "html")]
    return around[:_LEVELS]


def _reached(root: _Element, hidden: list[_Element]) -> set[_Element]:
    """The elements with words in them that lead on, but for those in hidden parts."""
    inside = {each for part in hidden for each in part.iter()}
    found: set[_Element] = set()
    for element in root.iter(*_CONTROLS):
        if element in inside:
            continue
        words = "".join(islice(element.itertext(), _MOST_WORDS)).strip()
        if len(words) <= _LONGEST_LEAD and _unfold(words):
            found.update(islice(element.iterancestors(), _LEVELS))
    return found


def _unfolds(element: _Element) -> bool:
    """Whether a hidden part is shown by words beside it that lead on: 閱讀全文, 展開 …"""
    around = element.getparent()
    outside = around if around is not None and len(around) == 1 else element
    near = [element.getprevious(), element.getnext(), outside.getprevious(), outside.getnext()]
    return any(
        _unfold("".join(islice(each.itertext(), _MOST_WORDS)).strip())
        for each in near
        if each is not None
    )


def _unfold(words: str) -> bool:
    """Whether words lead on to the rest of the same page."""
    return not (_AWAY.match(words) or "原文" in words) and leads_on(words)


def _prose(root: _Element) -> dict[_Element, int]:
    """Number of signs in each element of a tree outside links."""
    signs: dict[_Element, int] = {}
    for element in reversed(list(root.iter())):
        inner = sum(signs[child] + _length(child.tail) for child in element)
        signs[element] = 0 if element.tag == "a" else _length(element.text) + inner
    return signs


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
