"""Addresses where a schema wants a URI, and links in what becomes Markdown."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from reader.exchange.iri import as_iri, as_uri
from reader.exchange.markdown import linked


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
