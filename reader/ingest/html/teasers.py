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
_PAYS = (
    r"(?:订[户阅]|付费|会员|vip|pro\b|plus|购买|买断|解锁|开通|升级|成为|赞助者|加入|登[录入]|注册"
    r"|subscri\w{1,9}|members?\b|premium|log ?in|sign (?:in|up))"
)
_WHOLE = (
    r"(?:全文|完整|全部内容|[剩余][余下]|余下|继续[阅看读]|[看读]完|读毕|解锁|未登录会员|限定|限阅|专属|专享|本篇|此篇|这篇|本文|此文|文章|报导|报道"
    r"|内容|深度|分析|篇数|[畅阅]读|可[看读阅]"
    r"|keep reading|continue|full access|whole story|unlock|to read|for (?:paid|paying)"
    r"|only|this (?:post|article|story))"
)
_MEANS = re.compile(rf"{_PAYS}.{{0,24}}?{_WHOLE}|{_WHOLE}.{{0,24}}?{_PAYS}")
_USED_UP = re.compile(
    r"(?:免费|本月|试[读阅看]).{0,12}?(?:用完|已满|读毕|上限|结束|完毕|到此)|用完.{0,8}(?:免费|篇)"
    r"|free (?:article )?limit|reached your"
)
_ELSE = re.compile(
    r"留言|评论|收藏|更多|其他|其它|推荐|每[日天周]|活动|优惠|电子报|早报|晚报|好友|频道|粉丝|支持|投稿|赞助我们|方案说明|制度"
    r"|送到家|享有|抽奖|comment|journalism"
    r"|newsletter|save this"
)
_SHORT = 30
_NEAR = 8
_CALL = 40
_LONGEST = 90


def is_teaser(free: bool | None, taken: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the lines after an article's text offer its rest to those who pay.

    `free` is whether the page says that all may read it, None if it does not say; where it says
    no, lines that only ask to subscribe will do, or a text that breaks off.
    """
    if free or not taken:
        return False
    near = [fold(line) for line in after[:_NEAR] if len(line) <= _LONGEST]
    if len(taken) > 1 and is_call(taken[-1]):
        return True
    if any(_FOR_SOME.search(line) or _asks_to_pay(line) for line in near):
        return True
    return free is False and (
        taken[-1].endswith(("…", "...")) or any(_ASKS.search(line) for line in near)
    )


def is_call(line: str) -> bool:
    """Whether a short line, no sentence, offers the rest to those who pay."""
    text = fold(line)
    asks = _FOR_SOME.search(text) or _asks_to_pay(text)
    longest = 2 * _SHORT if text.isascii() else _SHORT
    return len(line) <= longest and line[-1:] not in "。！？!?" and bool(asks)


def _asks_to_pay(text: str) -> bool:
    """Whether a short folded line sets the rest of an article beside those who may read it."""
    if len(text) > (_LONGEST if text.isascii() else _CALL) or _ELSE.search(text):
        return False
    return bool(_MEANS.search(text) or _USED_UP.search(text))
