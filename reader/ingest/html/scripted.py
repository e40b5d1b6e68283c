"""The article's text where a page's markup has none: in the data that its scripts hold."""

from __future__ import annotations

import html as entities
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from reader.ingest.html.voting import bare

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 2_000_000
"""Code points of all scripts together that are looked through."""

_MOST = 50_000
"""Values of a script's data that are looked at."""

_MOST_TIES = 20
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'")
_ENCODED = ("%7B", "%5B")
"""The first sign of data that are written as a part of an address: `decodeURIComponent("…")`."""

_ESCAPE = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{4,6})\}?|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "r": "", "t": " ", "b": "", "f": "", "v": ""}
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPED = re.compile(r"&(?:amp;)?(?:lt|#60);/?[a-z]", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_PUSHED = re.compile(r"__next_f\.push\(\[1,\s*+")
"""The call by which React sends a page another piece of its data."""
_ROW = re.compile(r"[0-9a-f]{0,8}:")
_TEXT = re.compile(r"T([0-9a-f]{1,8}),")
_SHORTEST = 20
_PROSE = 60
_LONG = 100
"""Han characters of a text that is in one object with the page's title, and of any other."""


def scripts_of(root: _Element) -> list[str]:
    """The code of a page's scripts, as much of it as is looked through."""
    found, left = [], _LARGEST
    for script in root.iter("script"):
        code = "" if script.get("src") else (script.text or "")
        if len(code) > _SHORTEST and left > 0 and "ld+json" not in (script.get("type") or ""):
            found.append(code[:left])
            left -= len(code)
    return found


def text_in(scripts: Sequence[str], titles: Sequence[str]) -> str:
    """The longest text in a page's scripts that reads like an article, as markup or lines, or "".

    A text in one object with one of `titles` goes before others.
    """
    titled = [
        text
        for each in objects_named(scripts, titles)
        for value in each.values()
        if _reads(text := _joined(value))
    ]
    chosen = max(titled, key=_han, default="")
    if _han(chosen) < _PROSE:
        literals = (text for code in _codes(scripts) for text in _texts(code))
        chosen = max((text for text in literals if _reads(text)), key=_han, default="")
        if _han(chosen) < _LONG:
            return ""
    return entities.unescape(chosen) if _ESCAPED.search(chosen) else chosen


def length_of(markup: str) -> int:
    """Letters and digits of a text without its markup."""
    return len(bare(_TAG.sub("", markup)))


def _han(text: str) -> int:
    return len(_HAN.findall(text))


def _reads(text: str) -> bool:
    return text.count("。") > 1 or text.count("，") > 2


def objects_named(scripts: Sequence[str], titles: Sequence[str]) -> Iterator[dict[str, object]]:
    """The objects in the data of scripts that hold one of these titles as a text."""
    names = {bare(title) for title in titles if len(bare(title)) > 3}
    for code in _codes(scripts):
        yield from _named(code, names)


def _codes(scripts: Sequence[str]) -> list[str]:
    """The scripts, with the data that React sends in pieces put together, a row of it each."""
    found, sent = [], []
    for code in scripts:
        piece = _PUSHED.search(code)
        literal = piece and _LITERAL.match(code, piece.end())
        if literal:
            sent.append(_meant(literal))
        else:
            found.append(code)
    return found + list(_rows("".join(sent)))


def _rows(sent: str) -> Iterator[str]:
    """The rows of React's data: JSON up to the end of a line, or a text of so many bytes."""
    at = 0
    while row := _ROW.match(sent, at):
        text = _TEXT.match(sent, row.end())
        if text:
            size = int(text[1], 16)
            held = sent[text.end() : text.end() + size].encode("utf-8", "replace")[:size]
            words = held.decode("utf-8", "ignore")
            at = text.end() + len(words)
            yield json.dumps(words, ensure_ascii=False)
        else:
            end = sent.find("\n", row.end())
            at = len(sent) if end < 0 else end + 1
            yield sent[row.end() : at]


def _data(code: str) -> list[Any]:
    """The data of a script: JSON that stands in it, or in its strings (`JSON.parse("…")`)."""
    data = _decoded(code)
    if data is not None:
        return [data]
    texts = (text for text in _literals(code) if text[0] in "{[")
    return [found for text in texts if (found := _decoded(text)) is not None]


def _texts(code: str) -> Iterator[str]:
    """The strings of a program, and those in the data that strings hold."""
    for text in _literals(code):
        data = _decoded(text) if text[0] in "{[" else None
        if data is None:
            yield text
        waiting = deque([data])
        while waiting:
            each = waiting.popleft()
            if isinstance(each, str):
                yield each
            elif isinstance(each, dict | list):
                waiting += each.values() if isinstance(each, dict) else each


def _decoded(code: str) -> Any:
    """The first value of JSON in a text, None where there is none."""
    start = min((at for at in (code.find("{"), code.find("[")) if at >= 0), default=-1)
    if start < 0:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(code, start)[0]
    except (ValueError, RecursionError):
        return None


def _named(code: str, names: set[str]) -> Iterator[dict[str, object]]:
    waiting, seen, ties = deque(_data(code) if names else ()), 0, 0
    while waiting and seen < _MOST and ties < _MOST_TIES:
        each = waiting.popleft()
        seen += 1
        inner = list(each.values()) if isinstance(each, dict) else each
        waiting += [value for value in inner if isinstance(value, dict | list)]
        if isinstance(each, dict) and any(
            isinstance(value, str) and bare(_TAG.sub("", value[:400])) in names for value in inner
        ):
            yield each
            ties += 1


def _joined(value: object) -> str:
    """A text, or the sentences of a list of paragraphs in their order."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    found: list[str] = []
    waiting = deque(value[:_MOST])
    while waiting and len(found) < _MOST:
        each = waiting.popleft()
        if isinstance(each, str):
            found += [each] if _han(each) > 1 else []
        elif isinstance(each, dict):
            waiting.extendleft(reversed(list(each.values())))
        elif isinstance(each, list):
            waiting.extendleft(reversed(each))
    return "\n".join(found)


def _literals(code: str) -> Iterator[str]:
    """The strings of a program, as they are meant."""
    for found in _LITERAL.finditer(code):
        if len(found[0]) > _LONG + 2:
            text = _meant(found)
            yield unquote(text) if text[:3].upper() in _ENCODED else text


def _meant(literal: re.Match[str]) -> str:
    """The text of a string, as the program means it."""
    with suppress(ValueError):
        text = str(json.loads(literal[0], strict=False))
        return text.encode("utf-8", "ignore").decode()  # half of a pair is no sign
    return _ESCAPE.sub(_sign, literal[0][1:-1])


def _sign(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    if number:
        code = int(number, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    return _SIGNS.get(escape[3], escape[3])
