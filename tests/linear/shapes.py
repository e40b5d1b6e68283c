"""Pages, texts and feeds made to be slow, of any size: each is a function of a number of parts."""

from __future__ import annotations

from collections.abc import Callable

PROSE = (
    "<p>市府今天表示，新的人行道工程將在下個月動工，預計明年春天完成，沿線商家可以照常營業。</p>"
)

PAGES: dict[str, Callable[[int], str]] = {
    "siblings": lambda n: "<div>" + "<p>字</p>" * n + "</div>" + PROSE * 3,
    "sentences": lambda n: "<div>" + "<p>今天，他說了一句話，大家都聽見了，沒有人反對。</p>" * n,
    "long sentences": lambda n: PROSE * n,
    "spans": lambda n: "<p>" + "<span>字，</span>" * n + "</p>" + PROSE * 3,
    "nested spans": lambda n: ("<span>字，" * 50 + "</span>" * 50) * (n // 50) + PROSE * 3,
    "nested divs": lambda n: ("<div>字，" * 50 + "</div>" * 50) * (n // 50) + PROSE * 3,
    "open divs": lambda n: "<div>" * n + PROSE * 3,
    "open tables": lambda n: "<table><tr><td>" * (n // 3) + PROSE * 3,
    "nested tables": lambda n: (
        ("<table><tr><td>" * 20 + "字" + "</table>" * 20) * (n // 60) + PROSE
    ),
    "a table": lambda n: "<table>" + ("<tr>" + "<td>數</td>" * 10) * (n // 11) + "</table>" + PROSE,
    "a wide row": lambda n: "<table><tr>" + "<td>數</td>" * n + "</table>" + PROSE * 3,
    "links": lambda n: "<a href='/a'>一則新聞的標題在此</a> " * n + PROSE * 3,
    "links in items": lambda n: "<ul>" + "<li><a href='/a'>標題</a></li>" * n + "</ul>" + PROSE * 3,
    "links in text": lambda n: (
        "<p>" + "他說，<a href='/a'>標題</a>是好的。" * n + "</p>" + PROSE * 3
    ),
    "open links": lambda n: "<a href=x>" * n + PROSE * 3,
    "open bold": lambda n: "<b>" * n + PROSE * 3,
    "open fonts": lambda n: "<font><b><i>字" * n + PROSE * 3,
    "a class": lambda n: f"<div class='{'img' * n}'>" + PROSE * 5 + "</div>",
    "classes": lambda n: f"<div class='{'img ' * 500}'>" + "<p class=photo>圖</p>" * n + PROSE * 3,
    "classes around": lambda n: (
        f"<div class='{'imgnote-' * 20}'>" * 60 + "<p>一行，字。</p>" * n + PROSE
    ),
    "an id": lambda n: f"<div id='{'slide' * n}'><p id='{'photo_' * n}'>圖" + PROSE * 5 + "</div>",
    "styles": lambda n: f"<p style='{'display ' * n}'>圖</p>" + PROSE * 3,
    "addresses in a style": lambda n: f"<p style='{'url(' * n}'>圖</p>" + PROSE * 3,
    "addresses in styles": lambda n: f"<p style='{'url(' * 60}'>圖</p>" * (n // 60) + PROSE * 3,
    "a style": lambda n: f"<p>字<style>{'url(' * n}</style></p>" + PROSE * 3,
    "imports": lambda n: f"<p>字<style>{'@import &quot;' * n}</style></p>" + PROSE * 3,
    "attributes in a title": lambda n: f"<p title='{' width=a' * n}'>圖</p>" + PROSE * 9,
    "attributes in a class": lambda n: f"<p class='{' width=a' * n}'>圖</p>" + PROSE * 9,
    "attributes in names": lambda n: f"<a name='{' width=a' * 30}'>圖</a>" * (n // 30) + PROSE * 9,
    "colours in an id": lambda n: f"<div id='{'-' * n} {'a' * n}'>圖</div>" + PROSE * 9,
    "angles in a title": lambda n: f"<p title='{'<a ' * n}'>圖</p>" + PROSE * 9,
    "an archive": lambda n: f"<p>字<object archive='{'a ' * n}'></object>" + PROSE * 3,
    "a forwarding": lambda n: (
        f"<p>字<meta http-equiv=refresh content='{'url=a ' * n}'></p>" + PROSE * 9
    ),
    "an image's sizes": lambda n: f"<p>字<img src=a srcset='{'a 1x, ' * n}'></p>" + PROSE * 9,
    "an image's data": lambda n: f"<p>字<img src='{'data:image/' * n}'></p>" + PROSE * 9,
    "a link": lambda n: f"<p>字<a href='{'javascript:a ' * n}'>圖</a></p>" + PROSE * 9,
    "parameters": lambda n: "<param valuetype=ref value=a>" * n + PROSE * 3,
    "hidden": lambda n: "<div style='display:none'>字</div>" * n + PROSE * 3,
    "hidden in hidden": lambda n: ("<div hidden>字" * 50 + "</div>" * 50) * (n // 50) + PROSE * 3,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">" + PROSE * 3,
    "attributes apart": lambda n: (
        ("<p " + " ".join(f"a{i}" for i in range(400)) + ">字") * (n // 400) + PROSE
    ),
    "breaks": lambda n: "<div>" + "一行字，也是字<br>" * n + "</div>" + PROSE * 3,
    "rows of breaks": lambda n: "<br>" * n + PROSE * 3,
    "no spaces": lambda n: f"<p>{'字' * n}</p>" + PROSE * 3,
    "letters": lambda n: f"<p>{'a' * n}</p>" + PROSE * 3,
    "spaces": lambda n: f"<p>字{' ' * n}字</p>" + PROSE * 3,
    "wide spaces": lambda n: f"<p>字{'　' * n}字</p><p>記者{'　' * n}字</p>" + PROSE * 3,
    "commas": lambda n: f"<p>{'，' * n}</p>" + PROSE * 3,
    "stops": lambda n: f"<p>{'。' * n}</p>" + PROSE * 3,
    "quotes": lambda n: f"<p>{'「' * n}字{'」' * n}</p>" + PROSE * 3,
    "bylines": lambda n: "<p>記者王小明台北報導</p>" * n + PROSE * 3,
    "fields": lambda n: f"<p>{'文/a/' * 60}。</p>" * (n // 60) + PROSE * 3,
    "dates": lambda n: "<p>2025年1月1日 12:00</p>" * n + PROSE * 3,
    "headings": lambda n: "<h2>小標題</h2>" * n + PROSE * 3,
    "headlines": lambda n: f"<title>{'題' * n}</title>" + "<h1>題題題題</h1>" * n + PROSE * 3,
    "a title": lambda n: f"<title>{'a - ' * n}</title><h1>a</h1>" + PROSE * 3,
    "titles": lambda n: "<title>題</title>" * n + PROSE * 3,
    "captions": lambda n: (
        "<figure><img src=a><figcaption>圖說文字在此</figcaption></figure>" * n + PROSE * 3
    ),
    "bold lines": lambda n: "<p><b>一行粗體</b></p>" * n + "<p>▲一行圖說</p>" * n + PROSE * 3,
    "pictures": lambda n: "<img src=a alt='字'>" * n + PROSE * 3,
    "metas": lambda n: "<meta name=author content='a,b,c'>" * n + PROSE * 3,
    "a meta": lambda n: f"<meta name=keywords content='{'題,' * n}'>" + PROSE * 3,
    "an author": lambda n: f"<meta name=author content='{'a ' * n}'>" + PROSE * 3,
    "times": lambda n: "<time datetime='2025'>x</time>" * n + PROSE * 3,
    "canonicals": lambda n: "<link rel=canonical href='//'>" * n + PROSE * 3,
    "scripts": lambda n: "<script>var a = '<p>';</script>" * n + PROSE * 3,
    "JSON": lambda n: (
        '<script type="application/ld+json">'
        + '{"@type":"Article","author":' * n
        + "</script>"
        + PROSE * 3
    ),
    "broken JSON": lambda n: (
        '<script type="application/ld+json">'
        + '"author":[' * n
        + '"headline":"' * n
        + "</script>"
        + PROSE * 3
    ),
    "authors in JSON": lambda n: (
        '<script type="application/ld+json">{"@type":"Article","author":['
        + ",".join(f'"a{i}"' for i in range(n))
        + "]}</script>"
        + PROSE * 3
    ),
    "comments": lambda n: "<!-- x -->" * n + PROSE * 3,
    "open comments": lambda n: "<!--" * n + PROSE * 3,
    "open tags": lambda n: "<p <" * n + PROSE * 3,
    "angles": lambda n: "<" * n + PROSE * 3,
    "unclosed": lambda n: "<p a='" * n + PROSE * 3,
    "closed": lambda n: "</div>" * n + PROSE * 3,
    "crossed": lambda n: "<b><p></b></p>" * n + PROSE * 3,
    "entities": lambda n: "&amp;" * n + PROSE * 3,
    "ampersands": lambda n: "&" * n + PROSE * 3,
    "names": lambda n: "".join(f"<x{i}>字" for i in range(n)) + PROSE * 3,
    "lists": lambda n: ("<ul><li>字" * 25 + "</ul>" * 25) * (n // 25) + PROSE * 3,
    "quotations": lambda n: "<blockquote>字，字" * n + PROSE * 3,
    "preformatted": lambda n: "<pre>" + "字\n" * n + "</pre>" + PROSE * 3,
    "controls": lambda n: "<p>" + "字&#8;" * n + "</p>" + "<script></script>&#8;" * n + PROSE * 3,
    "joiners": lambda n: "<p>" + "\u200d\ufe0f" * n + "</p>" + PROSE * 3,
    "escapes": lambda n: "<p>" + "\x1b]" * n + "</p>" + PROSE * 3,
    "marks": lambda n: "<p>字" + "\u0301" * n + "</p>" + PROSE * 3,
    "footnotes": lambda n: "<p>字" + "[1]" * n + "</p>" + PROSE * 3,
    "divs in rows": lambda n: "<div><div>字，字，字，字</div></div>" * n + PROSE * 3,
    "articles": lambda n: (
        "<article><h1>題目</h1><p>今天，他說了一句話，大家都聽見了，沒有人反對。</p></article>" * n
    ),
    "forms": lambda n: "<form><input><select><option>a" * n + PROSE * 3,
    "scripts in text": lambda n: "<p>" + "<script></script>字" * n + "</p>" + PROSE * 3,
    "hidden in text": lambda n: "<p>" + "<i hidden>x</i>字" * n + "</p>" + PROSE * 3,
    "many attributes apart": lambda n: (
        ("<p " + " ".join(f"a{i}" for i in range(1500)) + ">字") * (n // 1500) + PROSE
    ),
    "breaks in a headline": lambda n: "<h1>" + "字<br>" * n + "</h1>" + PROSE * 3,
    "keywords": lambda n: (
        "".join(f"<meta name=keywords content='字{i}'>" for i in range(n)) + PROSE * 3
    ),
    "nested names in JSON": lambda n: (
        '<script type="application/ld+json">{"@type":"Article","author":'
        + '{"name":' * min(n, 900)
        + '"x"'
        + "}" * min(n, 900)
        + "}</script>"
        + PROSE * 3
    ),
    "frames": lambda n: "<iframe src=a>" * n + PROSE * 3,
    "svg": lambda n: "<svg><path d='M0'>" * n + "</svg>" * n + PROSE * 3,
    "templates": lambda n: "<template>" * n + PROSE * 3,
}
