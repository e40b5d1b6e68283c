"""Pages that stand where an article was: it was taken down, or is not to be found.

Such a page declares it itself, in a sentence that is made of nothing but the words for that
(該內容已被發布者刪除; 您要找的網頁不存在), and says nothing else but what it offers instead.
A page with one sentence more is an article, whatever that is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.text.folding import fold

DELETED, MISSING = "page_deleted", "page_missing"
_OFFER, _LABEL, _SOMETHING = "offer", "label", "something"

_LONGEST, _LONGEST_LATIN = 60, 160
"""Code points of a sentence about the fate of a page, or about what to do instead."""
_SHORT = 10
"""Code points up to which words are a button or a name, no sentence."""
_LABELS = 12
"""Labels at most on a page that has nothing else to say; a poem has more."""
_NAMED = 6
"""Code points of what a page calls the thing that it has not: 您要找的聖經研讀文章不存在."""
_LITTLE = 60
"""Code points of the text of a page whose title alone names its fate."""

_TAKEN = fold("删除|删掉|移除|下架|下线|撤下|撤除|撤回|撤稿|屏蔽|封禁|注销|隐藏")
_BARRED = fold("无法查看|不能查看|不予显示|停止访问|无法显示|不予查看|无法阅读")
_NOWHERE = fold(
    "不存在|不见了|找不到|未找到|没有找到|没找到|无法找到|查无|找不着|走丢了|飞走了|迷路了|丢失了|"
    "失效|过期|无法访问|无法浏览|无法打开|无法开启|不能访问|不可用|停用|搬家"
)
_THING = fold(
    "本文|原文|内容|文章|页面|网页|新闻|稿件|资讯|报道|讯息|消息|信息|图文|链接|连结|网址|博文|日志|帖子|"
    "贴子|贴文|主题|微博|视频|影片|回答|专栏|资源|文件|档案|作品|地址|路径|公众号|帐号|账号|页"
)
_SELF = fold(
    "您所|您要|您想|您正在|您|你所|你要|你想|你|阁下|所|该|此|本|这个|这篇|这则|当前|目前|现在|"
    "访问|查询|查找|寻找|浏览|请求|打开|开启|输入|点选|点击|搜寻|搜索|查看|阅读|指定|要求|要找|想看|找|看"
)
_BY = fold(
    "原作者|作者|发布者|发布人|发送人|发表者|用户|楼主|博主|管理员|版主|平台|系统|编辑|本站|站方|"
    "官方|服务器|伺服器|网站|我们|相关"
)
_OTHER = fold(
    "抱歉|对不起|遗憾|不好意思|哎呀|哎哟|噢|哦|啊|很|非常|十分|真|错误|提示|"
    "已经|已|被|遭|可能|似乎|好像|或者|或|并|且|而|也|又|暂时|暂|早|自行|主动|正在|正|审核|投诉|涉嫌|"
    "因为|由于|因|违规|违法|违反|侵权|相关|法律|法规|有关|规定|政策|更名|改名|移动|移至|变更|改变|"
    "的|了|啦|呢|喔|吧|是|在|上|中|到|要|想|有|没有|没|不|这|那|个|篇|则|条|无|和|与|及|经|接|需|"
    "权限|不足|不正确|有误|错误|发送失败|任何|其他|其它|别处|永久|无效|空空如也|出错|糟糕|看起来|看来|以下|几种|原因|目标|原"
)
_ALL = "|".join((_TAKEN, _BARRED, _NOWHERE, _THING, _SELF, _BY, _OTHER)).split("|")
_WORDS = re.compile(
    "|".join(sorted(set(_ALL), key=len, reverse=True)) + r"|404|[\s\W\d]|http|error|url"
)
_GONE = re.compile(f"{_TAKEN}|{_BARRED}")
_LOST = re.compile(f"{_NOWHERE}|404")
_ABOUT = re.compile(f"{_THING}|404")
PERHAPS = re.compile(r"可能|或许|也许|似乎|\b(?:may|might|perhaps|probably)\b")
"""Words of a page that does not know what became of its article."""

_POSTS = re.compile(fold("帖子|贴子|贴文|主题|微博|视频|影片|回答|专栏|作品|公众号|帐号|账号"))
_SORRY = re.compile(fold("抱歉|对不起|很|非常|您|你|该|此|本|这"))

_ENGLISH_WORDS = """
the this that which will again anymore permanently actually present news report page article
content post story resource item url link file address you re are were looking for requested request
trying to reach access view open want was is has have had been be not t isn wasn doesn does can
cannot could couldn we find found exist exists any no longer available unavailable removed deleted
moved renamed taken down withdrawn may might or and its it name changed temporarily sorry oops
whoops unfortunately but by author publisher owner user here at error http requires seems like there
s on server site website our your in of a an from expired broken missing lost gone
"""
_ENGLISH = re.compile(rf"[\W\d]+|(?:{'|'.join(_ENGLISH_WORDS.split())})(?![a-z])")
_ENGLISH_LOST = re.compile(
    r"not\W+found|(?:not|n\W?t|longer)\W+(?:exist|available|here|present|be\W+found|find)|"
    r"unavailable|expired|\bmissing\b|\b404\b|been\W+moved|cannot\W+find|(?:is|are|page)\W+gone"
)
_ENGLISH_GONE = re.compile(r"\b(?:removed|deleted|taken\W+down|withdrawn)\b")

_OFFERS = re.compile(
    fold(
        r"^(?:\d|请|返回|回到?|如|若|您|你|可能|点击|点选|点|去|到|前往|以下|检查|确认|尝试|试试|或|系统|网址|页面|"
        r"由用户|接相关|经|为您|造成|谢谢|感谢|敬请|温馨|原因|也可|建议|浏览|使用|搜索|搜寻|查看|联系|联络|刷新|"
        r"重新|版权|copyright|©|推荐|热门|please|try|check|go|return|back|if|you|click|visit|browse|search|"
        r"contact|here|perhaps|maybe|use|take|redirect|copy|it |the (?:url|link|address|page))"
        r"|网址|返回首页|自动跳转|自动转|秒后|管理员|客服|\burl\b|home ?page"
    )
)
_END = re.compile(r"[。!?;/]|\.(?=\s|$)")
_ENDS_OF_TITLE = re.compile(r"[|_-]")


def notice_of(titles: Iterable[str], taken: Sequence[str]) -> str:
    """Fate of the article that was there, according to the lines: "page_deleted" or "page_missing".

    "" where a sentence is about anything else, or none is about its fate. `titles` count, too,
    but with anything else in them they may be an article's.
    """
    parts = [part for line in taken for part in _parts(line)]
    kinds = [_says(part) for part in parts]
    if _SOMETHING in kinds or kinds.count(_LABEL) > _LABELS:
        return ""
    if sum(map(len, parts)) <= _LITTLE:
        kinds += [_says(part) for title in titles for part in _ENDS_OF_TITLE.split(fold(title))]
    return next((kind for kind in (DELETED, MISSING) if kind in kinds), "")


def notice_of_item(taken: Sequence[str]) -> str:
    """The same of what a feed carries of an item; a post or a film may be what it is about."""
    return "" if any(_POSTS.search(fold(line)) for line in taken) else notice_of((), taken)


def _parts(line: str) -> list[str]:
    """The sentences of a line, folded, without their end marks."""
    return [part for it in _END.split(fold(line)) if (part := it.strip())]


def _says(part: str) -> str:
    """Meaning of a sentence: what became of the page, something of its own, or what else to do."""
    if len(part) > (_LONGEST_LATIN if part.isascii() else _LONGEST):
        return _SOMETHING
    rest = _WORDS.sub("", part)
    english = not _ENGLISH.sub("", part)
    if english or not rest or (len(rest) <= _NAMED and _SORRY.match(part)):
        lost, gone = (_ENGLISH_LOST, _ENGLISH_GONE) if english else (_LOST, _GONE)
        about = english or _ABOUT.search(part)
        if about and lost.search(part):
            return MISSING
        if about and gone.search(part):
            return MISSING if PERHAPS.search(part) else DELETED
    if not rest or english or _OFFERS.search(part):
        return _OFFER
    return _LABEL if len(part) <= _SHORT else _SOMETHING
