"""Pages of wikis: their references, editing links, boxes and appendices are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from reader.text.folding import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.ingest.html.lines import Piece

_WIKI = re.compile(
    r"(?<![\w-])(?:mw-parser-output|mw-content-text|lemma-summary|J-lemma-(?:content|title)|mw-body-content)(?![\w-])"
)
_INLINE = re.compile(
    r"(?<![\w-])(?:mw-editsection|reference|mw-ref|mw-cite-backlink|cite-accessibility-label"
    r"|mw-jump-link|noprint|edit-?icon|sup--normal|sup-anchor)(?![\w-])",
    re.IGNORECASE,
)
_INLINE_TAGS = ("sup", "span", "a", "b", "i", "div")
_SPOKEN = frozenset(["播报", "编辑", "播报编辑", "播報", "編輯", "播報編輯"])
"""Words beside a heading that have its section read out, and edit it."""

_BOXES = re.compile(
    r"(?<![\w-])(?:reflist|references|mw-references(?:-wrap)?|refbegin|reference-list|navbox\S*"
    r"|vertical-navbox|infobox\S*|toc|toccolours|hatnote|dablink|[at]mbox\S*|ambox\S*|metadata"
    r"|sistersitebox|side-box|catlinks|printfooter|siteSub|contentSub\S*|mw-indicators"
    r"|navigation-not-searchable)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"(?:参考|引用)(?:资料|文献|来源|书目|链接|连结)?(?:[与及和]注释)?|参照"
    r"|(?:[注脚附备]|资料)?(?:注释?|注解|来源)|出处"
    r"|(?:外部|相关)(?:链接|连结)|参[见看阅]|另见|相关条目|(?:延伸|扩展)阅读"
    r"|references|notes|see also|external links"
)
_LONGEST = 12
_FEW = 20
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def is_wiki(root: _Element) -> bool:
    """Whether a page, or a piece of one, was made by MediaWiki or set like one."""
    for element in root.iter("div", "main", "body"):
        for name in ("class", "id"):
            if (named := element.get(name)) and _WIKI.search(named[:300]):
                return True
    return False


def without_references(root: _Element) -> None:
    """Take the numbers of references and the links that edit a section out of a wiki's tree."""
    from lxml import etree

    if not is_wiki(root):
        return
    for element in root.iter(*_INLINE_TAGS):
        named = element.get("class") or ""
        links = _INLINE.search(named) and len(named) < 300
        if links or (_words(element) in _SPOKEN and _is_beside_heading(element)):
            element.tag = "unseen"
    etree.strip_elements(root, "unseen", with_tail=False)


def _words(element: _Element) -> str:
    """The words of an element, if they are as few as those of a link that edits."""
    texts = list(islice(element.itertext(), _FEW))
    return "".join("".join(texts).split()) if len(texts) < _FEW else ""


def _is_beside_heading(element: _Element) -> bool:
    """Whether an element stands after a heading in the part of the page that is the heading's."""
    return any(each.tag in _HEADINGS for each in element.itersiblings(preceding=True))


def leave_out_appendices(pieces: Sequence[Piece], taken: list[bool], root: _Element) -> None:
    """Leave out a wiki's boxes, lists of references, and the sections that hold nothing else."""
    if not is_wiki(root):
        return
    level = 0
    for place, piece in enumerate(pieces):
        if piece.heading and (not level or piece.heading <= level):
            level = piece.heading if _is_appendix(piece.text) else 0
        if level or piece.within(None, _BOXES):
            taken[place] = False


def _is_appendix(heading: str) -> bool:
    return len(heading) <= _LONGEST and bool(_APPENDIX.fullmatch(fold(heading).strip()))
