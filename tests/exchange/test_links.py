"""Addresses where a schema wants a URI, and links in what becomes Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_data import TEXT, mark
from markdown_it import MarkdownIt
from written import bytes_of

from reader.exchange import markdown
from reader.exchange.iri import as_iri, as_uri
from reader.exchange.markdown import linked
from reader.exchange.sheet import Sheet
from reader.model import Link
from reader.words import Words

write = bytes_of(markdown.write)


@pytest.mark.parametrize(
    ("iri", "uri"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/報告?q=車", "https://example.org/%E5%A0%B1%E5%91%8A?q=%E8%BB%8A"),
        ("https://example.org/%E5%A0%B1", "https://example.org/%E5%A0%B1"),
        ("https://例子.測試:8080/a", "https://xn--fsqu00a.xn--g6w251d:8080/a"),
        ("https://[::1]:80/a", "https://[::1]:80/a"),
        ("urn:uuid:c6bd01c8", "urn:uuid:c6bd01c8"),
    ],
)
def test_an_iri_as_a_uri(iri: str, uri: str) -> None:
    assert as_uri(iri) == uri
    assert uri.isascii()
    assert as_uri(uri) == uri


@pytest.mark.parametrize(
    ("written", "iri"),
    [
        ("https://example.org/a|b?c={d}", "https://example.org/a%7Cb?c=%7Bd%7D"),
        ("https://例子.tw/報告%20一", "https://例子.tw/報告%20一"),
        ("見 https://example.org/", "見 https://example.org/"),
    ],
)
def test_signs_that_no_address_may_hold_are_encoded(written: str, iri: str) -> None:
    assert as_iri(written) == iri


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "見[公園報告](https://example.org/報告)第三頁。",
            [("公園報告", "https://example.org/報告")],
        ),
        ("[a](https://example.org/x_(y)) 和 https://example.org/b。", None),
        ("[a](javascript:alert(1))", []),
        ("[<b>](https://example.org/)", [("<b>", "https://example.org/")]),
    ],
)
def test_a_link_in_a_note_stays_one(text: str, links: list[tuple[str, str]] | None) -> None:
    from urllib.parse import unquote

    tokens = [it for one in MarkdownIt().parse(linked(text)) for it in one.children or ()]
    found = [
        (tokens[number + 1].content, unquote(str(token.attrs["href"])))
        for number, token in enumerate(tokens)
        if token.type == "link_open"
    ]
    if links is None:
        assert [href for _, href in found] == ["https://example.org/x_(y)", "https://example.org/b"]
    else:
        assert found == links


def test_before_a_link_an_exclamation_mark_makes_no_picture() -> None:
    kinds = [
        token.type
        for text in ("好![圖](https://example.org/a.png)", "![圖](https://example.org/a.png)")
        for it in MarkdownIt().parse(linked(text))
        for token in it.children or ()
    ]
    assert "image" not in kinds
    assert kinds.count("link_open") == 2


@pytest.mark.parametrize(
    ("words", "address", "href"),
    [
        ("*重點*", "https://example.org/a|b", "https://example.org/a%7Cb"),
        ("我認為*重點*不在此。", "https://example.org/x_(y)", "https://example.org/x_(y)"),
        ("重點", "javascript:alert(1)", None),
    ],
)
def test_a_quote_leads_where_its_words_led(
    sheet: Sheet, english: Words, words: str, address: str, href: str | None
) -> None:
    at = TEXT.index(words)
    links = (Link(0, 3, "https://example.org/no"), Link(at, at + len(words), address))
    only = replace(sheet, annotations=(mark(1, 2),), links=links)
    tokens = MarkdownIt().parse(write([only], english).decode())
    [quote] = [it for it in tokens if it.type == "inline" and "重點" in it.content]
    assert "".join(it.content for it in quote.children or ()) == "我認為*重點*不在此。"
    hrefs = [it.attrs["href"] for it in quote.children or () if it.type == "link_open"]
    assert hrefs == ([href] if href else [])
