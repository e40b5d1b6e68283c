"""Short pages that speak to their visitor of themselves, where an article should be.

What a server or a platform says in its own name (系統升級中，造成不便，敬請見諒) has words that
address the visitor, and words for pages, accounts and access; a short piece of news reports what
somebody said or did. Words in quotation marks do not count, since news quotes such pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.ingest.html.notices import PERHAPS
from reader.text.folding import fold

_LONGEST, _LONGEST_LATIN = 170, 400
"""Code points of all lines of such a page."""
_SHORTEST = 4
_MOST = 8

_QUOTED = re.compile(r"\"[^\"]{1,60}\"|《[^》]{1,40}》")
_ADDRESSES = re.compile(
    r"[您你]|抱歉|对不起|遗憾|[见谅体]谅|敬请|谢谢|感谢|亲爱的|不便|我们|本网?站|本平台|本系统|稍后|稍候|温馨"
    r"|(?:^|[。!?;,]\s*)(?:请|不如|点击?此|如[有需]|若[有需]|也许|或许)|(?:^|\W)返回|请(?:先|勿|由|改|输入|重新|检查|使用|稍|至|到|从)|才能(?:看|查|阅|浏)|去看看"
    r"|\b(?:sorry|please|you|your|you're|you've|we|we've|our|us)\b"
)
_OF_PAGES = re.compile(
    r"页面|网页|本页|此页|这[一个]?页|首页|网站|网址|链接|连结|[帐账]号|登[录入陆]|注册|会员|权限|访问|浏览|阅读篇数|篇数"
    r"|验证|认证|系统|服务器|伺服器|网[络路](?:异常|不|连)|浏览器|javascript|cookies?|连线|重新整理|刷新|跳转|审核"
    r"|密码|维护|升级|改版|下架|下线|屏蔽|(?:本|此|该|这[篇条则]?)(?:内容|文章|文)|内容不再|档案库|资料库|滑块|拼图"
    r"|公众号|什么都没有|版权(?:方|限制)|授权限制|地区|隐私"
    r"|\b(?:page|access|server|request(?:ed)?|resource|traffic|unavailable|blocked|permission|site"
    r"|website|log ?in|sign ?in|browser|security|went wrong|challenge|region|country)\b"
)
_ITSELF = re.compile(
    r"(?:^|[。!?;]\s*)(?:因[^,。]{1,16},)?(?:此|该|本|这)(?:[篇则条个项])?"
    r"(?:内容|文章|文|页面|网页|新闻|稿件|报[导道]|视频|影片|回答|帖子|主题|公众号|[帐账]号|作者|用户|网站)"
    r".{0,24}?(?:删除|移除|下架|下线|撤[下回除]|屏蔽|隐藏|封禁|停[用止]|注销|迁移|关闭|回收|不可见|无法|不能|不存在|失效|过期"
    r"|审核|密码保护|违规|违反)"
    r"|\b(?:page|resource|content|article|story)\b.{0,40}?"
    r"\b(?:no longer|not available|unavailable|not found)\b"
)
TELLS = re.compile(
    r"说(?!明)|(?<![名简])称(?!号)|表示|指出|宣[布佈称]|坦承|强调|认为|透露|回应|指控|主张|警方|法院|检方|市府|政府|议会"
    r"|记者|报案|昨[天日晚]|\b(?:said|says|told|announced|reported|according)\b"
)
_LOGIN = re.compile(
    r"登[录入陆]|(?:需要?|要|须|先).{0,8}(?:注册|会员)|[仅只][限供].{0,6}会员|密码|验证|实名|滑块|拼图|申请帐号|年龄"
    r"|\b(?:log|sign) ?in\b|\bchallenge\b|\bhuman\b|\brobot\b"
)
_GONE = re.compile("删除|移除|下架|下线|撤[下回]|屏蔽|隐藏|封禁|注销|关闭|清空|回收|不可见")
_LOST = re.compile(
    "不存在|找不到|迷[路航]|失效|过期|已移|移[至到]|新[的]?(?:网址|网站|地址)|改版|什么都没有|火星"
    "|gone|no longer|moved"
)
NOTICE = "page_notice"


def placeholder(shown: Sequence[str]) -> str:
    """Kind of a page without an article, by the lines that it has instead: `page_login`,
    `page_deleted`, `page_missing` or `page_notice`; "" if they may be an article.
    """
    lines = [fold(line).strip() for line in shown]
    whole = "。".join(line for line in lines if line)
    longest = _LONGEST_LATIN if whole.isascii() or _latin(whole) else _LONGEST
    if not _SHORTEST <= len(whole) <= longest or len(lines) > _MOST:
        return ""
    own = _QUOTED.sub("", whole)
    if TELLS.search(own):
        return ""
    if not (_ITSELF.search(own) or (_ADDRESSES.search(own) and _OF_PAGES.search(own))):
        return ""
    gone = "page_missing" if PERHAPS.search(own) else "page_deleted"
    kinds = ((_LOGIN, "page_login"), (_GONE, gone), (_LOST, "page_missing"))
    return next((kind for form, kind in kinds if form.search(own)), NOTICE)


def _latin(text: str) -> bool:
    return sum(sign.isascii() for sign in text) > 0.8 * len(text)
