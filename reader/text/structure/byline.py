"""Byline: authors, photographers, publisher and day of an article, from its own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model import Role
from reader.text.crediting import tells
from reader.text.dates import iso_date
from reader.text.joined_lines import on_one_line
from reader.text.punctuation import usual
from reader.text.structure.person_names import is_full_name, names_in

_NAME = r"[^\s：:／/｜|丨，。、（）()【】\[\]〔〕]{2,12}"
_SOURCE = re.compile(
    r"(?:[來来]源|出[處处]|稿源|[轉转][載载]自|[轉转]自|摘自|原[載载][於于]|刊[於于])\s*+(?:[：:／/｜|丨]\s*+)?+"
    r"(?:[「『“《]\s*(?P<quoted>[^」』”》]{2,30})[」』”》]|(?P<plain>[^\s，。｜|）)】\]「『“《]{2,20}+)(?![，「『“《]|。.))"
)
_WORK = (
    r"(?:文字|撰文|採訪|采访|作者|記者|记者|編輯|编辑|編譯|编译|翻譯|翻译|譯者|译者|責任編輯|责任编辑|責編|责编|監製|监制"
    r"|執筆|执笔|採寫|采写|排版|審讀|审读|校對|校对|審核|审核|審校|审校|整理|統籌|统筹|攝影|摄影|文案|出品|策劃|策划|核稿|核稿編輯|值班編輯|撰稿|實習生|实习生|通訊員|通讯员|文|編|译|譯)"
)
_ORIGIN = (
    r"(?:(?:資料|资料|新聞|新闻|文章|稿件|信息|內容|内容|本文|原文)?[來来]源|出處|出处|稿源|[轉转][載载]自?|"
    r"原文(?:連結|链接|鏈接|網址|网址|標題|标题|出處|出处)?|本文(?:連結|链接|鏈接|網址|网址)"
    r"|(?:發[布佈]|发布|更新|發稿|发稿|出版|刊登)?(?:時間|时间|日期))"
)
REPOST = re.compile(
    r"[（(【※＊*◎\s]*(?:本文|下文|以下|原文|此文|全文|文章|本篇|內容|内容|編按|题图|題圖)?[^。，；！？]{0,10}?"
    r"(?:[轉转][載载]自|[轉转]自|摘自|摘編自|摘编自|[節节][錄录]自|改[編编]自|[編编][譯译]自|授[權权][轉转][載载]"
    r"|(?<=原文)[來来]自|(?<=本文)[來来]自|(?<=文章)[來来]自|原[載载]於|原[載载]于|原刊[於于登]|首[發发]於|首发于|首刊於|刊[於于載载])(?!的)"
)
_AUTHOR_IS = re.compile(
    r"[（(※＊*]?\s*(?:本文)?作者(?:[為为是係系簡简][^。]{2,}|[：:／/｜|]|簡介|简介)"
)
_LABEL = re.compile(
    rf"[（(【\[※◎●]?\s*(?:(?:[^，。：]{{0,4}}?{_WORK}(?:[、及與与和&＆\s]{{1,2}}{_WORK}){{0,3}}"
    rf"|{_ORIGIN})\s*[：:／/｜|丨]\s*\S|字[號号體体]\s*[：:])"
)
_BYLINE = re.compile(
    r"[〔（(【\[]?\s*(?:本[報报台刊])?(?:[^，。：\d「」“”]{0,8}[記记]者|中央社|特[約约][記记]者|[實实][習习][記记]者)"
    r"[^，。！？：；]{1,24}?(?:報導|报道|報道|[電电]|採訪|采访|綜合|综合|整理|撰文|[專专][訪访]|攝|摄)?\s*[】）)\]〕]?$"
)
_DATE = (
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?"
    r"(?:[\s,，|｜]*(?:星期.|週.|周.))?(?:\s*[上下]午)?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_TIME = re.compile(
    rf"(?:{_DATE}|\d{{1,2}}月\d{{1,2}}日(?:[\s|｜]*星期.)?(?:\s*\d{{1,2}}[:：]\d{{2}})?)"
    r"(?:[\s|｜]+[^\s，。！？；]{0,24})?[：:]?$"
)
_NAME_AND_TIME = re.compile(rf"\A(?P<name>{_NAME}+)[\s,，|｜]+{_DATE}")
_STAMP = "(?:[發发][布佈]|更新|出版|建立|刊登|上[架線线]|最[後后]更新)"
_NAMED = (
    rf"(?:(?:{_WORK}|{_ORIGIN}|{_STAMP})\s*[：:／/]\s*"
    r"|(?:[記记]者|作者|[編编][輯辑]|撰文|[攝摄]影)\s+)"
)
# Read in one way only, a slash before a further field ending a value: else the ways multiply.
_VALUE = rf"(?:[^\s，。！？；：:|｜/／]|[/／](?!{_NAMED}\S|{_DATE})){{1,24}}+"
_FIELD = rf"(?>{_DATE}|{_NAMED}(?>{_DATE}(?=[\s|｜/／]|$)|{_VALUE}))"
_ONE_WORK = re.compile(_WORK)
_BETWEEN_WORDS = re.compile(r"[\s｜|丨/／、，：:]+")
_SPACED_WORK = re.compile(
    r"(?<![\u3400-\u9fff])([監监審审責责編编校撰作記记統统翻策執执])[ \u3000]{1,4}"
    r"([製制讀读編编稿者對对籌筹譯译劃划筆笔])(?=[ \u3000]{0,4}[：:])"
)
_MOST_WORDS = 12
_FIELDS = re.compile(rf"{_FIELD}(?:[\s|｜/／]++{_FIELD})*+")
_DISCLAIMER = re.compile(
    r"[^，。：:]{0,12}(?:[：:]\s*)?[^。：]{0,24}(?:不代表|非代表|僅代表|仅代表)"
    r"[^。]{0,16}?(?:立場|立场|觀點|观点|意見|意见)(?=[^\w，、；]{0,8}+(?:$|[（(\n])"
    r"|[，。；、！\s]{0,8}+(?:[與与及和]|特此|未|如|若|亦|也|文[責责]|版[權权]|[僅仅]|[請请]|投[資资]|不|任何|[轉转][載载]"
    r"|本|[歡欢]迎|[謹谨]|[內内]容|用[戶户]|[讀读]者))"
)
_REPORTED = re.compile("[說说]|表示|指出|[強强][調调]|[認认][為为]|[稱称]")
_STATEMENT = re.compile(
    r"[（(【\[※＊*◎]*\s*(?:免[責责]|版[權权]|特[別别]|[鄭郑]重|本[報报刊站台網网社])?[聲声]明"
    r"\s*+(?:[】\]）)]\s*+)?[：:]\s*(?![「“『])"
)
_PRINTED = re.compile(
    r"[（(]?\s*《[^《》]{2,20}》\s*[（(]?[^。，]{0,24}(?:第|日)\s*\d{1,3}\s*版\s*[）)]{0,2}"
)
_RELATED = re.compile(
    r"[（(【\[※＊*◎▶>]*\s*(?:(?:相[關关]|更多|推[薦荐]|[熱热][門门]|精[選选]|延伸)"
    r"(?:新聞|新闻|報導|报道|報道|文章|閱讀|阅读|連結|链接|鏈接)|[編编][輯辑]推[薦荐]|同[場场]加映)"
    r"\s*+(?:[】\]）)]\s*+)?(?:[：:／/｜|▶>]|$)"
)
_CLOSING = re.compile(
    r"(?:此致[\s]*[^，。：]{0,12}|敬[禮礼]|[此順顺][頌颂].{1,4}"
    r"|敬?[祝頌颂](?:好|[ 　][^，。：]{1,4})"
    r"|(?:[讀读]者|市民)[\s／/：:]+[^\s，。：！？]{2,8}(?:\s+上)?"
    r"|[^，。：！？；]{0,24}?(?:[敬謹谨拜]上|[敬謹谨][啟啓启]|[謹谨][識识誌志]))[！!。]?"
)
_ADDRESS = re.compile(r"(?:\[[^\[\]]{1,20}\]:?\s*)?https?://\S+")
_PICTURE_START = re.compile(
    r"[▲△▼▽◀▶←→↑↓📷📸]\s*\S|[（(【\[]?(?:資料|资料|示意|題|题|組|组|配)?[圖图](?:片)?(?:[來来]源|說|说|[為为]|\d{1,2}|[一二三四五六七八九])?"
    r"\s*(?:[：:／/｜|丨][^。]|[為为][^了此何])|(?:示意|[資资]料)[圖图]"
)
_HEAD = 6
"""Paragraphs from an article's top within which its byline is looked for."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Facts that the lines give; what they do not is empty. `date` is ISO 8601."""

    authors: tuple[str, ...] = ()
    source: str = ""
    date: str = ""


def read(lines: Sequence[str], roles: Sequence[Role], title: int | None) -> Byline:
    """The byline in an article's first attributions, and the source wherever one names it."""
    lines = [usual(on_one_line(line)) for line in lines]
    attributed = [line for line, role in zip(lines, roles, strict=True) if role is Role.ATTRIBUTION]
    top = [
        line
        for line, role in zip(lines[:_HEAD], roles[:_HEAD], strict=True)
        if role is Role.ATTRIBUTION
    ]
    authors = next((names for line in top if (names := names_in(line))), ())
    source = next((name for line in [*top, *attributed[-3:]] if (name := _source(line))), "")
    date = next((day for line in top if (day := iso_date(line))), "")
    return Byline(authors, source, date)


def is_attribution(line: str) -> bool:
    """Whether a line names only the origin or the makers of the text, or ends a letter."""
    line = _SPACED_WORK.sub(r"\1\2", usual(line).replace("︱", "｜"))
    if len(line) > 300 or _PICTURE_START.match(line):
        return False
    return (_looks_it(line) or _is_crew(line)) and not tells(line)


def _is_crew(line: str) -> bool:
    """Whether a line is made of works and full names, as 作者 王大明 陳小文｜編輯 林小溪 is."""
    if len(line) > 60:
        return False
    words = [word for word in _BETWEEN_WORDS.split(line.strip("（()）【】[] ")) if word]
    works = [bool(_ONE_WORK.fullmatch(word)) for word in words]
    mixed = 2 <= len(words) <= _MOST_WORDS and works[0] and not all(works)
    return mixed and all(map(lambda word, work: work or is_full_name(word), words, works))


def _looks_it(line: str) -> bool:
    if _FIELDS.fullmatch(line) or _PRINTED.fullmatch(line) or _ADDRESS.fullmatch(line):
        return True
    if len(line) > 120:
        return False
    if _STATEMENT.match(line) or _RELATED.match(line):
        return True
    if len(line) > 90:
        return False
    disclaimed = _DISCLAIMER.match(line)
    if (disclaimed and not _REPORTED.search(disclaimed.group())) or _AUTHOR_IS.match(line):
        return True
    if len(line) > 60:
        return False
    return bool(
        _LABEL.match(line)
        or REPOST.match(line)
        or _TIME.match(line)
        or _NAME_AND_TIME.fullmatch(line)
        or _CLOSING.fullmatch(line)
        or (len(line) <= 40 and _BYLINE.match(line))
    )


def _source(line: str) -> str:
    found = _SOURCE.search(line)
    return (found["quoted"] or found["plain"]) if found else ""
