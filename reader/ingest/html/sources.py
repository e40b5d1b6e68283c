"""Source of an article: its account on a platform, the site's name, or its own statement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reader.ingest.html.dates import moment_in
from reader.ingest.html.linked_data import LinkedFacts
from reader.ingest.html.voting import bare
from reader.text.folding import fold
from reader.text.structure.person_names import is_full_name

if TYPE_CHECKING:
    from lxml.etree import _Element

SEPARATOR = re.compile(
    r"\s?[|｜_丨»]+\s*|\s?--+\s*|\s[-–—:：·•/]\s+|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])"
)
MEDIUM = re.compile(
    r"(?:[網网]|[報报]|新[聞闻][雲云]?|[週周]刊|通[訊讯]社|中央社|新[華华]社|[電电][視视台]|[財财][經经]|[頻频]道|日[報报]|[雜杂][誌志]|[媒].{0,2}|news|media|times|post|daily|\.com|\.tw|\.hk|\.cn)"
    r"(?:\s?[A-Za-z0-9 ]{1,40})?$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:即时|国[际内]|本地|两岸|社会|财经|地方|最新|今日|时政|滚动|综合|体育|娱乐|科技)?新闻|财经|媒体|电视"
    r"|news|.{0,8}频道",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    "微信公众[平台号]{1,2}|微信|(?:weixin|wechat) official accounts?(?: platform)?"
    "|今日头条|头条号?|网易订阅|网易号|百家号|企鹅号|搜狐号|大鱼号|一点资讯|weixin|wechat",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\.(?:com|cn|net|org|tw|hk)\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}[-/.年]")
_CLOCK = re.compile(r"[\d:：./年月日\-]+|[·|｜•]")
_ACCOUNT = frozenset(["js_name", "post-user", "js_wx_follow_nickname"])
_NICKNAME = re.compile(r"(?<![a-z])profile_nickname(?![a-z])")
_SCRIPTED = re.compile(r"\bvar\s+nickname\s*=\s*(?:htmlDecode\()?\"([^\"\\\n]{1,60})\"")
_MESSAGE = "msg_title"
"""The name of the account in the script of a page of WeChat, and what is in no other script."""

_NAMED_ACCOUNT = re.compile(r"(?<![a-z])(?:author|account|media)[-_]?name(?![a-z])", re.IGNORECASE)
_ACCOUNT_PAGE = re.compile(
    r"toutiao\.com/c/user/|^/c/user/|author\.baidu\.com/home|163\.com/dy/media/|mp\.sohu\.com/profile"
)
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,10}")
_MOST_ACCOUNTS = 3
_SIGNS = " -–—|｜_[]【】()（）」』”’\"'》〉！？!?。…，,"
_CREDIT = re.compile(
    r"(?:来源|稿源|出处)\s*[:|/]\s*[《\"]?(?P<name>[^\s:|/,。、()《》\"=<>]{2,20}?)"
    r"(?=$|[\s|/,。、()《》\"]|作者|记者|编辑|责任|责编|发布|时间|日期|\d{4}|字[号体])"
)
_NO_SOURCE = re.compile(
    "网[络路]|互联网|综合|未知|不详|本站|原创|转载|整理|投稿|数据|资料|图片|自[制创]"
)
_ACCOUNT_NAME = re.compile("[\u3400-\u9fffA-Za-z0-9]{2,16}")
_NO_ACCOUNT = re.compile(
    "发布|来源|作者|记者|编辑|原创|转载|首发|独家|关注|字[号体]|分享|时间|日期|更新|阅读|评论|浏览|点击|打印|收藏|举报|星期|周[一二三四五六日]"
    "|[上下]午|hkt|gmt"
)
_LONGEST_ROW = 120


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline, its line among the pieces (None if it is not shown), and its site."""

    text: str = ""
    place: int | None = None
    site: str = ""


def source_of(
    facts: LinkedFacts,
    page_title: str,
    headline: Headline,
    rows: Sequence[str],
    account: str,
    *,
    signed: Sequence[str] = (),
) -> str:
    """The name of the medium or the account in which an article appeared, or "".

    `account` is what the page of a platform names, `rows` are the lines under the headline,
    `signed` those of them in a part that is named for an author. A name
    that a page's title ends with goes before a row's 來源 if it is a medium's or the only one,
    since reprints name where they come from.
    """
    site = headline.site
    shown = _shown_account(signed)
    if account:
        return account
    if site and not (_PLATFORM.fullmatch(fold(site)) or _DOMAIN.fullmatch(site)):
        return site
    parts = _parts(page_title, headline)
    if any(_PLATFORM.fullmatch(fold(part)) for part in parts) and (
        named := next((name for row in rows if (name := _named(row))), shown)
        or _shown_account([row for row in rows if moment_in(row)][:1])
    ):
        return named
    media = [part for part in parts if MEDIUM.search(part) and not _SECTION.fullmatch(fold(part))]
    if media:
        return next((it for it in reversed(media) if not _ADDRESS.search(it)), media[-1])
    named = next((name for row in rows if (name := _named(row))), "")
    if len(parts) == 1 and not (is_full_name(parts[0]) and MEDIUM.search(named)):
        return parts[0]
    stated = facts.meta(
        "contentsource", "source", "publisher", "application-name", "apple-mobile-web-app-title"
    )
    named = named or next((name for row in rows if (name := _in_dated_row(row))), "")
    return named or stated or site or next(reversed(parts), shown) or _before_date(rows)


def _parts(page_title: str, headline: Headline) -> list[str]:
    """Parts of a page's title beside its headline, in the order of the title."""
    own = bare(headline.text)
    rest = _after(page_title, own)
    first = SEPARATOR.search(page_title)
    if not rest and first:
        head = page_title[: first.start()]
        named = own not in bare(page_title) and MEDIUM.search(head)
        rest = page_title if named else page_title[first.start() :]
    parts = [part.strip(_SIGNS) for part in SEPARATOR.split(rest)]
    return [
        part
        for part in parts
        if 2 <= len(part) <= 30 and not part.isdigit() and bare(part) not in own
    ]


def sites_of(
    facts: LinkedFacts, page_title: str, headline: Headline, source: str
) -> tuple[str, ...]:
    """The source, then every name that a page gives its publisher, the source among them."""
    rights = facts.meta("copyright", "og:site_name", "application-name", "twitter:site")
    names = [headline.site, facts.publisher, rights, *_parts(page_title, headline)]
    return (source, source, *dict.fromkeys(name for name in names if name))


def _shown_account(rows: Sequence[str]) -> str:
    """The name that is first in one of the rows but for a day, and is no person's."""
    words = [_CLOCK.sub(" ", row).split() for row in rows if len(row) <= _LONGEST_ROW]
    names = (
        name
        for each in words
        for name in each[:1]
        if _ACCOUNT_NAME.fullmatch(name) and not is_full_name(name)
    )
    return next((name for name in names if not _NO_ACCOUNT.search(fold(name))), "")


def account_of(root: _Element) -> str:
    """The name of the account whose page a platform shows, or ""."""
    metas = (it.get("content") or "" for it in root.iter("meta") if it.get("name") == "mediaid")
    shown = next((name.strip() for name in metas if not name.isdecimal()), "")
    for element in root.iter("a", "strong", "span"):
        nicknamed = not shown and _NICKNAME.search(element.get("class") or "")
        if element.get("id") in _ACCOUNT or nicknamed:
            named = " ".join("".join(element.itertext()).split())
            if named:
                return named
    own = (script.text or "" for script in ([] if shown else root.iter("script")))
    found = next((it for code in own if _MESSAGE in code and (it := _SCRIPTED.search(code))), None)
    return found[1] if found else shown


def accounts_of(root: _Element) -> list[str]:
    """Texts of the parts of a page that are named for an account's name, or lead to its page."""
    names = (
        " ".join("".join(element.itertext()).split())
        for element in root.iter("a", "strong", "span", "p", "div")
        if ((named := element.get("class")) and _NAMED_ACCOUNT.search(named))
        or ((named := element.get("data-testid")) and _NAMED_ACCOUNT.search(named))
        or (element.tag == "a" and _ACCOUNT_PAGE.search(element.get("href") or ""))
    )
    return list(dict.fromkeys(islice(filter(None, names), _MOST_ACCOUNTS)))


def _named(row: str) -> str:
    """Name after 來源 in a row; a sentence that has the word is about something else."""
    if len(row) > _LONGEST_ROW or (row.rstrip().endswith("。") and "，" in row):
        return ""
    found = _CREDIT.search(fold(row))
    name = row[found.start("name") : found.end("name")] if found else ""
    return "" if _NO_SOURCE.search(fold(name)) or is_full_name(name) else name


def _in_dated_row(row: str) -> str:
    """The name of a medium that is a word of its own in the row with the day."""
    if len(row) > _LONGEST_ROW or not moment_in(row):
        return ""
    return next((word for word in row.split() if MEDIUM.search(word) and len(word) <= 12), "")


def _before_date(rows: Sequence[str]) -> str:
    """The account that is alone before the day in the first row that has one."""
    row = next((row for row in rows if moment_in(row)), "")
    words = row.split()[:2]
    return _shown_account([row]) if len(words) == 2 and _DAY.match(words[1]) else ""


def _after(page_title: str, title: str) -> str:
    """Rest of the page's title after a bare title, whatever signs stand between its words."""
    end = 0
    for sign in title:
        end = page_title.find(sign, end) + 1
        if not end:
            return ""
    return page_title[end:] if bare(page_title[:end]) == title else ""
