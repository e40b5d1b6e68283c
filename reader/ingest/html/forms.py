"""What a line's words and its place on the page say of it: furniture, caption, sub-heading."""

from __future__ import annotations

import re

from reader.ingest.html.dates import moment_in
from reader.ingest.html.lines import Piece
from reader.text.roles import is_marked_caption

_SIGNS = r"[【\[〔（(<〈>＞»→●■◆◎▶►▼▲↓※＊*\s]*"
_OTHERS = re.compile(
    _SIGNS
    + r"(?:(?:更多|延伸|相[關关]|推[薦荐]|[熱热][門门搜]?|最新|精[選选彩]|[編编][輯辑](?:推[薦荐]|精[選选])|看更多|往下看|今日|本[週周日]|人[氣气]"
    r"|[點点]擊?|猜你|你可能(?:也|[還还])?|其他人也在?|大家都在|[為为]你|更多相[關关]|[專专])"
    r"(?:新聞|新闻|報[導道]|报[导道]|文章|[閱阅][讀读]|[連链鏈][結结接]|內容|内容|影片|[視视][頻频]|[專专][欄栏題题]|[點点][閱阅]|[資资][訊讯]|推[薦荐]"
    r"|喜[歡欢]的?|[話话][題题]|消息|感[興兴]趣|[圖图]片|[資资]料|看|排行榜?|焦[點点])"
    r"|同[場场]加映|[編编][輯辑]推[薦荐]|猜你喜[歡欢]|[相有][關关][標标][籤签]|(?:新聞|新闻|文章)?[關关][鍵键][字詞词]|[標标][籤签]|tags?|hashtags?|read more|related)"
    r"\s*(?:[】\]〕）)]|[：:｜|／/>＞»▶►▼]|$|\s)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    _SIGNS
    + r"(?:(?:分享|[轉转][發发貼贴載载]|收藏|[點点]?[讚赞]|留言|(?:新聞|新闻|文章)?[評评][論论]|列印|打印|[訂订][閱阅]|追[蹤踪]|[關关]注|登[入錄录]|[註注][冊册]"
    r"|[舉举][報报]|[糾纠][錯错]|返回\S{0,6}|[關关][閉闭]|[上下]一[篇則则頁页][^。]*|字[號号體体](?:大小)?|[放縮缩][大小]|[廣广]告|[贊赞]助|advertisement|ads?|sponsored"
    r"|facebook|fb|twitter|line|weibo|whatsapp|telegram|linkedin|share|微信|微博|qq|loading|載入\S{0,4}|加[載载]\S{0,4}|回[到頁页]\S{0,4}"
    r"|[首主][頁页]|更多|more|next|previous|prev|[點点]擊?\S{0,6}|按此\S{0,8}|往下\S{0,6}|[複复][製制][連链鏈][結结接]|[人]?[參参][與与]|跟[蹤踪]\S{0,2}"
    r"|\d+)(?:[至到給给]?\S{0,6})?\s*)+[：:】\]）)…. >＞»▼↓]*$"
    r"|"
    + _SIGNS
    + r"(?:[請请]?[繼继][續续](?:往下)?[閱阅][讀读]|閱讀全文|阅读全文|正文已?[結结]束|[點点][擊击](?:[圖图]片|此|看|[閱阅][讀读]|放大))\S{0,24}$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"版[權权]所有|all rights reserved|copyright|©|未[經经](?:[授許许]|本)|[禁不][止得].{0,12}[轉转]載|禁止转载|不得[轉转][載载]"
    r"|[請请][註注]明出[處处]|[轉转][載载][請请]|[侵涉][權权].{0,8}[刪删][除]?|不代表本[網网站台]|[僅仅]供[參参]考",
    re.IGNORECASE,
)
_ORIGINAL_TITLE = re.compile(
    r"[（(【\[]?\s*原(?:[標标][題题]|[題题][為为]?|文[標标][題题])\s*[：:《「“為为]"
)
_HELPLINES = re.compile(
    r"(?:防治|[協协][談谈]|[諮咨][詢询]|張老師|张老师|生命[線线]|求助|反[詐诈]|戒毒|援助|家暴|安心)\S{0,8}(?:[專专熱热][線线]|[電电][話话])"
    r"|自[殺杀](?:不能|[解]?[決决]不了|[並并]不能)|[給给]自己(?:一[次個个])?[機机][會会]|珍惜生命|尊重生命"
    r"|(?:未[滿满]|飲酒|喝酒|吸[菸烟]).{0,16}(?:[健]康|安全|[禁]止)"
)
_INVITES = re.compile(
    r"(?:(?:下[載载]|[開开][啟启]|安[裝装]|立即|免[費费]).{0,16}app|(?:加入|按[讚赞]|追[蹤踪]|[關关]注|[訂订][閱阅]|[讚讚]好|like).{0,24}"
    r"(?:粉[絲丝][團团頁页]|好友|[頻频]道|公[眾众][號号]|[電电]子[報报]|[專专][頁页版]|會[員员]|会员|group|群[組组]|[賬账帳]號|whatsapp|telegram|line|facebook|fb)"
    r"|[掃扫].{0,6}(?:二[維维][碼码]|qr)|付[費费][訂会會]|成[為为].{0,6}[會会][員员]|[閱阅][讀读]全文|[剩尚][餘余下]\s*\d+)",
    re.IGNORECASE,
)
_CLASS_OF_FURNITURE = re.compile(
    r"(?<![a-z])(?:share|sharing|social|relat(?:ed|e)|recomm?end(?:ed|ation)?|comments?|disqus|advert\w*|ads?|adv|banner|promo\w*|"
    r"subscri\w*|newsletter|tags?|keywords?|hashtags?|copyright|footer|nav|navbar|breadcrumbs?|toolbar|hot|rank\w*|"
    r"login|paywall|download|also|more|readmore|sidebar|widget|sponsor\w*|popup|modal|menu|pagination|pager|"
    r"editor-info|vote|survey|rating|app|qrcode|ewm|next|prev|listing|extend)(?![a-z])",
    re.IGNORECASE,
)
_CLASS_OF_CAPTION = re.compile(
    r"caption|(?:pic|img|image|photo|figure|slide)[a-z]*[-_]?(?:desc|info|text|title|note|cap|intro|memo|word|tip)"
    r"|(?:desc|note|text)[-_](?:pic|img|image|photo)|(?<![a-z])(?:tuzhu|imgtext|pictext)(?![a-z])",
    re.IGNORECASE,
)
_NEVER = frozenset(
    ["nav", "footer", "aside", "form", "button", "label", "menu", "dialog", "select"]
)
_END = "。；;，,、：:…"
_ASKED = re.compile(r"(?:[QA問问答]|Q\d+|A\d+|[記记]者|主持人)\s*[：:.．、]")
_CONTACT = re.compile(r"[\d-]{7,}|@|https?:|www\.")
_HEADING_LIMIT = 42


def is_furniture(piece: Piece) -> bool:
    """Whether a line invites, links or warns, whatever page it stands on."""
    text = piece.text
    if not any(sign.isalnum() for sign in text) or text in ("+1",):
        return True
    if len(text) <= 24 and _BUTTON.match(text):
        return True
    if len(text) <= 80 and _OTHERS.match(text):
        return True
    if len(text) <= 160 and _RIGHTS.search(text):
        return True
    if _ORIGINAL_TITLE.match(text) or (len(text) <= 60 and _HELPLINES.search(text)):
        return True
    return len(text) <= 90 and bool(_INVITES.search(text))


def is_dated(piece: Piece) -> bool:
    """Whether a line is the row under a headline that says when the article appeared."""
    text = piece.text
    return len(text) <= 80 and not any(sign in text for sign in "。，") and bool(moment_in(text))


def class_of(piece: Piece, container: object, form: re.Pattern[str]) -> bool:
    """Whether a class or id between a line and its container has a form."""
    element = piece.element
    while element is not None and element is not container:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if form.search(names):
            return True
        element = element.getparent()
    return False


def in_furniture(piece: Piece, container: object) -> bool:
    """Whether a line stands in a part of the container that is made for other things."""
    element = piece.element
    while element is not None and element is not container:
        if element.tag in _NEVER:
            return True
        element = element.getparent()
    return class_of(piece, container, _CLASS_OF_FURNITURE)


def is_marked(piece: Piece, container: object) -> bool:
    """Whether a line is marked as a picture's, by its element, its classes or its words."""
    if len(piece.text) > 200:
        return False
    marked = piece.caption or class_of(piece, container, _CLASS_OF_CAPTION)
    return marked or is_marked_caption(piece.text)


def is_caption(piece: Piece, container: object) -> bool:
    """Whether a line tells of a picture: it is marked so, or stands under one and is no sentence."""
    text = piece.text
    if len(text) > 200:
        return False
    if is_marked(piece, container):
        return True
    if not piece.pictured or piece.strong > 0.5 or piece.heading:
        return False
    return len(text) <= 60 and text[-1] not in "。！？!?；：:，"


def may_head(piece: Piece) -> bool:
    """Whether a line is marked like a sub-heading: an `h2` to `h6`, or bold as a whole."""
    text = piece.text
    if not 2 <= len(text) <= _HEADING_LIMIT or text[-1] in _END:
        return False
    if not (piece.heading or piece.strong >= 0.95) or piece.linked > 0.5:
        return False
    return not (_ASKED.match(text) or _CONTACT.search(text))
