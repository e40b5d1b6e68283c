"""The ways in which a text from outside comes in and goes out, and texts made to slow them down."""

from __future__ import annotations

from collections.abc import Callable

from shapes import PAGES

from reader.errors import InputError

Text = Callable[[int], str]


def _lines(line: str) -> Text:
    return lambda size: (line + "\n") * max(1, size // (len(line) + 1))


def _run(pumped: str, before: str = "", after: str = "") -> Text:
    return lambda size: before + pumped * max(1, size // len(pumped)) + after


TEXTS: dict[str, Text] = {
    "one sign": _run("字"),
    "one letter": _run("a"),
    "spaces in a line": _run(" ", "字", "x"),
    "wide spaces": _run("　", "字", "x"),
    "empty lines": _run("\n", "字", "x"),
    "short lines": _lines("字"),
    "sentences": _lines("今天，他說了一句話，大家都聽見了。"),
    "stops": _run("。"),
    "pauses": _run("，」"),
    "nested quotes": lambda size: "「" * (size // 2) + "」" * (size // 2),
    "open quotes": _run("「。"),
    "quotes": _run("「好！」說 "),
    "straight quotes": _run('"a" '),
    "apostrophes": _run("a' "),
    "footnotes": _run("[1]", "字。"),
    "addresses": _run("https://"),
    "hosts": _run("www.!"),
    "numbers": _run("1.1,"),
    "words": _run("a.b "),
    "controls": _run("\x1b["),
    "commands": _run("\x1b]"),
    "a control": _run("0", "\x1b[", "x"),
    "joiners": _run("\u200d\ufe0f"),
    "piled marks": _run("\u0301", "a"),
    "carriage returns": _run("\r"),
    "families": _run("👩\u200d"),
    "fields": _run("文/a/", after="。"),
    "lines of fields": _lines("文/a/" * 50 + "。"),
    "dated fields": _lines("文/2025-1-1/" * 20 + "。"),
    "blanks in a date": _lines("2025年1月1日" + " " * 250 + "x"),
    "numbered": _lines("1. 字"),
    "bullets": _lines("• 字"),
    "notes": _lines("編按：字"),
    "captions": _lines("▲圖：字。"),
    "colons": _run("tag:"),
    "minus": _run("-"),
    "backslashes": _run("\\"),
    "formulas": _run("'", after="=1"),
    "brackets and stops": _run(").", "http://a"),
}

ADDRESSES: dict[str, Text] = {
    "schemes": _run("http:", after="@"),
    "hosts": _run("://a", after="/@"),
    "signs": _run("@", "https://"),
    "names": _run("a@//", "https://", "b"),
    "slashes": _run("/", "https:", "@"),
    "percent signs": _run("%", "https://", "@"),
    "signs in numbers": _run("%25", "https://a%", "40x"),
    "slashes in numbers": _run(":%2f%2f", after="?@"),
    "twice encoded": _run("%252f", "https://a", "?@"),
    "schemes and no slash": _run("http:", after="/@"),
    "encoded schemes": _run("http%3a", after="/@"),
    "pairs of slashes": _run("//a", after="/@"),
    "names without a sign": _run("//a:", after="/@"),
    "colons without a sign": _run(":", "https://a//", "/@"),
    "colons and slashes": _run(":/a", after="/@"),
    "many times encoded": _run("25", "https://a//a%", "/@"),
    "no port": _run("a:", "https://", "@"),
    "blanks": _run(" ", after="https://a@b"),
    "nothing seen": _run("\u200b", "https://a@b"),
}

MARKDOWN: dict[str, Text] = {
    "stars": _run("*"),
    "starred": _run("*a "),
    "strong": _run("**a"),
    "underscores": _run("_a "),
    "tildes": _run("~~a"),
    "mixed marks": _run("*a_b~~c**"),
    "open brackets": _run("["),
    "closed brackets": _run("]"),
    "links": _run("[a](b"),
    "images": _run("![a]("),
    "nested links": lambda size: "[a](" * (size // 5) + ")" * (size // 5),
    "ticks": lambda size: "".join("`" * (1 + place % 50) + "a" for place in range(size // 26)),
    "comments": _run("<!--"),
    "tags": _run("<a "),
    "declarations": _run("<!A "),
    "instructions": _run("<?"),
    "sections": _run("<![CDATA["),
    "quotations": _run(">", after="a"),
    "quoted lines": _lines("> a"),
    "lists": _lines("- a"),
    "deep lists": _lines("- " * 15 + "a"),
    "stairs": lambda size: "\n".join("  " * (place % 40) + "- a" for place in range(size // 44)),
    "fences": lambda size: "".join("`" * (3 + place % 50) + "\n" for place in range(size // 29)),
    "rules": _lines("---"),
    "underlined": _lines("a\n---"),
    "lazy lines": _run("b\n", "> a\n"),
    "a rule that fails": _run("-", "a|b\n|", "x"),
    "a rule of blanks": _run(" ", "a|b\n|-", "x"),
    "a rule of cells": _run("|-", "a|b\n", "x"),
    "a rule of colons": _run("-:", "a|b\n|", "x"),
    "tables": _lines("a|b\n-|-\n"),
    "a wide table": lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n",
    "a role of blanks": _run(" ", "x{.", "x"),
    "roles": _run(" {.body}", "x"),
    "blanks before no role": _run(" ", "x", "{.x}"),
    "heads of blanks": _run(" ", "# a", "b"),
    "heads of marks": _run("#", "# a ", " b"),
    "definitions": lambda size: "\n".join(f"[a{it}]: http://x" for it in range(size // 18)),
    "references": _run("[a] ", "[a]: http://x\n\n"),
    "definitions in use": lambda size: "\n\n".join(
        f"[a{it}]: http://x\n\n[a{it}]" for it in range(size // 28)
    ),
    "notes": lambda size: "\n\n".join(f"[^a{it}]: x" for it in range(size // 12)),
    "blocks": _lines("<div>"),
    "scripts": _run("<script>"),
    "comments in front": _run("#x\r\n", "---\n"),
    "lists in front": _run("[", "---\na: ", "\n---\n"),
    "blanks in front": _run(" ", "---\ndate: 2025", "x\n---\n"),
    "keys in front": lambda size: (
        "---\n" + "\n".join(f"a{it}: b" for it in range(min(size, 16_000) // 9)) + "\n---\na"
    ),
}

FEEDS: dict[str, Text] = {
    "items": _run("<item><title>a</title></item>", "<rss><channel>", "</channel></rss>"),
    "open items": _run("<item>", "<rss><channel>"),
    "ends of items": _run("</item>", "<rss><channel>"),
    "comments": _run("<!--", "<rss><channel><item><title>"),
    "instructions": _run("<?xml?>"),
    "heads": _run("<!-- -->", "", "<rss><channel></channel></rss>"),
    "roots": _run("<a:", "<rss"),
    "entities": _run("&nbsp;", "<rss><channel><item><title>", "</title></item></channel></rss>"),
    "ampersands": _run("&", "<rss><channel><item><title>", "</title></item></channel></rss>"),
    "names": _run("-@", "<rss><channel><item><author>", "</author></item></channel></rss>"),
    "one name": _run("a ", "<rss><channel><item><author>@", "</author></item></channel></rss>"),
    "days": _run(" ", "<rss><channel><item><pubDate>1", "x</pubDate></item></channel></rss>"),
    "kinds": _run(
        "<category>a</category>", "<rss><channel><item>", "</item></channel></rss>"
    ),
    "one key": _run(
        "<item><guid>a</guid><link>http://a.tw/</link></item>", "<rss><channel>",
        "</channel></rss>",
    ),
    "a long base": lambda size: (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.org/{"a/" * (size * 8)}">'
        + '<entry>' + '<link href="b"/>' * (size // 32) + "</entry></feed>"
    ),
    "bases in bases": lambda size: (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.org/"><entry>'
        + f'<a xml:base="{"a/" * 400}">' * (size // 51) + "</a>" * (size // 51) + "</entry></feed>"
    ),
    "open bases": _run(f'<a q:base="{"a/" * 16}">', '<rss base="http://e.org/"><channel><item>'),
    "a page's base": lambda size: (
        f'<html><base href="http://e.org/{"a/" * 1900}">'
        + '<link rel=alternate type="application/rss+xml" href="b">' * (size // 100)
    ),
    "JSON": _run('{"id":"1"},', '{"version":"https://jsonfeed.org/version/1","items":['),
    "deep JSON": _run("[", '{"version":"https://jsonfeed.org/version/1","items":'),
    "blanks in JSON": _run(" ", '{"version":"https://jsonfeed.org/version/1","items"', "x"),
}  # fmt: skip

# The rest is told at once: folders may not lie deeper in one another.
BOOKS: dict[str, Text] = {
    "labels": lambda size: "".join(f"[[label]]\nname='{it}'\n" for it in range(size // 20)),
    "keys of parts": lambda size: "".join(
        f"a{it}{'.a' * 200}=1\n" for it in range(size // 400 + 1)
    ),
    "one key": _run("a.", after="a=1"),
    "a long text": _run("甲 乙\\\n", '[guide]\ntext="""', '"""'),
}

OPML: dict[str, Text] = {
    "outlines": _run('<outline xmlUrl="http://a.tw/"/>', "<opml><body>", "</body></opml>"),
    "deep folders": lambda size: (
        "<opml><body>" + ('<outline text="一個夾">' * 99 + "</outline>" * 99) * (size // 3000 + 1)
    ),
    "folders": lambda size: (
        "<opml><body>" + "".join(f'<outline text="夾{it}">' + '<outline xmlUrl="http://a.tw/'
        f'{it}"/></outline>' for it in range(size // 64)) + "</body></opml>"
    ),
    "open outlines": _run('<outline text="a">', "<opml><body>"),
    "feeds in folders": lambda size: (
        "<opml><body>" + '<outline text="a">' * 90 + '<outline xmlUrl="http://a.tw/"/>'
        * (size // 32) + "</outline>" * 90 + "</body></opml>"
    ),
    "ampersands": _run("&", "<opml><body>"),
    "entities": _run("&#1;", "<opml><body>"),
    "digits": _run("1", "<opml>&#", ";"),
    "roots": _run("<opml", "", ">"),
}  # fmt: skip


def _patiently(function: Callable[[str], object]) -> Callable[[str], object]:
    """A function that may refuse what it is given."""

    def run(text: str) -> object:
        try:
            return function(text)
        except InputError as error:
            return error

    return run


def _decode(text: str) -> object:
    from reader.text.cleaning import decode

    return decode(text.encode("gb18030", "replace"))


def _parse(text: str) -> object:
    from reader.text.structure import parse

    return parse(text)


def _markdown(text: str) -> object:
    from reader.text.structure import parse

    return parse(text, markdown=True)


def _write(text: str) -> object:
    from reader.text.structure import parse
    from reader.text.structure.markdown_writer import as_markdown

    return as_markdown(parse(text))


def _set(text: str) -> object:
    from reader.text.typesetting import set_paragraph

    return set_paragraph(text.replace("\n", " "), 40)


def _hinted(text: str) -> object:
    from reader.model import Span
    from reader.text.hints import hints

    return hints(text, Span(0, len(text)))


def _quoted(text: str) -> object:
    from reader.text.anchoring.quote_search import find_quote

    # A quote is of a bounded length; the text is not.
    return [find_quote(text, text[:length] + "甲乙", "前", "後") for length in (50, 500)]


def _reanchored(text: str) -> object:
    """Every other five characters kept: no sentence is whole, and all are asked for."""
    from reader.model import Span
    from reader.text.anchoring import reanchor

    size = len(text)
    new = "".join(text[at : at + 5] + "甲乙丙丁戊" for at in range(0, size, 10))
    return reanchor(text, new, [Span(0, size), Span(size // 3, size // 3 + 30)])


def _view(text: str) -> object:
    from reader.text.scripts import view

    return view(text, "t2s")


def _clauses(text: str) -> object:
    from reader.model import Span
    from reader.text.sentences.clauses import clauses

    return clauses(text, Span(0, len(text)))


def _export(text: str) -> object:
    from reader.exchange import csv_table, markdown, plain

    return csv_table.cell(text), markdown.escape(text), markdown.linked(text), plain.printable(text)


def _mark(text: str) -> object:
    from reader.library.annotate import QuotedMark, find_span

    return find_span("字" + text[::-1], QuotedMark("", text[:200], prefix=text[-30:]))


def _names(text: str) -> object:
    from reader.library.intake.input_parser import addresses_in, is_text
    from reader.library.intake.offers import is_address
    from reader.text.cleaning.file_names import file_name_of

    return is_address(text), addresses_in(text), is_text(text), file_name_of(text, ".md")


def _claims(text: str) -> object:
    from datetime import date

    from reader.text.query.claim_query import parse_claims

    return parse_claims(text, date(2026, 11, 30))


def _query(text: str) -> object:
    from reader.text.query import parse

    return parse(text)


def _feed(text: str) -> object:
    from reader.ingest.feeds import find_feeds, read_feed

    data = text.encode("utf-8", "replace")
    return find_feeds(data, "http://a.tw/"), read_feed(data, "http://a.tw/")


def _opml(text: str) -> object:
    from reader.ingest.feeds.opml import read_opml

    return read_opml(text.encode("utf-8", "replace"))


def _code_book(text: str) -> object:
    from reader.exchange.code_book_toml import read

    return read(text.encode("utf-8", "replace"))


def _file(name: str) -> Callable[[str], object]:
    from pathlib import Path

    from reader.ingest.files import parse_file

    return lambda text: parse_file(Path(name), text.encode("utf-8", "replace"))


def _margin(text: str) -> object:
    from reader.text.typesetting.margin_notes import MarginNote, place_notes

    each = range(len(text) // 20)
    here = [MarginNote(5, 2, 5, 7, True) for _ in each]
    others = [MarginNote(5, 3, 5, 50) for _ in each]
    return place_notes(here, 40), place_notes(others, 40), place_notes([*here, *others], 40)


def _fragment(text: str) -> object:
    from reader.ingest.html import fragment

    return fragment._read(text, "")


def _page(text: str) -> object:
    from reader.ingest.html import page_reader as reading

    return reading._read(f"<!doctype html><html><body>{text}".encode(), "http://a.tw/", "")


def _once(name: str) -> Callable[[str], object]:
    """A function of a room by its place."""
    from importlib import import_module

    room, function = name.rsplit(".", 1)
    called: Callable[[str], object] = getattr(import_module(f"reader.{room}"), function)
    return called


CUED: dict[str, Text] = {
    "open superlatives": _run("最"),
    "open contrasts": _run("不是"),
    "sources of nothing": _run("據"),
    "ranks of nothing": _run("全球"),
    "cues on cues": _run("最不令人據全球10月"),
}
"""Cues that are begun and never ended."""

ENTRIES: dict[str, tuple[Callable[[str], object], dict[str, Text]]] = {
    "clean": (_once("text.cleaning.cleaned_text.clean"), TEXTS),
    "decode": (_patiently(_decode), TEXTS),
    "parse": (_parse, TEXTS),
    "parse Markdown": (_markdown, MARKDOWN),
    "write": (_write, TEXTS | MARKDOWN),
    "split": (_once("text.sentences.splitter.split"), TEXTS),
    "clauses": (_clauses, TEXTS),
    "set_paragraph": (_set, TEXTS),
    "fold": (_once("text.folding.search_fold.fold"), TEXTS),
    "view": (_view, TEXTS),
    "hints": (_hinted, TEXTS | CUED),
    "times": (_once("text.comparison.contrasts.times"), TEXTS),
    "sides": (_once("text.comparison.contrasts.sides"), TEXTS),
    "quantities": (_once("text.comparison.quantities.quantities"), TEXTS),
    "find_quote": (_quoted, TEXTS),
    "reanchor": (_reanchored, TEXTS),
    "telling": (_once("text.anchoring.word_weight.telling"), TEXTS),
    "find_span": (_patiently(_mark), TEXTS),
    "query": (_patiently(_query), TEXTS),
    "a query of claims": (_patiently(_claims), TEXTS | {"brackets": _run("(甲)")}),
    "names": (_names, TEXTS),
    "export": (_export, TEXTS),
    "feed": (_patiently(_feed), FEEDS),
    "code book": (_patiently(_code_book), TEXTS | BOOKS),
    "OPML": (_patiently(_opml), OPML),
    "a text file": (_patiently(_file("a.txt")), TEXTS),
    "a Markdown file": (_patiently(_file("a.md")), TEXTS | MARKDOWN),
    "margin": (_margin, {"notes": _run("字")}),
    "addresses": (_once("model.web_address.without_credentials"), ADDRESSES),
    "fragment": (_patiently(_fragment), PAGES),
    "page": (_patiently(_page), PAGES),
}
