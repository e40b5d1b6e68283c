"""Who wrote an article, as the bylines of Chinese media say: one reader for pages and files.

Lines are matched in the search fold (`text.folding`), where every script is one and every offset
that of the line; so the patterns are in the fold's own characters.
"""

from __future__ import annotations

import re
from itertools import takewhile

from reader.text.folding import fold

_HAN = "\u3400-\u9fff"
_NAME = rf"(?:[{_HAN}]{{2,4}}(?:\.[{_HAN}]{{1,8}})?|[a-z][a-z.'-]+(?: [a-z][a-z.'-]+){{1,3}})"
NAME = re.compile(_NAME)
_BETWEEN = re.compile(rf"(?:(?<!\s)\s+)?[、,&/和与]\s*|(?<=[{_HAN}])\s+|(?<!\s)\s+(?=[{_HAN}])")
_NAMES = rf"(?P<names>{_NAME}(?:(?:\s*[、,&/和与]\s*|\s+){_NAME}){{0,4}})"
_REPORTER = (
    r"(?:(?:本[报刊台网]|特[约派]|实习|见习|驻\S{2,4}|专[题案]|财经|中央社|新华社|中新社|综合|文字)?"
    + r"记者)"
)
_DATELINE = re.compile(rf"{_REPORTER}\s*(?P<names>[{_HAN}]{{4,7}}?)\d{{1,2}}日(?:专|外|综合)?电")
_AFTER_REPORTER = re.compile(
    rf"{_REPORTER}\s*+(?:[:/]\s*+)?{_NAMES}\s*+(?=$|[/)】〕\]>\"|,。\d]|报导|报道|综合"
    rf"|[{_HAN}]{{2,6}}(?:报导|报道|[电讯])|(?<=\s)(?:编辑|责任|摄影|发[自于]|通讯员|图))"
)
_WORK = (
    r"(?:撰\s?文|文字|采访[、/]?撰文|采访[、/]?整理|采访|(?:特约|首席|本[报刊台网])?(?:撰稿人|评论员)"
    + r"|撰\s?稿|作\s?者|文|主笔|记者|编译|报[导道]|by)"
)
_LABELLED = re.compile(
    rf"(?:(?<![{_HAN}a-z])|(?=作者:))(?>(?:{_WORK}(?:[^\S\n]?[、及和与&][^\S\n]?)?){{1,3}})"
    rf"(?:[^\S\n]*(?:[:/|丨︱.]|(?<=作者),)[^\S\n]*|[^\S\n]+)(?:(?:本[报刊])?记者[^\S\n]*)?"
    rf"(?:[\[(〔【][{_HAN}]{{1,3}}[\])〕】][^\S\n]*)?"
    rf"{_NAMES}(?=$|[\s)】〕/|丨,。;:(])"
)
_OF_WORK = re.compile(rf"\"\s*(?:特约)?(?:作者|记者|主笔|撰稿人?)\s*+(?::\s*+)?{_NAMES}\s*$")
_SIGNED = re.compile(
    rf"[(〔【](?P<names>{_NAME}(?:、{_NAME}){{0,4}})/[{_HAN}]{{2,6}}(?:报导|报道)[)〕】]"
)
_BY_MEDIUM = re.compile(rf"^(?P<names>{_NAME})\s*/\s*[{_HAN}a-z]{{2,10}}(?:[报社网刊台]|新闻)$")
_OF_DESK = re.compile(
    rf"(?:中心|[组部]|编译|快讯|网)\s*+/\s*+(?:记者\s*+)?{_NAMES}\s*+(?:综合|[{_HAN}]{{2}})?(?:报导|报道)"
)
_EACH = re.compile(rf"(?:^|(?<=\s))(?P<names>{_NAME})\s*(?:报导|报道)(?=\s|$)")
_BEFORE_REPORT = re.compile(
    rf"(?:^|[|丨/]\s*){_NAMES}\s+(?:综合|即时|[{_HAN}]{{2,3}})?\s?(?:报导|报道)\s*$"
)
_MARKED = re.compile(rf"^[◎○●]\s*{_NAMES}\s*$")
_POSTED = re.compile(rf"^(?:由|posted by)\s*{_NAMES}\s*(?:发表|撰写|报导|报道|on\b)")
_FORMS = (
    _DATELINE, _SIGNED, _AFTER_REPORTER, _LABELLED, _OF_WORK, _BY_MEDIUM, _OF_DESK, _BEFORE_REPORT,
    _POSTED, _MARKED,
)  # fmt: skip
_PICTURES = re.compile(r"[摄翻]|图片|提供|资料")
_NO_PERSON = re.compile(
    r"摄影|摄$|实习|通讯|翻[摄拍]|网[路络]|整理|编辑|新闻|报[导道社]|日报|时报|周刊|电[视台]|杂志|中心"
    r"|本[报刊]|综合|财经|记者|发[布稿自]|来源|转载|作者|不详|匿名|小编|团队|公司|集团|频道|官方"
    r"|点击|阅读|字号|字体|时间|导读|责任|未知|佚名|无名|暂无|列印|打印|关注|追踪|订阅|分享|收藏|转发|评论|点赞"
    r"|留言|举报|投诉|登[入录]|注册|下载|首页|返回|更多|全文|原创|声明|授权|投稿|文字|文章|图片|简体|繁体|发表|发布"
    r"|电邮|邮件|微博|微信|脸书|朋友圈|复制|回复|回应|搜索|搜寻|公众号|头条|账号|帐号|用户|网友|读者|会员|管理员"
    r"|[社网台组]$|admin|editor|staff|desk|news|media|team|http|www|\.com|@|\d"
    r"|^(?:台[北中南湾]|高雄|桃园|新竹|基隆|花莲|香港|北京|上海|广州|深圳)"
    r"|^(?:今日|昨日|今天|昨天|表示|指出|获悉|从|了解|查询|现场|会|问|在|对)"
    r"|(?:获悉|了解到?|从|采访|调查|发现)$"
)
_EDITED = re.compile(
    rf"(?:编辑|责编)\s*[:/|]\s*(?:[{_HAN}]{{2,5}}[校网]园)?([{_HAN}]{{2,4}})(?![{_HAN}])"
)
_COMPOUND = re.compile(
    "欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|夏侯|令狐|张简|范姜|端木|司徒|慕容|长孙"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
    "谭陆汪范廖石贾韦夏付傅方白邹孟熊秦邱侯江尹薛闫阎段雷史龙陶贺顾毛郝龚邵万钱严赖覃洪戴莫孔汤温康施牛樊葛邢路岳齐"
    "庄欧涂翁游简柯卓蓝辜颜詹童骆符麦霍甄祝鲁纪舒聂焦俞柳殷伍翟耿辛管包左佟"
)
MOST_AUTHORS = 6
_WHOLE = 200
_PART = 60


def names_in(line: str) -> tuple[str, ...]:
    """The names in a line that a byline's words introduce; of a long line its ends are read."""
    head = line if len(line) <= _WHOLE else f"{line[:_PART]}\n{line[-_PART:]}"
    text = fold(head)
    if len(line) > _WHOLE:
        text = f"{text[:_PART]}\n{text[_PART + 1 :]}"
    each = [head[found.start("names") : found.end("names")] for found in _EACH.finditer(text)]
    if len(each) > 1 and all(map(is_person, each)):
        return tuple(each[:MOST_AUTHORS])
    for form in _FORMS:
        for found in form.finditer(text):
            said = head[found.start("names") : found.end("names")]
            if form is _DATELINE:
                return (_name_of(said),)
            if _PICTURES.match(text[found.end() : found.end() + 4].lstrip("/ ")):
                continue
            parts = _split(said)
            if names := tuple(takewhile(is_person, parts)):
                return names[:MOST_AUTHORS]
    return ()


def editors_in(line: str) -> tuple[str, ...]:
    """The names that a line gives as its editors', who did not write the article."""
    if len(line) > _WHOLE:
        return ()
    text = fold(line)
    found = (each for each in _EDITED.finditer(text))
    return tuple(line[each.start(1) : each.end(1)] for each in found)


def _split(said: str) -> list[str]:
    """The names in a row, as they are written."""
    folded, parts, reached = fold(said), [], 0
    for between in _BETWEEN.finditer(folded):
        parts.append(said[reached : between.start()])
        reached = between.end()
    return [*parts, said[reached:]]


def is_person(name: str) -> bool:
    """Whether a text has the form of a name and is none of the words that stand in its place."""
    folded = fold(name)
    return bool(NAME.fullmatch(folded)) and not _NO_PERSON.search(folded)


def is_full_name(name: str) -> bool:
    """Whether a text is a person's name even where no word says so: a common surname leads it."""
    folded = fold(name)
    two = bool(_COMPOUND.match(folded))
    return 2 + two <= len(folded) <= 3 + two and is_person(name) and (two or folded[0] in _SURNAMES)


def _name_of(run: str) -> str:
    """The name in `邱俊欽桃園`: a name and a place, of which neither has less than two signs."""
    if _COMPOUND.match(fold(run)):
        return run[:4] if len(run) >= 6 else run[:3]
    return run[:3] if len(run) >= 5 else run[:2]
