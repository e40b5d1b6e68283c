"""Whether a page shows only the beginning of its article, the rest being for those who pay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.text.folding import fold

_WHO = r"(?:订户|订阅(?:用户|者)|(?:尊享|网站|vip|plus|premium)?会员|付费(?:用户|读者|会员)?)"
_REST = (
    r"(?:(?:阅读|观看|看|解锁|查看|浏览)?(?:全文|完整(?:内容|文章|报[导道])|(?:余下|剩余)内容)"
    + r"|继续阅读)"
)
_FOR_SOME = re.compile(
    rf"(?:本文|此文|全文|本篇|文章|内容|余下).{{0,8}}?{_WHO}.{{0,4}}?"
    r"(?:专属|专享|独享|限定|限阅|可[看读阅]|内容|文章)"
    rf"|(?:订阅|付费|购买|开通|加入|升级|成为|登[入录]).{{0,16}}?{_REST}"
    rf"|{_REST}.{{0,10}}?(?:订阅|付费|请登[入录]|会员)"
    r"|(?:剩余|剩下|尚余|还有|余下|尚有)(?:约)?\s*[\d,]+\s*[%字](?:.{0,6}(?:未|内容|全文|$))?"
    r"|(?:试[读阅]|免费阅读)(?:部分)?(?:已)?(?:结束|完毕|到此)"
    r"|subscribe to (?:read|continue)|(?:for|to) subscribers only|already a subscriber"
)
_ASKS = re.compile("订阅|订户|会员|付费|解锁|subscri|premium")
_SHORT = 30
_NEAR = 8
_LONGEST = 90


def is_teaser(free: bool | None, taken: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the lines after an article's text say that its rest is for those who pay.

    `free` is whether the page says that all may read it, None if it does not say; where it says
    no, lines that only ask to subscribe will do, or a text that breaks off.
    """
    if free or not taken:
        return False
    near = [fold(line) for line in after[:_NEAR] if len(line) <= _LONGEST]
    if len(taken) > 1 and is_call(taken[-1]):
        return True
    if any(_FOR_SOME.search(line) for line in near):
        return True
    return free is False and (
        taken[-1].endswith(("…", "...")) or any(_ASKS.search(line) for line in near)
    )


def is_call(line: str) -> bool:
    """Whether a short line, no sentence, says that the rest is for those who pay."""
    return (
        len(line) <= _SHORT and line[-1:] not in "。！？!?" and bool(_FOR_SOME.search(fold(line)))
    )
