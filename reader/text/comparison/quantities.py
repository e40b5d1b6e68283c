"""Numbers of a statement with what they count: 1,700 家門市, 三成五, 8年6月."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from reader.text.comparison import numerals
from reader.text.folding import fold

_MEASURES = """
元=元 塊=元 圓=元 新台幣=元 人民幣=元 美元=美元 美金=美元 港元=港元 港幣=港元 日圓=日圓 日元=日圓
歐元=歐元 英鎊=英鎊 韓元=韓元 韓圜=韓元 澳元=澳元
%=% 個百分點=百分點 百分點=百分點 倍=倍 碼=碼 點=點 分=分 級=級 度=度 席=席 票=票 歲=歲
人=人 名=人 位=人 人次=人次 人份=人份 戶=戶 口=口 死=人 傷=人 亡=人
家=家 間=家 所=家 輛=輛 部=輛 台=輛 臺=輛 架=架 艘=艘 列=列 班=班 件=件 宗=件 起=件 例=件 樁=件
項=項 筆=筆 份=份 張=張 棟=棟 幢=棟 座=座 處=處 個=個 劑=劑 支=支 床=床 場=場 次=次 層=層
樓=樓 條=條 頭=頭 隻=頭 匹=匹 株=株 棵=株 瓶=瓶 盒=盒 箱=箱 包=包 袋=袋 字=字 頁=頁 集=集 冊=本
本=本 校=校 國=國 隊=隊 轟=支 單=單 批=批 組=組 套=套 顆=顆 片=片 塊地=塊 桶=桶 米=公尺*1
公里=公尺*1000 千米=公尺*1000 公尺=公尺*1 公分=公尺*0.01 厘米=公尺*0.01 毫米=公尺*0.001
公釐=公尺*0.001 英里=公尺*1609.344 海里=公尺*1852 公斤=公斤*1 千克=公斤*1 公克=公斤*0.001
克=公斤*0.001 公噸=公斤*1000 噸=公斤*1000 斤=斤 平方公里=平方公尺*1000000 公頃=平方公尺*10000
平方公尺=平方公尺*1 平方米=平方公尺*1 坪=坪 畝=畝 公升=公升*1 升=公升*1 毫升=公升*0.001
立方公尺=公升*1000 立方米=公升*1000 千瓦=瓦*1000 瓩=瓦*1000 百帕=百帕 兆瓦=瓦*1000000
mw=瓦*1000000 gw=瓦*1000000000 kwh=度 kw=瓦*1000 km=公尺*1000 kg=公斤*1 gb=gb tb=tb
年=月*12 個月=月*1 個多月=月*1 週=天*7 星期=天*7 個星期=天*7 禮拜=天*7 天=天*1 日=天*1 小時=分鐘*60
個小時=分鐘*60 鐘頭=分鐘*60 分鐘=分鐘*1 秒=秒 秒鐘=秒
"""
_GENERAL = "個"
"""The measure that may stand for any other one."""
_LEAST = "逾 超過 突破 破 至少 超 不下 高過 多於 超出"
_MOST = "不到 未滿 不足 至多 最多 少於 低於 不超過 未達"
_ABOUT = "約 大約 近 將近 估計 大概 約莫 接近 幾近 上看"
_MORE, _BY = "多 餘", "以上 起跳"
_LESS, _NEARLY = "以下 以內 以内", "左右 上下"
_HAS = "有為占佔達共"
"""Signs that may stand between such a word and its number: 約有."""
_TO_TEN = "一二三四五六七八九十"
_REACH = 12
"""Code points before and after a number that may say what it counts."""


_sign = cache(fold)


@cache
def _signs(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


class Bound(Enum):
    """Precision of a number: as it says, about, or on one side of it."""

    EXACT = auto()
    ABOUT = auto()
    LEAST = auto()
    MOST = auto()


class Quantity(NamedTuple):
    """A number at `start` to `end` of a folded text, with its measure.

    `value` counts in `unit`, "" where nothing names one. `before` and `after` are the words of its
    clause around it. `clause` is where that begins and ends.
    """

    start: int
    end: int
    value: float
    unit: str
    bound: Bound
    before: str
    after: str
    clause: tuple[int, int]


@cache
def _measures() -> dict[str, tuple[str, float]]:
    """Of each measure the unit that it is counted in, and how many of that it is."""
    found = {}
    for entry in _MEASURES.split():
        name, _, unit = entry.rpartition("=")
        base, _, factor = unit.partition("*")
        found[fold(name)] = (fold(base), float(factor or 1))
    return found


def _either(words: str) -> str:
    return "|".join(sorted(map(re.escape, fold(words).split()), key=len, reverse=True))


@cache
def _found() -> re.Pattern[str]:
    """A number with what stands before and after it that belongs to it."""
    measures = "|".join(sorted(map(re.escape, _measures()), key=len, reverse=True))
    number = numerals.pattern()
    per, ten, half = fold("百分之"), fold("成"), fold("半")
    written = (
        f"(?:(?P<bound>{_either(f'{_LEAST} {_MOST} {_ABOUT}')})[{fold(_HAS)}]?+)?(?P<per>{per})?"
        f"(?P<number>{number})(?P<more>{_either(_MORE)})? ?+"
        f"(?:(?P<tenths>{ten})(?P<tenth>[{fold('一二三四五六七八九')}1-9]|{half})?"
        f"(?![{fold('立為功本長果效分就')}])"
        f"|(?P<measure>{measures}))?(?P<half>{half})?"
        f"(?P<side>{_either(f'{_BY} {_LESS} {_NEARLY}')})?"
    )
    return re.compile(written)


@cache
def _not_before() -> re.Pattern[str]:
    """Pattern for what stands before a number that counts nothing: 第三, iPhone 17, 5比3."""
    return re.compile(rf"(?:{fold('第')}|(?<![a-z])[a-z]++ ?-?|{fold('比')}|\d-)$")


@cache
def _score() -> re.Pattern[str]:
    """Pattern for what follows the first number of a score: 5比3."""
    return re.compile(f"{fold('比')}{numerals.pattern()}")


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(r"(?:[^,;:.!?\n、]|(?<=\d)[,.](?=\d))+")


def quantities(text: str) -> list[Quantity]:
    """The quantities of a folded text, in its order; dates and ordinals are none."""
    found: list[Quantity] = []
    for clause in _clauses().finditer(text):
        for match in _found().finditer(text, clause.start(), clause.end()):
            quantity = _quantity(text, match, clause.span())
            if quantity is None:
                continue
            if found and _goes_on(found[-1], quantity):
                last = found.pop()
                quantity = quantity._replace(
                    start=last.start, value=last.value + quantity.value, before=last.before
                )
            found.append(quantity)
    return found


def _goes_on(last: Quantity, next: Quantity) -> bool:
    """Whether a quantity is the rest of the one before it: 8年 6月, 3小時 20分鐘."""
    return last.end == next.start and last.unit == next.unit and next.value < last.value


def _quantity(text: str, match: re.Match[str], clause: tuple[int, int]) -> Quantity | None:
    written, measure = match["number"], match["measure"] or ""
    if _not_before().search(
        text[max(clause[0], match.start("number") - 8) : match.start("number")]
    ):
        return None
    if not measure and _score().match(text, match.end("number")):
        return None
    unit, factor = _measures().get(measure, ("", 1.0))
    number = numerals.value(written)
    if match["tenths"]:
        tenth = match["tenth"] or ""
        number = number * 10 + (5 if tenth == _sign("半") else numerals.value(tenth or "0"))
        unit = "%"
    elif match["per"]:
        unit = "%"
    elif not numerals.is_plain(written) or (not measure and not _is_sure(written)):
        return None
    if measure == _sign("月") or _is_date(text, match):
        return None
    number *= factor
    if match["half"]:
        number += factor / 2
    number = round(number, 6)
    before = text[max(clause[0], match.start() - _REACH) : match.start()]
    after = text[match.end() : min(clause[1], match.end() + _REACH)]
    if measure in (_sign("死"), _sign("傷"), _sign("亡")):
        after = measure + after
    return Quantity(match.start(), match.end(), number, unit, _bound(match), before, after, clause)


def _is_sure(written: str) -> bool:
    """Whether what has no measure is a number all the same: one in digits, or 一千七百."""
    return len(written) > 2 or any(sign.isdecimal() and sign.isascii() for sign in written)


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number names a year, a month, a day or an hour."""
    measure, written, end = match["measure"] or "", match["number"], match.end("measure")
    start = match.start("number")
    if measure == _sign("年"):
        return numerals.value(written) > 1000
    if measure == _sign("日"):
        return bool(re.search(rf"[{_sign('月至到和')}~-]$", text[max(0, start - 1) : start])) or (
            numerals.value(written) <= 31
        )
    after = text[match.end("number") : match.end("number") + 2]
    if after[:1] == _sign("月"):
        return not _is_span(text, match)
    return after[:1] in (_sign("號"), _sign("時"), _sign("季"), ":") or (
        measure == _sign("點") and text[end : end + 1] in (_sign("半"), _sign("鐘"))
    )


def _is_span(text: str, match: re.Match[str]) -> bool:
    """Whether a month goes on a number of years: 8年6月."""
    start = match.start("number")
    years = re.search(
        rf"(?<!\d)(\d{{1,2}}|(?<![{_sign(_TO_TEN)}])[{_sign(_TO_TEN)}]++){_sign('年')}$",
        text[max(0, start - 8) : start],
    )
    return years is not None


def _bound(match: re.Match[str]) -> Bound:
    said = {match["bound"], match["side"]} - {None}
    if match["more"] or said & _signs(f"{_LEAST} {_BY}"):
        return Bound.LEAST
    if said & _signs(f"{_MOST} {_LESS}"):
        return Bound.MOST
    return Bound.ABOUT if said else Bound.EXACT


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities may count the same."""
    if one.unit == other.unit:
        return True
    plain = {"", _sign(_GENERAL)}
    money = _sign("元")
    units = {one.unit, other.unit}
    return bool(units & plain) and not units & {"%", money, _sign("月"), _sign("天"), _sign("分鐘")}


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities can both be right: equal, rounded, or on the side that they say."""
    small, large = sorted((one, other), key=lambda it: it.value)
    low, high = small.value, large.value
    if high - low <= 1e-9 * abs(high):
        return True
    if small.bound is Bound.LEAST and high <= low * 1.25:
        return True
    if large.bound is Bound.MOST and low >= high * 0.8:
        return True
    if Bound.ABOUT in (one.bound, other.bound) and high - low <= 0.05 * high:
        return True
    rough, fine = sorted((low, high), key=numerals.step, reverse=True)
    unit = numerals.step(rough)
    return abs(rough) >= 10 * unit and numerals.step(fine) < unit and abs(rough - fine) <= unit / 2
