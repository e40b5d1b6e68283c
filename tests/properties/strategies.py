"""What the properties are tried on: texts that a page, a file or a hand can hold, and values."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from reader.exchange.plain import printable
from reader.model import (
    Annotation,
    Annotator,
    CodeBook,
    CodeEntry,
    Document,
    Evidence,
    Guide,
    Head,
    Outline,
    Role,
    Span,
    Status,
    Tag,
    Verdict,
)
from reader.model.code_book import AVERITEC, RATINGS, VERDICTS
from reader.model.page_content import Block, PageContent
from reader.text.cleaning import clean
from reader.text.folding import fold
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.words import Words, load

SAYINGS = (
    "我認為，重點並不是合作家用車，而是合作無人配送車。", "里面的头发发出光，干部干杯。",
    "「國民好車」將於11月9日亮相，售價4680.5億元。", "“我不去。”他說：「好！」——《周易》",
    "根據招商證券測算……約５０％（見圖）。", "記者林小雨／台北報導", "【編者按】以下為轉載。",
    "## 市場反應", "圖：現場照片（資料圖片）", "計程車與軟體，出租車和软件。", "來源：某報",
    "https://example.com/a_b?c=1#d", "2025年10月16日 14:30", "1. 一、（二）③ IV.", "|甲|乙|",
    "![圖](a.png)", "[字](https://example.com)", "<b>粗</b><br>", "&amp;&#10;", "```", "{.caption}",
    "-", "---", "===", "# ", "> ", "* ", "\\", "他說", "的", "，", "。", "、", "？！", "……", "——",
    "「", "」", "『", "』", "（", "）", "《", "》", '"', "'", "12,345.6%", "iPhone 17 Pro", "don't",
)  # fmt: skip
"""Pieces of news in both scripts, with what marks, quotes and counts."""

ODD = (
    "\0", "\t", "\x07", "\x1b[31m", "\x1b]0;x\x07", "\x7f", "\x85", "\x9b1m", "\u00ad", "\u200b",
    "\u200d", "\u200e", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe",
    "\ud800", "\udc41", "\ue000", "\U000f0041", "\U000e0041", "\U0010ffff", "e\u0301", "\u0301",
    "\u0301" * 7, "\ufe0f", "\U000e0100", "👩\u200d🚀", "🇹🇼", "👍🏽", "#\ufe0f\u20e3", "𠮷", "𝒜",
    "ﬁ", "ß", "İ", "가", "ｶﾞ", "㍿", "\u00a0", "\u3000", " ", "①", "½", "Ⅷ", "²",
)  # fmt: skip
"""Controls, bidirectional and invisible signs, halves of characters, marks, and wide signs."""

ENDS = ("\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\n\u3000\u3000")

any_text = st.text(st.characters(exclude_categories=[]), max_size=60)
"""Any code points whatever, lone surrogates among them."""

runs = st.builds(
    lambda sign, count: sign * count,
    st.sampled_from((*"一「」（。…—，1a*_#>|` \n", "ab ", "\u0301", "甲。", "&", "<a>", "- ", "=")),
    st.integers(1, 400),
)
"""One thing again and again."""

wild = st.one_of(
    st.lists(
        st.sampled_from(SAYINGS) | st.sampled_from(ODD) | st.sampled_from(ENDS) | any_text,
        max_size=16,
    ).map("".join),
    any_text,
    runs,
)
"""A text as it comes from outside: nothing of it is sure."""

sound = wild.map(lambda text: clean(text).text)
"""The same after cleaning, as everything behind the door sees it."""

line = sound.map(lambda text: " ".join(text.split("\n")))
line_of_news = st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=4).map("".join)
news = st.lists(line_of_news | st.just("") | line, max_size=8).map("\n".join)
"""Several paragraphs, most of them Chinese."""

hans_or_hant = st.text(
    "里面头发發展干乾後后計程車出租车软件軟體的，。台臺裡著着鼠标滑鼠a1\n", max_size=40
)
"""Text in which conversion changes characters, words and lengths."""


def within(text: str) -> SearchStrategy[Span]:
    """A span of a text, empty ones too."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def some_of(text: str) -> SearchStrategy[Span]:
    """A span of a text that is not empty."""
    return within(text).map(
        lambda span: (
            span if span.start < span.end else Span(max(0, span.start - 1), span.start or 1)
        )
    )


@st.composite
def editions(draw: DrawFn) -> tuple[str, str]:
    """A text and what an editor made of it: lines taken out, put in, moved, and changed inside."""
    lines = draw(st.lists(line_of_news | line, min_size=1, max_size=8))
    new = list(lines)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(new)))
        what = draw(st.sampled_from(("in", "out", "move", "change", "script")))
        if what == "in" or not new:
            new.insert(at, draw(line_of_news))
            continue
        at = min(at, len(new) - 1)
        old = new.pop(at)
        if what == "move":
            new.insert(draw(st.integers(0, len(new))), old)
        elif what == "change":
            cut = draw(within(old))
            new.insert(at, old[: cut.start] + draw(st.sampled_from(SAYINGS)) + old[cut.end :])
        elif what == "script":
            new.insert(at, old.replace("「", "“").replace("」", "”").replace("說", "说"))
    between = draw(st.sampled_from(("\n", "\n\n")))
    return "\n".join(lines), between.join(new)


articles = st.builds(parse, news | wild, markdown=st.sampled_from((None, True, False)))


def outlined(text: str) -> tuple[str, Outline]:
    """The canonical text of a plain text, and its outline."""
    article = parse(text, markdown=False)
    return article.text, outline_of(article)


FIELDS = st.sampled_from(
    ("", "某報", "京東: 造車", "- a", "no", '"x"', "'", "a #b", "[]", "甲　乙")
)
PEOPLE = (
    Annotator("lin", "Lin 林"),
    Annotator("wang", "王先生", shown=False),
    Annotator("s", "", "sample"),
)
LINKS = (
    "https://example.com/a?b=c#d",
    "http://x.tw/: #",
    "javascript:alert(1)",
    "https://例子.tw/x y",
    "",
)


SCALE = [*map(Verdict, VERDICTS.values()), Verdict("0192b3c4", "待補件 *")]
"""The verdicts of the program, and one of somebody's own."""


def annotation(text: str, number: int) -> SearchStrategy[Annotation]:
    """An annotation on a text, or one that has lost its place in it."""
    few = st.sampled_from
    evidence = st.builds(
        Evidence,
        st.uuids().map(str),
        few(LINKS),
        few(("", "見報告", "{")),
        few(("", "多少？")),
        few(("", "12%\n=1")),
        few(("", "電話")),
        few(("", "銷量|增長")),
    ).filter(lambda it: bool(it.texts))
    return st.builds(
        Annotation,
        id=st.just(f"00000000-0000-7000-8000-{number:012}"),
        article=st.just("a"),
        annotator=st.sampled_from([one.id for one in PEOPLE]),
        span=some_of(text) if text else st.none(),
        tag=st.none() | st.sampled_from(Tag),
        unsure=st.booleans(),
        private=st.booleans(),
        highlight=st.sampled_from(("", "yellow")),
        source=st.sampled_from(("", "招商證券", "=1+1", "匿名\u202e")),
        status=st.sampled_from(Status),
        verdict=st.none() | st.sampled_from(SCALE),
        justification=st.sampled_from(("", "官方的表裡沒有", "=1+1\n* 二")),
        method=st.sampled_from(("", "打電話\n問了", "=1")),
        priority=st.integers(0, 3),
        due=st.sampled_from(("", "2026-12-01")),
        assignee=st.sampled_from(("", "陳", "+陳")),
        checked_by=st.sampled_from(("", "林")),
        ready=st.booleans(),
        approved_by=st.sampled_from(("", "林", "王 *")),
        note_private=st.booleans(),
        kind=st.sampled_from(("", "prediction")),
        note=st.sampled_from(("", "哪一份報告？", "-1+1", "<b>x</b>\n\n* y", "https://a.b/<x>"))
        | sound,
        labels=st.lists(st.sampled_from(("數字", "車", "a|b")), unique=True, max_size=2).map(tuple),
        evidence=st.lists(evidence, max_size=2).map(tuple),
        exact=st.just(""),
        created=st.just("2025-10-14T08:00:00.000000+00:00"),
        updated=st.just("2025-10-15T08:00:00.000000+00:00"),
    ).flatmap(lambda it: _quoted(it, text))


def _quoted(it: Annotation, text: str) -> SearchStrategy[Annotation]:
    from dataclasses import replace

    span = it.span or Span(0, 0)
    placed = replace(
        it,
        exact=span.of(text) or "不在文中",
        prefix=text[max(0, span.start - 32) : span.start],
        suffix=text[span.end : span.end + 32],
    )
    return st.sampled_from((placed, placed, replace(placed, span=None)))


@st.composite
def documents(draw: DrawFn, texts: SearchStrategy[str] = news) -> Document:
    """An opened article with annotations of several people, in reading order."""
    text, outline = outlined(draw(texts))
    count = draw(st.integers(0, 5))
    marks = [draw(annotation(text, number)) for number in range(count)]
    marks.sort(key=lambda it: (it.span is None, it.span and (it.span.start, -it.span.end), it.id))
    return Document(draw(heads), text, outline, PEOPLE, tuple(marks), me=PEOPLE[0])


heads: SearchStrategy[Head] = st.builds(
    Head,
    st.just("2f1d4a3e-6b7c-4d8e-9f00-112233445566"),
    st.just("ab" * 32),
    line | FIELDS,
    st.lists(FIELDS, max_size=2).map(tuple),
    FIELDS,
    st.sampled_from(("", "2025-10-14", "2025-10-14T08:00:00+08:00")),
    st.sampled_from(LINKS),
    st.sampled_from(("", "zh-Hant", "zh-Hans", "zh-HK", "en")),
    st.lists(FIELDS, max_size=2).map(tuple),
)

blocks = st.builds(
    Block,
    line,
    st.none() | st.sampled_from(Role),
    st.integers(2, 6),
    st.booleans(),
    st.booleans(),
)
pages = st.builds(
    PageContent,
    line.map(str.strip),
    st.lists(line.map(str.strip).filter(bool), unique=True, max_size=2).map(tuple),
    line.map(str.strip),
    st.sampled_from(("", "2025-10-14")),
    st.sampled_from(("", "https://example.com/x")),
    st.sampled_from(("", "zh-Hant")),
    st.lists(line.map(str.strip).filter(bool), unique=True, max_size=2).map(tuple),
    st.lists(blocks, max_size=8).map(tuple),
)

MARKUP = (
    "<html>", "<head>", "<title>標題_某報</title>", "<body>", "<article>", "<div class='content'>",
    "</div>", "<p>", "</p>", "<h1>", "</h1>", "<h2>", "<ul><li>", "<a href='/x'>", "</a>", "<br>",
    "<img src=a.jpg alt='圖說'>", "<figcaption>", "<table><tr><td>", "<script>x</script>", "<!--",
    "-->", "<style>", "<meta property='og:title' content='標題'>", "<meta charset=big5>", "&lt;",
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"標題","author":[{"name":'
    '"林小雨"}],"datePublished":"2025-10-14T08:00:00Z"}</script>', "<time datetime='2025-10-14'>",
    "<link rel=alternate type='application/rss+xml' href='/feed' title='甲'>",
    "<base href='//b.c'>",
    "<rss version='2.0'><channel><item><title>甲</title><link>https://a.b/1</link>", "</item>",
    "<![CDATA[", "]]>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "</entry></feed>",
    "<!DOCTYPE html [<!ENTITY a 'b'>]>", "<opml><body><outline xmlUrl='https://a.b/f' text='甲'>",
    "<svg><p>", "<template>", "<noscript>", "<p hidden>", "<span style='display:none'>", "<", ">",
)  # fmt: skip
soup = st.lists(st.sampled_from(MARKUP) | st.sampled_from(SAYINGS) | wild, max_size=24).map("".join)
"""Markup of pages and feeds, broken in every way."""

SOUND_PAGE = (
    "<html lang='zh-Hant'><head><title>打響第一槍 - 某報</title></head><body><article>"
    "<h1>打響第一槍</h1><p>記者林小雨／台北報導</p>{}</article><footer>版權所有</footer></body></html>"
)
html_pages = st.lists(line_of_news, min_size=2, max_size=6).map(
    lambda lines: SOUND_PAGE.format(
        "".join(f"<p>{one}京東說會造車，價格尚未公布。</p>" for one in lines)
    )
)


rss = (
    st.lists(
        st.builds(
            "<item><title>{}</title><link>https://a.b/{}</link>"
            "<description><![CDATA[{}]]></description></item>".format,
            st.sampled_from(SAYINGS) | soup,
            st.integers(0, 9),
            soup,
        ),
        min_size=1,
        max_size=3,
    )
    .map("".join)
    .map("<rss version='2.0'><channel><title>甲</title>{}</channel></rss>".format)
)
"""Feeds whose items hold anything."""


def as_bytes(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    """Texts in one of the encodings they come in, sometimes cut or with noise."""
    codecs = st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le"))
    sent = st.builds(lambda text, codec: text.encode(codec, "replace"), texts, codecs)
    return (
        sent
        | st.builds(lambda data, at: data[at:], sent, st.integers(0, 3))
        | st.binary(max_size=60)
    )


DATES = (
    "2025年10月16日", "民國114年10月16日", "2025/10/16 下午2:30", "2025-10-16T08:00:00Z", "1分鐘前",
    "Thu, 16 Oct 2025 08:00:00 +0800", "四, 16 十月 2025 08:00:00 CST", "20251016", "2025-13-40",
    "", "昨天 14:30", "16 Oct 25 08:00 GMT", "2025.10.16.", "9999-12-31T23:59:59-23:59",
    "0001-01-01",
)  # fmt: skip
dates = (
    st.sampled_from(DATES)
    | st.dates().map(str)
    | st.datetimes().map(str)
    | wild
    | st.builds(
        "".join,
        st.lists(st.sampled_from((*"0123456789-/.:年月日TZ+ ", "民國", "下午", "Oct", "GMT"))),
    )
)

HOSTS = (
    "example.com",
    "例子.tw",
    "127.1",
    "0x7f.1",
    "[::1]",
    "[::ffff:1.2.3.4]",
    "a.local",
    "1.2.3.4",
    "user:pw@example.com",
    "user:p/w@example.com",
    "user:pw%40example.com",
    "user＠example。com",
    "/\\u:p@x.tw",
    "EXAMPLE.com.",
    "a..b",
    "-x.com",
    "xn--fsqu00a.tw",
    "",
    "[",
    "1.2.3.999",
)
PATHS = (
    "",
    "/",
    "/甲?乙=丙#丁",
    "/a%20b%zz",
    "/../x",
    "?x",
    "#f",
    "//y",
    "/a b\tc",
    ":99",
    ":80/",
    ":x",
)
addresses = (
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(
                ("http://", "https://", "HTTPS://", "ftp://", "//", "", "javascript:", " http:\\\\")
            ),
            st.sampled_from(HOSTS),
            st.sampled_from(PATHS) | wild,
        ),
    )
    | wild
)

resized = st.lists(
    st.sampled_from(("互联网", "博客", "鼠标", "软件", "的", "，", "a1", "「", "在")),
    min_size=2,
    max_size=12,
).map("".join)
"""Text in which words of other lengths stand in a view with other regions' words."""

TYPED = (
    "tag:fact", "tag:opinion", "-tag:none", "status:refuted", "-verdict:待補件", "status:asked",
    "from:某報", "after:2025-10-14",
    "by:林", "before:2025", "in:title", "in:note", "source:招商", "label:數字", "kind:", "foo:bar",
    "事:物", '"', "「", "」", "-", " ", "　", "-計程車", '"出租車"',
    "京東", "造车", "的", "：", "tag：fact",
    "in:nowhere",
)  # fmt: skip
typed = st.lists(st.sampled_from(TYPED) | st.sampled_from(SAYINGS) | wild, max_size=8).map(
    "".join
) | (st.lists(st.sampled_from(TYPED + SAYINGS[:4]), max_size=5).map(" ".join))
"""What somebody types into the search."""

KEYS = (
    *"abfoxASL/?[]{},.!<>~0",
    "space",
    "comma",
    "tab",
    "ctrl+j",
    "enter",
    "up",
    "f1",
    "ａ",
    "、",
    " ",
    "",
)
typed_keys = st.lists(st.sampled_from(KEYS), max_size=5).map(",".join) | wild

words: SearchStrategy[Words] = st.deferred(lambda: st.sampled_from(languages()))


@cache
def languages() -> list[Words]:
    """All texts of the screens, in every language."""
    tables = [load(name) for name in ("en", "zh_hant", "zh_hans")]
    return [*tables, *(table.certain() for table in tables)]


def values(**fields: Any) -> dict[str, Any]:
    """Fields that are not empty."""
    return {name: value for name, value in fields.items() if value}


def code_books() -> SearchStrategy[CodeBook]:
    """Code books as a file may have them: no two entries of a kind share an id, name or digit."""
    names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=64)
    names = names.map(printable).filter(bool)
    texts = any_text.map(lambda text: printable(text).strip())
    idents = st.uuids().map(str)  # of one kind each, in whatever library
    label_ids, verdict_ids = (idents.map(lambda it, sign=sign: f"{sign}{it[1:]}") for sign in "ab")
    labels = st.builds(
        CodeEntry, label_ids, st.just("label"), names, st.none() | st.integers(1, 9), texts
    )
    judged = {
        "kind": st.just("verdict"), "description": texts, "averitec": st.sampled_from(AVERITEC),
        "rating": st.sampled_from(("", *RATINGS)),
    }  # fmt: skip
    own = st.builds(
        CodeEntry, verdict_ids, name=names.filter(lambda it: it not in VERDICTS), **judged
    )
    ours = st.sampled_from(list(VERDICTS.values()))
    known = st.builds(CodeEntry, ours, name=st.just("") | own.map(lambda it: it.name), **judged)
    apart = (lambda it: it.id, lambda it: fold(it.name) or it.id, lambda it: it.digit or it.id)
    return st.builds(
        CodeBook,
        st.lists(labels, max_size=6, unique_by=apart).map(tuple),
        st.lists(own | known, min_size=1, max_size=6, unique_by=apart).map(tuple),
        st.builds(Guide, texts | texts.map(lambda text: (text * 9).strip()), names),
    )
