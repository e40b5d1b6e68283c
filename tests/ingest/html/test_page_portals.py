"""Pages as portals, accounts, broadcasters and governments set them: title, day, author, source."""

import pytest

from reader.ingest.html import extract, read_page

TITLE = "渡轮明年换新船 码头扩建年底完工"
TEXT = (
    "市府今天表示，新的渡轮将在下个月下水，预计需要一百二十天才能完成，期间航班照常。",
    "附近的店家则担心生意受到影响，希望市府能够分段施工，并且给予适当的补助与宣传协助。",
    "港务局局长回应，会在农历年前暂停施工两个星期，让店家可以把握一年之中最好的档期。",
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT)
NAV = (
    "<ul>" + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("新闻", "体育", "财经")) + "</ul>"
)

PAGES = {
    "an account's page on WeChat, with the place where it was sent from": (
        "<title></title><meta property=og:title content='{t}'>"
        "<meta property=og:site_name content=微信公众平台><meta name=author content=溪言>"
        "<meta property=og:article:author content=溪言>",
        "<h1 id=activity-name>{t}</h1><div id=meta_content><span>原创</span> <span>溪言</span>"
        "<span><a id=js_name>溪言南湾</a></span> <em>2024年5月6日 09:08</em> <em>江苏</em></div>"
        "<div id=js_content>{b}</div><p>微信扫一扫</p><p>关注该公众号</p>",
        ("2024-05-06", ("溪言",), "溪言南湾"),
    ),
    "an account's page on Netease": (
        "<title>{t}|渡轮|码头_网易订阅</title><meta name=author content=网易>"
        "<meta name=copyright content=网易版权所有><meta property=article:author content=网易>",
        "<div class=post_crumb><a>网易首页</a> &gt; <a>网易号</a> &gt; 正文</div>"
        "<h1 class=post_title>{t}</h1><div class=post_info>2024-05-06 09:08:10　来源: "
        "<a>南湾见闻</a> <a>举报</a></div><div class=post_body>{b}</div>"
        "<p>网友跟贴 0人跟贴 | 3人参与 | 手机发跟贴 | 注册</p>",
        ("2024-05-06", (), "南湾见闻"),
    ),
    "an account's page on Toutiao": (
        "<title>{t} - 今日头条</title>",
        "<div class=article-content><h1>{t}</h1><div class=article-meta><span>2024-05-06 09:08"
        "</span><span class=dot>·</span><span class=name><a href='/c/user/1'>南湾观察</a></span>"
        "</div><article>{b}</article></div><div><a>举报</a> <span>评论 0</span></div>",
        ("2024-05-06", (), "南湾观察"),
    ),
    "an account's own article on Toutiao": (
        "<title>{t} - 今日头条</title>",
        "<h1>{t}</h1><div class=article-meta><span>原创</span><span>2024-05-06 09:08</span>"
        "<span>·</span><span class=name><a href='/c/user/1'>南湾观察</a></span></div>"
        "<article>{b}</article>",
        ("2024-05-06", (), "南湾观察"),
    ),
    "an account's page on Baijiahao that names it for its tests": (
        "<title>{t}</title><meta itemprop=dateUpdate content='2024-05-06 09:08:10'>",
        "<div><h2>{t}</h2><div><a href='https://author.baidu.com/home'><p data-testid=author-name>"
        "南湾新闻网</p></a><span data-testid=updatetime>2024-05-06 09:08</span><span>北京</span>"
        "<span>南湾新闻网官方账号</span></div><div>关注</div></div><div>{b}</div>",
        ("2024-05-06", (), "南湾新闻网"),
    ),
    "a page whose site is called by its address": (
        "<title>{t} - 南灣經濟日報 - 社會</title><meta property=og:site_name content=a.south.com>",
        "<h1>{t}</h1><div>發布時間: 2024/05/06 09:08</div><div>{b}</div>",
        ("2024-05-06", (), "南灣經濟日報"),
    ),
    "an account's page on WeChat for readers of English": (
        "<title>{t}</title><meta property=og:site_name content='Weixin Official Accounts Platform'>"
        "<meta name=author content=林小溪>",
        "<h1>{t}</h1><div><span>Original</span> <span>林小溪</span>"
        "<span><a id=js_name> 溪言南湾 </a></span> <em>2024-05-06 09:08</em></div>{b}",
        ("2024-05-06", ("林小溪",), "溪言南湾"),
    ),
    "an account's page on WeChat as it was set before": (
        "<title>{t}</title>",
        "<h2 id=activity-name>{t}</h2><div><em id=post-date>2016-05-06</em> "
        "<a id=post-user href='javascript:void(0);'>溪言南湾</a> <div style='display:none;'>"
        "<strong class=profile_nickname>溪言南湾</strong></div></div>{b}",
        ("2016-05-06", (), "溪言南湾"),
    ),
    "an account's page on WeChat that only its script names": (
        "<title>{t}</title>",
        "<h1>{t}</h1><div>2024-05-06 09:08</div>{b}"
        '<script>var nickname = htmlDecode("溪言南湾"); var msg_title = "{t}";</script>',
        ("2024-05-06", (), "溪言南湾"),
    ),
    "an account's page on Sohu that names it in its head": (
        "<title>{t}_渡轮_码头_步行者</title><meta name=mediaid content=南湾广角>",
        "<h1>{t}</h1><div><span>2024-05-06 09:08</span> <span>发布于：江苏省</span></div>{b}",
        ("2024-05-06", (), "南湾广角"),
    ),
    "a government's page that names its site by the standard for such sites": (
        "<title>{t}</title><meta name=SiteName content=南湾市交通局><meta name=ArticleTitle "
        "content='{t}'><meta name=PubDate content='2024-05-06 09:08'>"
        "<meta name=ContentSource content=市交通局办公室>",
        "<h3>{t}</h3><div>信息来源：市局办公室</div>{b}",
        ("2024-05-06", (), "南湾市交通局"),
    ),
    "a government's page that only names whence it has the text": (
        "<title>{t}</title><meta name=PubDate content='2024-05-06 09:08'>"
        "<meta name=ContentSource content=南湾市应急管理局>",
        "<h3>{t}</h3>{b}",
        ("2024-05-06", (), "南湾市应急管理局"),
    ),
    "a broadcaster's page in Hong Kong with its name after a bar": (
        "<title>{t} | 南灣新聞 NBN News</title>",
        "<div class=detail><h1>{t}</h1><div>2024-05-06 09:08</div>{b}</div>",
        ("2024-05-06", (), "南灣新聞 NBN News"),
    ),
    "a government's page whose author is a bureau": (
        "<title>{t}_南湾市人民政府</title><meta name=Author content=市交通局>",
        "<h1>{t}</h1><div>发布日期：2024-05-06 09:08</div><div>{b}</div>",
        ("2024-05-06", (), "南湾市人民政府"),
    ),
    "an account's page on Baijiahao": (
        "<title>{t}</title>",
        "<div id=header><div class=title>{t}</div><div><span class=author-name>南湾观察家</span>"
        "<span>2024-05-06 09:08</span> <span>湖北</span> <span>关注</span></div></div>"
        "<div data-testid=article>{b}</div><div>举报/反馈</div>",
        ("2024-05-06", (), "南湾观察家"),
    ),
    "an account's page on Sohu": (
        "<title>{t}_码头_航线_前往</title>",
        "<div class=text-title><h1>{t}</h1><div class=article-info><span>2024-05-06 09:08</span>"
        "<span>来源:<a>南湾政务</a></span></div></div><article>{b}<p><a>返回搜狐，查看更多</a></p>"
        "</article><p>责任编辑：</p><p>平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台。</p>",
        ("2024-05-06", (), "南湾政务"),
    ),
    "a page of Tencent": (
        "<title>{t}_腾讯新闻</title>",
        "<div class=LEFT><h1>{t}</h1><div class=content-article>{b}</div></div>"
        "<script>window.DATA = {{}}; var pubtime = '2024-05-06 09:08:10';</script>",
        ("2024-05-06", (), "腾讯新闻"),
    ),
    "a broadcaster's page in Hong Kong": (
        "<title>{t} - 南灣電台</title>",
        "<h2 class=itemTitle>{t}</h2><div class=createddate>2024-05-06 HKT 09:08</div>"
        "<div class=itemFullText>{br}</div>",
        ("2024-05-06", (), "南灣電台"),
    ),
    "an economic daily in Hong Kong": (
        "<title>{t} - 南灣經濟日報 - 即時新聞頻道 - 社會</title>",
        "<h1 class=article-title>{t}</h1><div><span class=date>發布時間: 2024/05/06 09:08</span>"
        "<span>最後更新: 2024/05/07 10:00</span></div>"
        "<p>撰文：林小溪</p><div class=content>{b}</div>",
        ("2024-05-06", ("林小溪",), "南灣經濟日報"),
    ),
    "a government's page with the medium that it reprints": (
        "<title>{t}_政务动态_南湾市人民政府网</title>",
        "<div>当前位置：<a>首页</a> &gt; <a>政务动态</a></div><h1>{t}</h1>"
        "<div>2024-05-06 09:08　来源：星河社　【字体：大 中 小】　打印本页</div>"
        "<div class=TRS_Editor><div>{d}预祝工程圆满成功！</div></div>"
        "<p>（责任编辑：蓝山）</p>",
        ("2024-05-06", (), "南湾市人民政府网"),
    ),
    "a newspaper's page for its printed edition": (
        "<title>{t}--南湾网</title>",
        "<table><tr><td>{t}</td></tr></table>"
        "<div><a>在线荐稿</a> <a>记者博客</a> <a>联系记者</a></div><div>2024年05月06日</div>"
        "<p>南湾商报记者林小溪/文受访者供图</p><div>{b}</div>",
        ("2024-05-06", ("林小溪",), "南湾网"),
    ),
    "a site of many desks": (
        "<title>{t} -- 南報 / 焦點</title><meta property=og:site_name content=南報>",
        "<h2>{t}</h2><div>南報快訊／范姜小溪　2024年05月06日 09:08:00</div><div>{b}</div>",
        ("2024-05-06", ("范姜小溪",), "南報"),
    ),
}  # fmt: skip


def _page(head: str, body: str) -> bytes:
    lines = "<br><br>".join(TEXT)
    parts = {"t": TITLE, "b": BODY, "br": lines, "d": BODY.replace("p>", "div>")}
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{NAV}{body}</body></html>"
    return page.format(**parts).encode()


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_itself(name: str) -> None:
    head, body, (day, authors, source) = PAGES[name]
    page = read_page(_page(head, body))

    assert page.title == TITLE
    assert page.date[:10] == day
    assert page.authors == authors
    assert page.source == source


@pytest.mark.parametrize("name", PAGES)
def test_all_that_is_told_is_taken_and_nothing_else(name: str) -> None:
    head, body, _ = PAGES[name]
    lines = [
        paragraph.text
        for paragraph in extract(_page(head, body)).paragraphs
        if paragraph.role != "attribution"
    ]

    wish = ["预祝工程圆满成功！"] if "预祝" in body else []
    assert lines == [*TEXT, *wish]


def test_a_title_is_no_line_of_the_page_where_the_parser_finds_it_there() -> None:
    page = read_page(
        f"<link><body><title>{TITLE}_商贸_南湾网</title><table><tr><th>{TITLE}</th></tr></table>"
        f"{BODY}".encode()
    )

    assert (page.title, page.source) == (TITLE, "南湾网")


@pytest.mark.parametrize(
    ("title", "shown", "wanted"),
    [
        ("南湾网", "<td class=bt_title>{}</td>", TITLE),
        ("欢迎光临", "<p>{}</p><p>2024-05-06 09:08</p>", TITLE),
        ("显示", "<p><b>{}</b></p>", TITLE),
        ("南湾渡轮全面更新 今起分段施工", "<p><b>{}</b></p>", "南湾渡轮全面更新 今起分段施工"),
        (f"南湾博客 » {TITLE}", "<p>{}</p>", TITLE),
        ("渡轮明年换新船 - 社会", "<p>{}</p>", "渡轮明年换新船"),
        (f"{TITLE}全部航线照常_南湾门户", "<p>{}</p><p>全部航线照常</p>", f"{TITLE}全部航线照常"),
        (f"{TITLE}_南湾门户网站", "<p>{}</p><p>南湾门户网站</p>", TITLE),
        (f"{TITLE}——码头纪事_南湾网", "<p>{}</p><p>——码头纪事</p>", f"{TITLE}——码头纪事"),
    ],
)  # fmt: skip
def test_a_title_that_the_page_itself_does_not_name(title: str, shown: str, wanted: str) -> None:
    page = read_page(_page(f"<title>{title}</title>", f"{shown.format('{t}')}<div>{{b}}</div>"))

    assert page.title == wanted
    assert [block.text for block in page.blocks if block.taken][-3:] == list(TEXT)


@pytest.mark.parametrize(
    ("before", "after", "authors"),
    [
        ("<p>林小溪</p>", "", ("林小溪",)),
        ("<p>林小溪、王大明</p>", "", ()),
        ("", "<p>（林小溪）</p>", ("林小溪",)),
        ("", "<p>（完）</p>", ()),
        ("<p>张家界</p>", "", ()),
        ("", "<p>本贴由 林小溪 于2024年5月6日09:08:12在〖南湾〗发表.</p>", ("林小溪",)),
        ("<p>本文来源：南湾时报 作者：林小溪</p>", "", ("林小溪",)),
        ("<p>记者博客 联系记者</p>", "", ()),
        ("<p>新华社记者看南湾</p>", "", ()),
        ("", "<p>南湾报记者 林小溪 山东冠县报道</p>", ("林小溪",)),
        ("", "<p>南湾报记者 林小溪 王大明报道</p>", ("林小溪", "王大明")),
        ("<p>2024-05-06 09:08 江苏</p>", "", ()),
    ],
)
def test_names_that_stand_alone(before: str, after: str, authors: tuple[str, ...]) -> None:
    body = f"<h1>{{t}}</h1>{before}<div>{{b}}{after}</div>"

    assert extract(_page("<title>{t}</title>", body)).authors == authors


def test_a_long_sentence_is_not_cut_into_a_name() -> None:
    start = "码头附近的空地上到处是废纸和食品袋，几名员工围坐在桌旁，六日上午，《南湾时报》记者"
    line = (
        f"{'今天，' * 20}{start}"[-58:]
        + "进入码头附近的工厂，看见机器停了。"
        + "工人说，工厂停了三天。" * 14
    )
    body = f"<h1>{{t}}</h1><p>{line}</p>{{b}}"

    assert extract(_page("<title>{t}</title>", body)).authors == ()


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("发布日期： 9/17/2004 5:54:13 AM", "2004-09-17"),
        ("發布日期：17/09/2004", "2004-09-17"),
        ("發布日期：03/05/2004", ""),
    ],
)
def test_a_year_that_comes_last(row: str, day: str) -> None:
    page = read_page(_page("<title>{t}</title>", f"<h1>{{t}}</h1><div>{row}</div><div>{{b}}</div>"))

    assert page.date[:10] == day


def test_the_row_under_the_headline_goes_before_dates_of_other_lines() -> None:
    others = "".join(f"<p>新闻{n} 2020-01-0{n}</p>" for n in range(1, 9))
    body = (
        f"<div class=title>{{t}}</div><div>2024-05-06 14:32更新</div>{others * 2}<div>{{b}}</div>"
    )

    assert read_page(_page("<title>{t}</title>", body)).date == "2024-05-06T14:32:00"


def test_sentences_of_an_article_stay_beside_links() -> None:
    short = "<p>南湾本月综合指数为50.6，前值51.2。</p>"
    linked = (
        "<p><a href='/a'>南湾市府</a>和<a href='/b'>南湾渡轮公司</a>今天<a href='/c'>签约</a>。</p>"
    )
    phone = "<p>1. 南湾公园</p><p>游客咨询电话：5879-2888</p><p>2. 北湾公园</p><p>五月开放。</p>"
    first, *rest = (f"<p>{line}</p>" for line in TEXT)
    links = "".join(
        f"<li><a href='/{n}'>南湾别的新闻标题第{n}则</a> 2024/05/0{n}</li>" for n in range(1, 9)
    )
    notice = "<p>特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</p>"
    english = "<p>Notice: Users upload this; we only provide information storage services.</p>"
    body = (
        f"<div>{first}{short}{linked}{phone}{''.join(rest)}{notice}{english}<ul>{links}</ul></div>"
    )
    taken = [
        block.text
        for block in read_page(_page("<title>{t}</title>", f"<h1>{{t}}</h1>{body}")).blocks
        if block.taken
    ]

    assert taken[:4] == [
        TEXT[0],
        "南湾本月综合指数为50.6，前值51.2。",
        "南湾市府和南湾渡轮公司今天签约。",
        "1. 南湾公园",
    ]
    assert taken[-1] == TEXT[-1]
    assert "游客咨询电话：5879-2888" in taken


def test_the_tagline_of_a_site_is_no_title() -> None:
    page = read_page(
        _page(
            "<title>南湾 - 南湾百科，自由的南湾全书</title>",
            "<div>南湾百科，自由的南湾全书</div><h1><span>南湾</span></h1><div>{b}</div>",
        )
    )

    assert page.title == "南湾"


def test_an_editor_alone_is_no_author() -> None:
    head = "<title>{t}</title><meta name=author content=林小溪>"
    body = "<h1>{t}</h1><div>2024-05-06 作者： 责任编辑：林小溪</div><div>{b}</div>"

    assert read_page(_page(head, body)).authors == ()
    assert read_page(_page(head, body.replace("责任编辑：林小溪", ""))).authors == ("林小溪",)


def test_a_quote_under_a_picture_is_said_and_a_name_of_many_letters_is_no_picture() -> None:
    said = "“船票还是一样吗？”"
    body = f"<div><img src=a.jpg><p>{said}</p>{{b}}<img><p>- THE END -</p></div>"
    article = extract(_page("<title>{t}</title>", f"<h1 class=topicTitle>{{t}}</h1>{body}"))
    roles = {paragraph.text: paragraph.role for paragraph in article.paragraphs}

    assert roles[said] == "body"
    assert TITLE not in roles
    assert roles.get("- THE END -", "body") == "body"


@pytest.mark.parametrize(
    ("title", "row", "source"),
    [
        ("{t}_林小溪", "2024-05-06 来源: 南湾新闻网", "南湾新闻网"),
        ("{t}_北湾在线", "2024-05-06 来源: 南湾新闻网", "北湾在线"),
        ("渡轮明年换“新”船“新” 南湾网", "2024-05-06", "南湾网"),
    ],
)
def test_a_medium_that_a_row_names_goes_before_a_person_in_the_title(
    title: str, row: str, source: str
) -> None:
    shown = title.removesuffix(" 南湾网").removesuffix("_林小溪").removesuffix("_北湾在线")
    page = read_page(
        _page(f"<title>{title}</title>", f"<h1>{shown}</h1><div>{row}</div><div>{{b}}</div>")
    )

    assert page.source == source


def test_the_editor_is_no_author_wherever_the_page_says_so() -> None:
    head = "<title>{t}</title><meta name=author content=林小溪>"
    far = "<p>上一则新闻</p>" * 6 + "<p>编辑:林小溪</p>"

    assert read_page(_page(head, f"<h1>{{t}}</h1><div>{{b}}</div><div>{far}</div>")).authors == ()
