"""Feeds as they really are: three formats, every encoding, cut, faulty and hostile."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import InputError
from reader.ingest.addresses import parse_address
from reader.ingest.feeds import FeedItem, FeedRead, find_feeds, read_feed
from reader.ingest.feeds.dates import feed_date
from reader.ingest.html.fragment import read_fragment
from reader.model import Role
from reader.text.cleaning import clean
from reader.text.structure.page_conversion import article_of

URL = "https://ferry.example/news/feed.xml"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(
    items: str, *, head: str = "", channel: str = "<title>渡輪報</title>", end: str = ""
) -> bytes:
    end = end or "</channel></rss>"
    return f'{head}<rss version="2.0" {SPACES}><channel>{channel}{items}{end}'.encode()


def one(items: str, **options: str) -> FeedItem:
    (item,) = read_feed(rss(f"<item>{items}</item>", **options), URL).items
    return item


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_feed(data, URL)
    assert caught.value.params["url"] == URL
    return caught.value.code


# line feeds


def lines_of(item: FeedItem) -> list[str]:
    return [block.text for block in read_fragment(item.html).blocks if block.taken]


THREE = "渡輪十月加開夜班。", "船公司要看乘客多少。", "居民希望早點定案。"


@pytest.mark.parametrize(
    "text",
    [
        "{}\n{}\n\n{}",
        "<![CDATA[{}\n{}\n\n{} AT&amp;T]]>",
        "<![CDATA[<img src='/a.jpg'/>{}\n{}\n\n{}]]>",
        "<![CDATA[{}\n<a href='/b'>{}</a>\n\n{}]]>",
        "<![CDATA[<p>{}\n{}\n\n{}</p>]]>",
        "&lt;b&gt;港聞&lt;/b&gt;{}&#13;&#10;{}&#13;&#10;{}",
    ],
)
def test_line_feeds_are_paragraphs_where_nothing_else_tells_them(text: str) -> None:
    found = lines_of(one(f"<title>夜班</title><description>{text.format(*THREE)}</description>"))
    assert len(found) == 3
    assert all(line in said for line, said in zip(THREE, found, strict=True))


def test_line_feeds_of_markup_with_paragraphs_of_its_own_say_nothing() -> None:
    text = f"<p>{THREE[0]}\n{THREE[1]}</p>\n<p>{THREE[2]}</p>"
    item = one(f"<title>夜班</title><description><![CDATA[{text}]]></description>")
    assert len(lines_of(item)) == 2


def test_lines_that_were_wrapped_are_one() -> None:
    told = (
        "市政府昨天說，夜班渡輪十月起加開，由中環開\n往梅窩，平日三班，週末五班，票價和日班一樣，\n"
        "船公司表示，加開的班次會試行半年，到時候再\n看乘客多少。\n\n" + THREE[2]
    )
    text = f"<title>夜班</title><description>{told}</description>"
    assert lines_of(one(text)) == [told.partition("\n\n")[0].replace("\n", ""), THREE[2]]
    linked = text.replace("昨天", "<![CDATA[<a href='/c'>昨天</a>]]>")
    assert lines_of(one(linked)) == lines_of(one(text))


def test_json_feeds_keep_their_lines() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "渡輪報"}
    for key in ("content_text", "content_html", "summary"):
        item = {"id": "1", "title": "夜班", key: "\n".join(THREE)}
        read = read_feed(json.dumps({**feed, "items": [item]}).encode(), URL)
        assert lines_of(read.items[0]) == list(THREE), key


# the formats


def test_rss_is_read() -> None:
    read = read_feed(
        rss(
            """<item><title>夜班渡輪加開</title><link>/2025/1</link>
            <guid isPermaLink="false">n-1</guid><pubDate>Thu, 16 Oct 2025 14:30:00 CST</pubDate>
            <dc:creator>陳大文、李小明</dc:creator><category>港聞</category><category>交通</category>
            <description>渡輪十月加…</description>
            <content:encoded><![CDATA[<p>渡輪十月加開夜班。</p>]]></content:encoded></item>""",
            channel="<title>渡輪報</title><link>https://ferry.example/</link><ttl>60</ttl>",
        ),
        URL,
    )
    item = FeedItem(
        key="n-1",
        title="夜班渡輪加開",
        url="https://ferry.example/2025/1",
        authors=("陳大文", "李小明"),
        date="2025-10-16T14:30:00+08:00",
        topics=("港聞", "交通"),
        html="<p>渡輪十月加開夜班。</p>",
        is_summary=False,
    )
    assert read == FeedRead("渡輪報", "https://ferry.example/", (item,), ttl=3600.0)


def test_an_atom_entry_may_be_a_document_of_its_own() -> None:
    read = read_feed(
        """<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><id>urn:1</id>
        <title>夜班渡輪加開</title><link href="https://ferry.example/1"/>
        <content>渡輪十月加開夜班。</content></entry>""".encode(),
        URL,
    )
    assert [(item.key, item.title, item.html) for item in read.items] == [
        ("urn:1", "夜班渡輪加開", "渡輪十月加開夜班。")
    ]
    assert read.faults == ()


def test_atom_is_read_with_its_own_base() -> None:
    read = read_feed(
        """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/">
        <title type="html">甲&amp;amp;乙</title><link href="../"/>
        <entry><id>urn:1</id><title>夜班</title><link rel="alternate" href="x.html"/>
        <updated>2025-10-16T06:30:00Z</updated><author><name>王美</name></author>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>一</p></div></content></entry>
        <entry><id>urn:2</id><title>早班</title><summary>只有摘要</summary></entry></feed>""".encode(),
        URL,
    )
    assert (read.title, read.site) == ("甲&乙", "https://base.example/")
    first, second = read.items
    assert (first.url, first.html) == ("https://base.example/a/x.html", "<p>一</p>")
    assert (first.date, first.authors) == ("2025-10-16T14:30:00+08:00", ("王美",))
    assert (second.key, second.url, second.is_summary) == ("urn:2", "", True)


def test_many_short_bases_are_kept_and_one_that_is_too_long_is_not() -> None:
    entry = '<entry xml:base="/{0}/"><id>{0}</id><title>夜班</title><link href="x"/></entry>'
    entries = "".join(entry.format(number) for number in range(3000))
    for base, first in (
        ("https://base.example/a/", "https://base.example/0/x"),
        ("https://base.example/" + "a/" * 5000, "https://ferry.example/x"),
    ):
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{base}">{entries}</feed>'
        read = read_feed(feed.encode(), "https://ferry.example/feed")
        assert (len(read.items), read.items[0].url) == (3000, first)


def test_rss_1_is_read() -> None:
    read = read_feed(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {SPACES}
        xmlns="http://purl.org/rss/1.0/"><channel rdf:about="{URL}"><title>渡輪報</title></channel>
        <item rdf:about="https://ferry.example/1"><title>夜班</title><link>https://ferry.example/1</link>
        <dc:date>2025-10-16T14:30+08:00</dc:date></item></rdf:RDF>""".encode(),
        URL,
    )
    (item,) = read.items
    assert (item.title, item.date) == ("夜班", "2025-10-16T14:30:00+08:00")


def test_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "渡輪報",
        "home_page_url": "https://ferry.example/",
        "items": [
            {"id": 7, "url": "/1", "title": "夜班", "content_text": "一 < 二\n三",
             "tags": ["港聞", 5], "authors": [{"name": "王美"}, "?"],
             "date_published": "2025-10-16T14:30:00+08:00"},
            {"id": "b", "summary": "只有摘要", "author": {"name": "李"}, "url": "javascript:x"},
            "no item",
        ],
    }  # fmt: skip
    read = read_feed(json.dumps(feed).encode(), URL)
    assert (read.title, read.site) == ("渡輪報", "https://ferry.example/")
    first, second = read.items
    assert (first.key, first.url, first.topics) == ("7", "https://ferry.example/1", ("港聞",))
    assert (first.html, first.is_summary) == ("一 &lt; 二<br>\n三", False)
    assert (second.authors, second.url, second.is_summary) == (("李",), "", True)


# authors and topics


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("<author>a@news.example (王大明)</author>", ["王大明"]),
        ("<author>王大明 (a@news.example)</author>", ["王大明"]),
        ("<author>王大明（a@news.example）</author>", ["王大明"]),
        ("<author>王大明 &lt;a@news.example&gt;</author>", ["王大明"]),
        ("<author>mailto:a@news.example 王大明</author>", ["王大明"]),
        ("<author>王大明，a&#64;news.example</author>", ["王大明"]),
        ("<author><![CDATA[a@news.example (王大明), b@news.example (李小文)]]></author>",
         ["王大明", "李小文"]),
        ("<author>a@news.example</author>", []),
        ("<author>noreply@blogger.com (Unknown)</author>", []),
        ("<dc:creator>undefined</dc:creator>", []),
        ("<dc:creator>特約撰述林小溪</dc:creator>", ["林小溪"]),
        ("<dc:creator>南灣（小溪）</dc:creator>", ["南灣（小溪）"]),
        ("<author>a@news.example (王大明)</author><dc:creator>李小文</dc:creator>",
         ["王大明", "李小文"]),
        ("<author><name>王大明</name><email>a@news.example</email></author>", ["王大明"]),
        ("<dc:creator>陳大文 (港聞組)</dc:creator>", ["陳大文 (港聞組)"]),
    ],
)  # fmt: skip
def test_authors_are_named_without_their_mail(written: str, names: list[str]) -> None:
    assert list(one(f"<title>夜班</title>{written}").authors) == names


def test_authors_of_atom_and_json_are_named_without_their_mail() -> None:
    entry = (
        "<entry><id>urn:1</id><author><name>王大明</name><email>a@news.example</email></author>"
        "<author><email>b@news.example</email></author><author><name>李小文 (c@x.example)</name>"
        "</author></entry>"
    )
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>報</title>{entry}</feed>'
    (item,) = read_feed(atom.encode(), URL).items
    assert item.authors == ("王大明", "李小文")
    authors = [{"name": "a@news.example (王大明)"}, {"name": "李小文"}]
    feed = {"version": "1.1", "title": "報", "items": [{"id": "1", "authors": authors}]}
    (item,) = read_feed(json.dumps(feed).encode(), URL).items
    assert item.authors == ("王大明", "李小文")


def test_a_topic_is_called_by_its_label() -> None:
    entry = (
        '<entry><id>urn:1</id><category term="cat-1043" label="交通"/><category term="港聞"/>'
        '<category scheme="x" term="http://kinds.example/2008/kind#post"/></entry>'
    )
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>報</title>{entry}</feed>'
    (item,) = read_feed(atom.encode(), URL).items
    assert item.topics == ("交通", "港聞")


# identity


def test_identity_is_the_guid_then_the_link_then_title_and_date() -> None:
    assert one("<guid>g</guid><link>https://x.example/</link>").key == "g"
    assert one("<link>https://x.example/a b</link>").key == "https://x.example/a%20b"
    bare = one("<title>夜班</title><description>一</description>").key
    assert bare == one("<title>夜班</title><description>二</description>").key
    assert bare != one("<title>早班</title><description>一</description>").key
    assert bare != one("<title>夜班</title><pubDate>2025-10-16</pubDate>").key
    untitled = one("<description>一</description>").key
    assert untitled != one("<description>二</description>").key
    assert len(one(f"<guid>{'長' * 9000}</guid>").key) < 100


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://x.example/1?utm_source=rss&amp;utm_medium=feed", "https://x.example/1"),
        ("https://x.example/1?id=5&amp;fbclid=Ab&amp;page=2", "https://x.example/1?id=5&page=2"),
        ("https://x.example/1?from=rss", "https://x.example/1"),
        ("https://x.example/1?from=2025&amp;source=post", "https://x.example/1?from=2025&source=post"),
        ("https://x.example/1?p=1#rss", "https://x.example/1?p=1"),
        ("https://x.example/1#xtor=RSS-16", "https://x.example/1"),
        ("https://x.example/list#v2.1", "https://x.example/list#v2.1"),
        ("https://x.example/photo?fbid=77&amp;spm=a2c.1", "https://x.example/photo?fbid=77"),
        ("https://x.example/?", "https://x.example/"),
    ],
)  # fmt: skip
def test_an_address_is_kept_with_its_place_and_without_tracking(written: str, address: str) -> None:
    item = one(f"<title>夜班</title><link>{written}</link>")
    assert (item.url, item.key) == (address, address)


def test_items_of_one_page_are_told_apart_by_what_differs() -> None:
    notice = "<item><title>{}</title><link>https://x.example/notice</link>{}</item>"
    dated = "<pubDate>2025-04-0{}</pubDate><description>{}詳情見內文。</description>"
    several = [
        notice.format("停水", dated.format(1, "停水，")),
        notice.format("修路", dated.format(2, "修路，")),
        notice.format("停水", dated.format(3, "停水，")),
    ]
    read = read_feed(rss("".join(several)), URL)
    assert [(it.title, it.date) for it in read.items] == [
        ("停水", "2025-04-01"), ("修路", "2025-04-02"), ("停水", "2025-04-03"),
    ]  # fmt: skip
    assert len({it.key for it in read.items}) == 3
    backwards = read_feed(rss("".join(several[::-1])), URL)
    assert {it.key for it in backwards.items} == {it.key for it in read.items}


def test_places_on_one_page_are_items_of_their_own() -> None:
    release = "<item><title>第{0}版</title><link>https://x.example/list#v{0}</link></item>"
    read = read_feed(rss(release.format(1) + release.format(2)), URL)
    assert [it.key for it in read.items] == [
        "https://x.example/list#v1", "https://x.example/list#v2",
    ]  # fmt: skip


def test_of_an_item_that_stands_there_twice_the_later_one_counts() -> None:
    entry = (
        "<item><guid>g</guid><title>夜班</title><pubDate>{}</pubDate>"
        "<description>{}</description></item>"
    )
    text = "市府說，夜班渡輪十月起加開，由中環開往梅窩，平日三班。"
    twice = [entry.format("2025-10-16", text), entry.format("2025-10-17", text + "週末五班。")]
    for order in (twice, twice[::-1]):
        (item,) = read_feed(rss("".join(order)), URL).items
        assert (item.key, item.html) == ("g", text + "週末五班。")
    again = (
        "<item><guid>{}</guid><title>夜班</title><link>/1</link>"
        "<description>加開。</description></item>"
    )
    assert len(read_feed(rss(again.format(1) + again.format(2)), URL).items) == 1


def test_a_guid_that_all_items_share_is_none() -> None:
    same = "<item><guid>渡輪報</guid><link>https://x.example/{}</link></item>"
    read = read_feed(rss(same.format(1) + same.format(2) + same.format(2)), URL)
    assert [item.key for item in read.items] == ["https://x.example/1", "https://x.example/2"]


def test_a_change_of_content_is_seen_and_one_of_place_is_not() -> None:
    first = one("<guid>g</guid><title>夜班</title><description>一</description>")
    moved = one(
        "<guid>g</guid><title>夜班</title><description>一</description><category>x</category>"
    )
    changed = one("<guid>g</guid><title>夜班</title><description>二</description>")
    signed = one(
        "<guid>g</guid><title>夜班</title><author>王</author><description>一</description>"
    )
    assert first.sha256 == moved.sha256
    assert len({first.sha256, changed.sha256, signed.sha256}) == 3


# dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thu, 16 Oct 2025 14:30:00 CST", "2025-10-16T14:30:00+08:00"),
        ("Thu, 16 Oct 2025 14:30:00 +0800", "2025-10-16T14:30:00+08:00"),
        ("Wed, 15 Oct 2025 18:30:00 GMT", "2025-10-16T02:30:00+08:00"),
        ("16 Oct 2025 14:30:00 EST", "2025-10-16T14:30:00-05:00"),
        ("Thu, 16 Oct 2025 14:30", "2025-10-16T14:30:00"),
        ("週四, 16 十月 2025 14:30:00 +0800", "2025-10-16T14:30:00+08:00"),
        ("星期四, 16 10月 2025 14:30:00 +0800", "2025-10-16T14:30:00+08:00"),
        ("2025年10月16日 14:30", "2025-10-16T14:30:00"),
        ("2025年10月16日下午2时30分", "2025-10-16T14:30:00"),
        ("2025年10月16日 凌晨12:05", "2025-10-16T00:05:00"),
        ("2025年10月16日", "2025-10-16"),
        ("民國114年10月16日", "2025-10-16"),
        ("2025/10/16 下午 2:30", "2025-10-16T14:30:00"),
        ("2025-10-16 14:30:00 CST", "2025-10-16T14:30:00+08:00"),
        ("2025-10-16 14:30", "2025-10-16T14:30:00"),
        ("2025-10-16T14:30:00.123+0800", "2025-10-16T14:30:00+08:00"),
        ("2025-10-16T14:30:00 +08:00", "2025-10-16T14:30:00+08:00"),
        ("2025-10-15T18:30:00Z", "2025-10-16T02:30:00+08:00"),
        ("20251016", "2025-10-16"),
        ("2025年13月40日", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("9999-12-31T23:59:59Z", ""),
        ("Thu, 16 Oct 99999999999999999999 08:00:00 +0800", ""),
        ("Thu, 16 Oct 2025 08:00:00 +99999999999999999999", ""),
        ("昨天", ""),
        ("1760596200", "2025-10-16T14:30:00+08:00"),
        ("1760596200123", "2025-10-16T14:30:00+08:00"),
        ("1760596200.5", "2025-10-16T14:30:00+08:00"),
        ("17605962", ""),
        ("16 Oct 2025", "2025-10-16"),
        ("October 16, 2025", "2025-10-16"),
        ("民國114年10月16日 14:30", "2025-10-16T14:30:00"),
        ("", ""),
        ("1 " * 90_000, ""),
    ],
)
def test_dates_are_told_in_iso(written: str, expected: str) -> None:
    assert feed_date(written) == expected


def test_the_first_date_that_says_something_counts() -> None:
    item = one("<pubDate>soon</pubDate><dc:date>2025-10-16</dc:date>")
    assert item.date == "2025-10-16"


# encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5", "iso-8859-1", "klingon"])
def test_a_wrong_declaration_does_no_harm(encoding: str, declared: str) -> None:
    text = "".join(
        f"<item><title>渡輪公司第{number}次加班</title><description>市民說，這樣的安排對晚上下班的人"
        "很有幫助，公司還會再看看。</description></item>"
        for number in range(9)
    )
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    read = read_feed(rss(text, head=head).decode().encode(encoding), URL)
    assert read.title == "渡輪報"
    assert read.items[8].title == "渡輪公司第8次加班"
    assert read.faults == ()


SAID = {
    "ru": ("Мост закроют на ремонт", "Городской мост закроют на ремонт до осени, сообщила мэрия."),
    "ko": ("다리 보수 공사", "시는 여름까지 다리를 보수한다고 밝혔다. 주민들은 불편을 걱정했다."),
    "ja": (
        "橋の工事が始まる",
        "市は橋の工事を夏までに終えると発表しました。住民は心配しています。",
    ),
    "fr": (
        "La traversée coûtera plus cher",
        "« C'est un choix assumé », a déclaré l'élue à Évian.",
    ),
    "el": (
        "Κλείνει η γέφυρα",
        "Ο δήμος ανακοίνωσε ότι η γέφυρα θα μείνει κλειστή ως το φθινόπωρο.",
    ),
    "zh-Hans": ("大桥封闭整修", "市政府说，大桥要封闭到秋天，居民都很担心，公车也会改道。"),
    "zh": ("大橋封閉整修", "市政府說，大橋要封閉到秋天，居民都很擔心，公車也會改道。"),
}


def written(language: str, encoding: str, declared: str) -> bytes:
    title, text = SAID[language]
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = f"<item><title>{title}</title><description>{text}</description></item>"
    return rss(item, head=head, channel="").decode().encode(encoding)


@pytest.mark.parametrize(
    ("language", "encoding", "declared"),
    [
        ("ru", "cp1251", "windows-1251"),
        ("ru", "koi8_r", "KOI8-R"),
        ("ru", "iso8859_5", "iso-8859-5"),
        ("ko", "cp949", "euc-kr"),
        ("ja", "euc_jp", "euc-jp"),
        ("ja", "cp932", "Shift_JIS"),
        ("ja", "iso2022_jp", "iso-2022-jp"),
        ("fr", "cp1252", "iso-8859-1"),
        ("el", "cp1253", "windows-1253"),
        ("zh", "gb18030", "gbk"),
        ("zh-Hans", "hz", "hz-gb-2312"),
        # what the bytes contradict
        ("zh", "gb18030", "windows-1251"),
        ("zh", "big5hkscs", "euc-kr"),
        ("zh", "utf-8", "windows-1251"),
        ("ru", "utf-8", "iso-8859-1"),
        ("ru", "cp1251", "iso-8859-1"),
        ("fr", "cp1252", "utf-8"),
        ("fr", "cp1252", "utf-16"),
        ("fr", "cp1252", "cp037"),
        # what nothing is said of
        ("ru", "cp1251", ""),
        ("ru", "koi8_r", ""),
        ("ko", "cp949", ""),
        ("ja", "euc_jp", ""),
        ("zh", "utf-32-le", ""),
        ("zh", "utf-32-be", "utf-32"),
    ],
)
def test_a_declaration_is_believed_unless_the_bytes_contradict_it(
    language: str, encoding: str, declared: str
) -> None:
    (item,) = read_feed(written(language, encoding, declared), URL).items
    assert (item.title, item.html) == SAID[language]


def test_what_the_feed_says_counts_where_the_header_is_wrong() -> None:
    data = written("ru", "cp1251", "windows-1251")
    for header in ("iso-8859-1", "utf-8", "gb2312", "klingon"):
        assert read_feed(data, URL, header).items[0].title == SAID["ru"][0]
    assert read_feed(written("ru", "cp1251", ""), URL, "cp1251").items[0].title == SAID["ru"][0]


def test_characters_of_hong_kong_survive_a_declaration_of_big5() -> None:
    head = '<?xml version="1.0" encoding="big5"?>'
    text = (
        "<item><title>佢哋喺碼頭等咗好耐</title><description>我們說的是這個。</description></item>"
    )
    read = read_feed(rss(text, head=head, channel="").decode().encode("big5hkscs"), URL)
    assert read.items[0].title == "佢哋喺碼頭等咗好耐"


def test_one_bad_byte_is_counted_and_stops_nothing() -> None:
    data = rss("<item><title>夜班渡輪的新聞，我們說過了</title></item>").replace(
        "夜".encode(), b"\xe5\xa4"
    )
    read = read_feed(data, URL)
    assert "渡輪的新聞" in read.items[0].title
    assert {repair.kind for repair in read.repairs} == {"replaced"}


# titles, links


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("\x1b]0;own\x07夜班\x1b[31m", "夜班"),
        ("&#27;]52;c;eA==&#7;夜班", "]52;c;eA==夜班"),
        ("夜&#8238;班&#x200b;", "夜班"),
        ("&lt;b&gt;夜班&lt;/b&gt; &amp;amp; 早班", "夜班 & 早班"),
        ("<![CDATA[<script>x</script>夜班]]>", "x夜班"),
        ("夜班&nbsp;早班&hellip;&unknown;", "夜班 早班…&unknown;"),
        ("a &lt; b", "a < b"),
        ("[@click=app.quit]夜班[/]", "[@click=app.quit]夜班[/]"),
        ("夜\n\n班", "夜 班"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("長" * 99_999, "長" * 500),
        ("長" * 499 + " 長", "長" * 499),
        ("長" * 498 + "👩\u200d🚀", "長" * 498 + "👩"),
    ],
)
def test_titles_are_plain_clean_lines(written: str, title: str) -> None:
    found = one(f"<title>{written}</title>").title
    assert found == title
    assert clean(found).text == found


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://x.example/",
        "http://[",
    ],
)
def test_links_that_are_not_of_the_web_are_dropped(link: str) -> None:
    item = one(f"<link>{link}</link><guid>{link}</guid>")
    assert item.url == ""


@pytest.mark.parametrize(
    ("elements", "address"),
    [
        ("<guid>g5</guid>", ""),
        ("<guid>httpd-5</guid>", ""),
        ("<guid>/news/5</guid>", ""),
        ("<guid>https:g5</guid>", ""),
        ("<guid>tag:x.example,2025:5</guid>", ""),
        ('<guid isPermaLink="true">g5</guid>', ""),
        ("<guid>https://x.example/5</guid>", "https://x.example/5"),
        ("<guid>HTTPS://x.example/5</guid>", "https://x.example/5"),
        ('<guid isPermaLink="true"> https://x.example/5 </guid>', "https://x.example/5"),
        ('<guid isPermaLink="false">https://x.example/5</guid>', ""),
        ('<guid isPermaLink="false">https://x.example/5</guid><link>/6</link>', urljoin(URL, "/6")),
        ("<guid>g5</guid><link></link>", ""),
        ("<guid>g5</guid><link>g5</link>", urljoin(URL, "g5")),
    ],
)
def test_an_identity_is_an_address_only_if_it_is_written_as_one(
    elements: str, address: str
) -> None:
    assert one(f"<title>夜班</title>{elements}").url == address


@pytest.mark.parametrize(
    ("ident", "address"),
    [
        ("g5", ""),
        ("urn:uuid:1", ""),
        ("tag:x.example,2025:5", ""),
        ("https://x.example/5", "https://x.example/5"),
    ],
)
def test_an_identity_of_atom(ident: str, address: str) -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>報</title><entry><title>夜班</title>'
    (item,) = read_feed(f"{feed}<id>{ident}</id></entry></feed>".encode(), URL).items
    assert (item.key, item.url) == (ident, address)


def test_an_identity_of_json_is_no_address() -> None:
    feed = (
        '{"version":"https://jsonfeed.org/version/1","title":"報","items":[{"id":"g5"},{"id":5}]}'
    )
    assert [item.url for item in read_feed(feed.encode(), URL).items] == ["", ""]


# damage and malice


def test_of_a_feed_that_was_cut_the_whole_items_are_kept() -> None:
    items = "".join(f"<item><guid>{n}</guid><title>第{n}篇</title></item>" for n in range(3))
    for end in ("<item><title>第四", "<item><title>第四篇</title>", "<item><descr", " "):
        read = read_feed(rss(items, end=end), URL)
        assert [item.title for item in read.items] == ["第0篇", "第1篇", "第2篇"]
        assert (read.title, read.faults) == ("渡輪報", ("feed_cut",))


@pytest.mark.parametrize("end", ["</channel></rss", "</channel></rss \n", "</channel></r", "</ch"])
def test_of_a_feed_that_was_cut_in_its_last_tags_every_item_is_kept(end: str) -> None:
    item = "<item><guid>1</guid><title>夜班</title><description>加開。</description></item>"
    read = read_feed(rss(item, end=end), URL)
    assert [(item.title, item.html) for item in read.items] == [("夜班", "加開。")]
    assert read.faults == ("feed_cut",)


def test_of_json_that_was_cut_the_whole_items_are_kept() -> None:
    whole = (
        '{"version":"https://jsonfeed.org/version/1","title":"報","items":[{"id":"a"}, {"id":"b"},'
    )
    for end in ('{"id":"c"', '{"id":"c","title":"\\ud83', "", "["):
        read = read_feed((whole + end).encode(), URL)
        assert [item.key for item in read.items] == ["a", "b"]
        assert read.faults == ("feed_cut",)


def test_a_feed_with_mistakes_is_read_and_told() -> None:
    read = read_feed(
        rss("<item><title>甲 & 乙 < 丙</title><link>https://x.example/?a=1&b=2</link></item>"), URL
    )
    assert read.faults == ("feed_faulty",)
    assert read.items[0].url == "https://x.example/?a=1&b=2"


def test_entities_are_not_expanded_and_nothing_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("祕密", encoding="utf-8")
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = (
        '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd" ['
        f'<!ENTITY a0 "boom">{lines}<!ENTITY f SYSTEM "{secret.as_uri()}">'
        f'<!ENTITY % p SYSTEM "{secret.as_uri()}">%p;]>'
    )
    item = one("<guid>g</guid><title>&a9;</title><description>&f;</description>", head=head)
    assert (item.title, item.html) == ("&a9;", "&f;")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html><html><body>news</body></html>", "feed_is_page"),
        (b"\n<!-- hi --><html><head></head></html>", "feed_is_page"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "feed_unreadable"),
        (b'{"version":"2.0","items":[]}', "feed_unreadable"),
        (b'{"items":' + b"[" * 100_000, "feed_unreadable"),
        (b"[]", "feed_unreadable"),
        (b"plain text", "feed_unreadable"),
        (b"\x89PNG\r\n\x1a\n\0\0", "feed_unreadable"),
        (b"\0" * 5000, "feed_unreadable"),
        (b"", "feed_unreadable"),
        (b"<!-- -->" * 20_000, "feed_unreadable"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_feed_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.ingest.feeds.read.LARGEST", 1000)
    assert refused(rss("<item/>" * 1000)) == "feed_too_large"


def test_no_more_items_are_read_than_ten_thousand() -> None:
    read = read_feed(rss("".join(f"<item><guid>{n}</guid></item>" for n in range(10_100))), URL)
    assert len(read.items) == 10_000
    assert (read.items[0].key, read.faults) == ("0", ("feed_long",))


def test_nesting_beyond_reason_is_no_trouble() -> None:
    item = one("<description>" + "<b>" * 20_000 + "夜班" + "</b>" * 20_000 + "</description>")
    assert "夜班" in item.html
    page = read_fragment(item.html)
    assert [block.text for block in page.blocks] == ["夜班"]


# feeds on pages


def test_a_page_names_its_feeds() -> None:
    page = """<html><head><base href="/b/">
    <link rel="alternate" type="application/rss+xml" href="rss" title="新聞 &amp; 評論">
    <link REL="Alternate feed" TYPE="application/feed+json" href="https://other.example/f">
    <link rel="alternate" type="application/rss+xml" href="rss" title="again">
    <link rel="alternate" type="application/atom+xml" href="javascript:x">
    <link rel="alternate" type="text/html" href="/en"><link rel="stylesheet" href="/s">"""
    assert find_feeds(page.encode(), URL) == [
        ("https://ferry.example/b/rss", "新聞 & 評論"),
        ("https://other.example/f", ""),
    ]
    assert find_feeds(b"<p>none</p>", URL) == []


# what an item carries becomes blocks


def test_markup_becomes_blocks_with_their_roles() -> None:
    page = read_fragment(
        """<p>市府說，夜班渡輪十月起加開，由中環開往梅窩。</p><h3>班次</h3>
        <p>平日三班，週末五班，票價不變；詳情見碼頭告示。</p>
        <figure><img src="x"><figcaption>梅窩碼頭的早上</figcaption></figure>
        <p><strong>乘客怎麼說</strong></p><p>陳女士說，這樣下班就不用趕了。</p>
        <ul><li>中環三號碼頭</li><li>梅窩碼頭</li></ul><script>alert(1)</script>"""
    )
    formed = [(block.text, block.role) for block in page.blocks if block.role is not Role.BODY]
    assert formed == [
        ("班次", Role.HEADING),
        ("梅窩碼頭的早上", Role.CAPTION),
        ("乘客怎麼說", Role.HEADING),
    ]
    article = article_of(page)
    assert [section.heading for section in article.sections] == [None, "班次", "乘客怎麼說"]
    assert article.text.endswith("• 中環三號碼頭\n\n• 梅窩碼頭")
    assert "alert" not in article.text


def test_text_without_markup_keeps_its_lines() -> None:
    page = read_fragment("第一段 &amp; 其他\n第二段\x1b[31m")
    assert [block.text for block in page.blocks] == ["第一段 & 其他", "第二段"]
    assert [repair.count for repair in page.repairs] == [1]
    assert read_fragment("  ").blocks == read_fragment("<p></p>").blocks == ()


SOUND = rss(
    "<item><guid>1</guid><title>夜班</title><link>/1</link><author>a@b.example (王)</author>"
    "<pubDate>2025年10月16日</pubDate><description><![CDATA[<p>一</p>]]></description></item>"
)
PIECES = st.sampled_from(
    b"< > & \" \0 \xff ]]> <![CDATA[ <![C <!-- &#0; \x1b[ http://[ xml:base='http://['"
    b" mode='base64' <item> </item> </channel>".split(b" ")
)


@given(st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 20), PIECES), max_size=6))
def test_whatever_is_done_to_a_feed_it_is_read_clean_or_refused(
    cuts: list[tuple[int, int, bytes]],
) -> None:
    data = bytearray(SOUND)
    for start, length, piece in cuts:
        data[start : start + length] = piece
    try:
        read = read_feed(bytes(data), URL)
    except InputError as refusal:
        read = None
        code = refusal.code
    if read is None:
        assert code in ("feed_unreadable", "feed_is_page")
        return
    for item in read.items:
        assert item.key
        for text in (read.title, item.title, item.html, *item.authors):
            assert clean(text).text == text
        assert not item.url or parse_address(item.url).url == item.url.partition("#")[0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("admin", ()),
        ("南灣新聞編輯部", ()),
        ("渡輪網", ()),
        ("記者陳大文／南灣報導", ("陳大文",)),
        ("陳大文 / 渡輪報", ("陳大文",)),
        ("編譯陳大文／綜合外電", ("陳大文",)),
        ("渡輪迷2號", ("渡輪迷2號",)),
        ("Mary Ann Wong", ("Mary Ann Wong",)),
    ],
)
def test_who_wrote_an_item_is_a_person_or_whatever_he_calls_himself(
    written: str, names: tuple[str, ...]
) -> None:
    entry = f"<item><title>渡輪</title><link>/1</link><dc:creator>{written}</dc:creator></item>"
    assert read_feed(rss(entry), URL).items[0].authors == names


CONTENT = "<p>市府說，一人受傷，已經送醫。</p><p>船公司說，今天停駛。</p>"


@pytest.mark.parametrize(
    ("summary", "lead"),
    [
        ("更正：受傷的是兩人。", "<p>更正：受傷的是兩人。</p>\n"),
        ("更正：受傷的是兩人。市府說，一人受傷，已經…", "<p>更正：受傷的是兩人。</p>\n"),
        ("&lt;p&gt;船長說A&amp;amp;B。&lt;/p&gt;", "<p>船長說A&amp;B。</p>\n"),
        ("市府說，一人受傷，已經送醫。船公司說，[…]", ""),
        ("渡輪停駛", ""),
    ],
)
def test_what_only_the_summary_says_stands_before_the_content(summary: str, lead: str) -> None:
    entry = (
        f"<item><title>渡輪停駛</title><link>/1</link><description>{summary}</description>"
        f"<content:encoded><![CDATA[{CONTENT}]]></content:encoded></item>"
    )
    assert read_feed(rss(entry), URL).items[0].html == lead + CONTENT
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "1", "content_html": CONTENT, "summary": "更正：受傷的是兩人。"}],
    }
    found = read_feed(json.dumps(feed).encode(), URL).items[0].html
    assert found == f"<p>更正：受傷的是兩人。</p>\n{CONTENT}"


@pytest.mark.parametrize(
    "words", ["B&B 民宿", "甲&乙", "Q&A;", "a < b", "r&d=1&copy=2", "<![CDATA[A&B]]>"]
)
def test_a_sign_that_begins_nothing_stands_for_itself(words: str) -> None:
    entry = f"<item><title>{words}</title><link>https://x.example/?a=1&b=2</link></item>"
    read = read_feed(rss(entry), URL)
    assert read.items[0].title == words.removeprefix("<![CDATA[").removesuffix("]]>")
    assert read.items[0].url == "https://x.example/?a=1&b=2"


def test_items_of_one_title_and_minute_are_told_apart_by_what_they_say() -> None:
    when = "<pubDate>Thu, 16 Oct 2025 14:30:00 +0800</pubDate>"
    one, other = (
        f"<item><title>快訊</title>{when}<description>{text}</description></item>"
        for text in ("東碼頭停駛。", "西碼頭起火。")
    )
    there = {item.html: item.key for item in read_feed(rss(one + other), URL).items}
    back = {item.html: item.key for item in read_feed(rss(other + one + one), URL).items}
    assert there == back
    assert len(there) == 2
