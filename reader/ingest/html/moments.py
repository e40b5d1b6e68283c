"""Dates about an article that may be its own: not those of comments, updates last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.ingest.html.dates import moment_in
from reader.text.folding import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.ingest.html.lines import Piece

_COMMENTS = re.compile(
    r"(?<![a-z])(?:(?:no|user|article|post|news|reader)?[-_]?(?:comments?|repl(?:y|ies)|responses?"
    r"|discuss\w*|reviews?|feedback|disqus|guestbook)|pinglun|liuyan|huifu|huitie|gentie)(?![a-z])",
    re.IGNORECASE,
)
_COMMENTS_TITLE = re.compile(
    r"\W*(?:(?:网友|读者|用户|最新|热门|精彩|全部)?(?:留言|评论|回应|回复|讨论|跟[贴帖]|点评)(?:区|列表)?"
    r"|comments?|responses?|discussion)\W*+\d*+\W*+(?:[则条]|comments?)?\W*+"
)
_LONGEST = 20
_DAY = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?[日号]?"
    r"(?:\s*+T?\s*+\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_UPDATED = re.compile(
    r"(?:(?:最[后近新])?(?:更新|修改|修订|修正|编修|变更|异动)"
    r"|(?:last )?(?:updated?|modified|edited|revised))"
    rf"\s*+(?:日期|时间|于|on|at|date)?\s*+[:/]?\s*+{_DAY}"
)


def in_comments(element: _Element | None) -> bool:
    """Whether an element is in a part of the page that is named for readers' comments."""
    while element is not None and element.tag not in ("body", "html"):
        names = " ".join((element.get(name) or "")[:300] for name in ("class", "id"))
        if _COMMENTS.search(names):
            return True
        element = element.getparent()
    return False


def without_comments(pieces: Sequence[Piece], first: int) -> list[bool]:
    """Of each line whether it is in no such part, and below no heading of one.

    `first` is the first line of the article's text, above which such words are a link.
    """
    kept, below = [], False
    for place, piece in enumerate(pieces):
        named = place > first and piece.linked < 0.5 and len(piece.text) <= _LONGEST
        below = below or bool(named and _COMMENTS_TITLE.fullmatch(piece.folded))
        kept.append(not below and not piece.within(None, _COMMENTS))
    return kept


def published_first(lines: Sequence[str]) -> list[str]:
    """The lines without the days on which something was changed, if there is another day."""
    published = [_cut(line) for line in lines]
    return published if any(map(moment_in, published)) else list(lines)


def _cut(line: str) -> str:
    kept, reached = [], 0
    for found in _UPDATED.finditer(fold(line)):
        kept.append(line[reached : found.start()])
        reached = found.end()
    return " ".join([*kept, line[reached:]]).strip()
