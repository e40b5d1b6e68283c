"""Words of which two statements with different ones are about different things.

Places, times, and alternatives such as imports and exports: 台北 has 35 cases and 台中 has 20 is no
contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date, timedelta
from functools import cache

from reader.text.comparison import numerals
from reader.text.folding import fold

_ALTERNATIVES = """
進口 出口|輸入 輸出|男 女 男性 女性 男子 女子|公立 私立|公辦 民辦|
國小 國中 高中 高職 大學 研究所 幼兒園|小學 中學 大學|死亡 死者 受傷 輕傷 重傷 失蹤 失聯 獲救|
本土 境外 境外移入|營收 獲利 毛利 淨利 淨利潤 虧損 負債 資產|收入 支出|出生 死亡|結婚 離婚|
資產 負債|南下 北上|入境 出境|新增 累計|年增 月增 季增 按年 按月 同比 環比|汽油 柴油|
上午 下午 凌晨 晚間|成人 兒童 青少年 長者 老人 銀髮 年輕 嬰兒|氣溫 雨量|國內 國際 國外 海外|
白天 夜間|平日 假日|買進 賣出|教師 學生 護理師 醫師 醫生|房價 租金|全票 半票 學生票 優待票|
支持 反對|贊成 反對|得票率 投票率|稻作 蔗作|面積 產量|雨量 風速|首播 完結篇|起售 頂配|主場 客場|
水價 電價 油價 瓦斯價|北部 中部 南部 東部|東側 西側 南側 北側|前門 後門|新生 畢業生|
門診 急診 住院|手機 平板 筆電 手錶|疫苗 藥物|黨員 選民|起訴 約談 羈押 交保|cpi ppi|gdp gnp|
最高 最低 平均|全馬 半馬|首週 累計|規劃 完工 興建中|可支配所得 消費支出|農損 漁損|營業利益 營收|
學費 電費 水費 健保費|庫存 銷量 產量|股票 債券|台股 美股 日股 港股 陸股|汽車 機車|
公車 捷運 高鐵 台鐵|降息 升息|總統 副總統|市長 副市長|冠軍 亞軍 季軍|團體 個人|早餐 午餐 晚餐|
春節 國慶 端午 中秋 清明 跨年 五一|新加入 退出|保護力 覆蓋率|扣押 查扣
"""
_PLACES = """
台北 臺北 北市|新北|桃園|台中 臺中 中市|台南 臺南 南市|高雄 高市|基隆|新竹 竹市 竹縣|苗栗|彰化|
南投|雲林|嘉義|屏東|宜蘭|花蓮|台東 臺東|澎湖|金門|馬祖 連江|北京|上海|天津|重慶|廣州|深圳|成都|
杭州|武漢|南京|蘇州|西安|鄭州|長沙|青島|廈門|福州|大連|瀋陽|哈爾濱|昆明|貴陽|南寧|合肥|濟南|
石家莊|太原|南昌|蘭州|烏魯木齊|拉薩|海口|三亞|河北|山西|遼寧|吉林|黑龍江|江蘇|浙江|安徽|福建|
江西|山東|河南|湖北|湖南|廣東|海南|四川|貴州|雲南|陝西|甘肅|青海|內蒙古|廣西|西藏|寧夏|新疆|
香港 本港|澳門|台灣 臺灣 全台 全臺|大陸|日本|韓國 南韓|北韓 朝鮮|美國|加拿大|墨西哥|巴西|阿根廷|
英國|法國|德國|義大利|意大利|西班牙|葡萄牙|荷蘭|比利時|瑞士|瑞典|挪威|芬蘭|丹麥|波蘭|匈牙利|
捷克|奧地利|希臘|土耳其|俄羅斯|烏克蘭|以色列|伊朗|伊拉克|沙烏地|沙特|印度|巴基斯坦|孟加拉|
斯里蘭卡|泰國|越南|寮國|柬埔寨|緬甸|馬來西亞|新加坡|印尼|菲律賓|澳洲|澳大利亞|紐西蘭|新西蘭|
南非|埃及|肯亞|奈及利亞|東京|大阪|名古屋|熊本|首爾|釜山|紐約|洛杉磯|舊金山|芝加哥|亞利桑那|德州|
加州|倫敦|巴黎|柏林|慕尼黑|羅馬|馬德里|莫斯科|歐洲 歐盟|非洲|東南亞|中東|拉丁美洲|北美|
全球 世界|九龍|新界|港島
"""
_NOW = "目前 現在 現有 至今 迄今 現時 如今"
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "後年": 2, "上年": -1}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1, "後天": 2}
_MONTHS = {"本月": 0, "這個月": 0, "上月": -1, "上個月": -1, "下月": 1, "下個月": 1}
_PARTS = """
上半年|下半年|第一季 首季 q1|第二季 q2|第三季 q3|第四季 q4|前三季 前三季度|上週|本週|下週|
上學期|下學期|上次|本次|過去五年|同期
"""

Named = frozenset[tuple[str, object]]
"""Times, places or sides that a text names: of what kind each is, and which one."""


def _groups(table: str) -> list[str]:
    """The groups of a table, folded; a line may end between two."""
    return fold(table.replace("\n", "")).split("|")


@cache
def _sides() -> dict[str, list[tuple[str, list[tuple[str, object]]]]]:
    """By its first character, each word that takes a side, the longest first, and which sides."""
    named: dict[str, list[tuple[str, object]]] = {}
    for number, group in enumerate(_groups(_ALTERNATIVES)):
        for word in group.split():
            named.setdefault(word, []).append((f"side {number}", word))
    for kind, table in (("place", _PLACES), ("part", _PARTS)):
        for group in _groups(table):
            for word in group.split():
                named.setdefault(word, []).append((kind, group.split()[0]))
    found: dict[str, list[tuple[str, list[tuple[str, object]]]]] = {}
    for word in sorted(named, key=len, reverse=True):
        found.setdefault(word[0], []).append((word, named[word]))
    return found


def sides(text: str) -> Named:
    """The places that a folded text names, the sides that it takes, what it counts through."""
    found: set[tuple[str, object]] = set()
    known = _sides()
    for at, sign in enumerate(text):
        for word, named in known.get(sign, ()):
            if text.startswith(word, at):
                found.update(named)
                break
    ordinals = _ordinals().findall(text)
    return frozenset(found | {("ordinal", (numerals.value(it[0]), it[1])) for it in ordinals})


@cache
def _ordinals() -> re.Pattern[str]:
    return re.compile(rf"{fold('第')}({numerals.pattern()})([^\W\d])")


def apart(one: Named, other: Named, but: Set[str] = frozenset()) -> bool:
    """Whether two texts name something of one kind, and none the same; kinds in `but` aside.

    >>> apart(sides(fold("台北有35例")), sides(fold("台中有20例")))
    True
    """
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other} - but
    shared = {kind for kind, _ in one & other}
    return bool(kinds - shared)


def times(text: str, day: str = "") -> Named:
    """The times that a folded text names; words such as 昨天 count from `day`, its own, if known.

    `day` is a day in ISO 8601.
    """
    found: set[tuple[str, object]] = set()
    today = _day(day)
    for match in _dates().finditer(text):
        year = _year(match)
        month = match["month"] and int(numerals.value(match["month"]))
        number = match["day"] and int(numerals.value(match["day"]))
        found |= {("year", year)} if year else set()
        found |= {("month", month)} if month else set()
        found |= {("day", number)} if number else set()
    for word, kind, away in _relative():
        if word in text:
            found.add((kind, _resolved(kind, away, today) or word))
    found |= {("weekday", it[-1]) for it in _weekdays().findall(text)}
    return frozenset(found)


@cache
def _relative() -> list[tuple[str, str, int]]:
    tables = (("year", _YEARS), ("day", _DAYS), ("month", _MONTHS))
    return [(fold(word), kind, away) for kind, table in tables for word, away in table.items()]


def _day(day: str) -> date | None:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None


def _resolved(kind: str, away: int, today: date | None) -> int | None:
    if today is None:
        return None
    if kind == "year":
        return today.year + away
    if kind == "month":
        return (today.month - 1 + away) % 12 + 1
    return (today + timedelta(days=away)).day


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(fold("(?:週|周|星期|禮拜)[一二三四五六日天]"))


@cache
def _dates() -> re.Pattern[str]:
    han = fold("〇零一二兩三四五六七八九十廿")
    number, first = rf"(?:\d++|[{han}]++)", rf"(?<![\d{han}.])(?<!\d,)"
    year, month, day = fold("年"), fold("月"), fold("日號")
    written = (
        rf"{first}(?:(?:(?P<reign>{fold('民國')}) ?)?(?P<year>{number}) ?{year}"
        rf"(?![{fold('來間內後前多')}]) ?)?"
        rf"(?:(?P<month>{number}) ?{month}(?![{fold('餘')}]) ?)?(?:(?P<day>{number}) ?[{day}])?"
    )
    return re.compile(written)


def _year(match: re.Match[str]) -> int:
    written = match["year"]
    if not written:
        return 0
    number = int(numerals.value(written))
    if match["reign"]:
        return number + 1911
    return number if 1000 < number < 3000 else 0


def times_apart(one: str, other: str, when: Named, then: Named) -> bool:
    """Whether two folded texts are about different times: of one kind, and none the same.

    What is said to hold now is about no other time.
    """
    now = _now().search(one) or _now().search(other)
    return apart(when, then, {"year"} if now else frozenset())


@cache
def _now() -> re.Pattern[str]:
    return re.compile("|".join(fold(_NOW).split()))


def dates(text: str) -> list[str]:
    """The dates in a text as they are written: a year, a month with its day, or more of these."""
    folded = fold(text)
    return [
        text[slice(*match.span())]
        for match in _dates().finditer(folded)
        if match[0] and (match["day"] or _year(match))
    ]
