"""What each line of an article is: guessed from how Chinese media write, where no mark says it.

The guesses are for plain text, where nothing but the words tells a heading, a caption, an
editor's note or an attribution from body text. They err on the side of body text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model import Role

_NOTE = re.compile(
    r"[【\[（(〔「［]?\s*(?:(?:本[刊報报]|[譯译]者|主[編编]|小[編编]|[責责][編编])[按註注]"
    r"|[編编][者輯辑]?(?:按[語语]|[按註注]|的[話话])|小[編编][說说]"
    r"|[導导][讀读語语]|核心提示|按(?=[：:]))"
    r"\s*(?:[】\]）)〕」］：:｜|／/]|$)"
)
_WORK = (
    r"(?:文字|撰文|採訪|采访|作者|記者|记者|編輯|编辑|編譯|编译|翻譯|翻译|譯者|译者|責任編輯|责任编辑|責編|责编|監製|监制"
    r"|校對|校对|審核|审核|審校|审校|整理|統籌|统筹|攝影|摄影|文案|核稿|核稿編輯|值班編輯|撰稿|實習生|实习生|通訊員|通讯员|文|編|译|譯)"
)
_SOURCE = (
    r"(?:(?:資料|资料|新聞|新闻|文章|稿件|信息|內容|内容)?[來来]源|出處|出处|稿源|[轉转][載载]自?|"
    r"原文(?:連結|链接|鏈接|網址|网址|標題|标题|出處|出处)?|本文(?:連結|链接|鏈接|網址|网址)"
    r"|(?:發[布佈]|发布|更新|發稿|发稿|出版|刊登)?(?:時間|时间|日期))"
)
_REPOST = re.compile(
    r"[（(【※＊*◎\s]*(?:本文|下文|以下|原文|此文|全文|文章|本篇|內容|内容|編按|题图|題圖)?[^。，；！？]{0,10}?"
    r"(?:[轉转][載载]自|[轉转]自|摘自|摘編自|摘编自|[節节][錄录]自|改[編编]自|[編编][譯译]自|授[權权][轉转][載载]"
    r"|原[載载]於|原[載载]于|原刊[於于登]|首[發发]於|首发于|首刊於|刊[於于載载])"
)
_AUTHOR_IS = re.compile(
    r"[（(※＊*]?\s*(?:本文)?作者(?:[為为是係系簡简][^。]{2,}|[：:／/｜|]|簡介|简介)"
)
_LABEL = re.compile(
    rf"[（(【\[※◎●]?\s*(?:(?:[^，。：]{{0,4}}?{_WORK}(?:[、及與与和&＆\s]{{1,2}}{_WORK}){{0,3}}"
    rf"|{_SOURCE})\s*[：:／/｜|丨]\s*\S|字[號号體体]\s*[：:])"
)
_BYLINE = re.compile(
    r"[〔（(【\[]?\s*(?:本[報报台刊])?(?:[^，。：]{0,8}[記记]者|中央社|特[約约][記记]者|[實实][習习][記记]者)"
    r"[^，。！？：；]{1,24}?(?:報導|报道|報道|[電电]|採訪|采访|綜合|综合|整理|撰文|[專专][訪访]|攝|摄)?\s*[】）)\]〕]?$"
)
_TIME = re.compile(
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}月\d{1,2}日)[\s,，|｜]*"
    r"(?:星期.|週.|周.)?\s*(?:(?:上|下)午)?\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[\s|｜]*\S{0,24}$"
)
_DISCLAIMER = re.compile(
    r"(?:不代表|非代表|僅代表|仅代表)[^。]{0,16}(?:立場|立场|觀點|观点|意見|意见)"
)
_PICTURE_START = re.compile(
    r"[▲△▼▽◀▶←→↑↓📷📸]\s*\S|[（(【\[]?(?:資料|资料|示意|題|题|組|组|配)?[圖图](?:片)?(?:[來来]源|說|说|[為为]|\d{1,2}|[一二三四五六七八九])?"
    r"\s*(?:[：:／/｜|丨][^。]|[為为][^了此何])|(?:示意|[資资]料)[圖图]"
)
_PICTURE_CREDIT = re.compile(
    r"(?:[（(【\[／/｜|，。\s](?:[^（()）。]{0,8}(?:[圖图](?:片)?(?:[：:／/]|[來来]源|取自)|攝影?|摄影?|翻[攝拍摄]|[資资]料(?:照|[圖图])"
    r"|[檔档]案(?:照|[圖图])|提供|示意[圖图]|供[圖图])|[^（()）]{0,4}(?:美聯社|美联社|路透|法新社|中新社|新華社|新华社|[視视][覺觉]中[國国]"
    r"|Getty|AP|AFP|Reuters|Unsplash|Pexels|Shutterstock|Pixabay|CNSPHOTO))[^（()）。]{0,14}[）)】\]]?。?$)"
    r"|[）)\s／/][^（）()。，\s]{2,6}[攝摄]。?$|[^，。\s]{2,8}供[圖图]。?$|[記记]者\S{2,4}(?:[攝摄]|[傳传]真|翻[攝拍摄])"
    r"|。\s*(?:新華社|新华社|中新社)(?:[發发]|\S{2,8}[攝摄])$|^(?:[網网][絡络路]|[視视][頻频]|影片|[畫画]面)?截[圖图]$"
)
_POSITION = re.compile(
    r"（(?:[左右中前後后上下]|[圖图])(?:[起一二三四1-4][^）]{0,4}|[圖图側侧])?）|[（(][左右][一二三四五起1-5][)）]"
)
_END = "。！？!?：:；;，、,…」』”’）)】》—"
_DISCOURSE = re.compile(
    "[這这那其此但而並并所我你您他她它据據]|因此|然而|不[過过]|稍[後后]|意思|答案|比如|例如|另外|[當当]|如果|[雖虽]然"
    "|[盡儘尽]管|即使|[畢毕]竟|目前|相比|根[據据]|有人|一切|[結结]果|[於于]是|[後后][來来]|最[後后終终]|[從从]此|今天|明天|昨天"
)
_PREDICATE = re.compile(
    "是|有|[為为]|[會会]|能|要|[將将]|了|已|不|可|[說说]|[稱称]|就|也|都|[讓让]|被|把|在|表示|[認认][為为]|[沒没]|未|很|更|最|只|又|再"
    "|[還还]|才|卻|却|[過过]|起[來来]|[來来]了|[開开]始|[繼继][續续]|[離离][開开]|地|得"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章節节部步招名位個个大站]?[、：:，\s]"
    r"|\d{1,2}[.．、)）]\s*(?!\d)|(?:Part|PART|No\.?|NO\.?|TOP)\s*\.?\d{1,2}|0\d\b|[①-⑳➊-➓])"
)
_HEADING_FRAME = re.compile(r"[【〖《■◆●▌▍◎★☆#＃▋█｜]")
_NUMBER_ONLY = re.compile(
    r"(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[IVXⅠ-Ⅻ]{1,4}|Part\s?\d{1,2})[.、]?", re.I
)
_FACT_LINE = re.compile(
    r"(?:地址|地[點点]|[電电][話话郵邮]|[時时][間间]|日期|票[價价]|[價价]格|售[價价]|收[費费]|[網网]址|查[詢询]|[營营][業业]|交通|[門门]票"
    r"|[規规]格|[熱热][線线]|微信|ISBN)\S{0,4}[：:]"
)
_QUESTION_LINE = re.compile(r"(?:[QA問问答]|Q\d+|A\d+|[記记]者|主持人)\s*[：:.．、]")

_VARIANTS = str.maketrans(
    "佈裏麽臺爲着綫羣啓週佔註託併遊餘滙迴", "布裡麼台為著線群啟周占注托并游余匯回"
)
"""Characters that writers mix freely, so that a caption and its paragraph may differ in them."""

_HEADING_LIMIT = 30
_NEIGHBOURS = 14
"""A caption repeats a paragraph at most this many lines away."""


def is_note(line: str) -> bool:
    """Whether a line says that it is by the editor: 編者按, 编按, 小編按, 導讀 …"""
    return bool(_NOTE.match(line))


def is_attribution(line: str) -> bool:
    """Whether a line says where the text is from or who made it, and nothing else."""
    if len(line) > 90 or _PICTURE_START.match(line):
        return False
    if _DISCLAIMER.search(line) or _AUTHOR_IS.match(line):
        return True
    if len(line) > 60:
        return False
    return bool(
        _LABEL.match(line)
        or _REPOST.match(line)
        or _TIME.match(line)
        or (len(line) <= 40 and _BYLINE.match(line))
    )


def is_marked_caption(line: str) -> bool:
    """Whether a line carries a sign of a picture: ▲, 圖：, a position (左), a credit."""
    if len(line) > 120 or _QUESTION_LINE.match(line):
        return False
    if _PICTURE_START.match(line) or _PICTURE_CREDIT.search(line):
        return True
    return len(line) <= 60 and bool(_POSITION.search(line))


def reads_like_title(line: str) -> bool:
    """Whether a line can be the title of an article: short, and no sentence."""
    return (
        2 <= len(line) <= 45
        and line[-1] not in "。；;，、,：:…—"
        and _says_something(line)
        and not (is_note(line) or is_attribution(line) or is_marked_caption(line))
    )


def roles_of(
    lines: Sequence[str], marked: Sequence[Role | None], *, guess_headings: bool = True
) -> list[Role]:
    """The role of each line: the one it is marked with, else a guess.

    `lines` are the lines that are not blank, without the white space around them.
    """
    roles = [mark or _by_itself(line) for line, mark in zip(lines, marked, strict=True)]
    _extend_notes(lines, marked, roles)
    words = _Words(lines)
    for place in range(len(lines)):
        if marked[place] is None and roles[place] is Role.BODY and words.reads_like_caption(place):
            roles[place] = Role.CAPTION
    if guess_headings:
        for place in reversed(range(len(lines))):
            if marked[place] is None and _is_heading(lines, roles, place):
                roles[place] = Role.HEADING
    return roles


def _by_itself(line: str) -> Role:
    """The role that a line shows by its own words alone."""
    if is_note(line):
        return Role.EDITOR_NOTE
    if is_attribution(line):
        return Role.ATTRIBUTION
    return Role.CAPTION if is_marked_caption(line) else Role.BODY


def _extend_notes(lines: Sequence[str], marked: Sequence[Role | None], roles: list[Role]) -> None:
    """Give the lines of a note its role: those after a bare marker, or up to `下文轉載自`."""
    for place, role in enumerate(roles):
        if role is not Role.EDITOR_NOTE:
            continue
        follows = place + 1
        if len(lines[place]) <= 8 and follows < len(lines) and marked[follows] is None:
            roles[follows] = Role.EDITOR_NOTE
            follows += 1
        for end in range(follows, min(follows + 4, len(lines))):
            if roles[end] is Role.ATTRIBUTION and _REPOST.match(lines[end]):
                roles[follows:end] = [
                    Role.EDITOR_NOTE if mark is None and role is Role.BODY else role
                    for mark, role in zip(marked[follows:end], roles[follows:end], strict=True)
                ]
                break


class _Words:
    """The lines without punctuation, to see which words of a line stand in its neighbours."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.bare = [
            _PUNCTUATION.sub("", line).translate(_VARIANTS) if len(line) <= 2000 else ""
            for line in lines
        ]

    def reads_like_caption(self, place: int) -> bool:
        """Whether a line is one short sentence that repeats a neighbour or only names a thing."""
        line = self.lines[place]
        if len(line) > 60 or line[-1] != "。" or line.count("。") > 1 or line[0] in "據据":
            return False
        bare = self.bare[place]
        pairs = [bare[at : at + 2] for at in range(len(bare) - 1)]
        if len(pairs) < 3:
            return False
        around = range(max(0, place - _NEIGHBOURS), min(len(self.bare), place + _NEIGHBOURS + 1))
        needed = 0.9 if _DISCOURSE.match(line) else 0.6
        for other in around:
            if (
                other != place
                and len(self.lines[other]) > len(line) * 1.15
                and (_shares(pairs, self.bare[other], needed))
            ):
                return True
        if len(line) > 30 or "，" in line or _DISCOURSE.match(line) or _PREDICATE.search(line):
            return False
        others = [self.bare[other] for other in around if other != place]
        return any(sum(pair in other for other in others) >= 3 for pair in pairs)


def _shares(pairs: Sequence[str], other: str, needed: float) -> bool:
    """Whether at least the share `needed` of the character pairs stands in `other`."""
    misses = int(len(pairs) * (1 - needed) + 1e-9)
    for pair in pairs:
        if pair not in other:
            misses -= 1
            if misses < 0:
                return False
    return True


def _is_heading(lines: Sequence[str], roles: Sequence[Role], place: int) -> bool:
    """Whether a line reads like a sub-heading; the lines after it have their roles already."""
    line = lines[place]
    if roles[place] is not Role.BODY or len(line) > _HEADING_LIMIT or not _says_something(line):
        return False
    if _QUESTION_LINE.match(line) or _FACT_LINE.match(line):
        return False
    follows = place + 1
    while follows < min(place + 4, len(lines)) and roles[follows] is Role.CAPTION:
        follows += 1
    if follows >= len(lines) or roles[follows] not in (Role.BODY, Role.HEADING):
        return False
    if _NUMBER_ONLY.fullmatch(line):
        return roles[follows] is Role.HEADING or len(lines[follows]) > 15
    numbered = bool(_NUMBERED.match(line))
    if not (numbered or _HEADING_FRAME.match(line)) and _in_a_list(lines, roles, place):
        return False
    leads = _leads_to(lines[follows], roles[follows] is Role.HEADING, line)
    return leads and _sounds_like_heading(line, numbered)


def _says_something(line: str) -> bool:
    """Whether a line is more than a divider of signs."""
    return any(sign.isalnum() for sign in line)


def _leads_to(follows: str, is_heading: bool, line: str) -> bool:
    """Whether the line after a heading is one that a heading can stand over."""
    if len(follows) > max(len(line), 15) or _QUESTION_LINE.match(follows):
        return True
    return line[-1] not in _END and (is_heading or follows[-1] in "。！？!?：」』”…")


def _in_a_list(lines: Sequence[str], roles: Sequence[Role], place: int) -> bool:
    """Whether three or more short lines without an end mark stand together, as in a list.

    Two are a heading over another, as in some mainland media.
    """
    first, last = place, place
    while first > 0 and place - first < 2 and _is_item(lines[first - 1], roles[first - 1]):
        first -= 1
    while last + 1 < len(lines) and last - place < 2 and _is_item(lines[last + 1], roles[last + 1]):
        last += 1
    return last - first >= 2


def _is_item(line: str, role: Role) -> bool:
    """Whether a line may be an item of a list, as far as its form says."""
    if role not in (Role.BODY, Role.HEADING) or _NUMBER_ONLY.fullmatch(line):
        return False
    return len(line) <= _HEADING_LIMIT and line[-1] not in _END


def _sounds_like_heading(line: str, numbered: bool) -> bool:
    last = line[-1]
    if last in "？?":
        asks = not _DISCOURSE.match(line) and line[-2:-1] not in ("呢", "吧")
        return numbered or (asks and len(line) <= (10 if "，" in line else 20))
    if last in "！!":
        exclaims = not _DISCOURSE.match(line) and "，" not in line
        return numbered or (exclaims and len(line) <= 16)
    if "，" in line and not numbered and (len(line) > 24 or line.count("，") > 1):
        return False
    if last in "」』”’》〉】":
        return line[-2:-1] not in "。！!…，" and ("，" not in line or len(line) <= 20)
    if last in "）)":
        return line[0] not in "（("
    return last not in _END
