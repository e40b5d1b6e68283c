"""The Markdown claim sheet: readable, complete, and nothing in it can break out."""

from collections.abc import Callable

import pytest
from exchange_data import mark
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from written import bytes_of

from reader.exchange import markdown
from reader.exchange.sheet import Sheet
from reader.model import Evidence
from reader.words import Words, load

write = bytes_of(markdown.write)


def parsed(data: bytes) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(data.decode())


def quotes(tokens: list[Token]) -> list[str]:
    """The paragraphs inside block quotes, as a reader sees them."""
    found: list[str] = []
    depth = 0
    for token in tokens:
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if depth and token.type == "inline":
            found.append("".join(child.content for child in token.children or []))
    return found


def test_the_whole_sheet(sheet: Sheet, english: Words) -> None:
    text = write([sheet], english).decode()
    assert text.startswith(
        "# 造車 \\#1 \\<b\\>\n\n無相 · 商業趨勢 · 2025-10-14 · <https://example.org"
    )
    assert "left out" not in text
    assert "## 編者按\n" in text
    assert "## 正文\n\n> 銷量增長了12%。\n\n- fact\n- Source: 招商證券\n- Check: to check\n" in text
    assert "- opinion (unsure)\n- Source: the author (商業趨勢)\n- Annotator: Wong\n" in text
    assert (
        "## No longer in the text\n\n> 已刪去的一句。\n\n- fact\n- Source: the author (商業趨勢)\n"
        "- Note: 原文改了" in text
    )
    assert "陳先生" not in text


def test_it_is_worded_in_the_language_of_the_reader(sheet: Sheet) -> None:
    text = write([sheet], load("zh_hant")).decode()
    assert "- 事實\n- 來源：招商證券\n- 查核：要查\n" in text


def test_markdown_reads_it_as_it_was_meant(sheet: Sheet, english: Words) -> None:
    tokens = parsed(write([sheet], english))
    assert quotes(tokens) == [
        "【編者按】近年來企業造車。",
        "銷量增長了12%。",
        "我認為*重點*不在此。",
        "= 從何說起？",
        "已刪去的一句。",
    ]
    headings = [tokens[i + 1] for i, it in enumerate(tokens) if it.type == "heading_open"]
    assert ["".join(child.content for child in it.children or []) for it in headings] == [
        "造車 #1 <b>",
        "編者按",
        "正文",
        "不一樣的戰略",
        "No longer in the text",
    ]


def test_one_annotator_is_named_once(sheet: Sheet, english: Words) -> None:
    alone = Sheet(sheet.head, sheet.text, sheet.outline, (mark(1, 1),), sheet.annotators)
    text = write([alone], english).decode()
    assert text.count("林記者") == 1


HOSTILE = [
    "# 標題", "> 引文", "- 項目", "1. 項目", "2) 項目", "***", "---", "===", "```sh", "~~~", "`碼`",
    "[連結](javascript:alert(1))", "![圖](x)", "<script>alert(1)</script>", "&lt;b&gt;", "a | b",
    "**粗**", "_斜_", "<https://example.org>", "[x]: /url", "題 #", "\\*", "$x$", "~~刪~~", "+ 一",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_everywhere(
    sheet_on: Callable[..., Sheet], english: Words, text: str
) -> None:
    sheet = sheet_on(text, note=text, source=text, labels=(text,), kind=text)
    tokens = parsed(write([sheet], english))
    assert quotes(tokens) == [text]
    children = [child for token in tokens for child in token.children or []]
    links = [child for child in children if child.type == "link_open"]
    # An address is a link in the source and the note, and nothing else is one.
    linked = ["https://example.org"] * 2 if "https:" in text else []
    assert [link.attrs["href"] for link in links] == ["https://example.org/a?b=1", *linked]
    assert {child.type for child in children} == {"text", "link_open", "link_close"}
    shown = ["".join(child.content for child in token.children or []) for token in tokens]
    assert f"Note: {text}" in shown


def links(tokens: list[Token]) -> list[tuple[str, str]]:
    """The target and the words of every link, but for the article's own."""
    found = []
    for token in tokens:
        children = token.children or []
        for place, child in enumerate(children):
            if child.type == "link_open":
                found.append((str(child.attrs["href"]), children[place + 1].content))
    return found[1:]


@pytest.mark.parametrize(
    ("text", "address", "href"),
    [
        (
            "看https://example.org/a?id=1&x=[2]，再說",
            "https://example.org/a?id=1&x=[2]",
            "https://example.org/a?id=1&x=%5B2%5D",
        ),
        ("（https://example.org/a_b_c*d*~e~#f）", "https://example.org/a_b_c*d*~e~#f", ""),
        ("見 https://example.org/a(1).", "https://example.org/a(1)", ""),
        ("[報告]（https://example.org/a）", "https://example.org/a", ""),
        ("https://example.org/a然後呢", "https://example.org/a", ""),
        ("https://example.org:8080/?a=1&amp=2、下文", "https://example.org:8080/?a=1&amp=2", ""),
        (
            "https://zh.wikipedia.org/wiki/京東_(公司)。",
            "https://zh.wikipedia.org/wiki/京東_(公司)",
            "https://zh.wikipedia.org/wiki/%E4%BA%AC%E6%9D%B1_(%E5%85%AC%E5%8F%B8)",
        ),
        ("<https://example.org/a><b>", "https://example.org/a", ""),
        ("1. https://example.org/a b", "https://example.org/a", ""),
    ],
)
def test_an_address_is_a_link_to_exactly_that_address(
    sheet_on: Callable[..., Sheet], english: Words, text: str, address: str, href: str
) -> None:
    evidence = (Evidence("e", "", text),)
    tokens = parsed(write([sheet_on("一", note=text, source=text, evidence=evidence)], english))
    assert links(tokens) == [(href or address, address)] * 3
    shown = ["".join(child.content for child in token.children or []) for token in tokens]
    assert {f"Source: {text}", f"Evidence: {text}", f"Note: {text}"} <= set(shown)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "https://", "xhttps://example.org", "https:// a", "httpſ://a"]
)
def test_what_is_no_web_address_is_no_link(
    sheet_on: Callable[..., Sheet], english: Words, text: str
) -> None:
    assert links(parsed(write([sheet_on("一", note=text)], english))) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["https://a.b/", *"一a1 .)(]['*_`~!<>|&;:?=#\\\""])))
def test_no_address_breaks_out(
    sheet_on: Callable[..., Sheet], english: Words, pieces: list[str]
) -> None:
    text = "".join(pieces).strip() or "一"
    tokens = parsed(write([sheet_on("一", note=text)], english))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "link_open", "link_close"}
    assert all(href.startswith("https://a.b") for href, _ in links(tokens))
    shown = ["".join(child.content for child in token.children or []) for token in tokens]
    assert f"Note: {text}" in shown


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("一 a1.)#>-+=*_`~[](){}<>|!&;:\\$\n\t\u3000", min_size=1, max_size=40))
def test_any_quote_is_shown_as_it_stands(
    sheet_on: Callable[..., Sheet], english: Words, text: str
) -> None:
    sheet = sheet_on(text, note=text)
    tokens = parsed(write([sheet], english))
    expected = [line.strip() for line in text.split("\n")]
    assert quotes(tokens) == [line for line in expected if line]
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "link_open", "link_close"}
    assert sum(token.type == "bullet_list_open" for token in tokens) == 2
    assert not any(token.type in ("html_block", "fence", "code_block", "hr") for token in tokens)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_no_control_character_comes_out(
    sheet_on: Callable[..., Sheet], english: Words, note: str
) -> None:
    text = write([sheet_on("一", note=note)], english).decode("utf-8")
    assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) <= 0x9F for c in text)
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_words_that_changed_since_they_were_marked_are_told(changed: Sheet, english: Words) -> None:
    text = write([changed], english).decode()
    assert "> 銷量增長了12%。\n\n- fact\n- Words when marked: “銷量增長了21%。”\n" in text
    assert text.count("Words when marked") == 3
    assert "標記時的字句：「銷量增長了21%。」" in write([changed], load("zh_hant")).decode()
