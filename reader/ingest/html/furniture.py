"""Furniture of a page beside its article: links to others, buttons, invitations, notices.

The words are matched in the search fold (`text.folding`), where every script and width is one;
so the patterns are in the fold's own characters.
"""

from __future__ import annotations

import re

from reader.ingest.html.dates import moment_in
from reader.ingest.html.lines import Piece
from reader.text.folding import fold

_SIGNS = r"[\s【】\[\]〔〕()<>→●■◆◎▶►▼▲↓※☆★*|/、.,:\"]*"
_OTHER_TEXTS = re.compile(
    _SIGNS + r"(?:"
    r"(?:更多|延伸|相关|更多相关|推荐|热门|热搜|最新|精选|精彩|编辑推荐|编辑精选|看更多|往下看|今日|本周"
    r"|人气|猜你|你可能|你可能也|你可能还|你可能想|你可能还想|你可能会|其他人也|其他人也在|大家都在|为你|专题|专栏)"
    r"(?:新闻|报导|报道|文章|阅读|连结|链接|内容|影片|视频|专栏|专题|点阅|点击|资讯|推荐|推介|喜欢|会喜欢"
    r"|也会喜欢|话题|消息|感兴趣|图片|资料|看|排行|排行榜?|焦点|港闻|即时)"
    r"|热读|必读|(?:分页|全文|本文|文章)导航|同场加映|编辑推荐|编辑推介|编辑部推荐|相关标签|关键字|关键词|关键字词|文章关键字|新闻关键字|标签"
    r"|tags?|hashtags?|read more|related"
    r")\s*(?:[】\]〕):|/>▶►▼]|$|\s|请[见看]|[详参]见)"
)
_BUTTON = re.compile(
    r"(?:(?:分享|推荐|转发|转贴|转载|收藏|赞|点赞|留言|评论|新闻评论|文章评论|列印|打印|打印本页|订阅|关注"
    r"|登入|登录|注册|举报|纠错|关闭|关闭窗口|字号|字体|字体大小|广告|赞助|facebook|fb|twitter|x|line"
    r"|weibo|whatsapp|telegram|linkedin|share|微信|微博|qq|qq空间|朋友圈|复制连结|复制链接|参与)"
    r"(?:[至到给]\S{0,8})?\d*"
    r"|(?:返回|回到|回)(?:首页|列表|上页|上一页|顶部|页首)|[上下]一[篇则页张]\S{0,20}"
    r"|(?:载入|加载|展开|显示|查看|看)?更多|展开全文|加载中|载入中|首页|主页"
    r"|more|next|previous|prev|loading|advertisement|ads?|sponsored"
    r"|点[此我]|点击|按此\S{0,8}|往下(?:看|滑|拉|阅读)"
    r"|(?:网友)?跟[贴帖]|\d+人?(?:跟[贴帖]|参与|评论|浏览|阅读|点赞)|手机发跟[贴帖]"
    r"|(?:责任编辑|责编|编辑|作者|来源|记者|责任人)"
    r"|共?\d+[张图]|[大中小]|a[+-]?|[+-]\d*|t)[:】\])….>▼↓]*"
)
_BETWEEN_BUTTONS = re.compile(r"[\s【\[〔(<>→●■◆◎▶►▼▲↓※*|/、]+")
_GO_ON = re.compile(
    _SIGNS
    + r"(?:请?继续(?:往下)?阅读|阅读全文|正文已?结束|点击(?:图片|此|看|阅读|放大|[上下]方)"
    + r"|向[左右]滑)"
)
_LEADS_ON = re.compile(
    r"[\s\-\[【(「<…]*(?:(?:点[击此][^\s。,]{0,4})?(?:(?:继续|往下|展开)?阅读(?:全文|更多|原文|完整\S{0,4})?"
    r"|(?:查看|展开|观看|看)(?:全文|更多|原文)|继续[阅读看]{1,2}|了解更多|更多内容|全文|more"
    r"|read (?:more|on|full \S{1,12}|the full \S{1,12})|continue reading|keep reading|full story)"
    r"|返回[^\s。]{0,12}(?:[,、]?查看更多)?|回[到首][^\s。]{0,6}|(?:点击)?进入首页|查看更多)"
    r"[\s\-\]】)\">›→▶….]*"
)
_LONGEST_LEAD = 30
_RIGHTS = re.compile(
    r"版权所有|版权归.{1,16}所有|all rights reserved|^\W*(?:copyright|©)"
    r"|(?:禁止|不得|请勿|谢绝|严禁).{0,12}(?:转载|翻印|复制)|转载(?:请|须|时).{0,8}(?:注明|出处|授权|联络|联系)"
    r"|提供信息存储(?:空间)?服务|系信息发布平台|仅提供信息发布平台"
    r"|only provides? information storage|不代表本(?:网|站|台|报|刊|平台)"
    r"|仅供参考[,。]?$|侵权(?:请|必|即).{0,6}删|请注明出处"
)
_ORIGINAL_TITLE = re.compile(r"[(【\[]?\s*原(?:标题|题为?|文标题)\s*[:\"为]")
_HELPLINE = re.compile(
    r"(?:防治|协谈|咨询|张老师|生命线|求助|反诈|戒毒|援助|家暴|安心)\S{0,8}(?:专线|热线|(?<!咨询)电话)\D{0,12}\d{3,}"
    r"|自杀(?:不能|解决不了|并不能)|给自己(?:一[次个])?机会|^请?珍惜生命|未满18岁|未满十八岁请勿"
    r"|^[★☆※◎*]\s*\S{0,12}提醒[您你]"
    r"|^\W*(?:饮酒(?:过量|过度)|[吸抽][烟菸]),?\s*有[害碍]健康\W*$|^\W*未成年(?:人|者)?请勿饮酒\W*$"
)
_ASIDE = re.compile(
    r"(?:#[^\s#,。!?:;]+\s*)+$|[(]?(?:本文|全文)(?:约|共)?\s*\d+\s*字"
    r"|.{0,12}阅读(?:时间|需要?|大?约|本文).{0,8}分钟"
)
_INVITES = re.compile(
    r"(?:下载|开启|打开|安装|立即|免费).{0,16}(?:app|客户端)"
    r"|(?:加入|按赞|追踪|关注|订阅|赞好|like).{0,24}(?:粉丝[团页]|粉专|好友|频道|公众号|电子报|专页"
    r"|专版|会员|group|群组|账号|帐号|whatsapp|telegram|line|facebook|fb)"
    r"|回复\s?[【\[「][^】\]」]{1,12}[】\]」]\s?(?:即?可)?(?:查看|查询|获取|领取|了解|收看|看)"
    r"|(?:扫|长按|识别).{0,6}(?:二维码|qr)|付费(?:订阅|会员)|成为.{0,6}会员|阅读全文|[剩尚]余\s*\d+|订户专属|会员专属"
    r"|(?:立即|马上|即刻)(?:收看|观看|查看|了解|登记|报名|下载|订阅|加入)\W{0,4}$"
)
_CONTACT_US = re.compile(
    r"(?:欢迎|敬请|请).{0,40}(?:关注|追踪|订阅|联系|联络)(?:我们|本[报刊台站网])(?:的\S{0,12})?\W*$"
    r"|请.{0,12}(?:启用|开启|升级).{0,12}(?:javascript|html5|flash)|[您你]的浏览器(?:版本|不支持)"
)
_MENTIONED = re.compile(
    "(?:转载|复制|翻印|追踪|关注|下载|订阅|加入|(?:二维|qr ?)码?(?:code)?|app|会员|粉丝[团页]?)的"
    "(?!方式|同时|[您你])"
    '|(?:reserved|copyright|©|所有|必究|转载|复制)"?\\s*(?:是|[一二三四五六七八九十]个?字|符号|这|一词)'
    "|规定|条款|告示|牌子|招牌"
)
"""Words of a notice that a text only mentions."""
_YOU = re.compile(r"[您你]|请|立即|免费|马上|现在|按赞|长按|扫")
_CLASS = re.compile(
    r"(?<![a-z])(?:share|sharing|social|relat(?:ed|e)|recomm?end(?:ed|ation)?|comments?|disqus"
    r"|advert\w*|ads?|adv|banner|promo\w*|subscri\w*|newsletter|tags?|keywords?|hashtags?|copyright"
    r"|foot|footer|nav|navbar|breadcrumbs?|toolbar|hot|rank\w*|login|paywall|download|also|more|readmore"
    r"|sidebar|widget|sponsor\w*|popup|modal|menu|pagination|pager|vote|survey|rating|app|qrcode"
    r"|ewm|next|prev|listing|extend"
    r"|(?:video-?)?players?|vjs|controls?|tuijian|guanggao|fenxiang|pinglun|xiangguan|remen)(?![a-z])",
    re.IGNORECASE,
)
AT_FOOT = re.compile(r"(?<![a-z])(?:foot(?:er)?|copyright|bottom-?bar)(?![a-z])", re.IGNORECASE)
_LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|teaser|summary|subhead|standfirst|abstract|excerpt|introduction"
    r"|(?:post|article|news)[-_]?(?:desc|summary|intro|lead|abstract))"
    r"(?![a-z])",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"[\W_]*(?:版权|本(?:[文网站台报刊篇]|新闻)|未经|凡|如[需有]|若[需有]|转载|禁止|请勿|严禁|不得|copyright|©"
    r"|all rights|声明|免责|特别声明|以上|提醒|珍惜|自杀|欢迎|敬请|请|更多|想|[你您]|立即|马上"
    r"|平台声明|notice|点|按|扫|长按|下载|加入|追踪|关注)"
)
_CLAUSES = re.compile(r"[,;:。!?、\s]+")
_PUBLISHER = re.compile(
    r"版权|转载|翻印|复制|重制|授权|未经|侵权|著作|声明|免责|所有|责任|追究|违者|法律|依法|注明|来源|出处|原文|联[系络]|删除"
    r"|立场|观点|意见|参考|本[报刊站台网文]|本公司|rights|copyright|©|[您你]|请|欢迎|立即|马上|免费|点|扫|长?按|识别|下载|关注"
    r"|订阅|加入|追踪|app|二维码|qr|line|会员|粉丝|好友|频道|公众号|电子报|更多|投稿|爆料|热线|专线|电话|邮箱|email|@|\d{3,}"
    r"|珍惜|生命|自杀|有[害碍]健康|喝酒|饮酒|[吸抽][烟菸]|提醒|未满|javascript|浏览器|专页|粉专|社群|最新|消息|优惠|掌握|看全文|阅读"
)
"""Words of which every clause of a publisher's own notice has one."""
_SENTENCE, _CALL = 5, 10
_LATIN = 400
"""Letters of the longest notice in English."""
_SHORT_NOTICE = 24
_SET_OFF = 0.3
_ENDS = "。！？!?…"
_CLOSERS = '」』”’"）)】》 '
_ELEMENTS = frozenset(
    ["nav", "footer", "aside", "form", "button", "label", "menu", "dialog", "select"]
)
_SAYS = re.compile(r"\w")


def is_furniture(piece: Piece) -> bool:
    """Whether a line invites, links or warns by its form as a whole, whatever is around it."""
    length = len(piece.text)
    if piece.code:
        return False
    if piece.aside or not _SAYS.search(piece.text):
        return True
    if length > 160:
        return False
    text = piece.folded
    if _ORIGINAL_TITLE.match(text):
        return True
    if leads_on(text):
        return True
    if length <= 40 and (_GO_ON.match(text) or _is_button(text)):
        return not is_whole_sentence(piece)
    if length <= 80 and (_OTHER_TEXTS.match(text) or _ASIDE.match(text)):
        return not is_running_text(piece)
    return invites(piece) and not is_running_text(piece)


def leads_elsewhere(piece: Piece) -> bool:
    """Whether a line is the title over links to other articles: 為你推薦, 延伸閱讀."""
    if len(piece.text) > _LONGEST_LEAD or is_running_text(piece):
        return False
    return bool(_OTHER_TEXTS.match(piece.folded))


def is_running_text(piece: Piece) -> bool:
    """Whether a line is set like a sentence of an article, so that its words alone mean nothing.

    A bold one is, unless it calls out or every clause of it is the publisher's own.
    """
    if not is_whole_sentence(piece) or piece.linked >= _SET_OFF:
        return False
    return piece.strong < _SET_OFF or not (
        piece.text.rstrip(_CLOSERS)[-1] in "！!" or _is_own(piece.folded)
    )


def is_whole_sentence(piece: Piece) -> bool:
    """Whether a line ends like a sentence and is longer than a call."""
    words = piece.text.rstrip(_CLOSERS)
    least = _CALL if words[-1:] in ("！", "!") else _SENTENCE
    return len(piece.text) >= least and bool(words) and words[-1] in _ENDS


def invites(piece: Piece) -> bool:
    """Whether a line has the words of a call, a notice of rights or a warning somewhere in it.

    In the middle of an article such words are news; at its ends they are the publisher's.
    """
    length = len(piece.text)
    if length > (_LATIN if piece.text.isascii() else 160) or piece.code:
        return False
    text = piece.folded
    if _RIGHTS.search(text):
        return True
    if length <= 90 and _CONTACT_US.search(text):
        return True
    if length <= 60 and _HELPLINE.search(text):
        return True
    called = length <= 90 and _INVITES.search(text)
    # A sentence that only reports that someone joins something is news.
    return bool(called and (text[-1] != "。" or _YOU.search(text)))


def is_notice(piece: Piece) -> bool:
    """Whether a line at the end of an article is the publisher's: it begins with such words.

    A short one that is set like a sentence is made of nothing else: one about somebody
    (版權歸出版社，作者一毛也拿不到) has a clause that is not.
    """
    if not invites(piece):
        return False
    text = piece.folded
    named, short = bool(_NOTICE.match(text)), len(piece.text) <= _SHORT_NOTICE
    if _CONTACT_US.search(text):
        return named or not _MENTIONED.search(text)
    if not is_running_text(piece):
        return named or short
    if not (named or short) or _MENTIONED.search(text):
        return False
    return not short or (_is_own(text) and (named or len(_clauses(text)) > 1))


def _is_own(text: str) -> bool:
    """Whether a folded line is a publisher's in every clause, and speaks of no such words."""
    own = all(_PUBLISHER.search(clause) for clause in _clauses(text))
    return own and not _MENTIONED.search(text)


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSES.split(text) if _SAYS.search(clause)]


def leads_on(text: str) -> bool:
    """Whether a text is only the words of a link that leads on, or back: 閱讀全文, 返回首頁."""
    return 0 < len(text) <= _LONGEST_LEAD and bool(_LEADS_ON.fullmatch(fold(text)))


def is_dated(piece: Piece) -> bool:
    """Whether a line is the row under a headline with the day of the article."""
    text = piece.text
    return len(text) <= 80 and not any(sign in text for sign in "。，") and bool(moment_in(text))


def is_lead(piece: Piece) -> bool:
    """Whether a line's own element or the one around it is named as an article's lead."""
    around = piece.element.getparent()
    names = [element.get("class") for element in (piece.element, around) if element is not None]
    return any(_LEAD.search(name or "") for name in names)


def in_furniture(piece: Piece, container: object) -> bool:
    """Whether a line is in a part of the container that is made for other things."""
    return piece.within(container, _CLASS, _ELEMENTS)


def _is_button(text: str) -> bool:
    """Whether a short folded line consists of the words of buttons only."""
    return all(_BUTTON.fullmatch(word) for word in _BETWEEN_BUTTONS.split(text) if word)
