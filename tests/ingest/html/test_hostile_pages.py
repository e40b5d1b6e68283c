"""Pages that break parsers: an article comes out, cleaned, or a reason why there is none."""

import pytest

from reader.errors import InputError
from reader.ingest.html import extract, read_page
from reader.ingest.html.tree import LARGEST
from tests.ingest.html.own_pages import PROSE, page_of

HAN = "".join(PROSE)

READ = {
    "closed nesting": "<div>" * 100_000 + HAN + "</div>" * 100_000,
    "open nesting": "<div>" * 100_000 + HAN,
    "open inline nesting": "<b>" * 100_000 + HAN,
    "open lists": "<ul><li>" * 20_000 + HAN,
    "open cells": "<td>" * 20_000 + HAN,
    "open tables": "<table><tr><td>" * 10_000 + HAN,
    "unknown elements": "<x-y>" * 20_000 + HAN,
    "quotations": "<blockquote>" * 3000 + HAN + "</blockquote>" * 3000,
    "unclosed tags": "<div><p><b><i><table><tr>" + HAN.replace("</p>", ""),
    "crossed tags": HAN.replace("<p>", "<p><b><i>").replace("</p>", "</b></p></i></div>"),
    "a huge table": "<table>" + "<tr>" + "<td>數</td>" * 50 + "</tr>" * 400 + "</table>" + HAN,
    "many attributes": "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + HAN,
    "NULs": HAN.replace("今", "\0今"),
    "many breaks": "<br>" * 100_000 + HAN,
    "angle brackets": "<" * 100_000 + HAN,
    "entities": "&" * 100_000 + HAN,
    "deep JSON": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + HAN,
    "odd JSON": '<script type="application/ld+json">{"@type":3,"author":[[1]]}</script>' + HAN,
    "long headline": "<title>" + "題" * 50_000 + "</title><h1>" + "題" * 50_000 + "</h1>" + HAN,
    "long digits": "<h1>" + "1" * 50_000 + "</h1>" + HAN,
    "many bylines": "<p>" + "記者採訪撰文" * 20 + "</p>" + HAN,
    "an XML bomb": (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "好好好好好好好好">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&c;</p>{HAN}</body></html>'
    ),
}

REFUSED = {
    "no body": "<html><head><title>題</title></head></html>",
    "only scripts": "<html><script>var a = '一段足夠長的內文，說明今天發生的事。'</script></html>",
    "only a comment": "<!-- 這是一段足夠長的內文，說明今天發生的事。 -->",
    "an open comment": f"<!-- {HAN}",
    "only links": "<ul>" + "<li><a href='/'>一則別的新聞的標題，很長的標題</a></li>" * 9 + "</ul>",
    "frames": "<html><frameset><frame src='a.html'></frameset></html>",
    "a doctype": "<!DOCTYPE html>",
}


@pytest.mark.parametrize("kind", READ)
def test_the_article_is_found_in_a_broken_page(kind: str) -> None:
    article = extract(READ[kind].encode())

    assert "市府今天表示，新的人行道工程將在下個月動工" in article.text
    assert "\0" not in article.text
    assert len(article.text) < 200_000


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_without_an_article_says_so(kind: str) -> None:
    with pytest.raises(InputError) as failure:
        extract(REFUSED[kind].encode())
    assert failure.value.code == "page_empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"  \r\n", "file_empty"),
        (b"<p>" + b"a" * LARGEST, "file_too_large"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "file_binary"),
        (bytes(range(256)) * 9, "file_binary"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as failure:
        extract(data)
    assert failure.value.code == code


def test_a_file_named_by_an_entity_is_not_read(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("這一行是祕密，不應該出現在任何文章裡面。", encoding="utf-8")
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
        f"<html><body><p>&x;</p>{HAN}</body></html>"
    )

    assert "祕密" not in extract(page.encode()).text


@pytest.mark.parametrize("sign", ["\x08", "&#8;", "\x1b[31m", "\ufffe"])
def test_a_control_beside_what_is_not_read_stops_nothing(sign: str) -> None:
    beside = f"<script>x</script>{sign}局長說，<b>{sign}這個</b><style>y</style>{sign}工程很重要。"
    page = read_page(page_of(f"<p>{beside}</p>", *PROSE).encode())

    assert "局長說，這個工程很重要。" in [block.text for block in page.blocks]


def test_markup_in_the_text_stays_text() -> None:
    text = extract(
        page_of(
            *PROSE, "<p>他在網頁裡寫了&lt;script&gt;alert(1)&lt;/script&gt;這一行，沒有被發現。</p>"
        ).encode()
    ).text

    assert "<script>alert(1)</script>" in text
