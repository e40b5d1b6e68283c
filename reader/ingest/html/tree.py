"""The bytes of a web page to a tree without what is never read, whatever the page's state."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.extra import web_missing
from reader.ingest.html.hidden import KEPT, UNSEEN, sort_hidden
from reader.text.cleaning import decoding

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest page that is read."""

DEEPEST = 100
"""Nested elements that are kept; the parser would lose the text below 256."""

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*+=\s*+(?:[\"']\s*+)?([\w.:-]{1,40})"
    rb"|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)([^<>]*+)>")
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*+)\s[^<>]{2000,}+>")
_QUOTED = re.compile("\"[^\"]*+\"|'[^']*+'")
_MOST_ATTRIBUTES = 500
_WEIGHTS = dict.fromkeys(
    [
        "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
        "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "source", "tbody",
        "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    ],
    0,
) | {"table": 4, "ul": 2, "ol": 2, "dl": 2, "select": 2}  # fmt: skip
"""Depth that an element adds for those that stand in it; those that end by themselves add none."""

_IN_HEAD = frozenset(
    ["base", "basefont", "link", "meta", "noscript", "script", "style", "template", "title"]
)
_BREAKING = frozenset(
    ["article", "blockquote", "center", "div", "dl", "form", "main", "ol", "section", "table", "ul"]
)


def read_text(data: bytes, declared: str = "") -> tuple[str, str]:
    """The raw text of a page and the name of its encoding; `declared` is the HTTP header's.

    Raises InputError: `file_empty`, `file_too_large`, `file_binary`.
    """
    if len(data) > LARGEST:
        raise InputError("file_too_large", largest=LARGEST >> 20)
    if not data.strip():
        raise InputError("file_empty")
    found = _DECLARED.search(data[:8192])
    own = (found[1] or found[2]).decode("ascii", "replace") if found else ""
    label = declared if decoding.named(declared) else own
    text, encoding = decoding.to_text(data, label)
    if decoding.looks_binary(data, text):
        raise InputError("file_binary")
    return text, encoding


def parse_tree(text: str) -> _Element:
    """The tree of a page; no network is used and no entity of the page's own is resolved.

    Raises InputError `page_empty` if there is nothing to parse, `web_missing` without lxml.
    """
    try:
        from lxml import etree
    except ImportError as error:
        raise web_missing() from error
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip
    text = _LONG_TAG.sub(_without_attributes, text.replace("\0", ""))
    source = _flattened(text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise InputError("page_empty")
    _out_of_head(root)
    return root


def _out_of_head(root: _Element) -> None:
    """Put what a page without `body` shows back into one; the parser keeps newer elements in the
    head that nobody closed (HTML Living Standard, 13.2.6.4.4).
    """
    head = root.find("head")
    if head is None:
        return
    shown = next((at for at, each in enumerate(head) if each.tag not in _IN_HEAD), None)
    if shown is None:
        return
    body = root.find("body")
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    for at, element in enumerate(head[shown:]):
        body.insert(at, element)


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag with so many attributes that they would take the parser minutes, without them."""
    bare = _QUOTED.sub(" ", tag[0])
    return tag[0] if len(bare.split()) <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _flattened(text: str) -> str:
    """The page without the tags of elements that are nested too deep; their words stay."""
    if not _too_deep(text):
        return text
    kept: list[str] = []
    stack: list[str] = []
    left_out: Counter[str] = Counter()
    depth = reached = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        weight = _WEIGHTS.get(name, 1)
        if not weight or tag[3].endswith("/"):
            continue
        if not tag[1] and depth + weight <= DEEPEST:
            stack.append(name)
            depth += weight
        elif tag[1] and not left_out[name]:
            if name in stack:
                while stack:
                    last = stack.pop()
                    depth -= _WEIGHTS.get(last, 1)
                    if last == name:
                        break
        else:
            left_out[name] += -1 if tag[1] else 1
            between = text[reached : tag.start()]
            reached = tag.end()
            if name in _BREAKING and (between.strip() or not kept):
                between += "<br>"
            kept.append(between)
    kept.append(text[reached:])
    return "".join(kept)


def _too_deep(text: str) -> bool:
    """Whether elements are nested too deep, by a count that never falls short."""
    depth = 0
    opened: Counter[str] = Counter()
    for closes, written, rest in _TAG.findall(text):
        name = written.lower()
        weight = _WEIGHTS.get(name, 1)
        if closes:
            if opened[name]:
                opened[name] -= 1
                depth -= weight
        elif weight and not rest.endswith("/"):
            opened[name] += 1
            depth += weight
            if depth > DEEPEST:
                return True
    return False


_UNREAD = (
    "head", "script", "style", "noscript", "iframe", "svg", "canvas", "object", "embed",
    "select", "textarea", "title",
)  # fmt: skip
_VOTED_BY = dict.fromkeys(
    [
        "aria-hidden", "class", "data-component", "data-testid", "id", "itemprop", "lang", "name",
        "rel", "role", "style", "type",
    ],
    300,
)  # fmt: skip
"""Attributes that name the kind of an element, and their greatest length in code points."""

_SET_OUT = frozenset(["colspan", "reversed", "rowspan", "start", "value"])
"""Attributes of tables and lists that nobody votes by: a library would make the cells they say."""

_LONGEST_SET_OUT = 10


def stripped(root: _Element) -> str:
    """Take out of a tree what no reader sees; its markup, for the libraries that vote.

    Hidden prose of the article stays in the tree, not in the markup (see `hidden`).
    """
    from lxml import etree

    etree.strip_elements(root, *_UNREAD, with_tail=False)
    kept = sort_hidden(root)
    etree.strip_elements(root, UNSEEN, with_tail=False)
    set_out = _set_out(root)
    _cut_attributes(root)
    shown = _without_kept(root) if kept else root
    markup: str = etree.tostring(shown, encoding="unicode", method="html")
    for element, attributes in set_out:
        element.attrib.update(attributes)
    return markup


def _without_kept(root: _Element) -> _Element:
    """A copy of a tree without the hidden parts that are kept in it as left out."""
    from lxml import etree

    shown = deepcopy(root)
    for element in [each for each in shown.iter("*") if KEPT.search(each.get("class") or "")]:
        element.tag = UNSEEN
    etree.strip_elements(shown, UNSEEN, with_tail=False)
    return shown


def _set_out(root: _Element) -> list[tuple[_Element, dict[str, str]]]:
    """The elements with attributes for the place of cells and numbers, with these."""
    found = []
    for element in root.iter("td", "th", "ol", "li"):
        values = {name: value for name, value in element.items() if name in _SET_OUT}
        if values:
            found.append((element, {name: it[:_LONGEST_SET_OUT] for name, it in values.items()}))
    return found


def _cut_attributes(root: _Element) -> None:
    """Take out of a tree the attributes that nobody votes by, and those too long to mean much.

    The libraries try patterns on them whose time grows with the square of a value's length.
    """
    for element in root.iter("*"):
        items = element.items()
        if not items:
            continue
        kept = [(name, it) for name, it in items if len(it) <= _VOTED_BY.get(name, -1)]
        if len(kept) < len(items):
            element.attrib.clear()  # one by one lxml refuses names such as `{}`
            element.attrib.update(kept)
