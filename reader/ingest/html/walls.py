"""Walls in place of an article: a page that asks to log in, or to prove to be a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.ingest.html.placeholders import TELLS
from reader.text.folding import fold

_ASKS = re.compile(
    r"(?:请|需要?|必须|须|要)(?:[您你])?先?(?:登[入录陆]|注册)|登[入录陆](?:[后之]{1,2}|会员|帐号|账号)"
    r"|(?:会员|用户|帐号|账号|密码)登[入录陆]|忘记密码|(?:安全|身份|人机|真人)验证|(?:完成|通过|滑动|进行).{0,8}验证"
    r"|环境异常|verify (?:that )?you are (?:a )?human|just a moment|checking your browser"
    r"|(?:please|must|to) (?:log|sign) ?in\b|forgot(?:ten)? (?:your )?password|^(?:log|sign) ?in$"
    r"|^(?:用户|会员)?登[入录陆]$"
)
_TOLD = re.compile(f"{TELLS.pattern}|我(?!们|已|同意|的)|[他她](?!人)")
"""Words of somebody who tells of such a page; no page says them of itself."""

_LONGEST = 80
_FEW = 40
_SENTENCE = 12
_ENDS = "。！？!?…"


def is_wall(
    titles: Sequence[str], taken: Sequence[str], lines: Sequence[str], *, password: bool
) -> bool:
    """Whether a page without a sentence of its own asks its reader to come in first.

    `taken` are the lines that were found instead of an article, `lines` all of the page's;
    `password` says that it has a field for one, as many pages have beside their article.
    """
    if any(_says(line) for line in taken):
        return False
    asked = [*titles, *taken, *(lines if password and len(lines) <= _FEW else ())]
    return any(_asks(line) for line in asked)


def says_nothing(taken: Sequence[str]) -> bool:
    """Whether lines hold no sentence at all, and not enough else to be an article."""
    return sum(map(len, taken)) < _FEW and not any(
        len(line) >= _SENTENCE and line[-1] in _ENDS for line in taken
    )


def _says(line: str) -> bool:
    """Whether a line is a sentence that asks for nothing, or tells how somebody was asked."""
    if len(line) < _SENTENCE or not (line[-1] in _ENDS or len(line) > _LONGEST):
        return False
    return not _asks(line) or bool(_TOLD.search(fold(line)))


def _asks(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_ASKS.search(fold(line)))
